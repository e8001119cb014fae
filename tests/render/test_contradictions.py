"""What the institution says and its staff do not see is told with both figures, on the page and in the workbook."""

import io

import pytest
from openpyxl import load_workbook

from audit.analysis.report import Contradiction, Report
from audit.render.contradictions import contradictions
from audit.render.excel import workbook
from tests.render.sample import regional_centre

FOUND = Contradiction(
    name="flexible_on_paper",
    label={"en": "Flexible work is allowed, yet staff cannot use it", "ru": "Гибкая работа разрешена лишь на бумаге"},
    indicator="flexibility",
    indicator_label={"en": "Flexible work", "ru": "Гибкая работа"},
    score=100.0,
    at_least=70.0,
    questionnaire="staff-survey",
    question="balance",
    item="flexible",
    text={"en": "I can work flexibly", "ru": "Я могу работать гибко"},
    favourable=0.375,
    favourable_below=0.5,
    n=24,
)
SENTENCES = {
    "en": (
        "By the institution’s answers, “Flexible work” scores 100 of 100",
        "“I can work flexibly”: 38% answered favourably (answers: 24)",
    ),
    "ru": (
        "По ответам организации, «Гибкая работа» — 100 из 100",
        "«Я могу работать гибко»: положительных ответов 38\u00a0% (всего ответов: 24)",
    ),
}


def reported() -> Report:
    report = regional_centre()
    first, *others = report.parts
    card = first.scorecard.model_copy(update={"contradictions": (FOUND,)})
    return report.model_copy(update={"parts": (first.model_copy(update={"scorecard": card}), *others)})


@pytest.mark.parametrize("language", SENTENCES)
def test_both_sides_are_said_in_the_readers_language(language: str) -> None:
    (said,) = contradictions(reported(), language)
    assert (said.institution, said.staff) == SENTENCES[language]
    assert said.name == FOUND.label[language]


def test_the_summary_of_the_workbook_has_both_figures() -> None:
    sheet = load_workbook(io.BytesIO(workbook(reported(), "en"))).worksheets[0]
    rows = [[cell.value for cell in row[:4]] for row in sheet.iter_rows() if row[0].value == FOUND.label["en"]]
    assert rows == [[FOUND.label["en"], 100, 0.375, ". ".join(SENTENCES["en"]) + "."]]


def test_a_report_without_contradictions_has_no_such_table() -> None:
    sheet = load_workbook(io.BytesIO(workbook(regional_centre(), "en"))).worksheets[0]
    heads = [row[0].value for row in sheet.iter_rows()]
    assert "What the institution says and its staff do not see" not in heads
