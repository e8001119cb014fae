"""`paritet blank`: an empty form of a questionnaire to print, or to fill in with Word or Excel."""

from pathlib import Path

import click

from audit.analysis.blank import blank as blank_form
from audit.cli.speech import environment_language
from audit.errors import InvalidAnswers, Message, Mistake, message
from audit.questionnaire import formats, loader
from audit.render.blank import pdf
from audit.render.blank_excel import excel
from audit.render.blank_word import word
from audit.service.definitions import promised
from audit.wording import languages

ENDINGS = {".pdf": pdf, ".docx": word, ".xlsx": excel}


@click.command()
@click.argument("questionnaire", metavar="QUESTIONNAIRE", type=click.Path())
@click.option(
    "-o", "--output", metavar="OUT.(pdf|docx|xlsx)", required=True, type=click.Path(), help="The file to write."
)
@click.option("--lang", "asked", metavar="LANGUAGE", help="Language of the form: one of the questionnaire's.")
@click.pass_context
def blank(context: click.Context, questionnaire: str, output: str, asked: str | None) -> None:
    """Write an empty form: PDF, Word or Excel.

    The Excel form offers lists, adds up head-counts and comes back by `score` and `import`.
    Questions have the same numbers in every language. Without --lang the form is in the language of the
    environment where the questionnaire has it, else in the questionnaire's first.
    """
    root = context.find_root()
    root.obj = asked if asked in languages() else root.obj
    write = ENDINGS.get(Path(output).suffix.lower())
    if write is None:
        endings = ", ".join(ENDINGS)
        raise _refusal("unknown-ending", output, message("a blank form is not written in this format"), endings=endings)
    read = formats.load(questionnaire)
    language = asked or _offered(str(root.obj or environment_language()), read.languages)
    if language not in read.languages:
        wrong = message("the questionnaire is not written in '%(code)s'", code=language)
        raise _refusal("unknown-language", questionnaire, wrong, endings=", ".join(read.languages))
    form = blank_form(read, loader.digest(read), promised=promised(read))
    Path(output).write_bytes(write(form, language))


def _offered(spoken: str, offered: tuple[str, ...]) -> str:
    return spoken if spoken in offered else offered[0]


def _refusal(code: str, file: str, wrong: Message, *, endings: str) -> InvalidAnswers:
    return InvalidAnswers((Mistake(code, (), wrong, message("Use one of: %(known)s.", known=endings), file=file),))
