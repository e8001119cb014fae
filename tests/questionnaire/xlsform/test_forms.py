"""Forms in the style of real ones: what comes over, what is listed as left behind, and that nothing is lost after."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from audit.errors import Mistake
from audit.questionnaire import loader
from audit.questionnaire.carrying import Carried
from audit.questionnaire.plain import plain
from audit.questionnaire.schema import Respondent
from audit.questionnaire.xlsform import reading, writing
from audit.wording import tell
from tests.questionnaire.xlsform.building import FORMS, Form, form

ALL = [form(path) for path in sorted(FORMS.glob("*.yaml"))]
LEAST = 12


@pytest.fixture(params=ALL, ids=lambda each: each.name)
def read(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Form, Carried]:
    given: Form = request.param
    asked = given.expected.get("respondent")
    return given, reading.read(given.put(tmp_path), respondent=Respondent(asked) if asked else None)


def _code(mistake: Mistake) -> str:
    at = {key: value for part in mistake.place for key, value in part.values.items()}
    return " ".join([mistake.code, *(str(at[key]) for key in ("sheet", "row", "column") if key in at)])


def test_there_are_enough_forms() -> None:
    assert len(ALL) >= LEAST


def test_what_stays_behind_is_listed_by_sheet_row_and_column(read: tuple[Form, Carried]) -> None:
    given, carried = read
    assert sorted(map(_code, carried.skipped)) == sorted(given.expected["skipped"])


def test_everything_listed_is_said_in_russian_too(read: tuple[Form, Carried]) -> None:
    own = [each for each in read[1].skipped if "left out" not in each.wrong.template]
    assert [each.code for each in own if tell("ru", each.wrong) == str(each.wrong)] == []


def test_languages_and_pages_come_over(read: tuple[Form, Carried]) -> None:
    given, carried = read
    assert carried.questionnaire is not None
    assert list(carried.questionnaire.languages) == given.expected["languages"]
    assert [section.name for section in carried.questionnaire.sections] == given.expected["sections"]


def test_questions_say_what_the_rows_said(read: tuple[Form, Carried]) -> None:
    given, carried = read
    assert carried.questionnaire is not None
    asked = carried.questionnaire.every
    said = {
        name: {key: _among(plain(asked[name]).get(key), value) for key, value in keys.items()}
        for name, keys in given.expected["says"].items()
    }
    assert said == given.expected["says"]


def _among(found: Any, expected: Any) -> Any:  # noqa: ANN401 - whatever a questionnaire holds
    """Return what was found as the expectation writes it: of texts, only the languages it names."""
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        return {key: found.get(key) for key in expected}
    if found is None or isinstance(found, list):
        return found
    return "true" if found is True else str(found)


def test_the_yaml_is_the_questionnaire(read: tuple[Form, Carried]) -> None:
    assert loader.loads(read[1].text_of_yaml) == read[1].questionnaire


def test_written_as_a_form_again_it_is_the_same(read: tuple[Form, Carried]) -> None:
    questionnaire = read[1].questionnaire
    assert questionnaire is not None
    again = reading.read_bytes(writing.workbook(questionnaire), file="again.xlsx")
    assert again.questionnaire == questionnaire
    assert again.skipped == ()
