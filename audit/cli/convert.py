"""`paritet convert`: a questionnaire moves between YAML, XLSForm and LimeSurvey, and nothing is left behind unsaid."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from audit import wording
from audit.cli.check import mistake_data
from audit.cli.speech import INPUT_IS_WRONG, complain, json_option, lang_option, print_json
from audit.errors import InvalidAnswers, Message, Mistake, message
from audit.questionnaire import formats, loader
from audit.questionnaire.carrying import Carried
from audit.questionnaire.schema import Questionnaire, Respondent
from audit.questionnaire.source import SIZE_LIMIT
from audit.questionnaire.writing import yaml_text
from audit.questionnaire.xlsform.writing import workbook

Writer = Callable[[Questionnaire], bytes]


def _yaml(questionnaire: Questionnaire) -> bytes:
    return yaml_text(questionnaire).encode()


WRITERS: Mapping[str, Writer] = {".yaml": _yaml, ".yml": _yaml, ".xlsx": workbook}


@click.command()
@click.argument("source", metavar="IN", type=click.Path())
@click.argument("target", metavar="OUT", type=click.Path())
@click.option("--force", is_flag=True, help="Write over a file that is already there.")
@click.option(
    "--respondent",
    type=click.Choice([each.value for each in Respondent]),
    help="Who answers, where the file does not say so; staff by default.",
)
@json_option
@lang_option
def convert(source: str, target: str, force: bool, respondent: str | None, as_json: bool, language: str) -> None:
    """Turn a questionnaire into another format.

    YAML becomes an XLSForm (.xlsx) and comes back the same; an XLSForm (.xlsx, .xls) or a LimeSurvey structure (.lss)
    becomes YAML. What could not be carried over is listed by its place.
    """
    write = _writer(target)
    if Path(target).exists() and not force:
        wrong = message("this file is already there")
        raise _refusal("already-there", target, wrong, message("Choose another name, or write over it with --force."))
    found = formats.examine(source, respondent=Respondent(respondent) if respondent else None)
    questionnaire = found.questionnaire
    if questionnaire is not None and found.text_of_yaml:
        _put(Path(target), _content(write, questionnaire, target), over=force)
    if as_json:
        print_json(_as_data(source, target, found, language))
    else:
        complain((*found.skipped, *found.remarks), language)
    if questionnaire is None or not found.text_of_yaml:
        sys.exit(INPUT_IS_WRONG)
    if not as_json:
        click.echo(f"{target}: {_summary(questionnaire, found, language)}")


def _writer(target: str) -> Writer:
    write = WRITERS.get(Path(target).suffix.lower())
    if write is None:
        wrong = message("questionnaires are not written in this format")
        raise _refusal("unknown-ending", target, wrong, message("Use one of: %(known)s.", known=", ".join(WRITERS)))
    return write


def _content(write: Writer, questionnaire: Questionnaire, target: str) -> bytes:
    try:
        content = write(questionnaire)
    except ValueError:
        wrong = message("a text is longer than a cell can hold")
        raise _refusal("text-too-long", target, wrong, message("Shorten it to 32,000 characters.")) from None
    if write is _yaml and len(content) > SIZE_LIMIT:
        wrong = message("the file is larger than %(limit)d MB", limit=SIZE_LIMIT // 1024 // 1024)
        raise _refusal("file-too-large", target, wrong, message("Split the questionnaire into several."))
    return content


def _put(path: Path, content: bytes, *, over: bool) -> None:
    """Write a file whole, or not at all."""
    if not over:
        with path.open("xb") as file:
            file.write(content)
        return
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(content)
    beside.replace(path)


def _refusal(code: str, file: str, wrong: Message, remedy: Message) -> InvalidAnswers:
    return InvalidAnswers((Mistake(code, (), wrong, remedy, file=file),))


def _summary(questionnaire: Questionnaire, found: Carried, language: str) -> str:
    carried = wording.count(language, "%(n)d question", "%(n)d questions", len(questionnaire.every))
    if not found.skipped:
        return carried
    return f"{carried}; " + wording.count(language, "%(n)d remark", "%(n)d remarks", len(found.skipped))


def _as_data(source: str, target: str, found: Carried, language: str) -> dict[str, object]:
    made = found.questionnaire if found.text_of_yaml else None
    known = (
        {
            "name": made.name,
            "version": made.version,
            "digest": loader.digest(made),
            "sections": len(made.sections),
            "questions": len(made.every),
        }
        if made is not None
        else {}
    )
    return {
        "file": source,
        "written": target if made is not None else None,
        **known,
        "skipped": [mistake_data(each, language) for each in found.skipped],
        "remarks": [mistake_data(each, language) for each in found.remarks],
    }
