"""`paritet translate`: a questionnaire's texts go out to translators and come back, and what lacks is listed."""

import sys
from pathlib import Path

import click

from audit import wording
from audit.cli.check import mistake_data
from audit.cli.speech import INPUT_IS_WRONG, complain, json_option, lang_option, print_json
from audit.errors import InvalidAnswers, Message, Mistake, Severity, mark, message
from audit.questionnaire import loader, translation
from audit.questionnaire.translation import Gap
from audit.questionnaire.translation.states import beside
from audit.questionnaire.writing import yaml_text
from audit.service.translating import LACKS

COMPLETE = mark("Complete it in a sheet of `paritet translate out`.")


@click.group()
def translate() -> None:
    """Send texts to translators and take them in."""


@translate.command()
@click.argument("questionnaire", type=click.Path(path_type=Path))
@click.option("--to", "target", required=True, help="The language to translate into, such as kk or uz-Cyrl.")
@click.option("--from", "source", default="", help="The language to translate from; the first one by default.")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The workbook to write (.xlsx).")
@lang_option
def out(questionnaire: Path, target: str, source: str, output: Path, language: str) -> None:
    """Write the sheet for translators: one row a text."""
    asked, records = loader.load(questionnaire), translation.read(questionnaire)
    _free(output)
    try:
        content = translation.sheet(asked, records, language=target, source=source, spoken=language)
    except ValueError:
        wrong = message("a sheet from '%(source)s' to '%(target)s' cannot be made", source=source, target=target)
        remedy = message("Translate from one of %(known)s into another language.", known=", ".join(asked.languages))
        raise _refusal("bad-language", str(questionnaire), wrong, remedy) from None
    output.write_bytes(content)
    click.echo(f"{output}: {wording.count(language, '%(n)d text', '%(n)d texts', len(translation.entries(asked)))}")


@translate.command(name="in")
@click.argument("questionnaire", type=click.Path(path_type=Path))
@click.argument("sheet", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="The questionnaire to write (.yaml)."
)
@click.option("--force", is_flag=True, help="Write over a file that is already there.")
@json_option
@lang_option
def take_in(questionnaire: Path, sheet: Path, output: Path, force: bool, as_json: bool, language: str) -> None:
    """Take a translators' sheet in.

    Every row that is right comes over; each that is not is named by its cell and stays as it was. The states go into
    the folder `translations` beside the new file.
    """
    if not force:
        _free(output)
    taken = translation.take(loader.load(questionnaire), translation.read(questionnaire), sheet, file=str(sheet))
    output.write_text(yaml_text(taken.questionnaire), encoding="utf-8")
    states = beside(output)
    states.parent.mkdir(exist_ok=True)
    states.write_text(translation.written(taken.records), encoding="utf-8")
    if as_json:
        found = [mistake_data(each, language) for each in taken.mistakes]
        print_json({"written": str(output), "language": taken.language, "changed": taken.changed, "mistakes": found})
    else:
        complain(taken.mistakes, language)
        click.echo(f"{output}: {wording.count(language, '%(n)d text changed', '%(n)d texts changed', taken.changed)}")
    if taken.mistakes:
        sys.exit(INPUT_IS_WRONG)


@translate.command()
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--to", "target", default="", help="Only this language; all that the questionnaire declares by default.")
@json_option
@lang_option
def missing(files: tuple[Path, ...], target: str, as_json: bool, language: str) -> None:
    """List what lacks in each language; ends with 1 where something does."""
    found = [(path, gap) for path in files for gap in _gaps(path, target)]
    if as_json:
        print_json({"missing": [_data(path, gap, language) for path, gap in found]})
    else:
        complain([_mistake(path, gap) for path, gap in found], language)
        click.echo(wording.count(language, "%(n)d text lacks something", "%(n)d texts lack something", len(found)))
    if found:
        sys.exit(INPUT_IS_WRONG)


def _gaps(path: Path, target: str) -> tuple[Gap, ...]:
    asked = loader.load(path)
    return translation.gaps(asked, translation.read(path), languages=(target,) if target else asked.languages)


def _data(path: Path, gap: Gap, language: str) -> dict[str, object]:
    place = [wording.tell(language, part) for part in gap.entry.place]
    return {"file": str(path), "language": gap.language, "key": gap.entry.key, "place": place, "lack": gap.lack.value}


def _mistake(path: Path, gap: Gap) -> Mistake:
    wrong = message("in '%(tag)s' %(lack)s", tag=gap.language, lack=LACKS[gap.lack])
    place = (*gap.entry.place, message("key '%(key)s'", key=gap.entry.kind))
    return Mistake("language-has-gaps", place, wrong, message(COMPLETE), file=str(path), severity=Severity.WARNING)


def _free(output: Path) -> None:
    if output.exists():
        wrong = message("this file is already there")
        raise _refusal(
            "already-there", str(output), wrong, message("Choose another name, or write over it with --force.")
        )


def _refusal(code: str, file: str, wrong: Message, remedy: Message) -> InvalidAnswers:
    return InvalidAnswers((Mistake(code, (), wrong, remedy, file=file),))
