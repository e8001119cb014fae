"""The page for authors lists exactly the functions that exist, and its examples are worth what it says."""

import re
from datetime import date, time

import pytest
import yaml

from audit.questionnaire import instants
from audit.questionnaire.evaluation import NO_NUMBER, Result, evaluate
from audit.questionnaire.expression import parsed
from audit.questionnaire.functions import OPERATORS
from audit.questionnaire.signatures import REFUSED, SIGNATURES
from audit.questionnaire.values import Absent
from audit.wording import ROOT
from tests.questionnaire.expressing import scope, typed

PAGE = (ROOT / "docs" / "expressions.md").read_text(encoding="utf-8")
FUNCTIONS = PAGE[PAGE.index("## Functions") : PAGE.index("## Not read")]
SIGNS = PAGE[PAGE.index("## Operators") : PAGE.index("## Functions")]
FIRST_CELL = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)
EXAMPLE = re.compile(r"`([^`]+)` → ([^|]+?) \|")
ANSWERS = typed(yaml.safe_load(PAGE[PAGE.index("```yaml") + 7 : PAGE.index("```", PAGE.index("```yaml") + 7)]))
OWN = 41


def _said(value: Result) -> str:
    if value is NO_NUMBER:
        return "no number"
    if isinstance(value, Absent):
        return "unanswered"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | time):
        return instants.written(value)
    return f"'{value}'" if isinstance(value, str) else str(value)


@pytest.mark.parametrize(("source", "said"), EXAMPLE.findall(PAGE))
def test_an_example_is_worth_what_the_page_says(source: str, said: str) -> None:
    assert _said(evaluate(parsed(source), scope(ANSWERS, own=OWN))) == said


def test_the_page_lists_exactly_the_functions_and_operators_that_exist() -> None:
    assert sorted(FIRST_CELL.findall(FUNCTIONS)) == sorted(SIGNATURES)
    assert set(FIRST_CELL.findall(SIGNS)) == set(OPERATORS) | {"and", "or"}


def test_the_page_lists_exactly_the_functions_that_are_refused() -> None:
    listed = PAGE[PAGE.index("## Not read") : PAGE.index("## Where this differs")]
    assert set(re.findall(r"`([a-z][\w:-]*)`", listed)) == set(REFUSED)


def test_every_function_has_an_example_that_uses_it() -> None:
    examples = {name: row for row in FUNCTIONS.splitlines() for name in FIRST_CELL.findall(row)}
    assert [name for name, row in examples.items() if f"{name}(" not in row.rpartition("| `")[2]] == []
