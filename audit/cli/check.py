"""`paritet check`: a questionnaire's author sees every mistake at once, with its place and a remedy."""

import sys
from typing import Any

import click

from audit import wording
from audit.cli.speech import INPUT_IS_WRONG, complain, json_option, lang_option, print_json
from audit.errors import DefinitionError, Mistake, Severity
from audit.questionnaire import loader
from audit.questionnaire.schema import Questionnaire


@click.command()
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path())
@json_option
@lang_option
def check(files: tuple[str, ...], as_json: bool, language: str) -> None:
    """Find every mistake in questionnaires.

    Missing translations are warnings.
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
        return loader.examine(file)
    except DefinitionError as refusal:
        return None, refusal.mistakes


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
        "mistakes": [_mistake_data(each, language) for each in mistakes],
    }


def _mistake_data(mistake: Mistake, language: str) -> dict[str, Any]:
    line = next((part.values["line"] for part in mistake.place if "line" in part.values), None)
    return {
        "code": mistake.code,
        "severity": mistake.severity.value,
        "line": line,
        "place": [wording.tell(language, part) for part in mistake.place if "line" not in part.values],
        "wrong": wording.tell(language, mistake.wrong),
        "remedy": wording.tell(language, mistake.remedy),
    }
