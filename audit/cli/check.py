"""`paritet check`: a questionnaire's author sees every mistake at once, with its place and a remedy."""

import sys
from typing import Any

import click

from audit import wording
from audit.cli.speech import INPUT_IS_WRONG, complain, json_option, lang_option, print_json
from audit.errors import DefinitionError, Mistake, Severity
from audit.questionnaire import formats, loader
from audit.questionnaire.schema import Questionnaire

CELL = ("sheet", "row", "column")


@click.command()
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path())
@json_option
@lang_option
def check(files: tuple[str, ...], as_json: bool, language: str) -> None:
    """Find every mistake in questionnaires.

    They are YAML files, XLSForm workbooks or LimeSurvey structures. Missing translations are warnings, and so is what
    has no counterpart here.
    """
    results = [(file, *_examined(file)) for file in files]
    if as_json:
        print_json({"files": [_as_data(*result, language=language) for result in results]})
    for file, _, mistakes in results:
        errors = _errors(mistakes)
        if not as_json:
            complain(mistakes, language)
            click.echo(f"{file}: {_summary(errors, len(mistakes) - errors, language)}")
    if any(_errors(mistakes) for _, _, mistakes in results):
        sys.exit(INPUT_IS_WRONG)


def _examined(file: str) -> tuple[Questionnaire | None, tuple[Mistake, ...]]:
    try:
        found = formats.examine(file)
    except DefinitionError as refusal:
        return None, refusal.mistakes
    return found.questionnaire, (*found.skipped, *found.remarks)


def _errors(mistakes: tuple[Mistake, ...]) -> int:
    return sum(each.severity is Severity.ERROR for each in mistakes)


def _summary(errors: int, warnings: int, language: str) -> str:
    parts = []
    if errors:
        parts.append(wording.count(language, "%(n)d mistake", "%(n)d mistakes", errors))
    if warnings:
        parts.append(wording.count(language, "%(n)d warning", "%(n)d warnings", warnings))
    return ", ".join(parts) or wording.say(language, "no mistakes")


def _as_data(
    file: str, questionnaire: Questionnaire | None, mistakes: tuple[Mistake, ...], *, language: str
) -> dict[str, Any]:
    errors = _errors(mistakes)
    known = (
        {"name": questionnaire.name, "version": questionnaire.version, "digest": loader.digest(questionnaire)}
        if questionnaire and not errors
        else {}
    )
    return {
        "file": file,
        **known,
        "errors": errors,
        "warnings": len(mistakes) - errors,
        "mistakes": [mistake_data(each, language) for each in mistakes],
    }


def mistake_data(mistake: Mistake, language: str) -> dict[str, Any]:
    """Return a mistake for `--json`: its line, or its cell by sheet, row and column, and what is said of it."""
    line = next((part.values["line"] for part in mistake.place if "line" in part.values), None)
    cell = {key: part.values[key] for part in mistake.place for key in CELL if key in part.values}
    return {
        "code": mistake.code,
        "severity": mistake.severity.value,
        "line": line,
        **cell,
        "place": [wording.tell(language, part) for part in mistake.place if "line" not in part.values],
        "wrong": wording.tell(language, mistake.wrong),
        "remedy": wording.tell(language, mistake.remedy),
    }
