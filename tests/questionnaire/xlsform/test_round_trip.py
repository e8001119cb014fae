"""YAML → XLSForm → YAML is the same questionnaire, and pyxform accepts the workbook that stands between."""

import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from pyxform.xls2xform import convert

from audit.questionnaire import loader
from audit.questionnaire.schema import Questionnaire
from audit.questionnaire.writing import yaml_text
from audit.questionnaire.xlsform import reading, writing
from tests.questionnaire.xlsform.questionnaires import questionnaires

ROOT = Path(__file__).resolve().parents[3]
SHIPPED = [
    *sorted((ROOT / "questionnaires").glob("*.yaml")),
    *sorted((ROOT / "tests" / "examples").glob("*.yaml")),
    ROOT / "tests" / "questionnaires" / "answers.yaml",
    ROOT / "tests" / "web" / "every_kind.yaml",
]
CALM = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_ships_comes_back_the_same(path: Path) -> None:
    questionnaire = loader.load(path)
    again = reading.read_bytes(writing.workbook(questionnaire), file="form.xlsx")
    assert again.skipped == ()
    assert again.questionnaire == questionnaire
    assert loader.digest(again.text_of_yaml) == loader.digest(questionnaire)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_pyxform_makes_a_form_of_what_ships(path: Path) -> None:
    made = convert(io.BytesIO(writing.workbook(loader.load(path))), file_type=".xlsx", validate=False)
    assert "<h:html" in made.xform


@CALM
@given(questionnaires())
def test_any_questionnaire_comes_back_the_same(questionnaire: Questionnaire) -> None:
    again = reading.read_bytes(writing.workbook(questionnaire), file="form.xlsx")
    assert again.skipped == ()
    assert again.questionnaire == questionnaire
    assert loader.digest(again.text_of_yaml) == loader.digest(questionnaire)


@CALM
@given(questionnaires())
def test_any_questionnaire_is_its_yaml(questionnaire: Questionnaire) -> None:
    assert loader.loads(yaml_text(questionnaire)) == questionnaire


def test_an_edit_in_the_workbook_counts() -> None:
    questionnaire = loader.load(SHIPPED[0])
    book = openpyxl.load_workbook(io.BytesIO(writing.workbook(questionnaire)))
    survey = book["survey"]
    header = [cell.value for cell in survey[1]]
    label = header.index("label::Русский (ru)") + 1
    names = [survey.cell(row, header.index("name") + 1).value for row in range(1, survey.max_row + 1)]
    survey.cell(names.index("access") + 1, label).value = "Новое название"
    out = io.BytesIO()
    book.save(out)
    again = reading.read_bytes(out.getvalue(), file="form.xlsx").questionnaire
    assert again is not None
    changed = [again.sections[0].label["ru"], again.questions["access"].label["ru"]]
    assert "Новое название" in changed
