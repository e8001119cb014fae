"""A filled-in Excel form gives the answers that were written, and every mistake in it is named by sheet and cell."""

import io
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from audit import wording
from audit.errors import InvalidAnswers, Mistaken
from audit.questionnaire import filled_form, loader
from audit.questionnaire.answers import Absence, Absent, Answers, read_file
from audit.questionnaire.filled import Cell, answers
from audit.questionnaire.values import Entries
from tests.questionnaire.filling import EVERY_TYPE, WRITTEN, filled, form

MISSIONS: Entries = (
    {"where": "Osh", "people": {"led": {"women": 2, "men": 0, "other": 0}}},
    {"where": "Khujand"},
)
READ: Answers = {
    "words": "=1+1 ёлка",
    "whole": 12,
    "number": Decimal("0.3"),
    "part": Decimal(25),
    "fund": Decimal("1000.5"),
    "since": date(2025, 12, 31),
    "at": time(14, 30),
    "meeting": datetime(2025, 12, 31, 14, 30),
    "rating": 7,
    "seen": "OK",
    "page": "https://example.org/a",
    "posts": {"head": {"women": 1, "men": 2, "other": 0}, "staff": {"women": 3, "men": 0, "other": 1}},
    "topic": "other",
    "topic_other": "Trade",
    "several": ("peace", "water"),
    "order": ("water", "climate", "peace"),
    "views": {"voice": "2", "credit": "dk"},
    "missions": MISSIONS,
}


def _answers(content: bytes) -> Answers:
    return filled_form.answers(filled_form.opened(content, file="form.xlsx"), EVERY_TYPE)


def _said(content: bytes, language: str = "en") -> list[str]:
    with pytest.raises(Mistaken) as refused:
        _answers(content)
    told = refused.value.mistakes
    places = [", ".join(wording.tell(language, part) for part in each.place) for each in told]
    return [f"{place}: {wording.tell(language, each.wrong)}" for place, each in zip(places, told, strict=True)]


def test_every_type_of_question_comes_back_as_it_was_written() -> None:
    assert _answers(filled(WRITTEN, form())) == READ


def test_an_empty_form_holds_no_answers() -> None:
    assert _answers(form()) == {}


def test_a_form_in_another_language_gives_the_same_answers() -> None:
    russian = {"topic": "Мир", "views/voice": "согласна", "seen": "Подтверждаю", "several/water": "х", "whole": 3}
    expected = {"topic": "peace", "views": {"voice": "2"}, "seen": "OK", "several": ("water",), "whole": 3}
    assert _answers(filled(russian, form(language="ru"))) == expected


def test_a_form_is_an_answer_file(tmp_path: Path) -> None:
    file = tmp_path / "form.XLSX"
    file.write_bytes(filled({"whole": 5}, form()))
    assert read_file(EVERY_TYPE, file) == ({"whole": 5},)


def test_every_mistake_is_said_at_its_cell() -> None:
    wrong = {"whole": 1.5, "posts/head/men": "many", "topic": "Fire", "several/water": "perhaps", "order/peace": 1}
    assert _said(filled(wrong, form())) == [
        "sheet '1. Facts people posts', cell D7, question 'whole': this is not a whole number",
        "sheet '1. Facts people posts', cell E41: this is not a whole number",
        "sheet '2. Choices', cell D4: 'Fire' is not one of the answers",
        "sheet '2. Choices', cell D10: 'perhaps' neither ticks nor leaves open",
        "sheet '2. Choices', cell D17: the numbers do not put all the answers into an order",
    ]


def test_a_mistake_is_said_in_russian() -> None:
    assert _said(filled({"several/water": "может быть"}, form(language="ru")), "ru") == [
        "лист «2. Выбор», ячейка D10: по записи «может быть» не понять, выбран ответ или нет"
    ]


def test_a_form_of_another_questionnaire_is_refused_and_of_another_version_is_warned_of() -> None:
    opened = filled_form.opened(form())
    assert filled_form.fitting(opened, EVERY_TYPE) == ()
    newer = EVERY_TYPE.model_copy(update={"version": "2"})
    assert [each.code for each in filled_form.fitting(opened, newer)] == ["other-version"]
    other = EVERY_TYPE.model_copy(update={"name": "another"})
    with pytest.raises(InvalidAnswers, match="of the questionnaire 'every-type', not of 'another'"):
        filled_form.fitting(opened, other)


def test_a_workbook_that_is_no_form_is_refused() -> None:
    out = io.BytesIO()
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "words"
    book.save(out)
    with pytest.raises(InvalidAnswers, match="not a form that was made here"):
        filled_form.opened(out.getvalue())


@pytest.mark.parametrize("key", ["nothing", "words_other", "missions/0/where", "missions/51/where", "missions/x/where"])
def test_a_key_that_the_questionnaire_does_not_have_is_refused(key: str) -> None:
    with pytest.raises(InvalidAnswers, match="there is no place"):
        answers(EVERY_TYPE, [Cell(key, "1")])


def test_a_label_that_several_choices_have_is_not_guessed() -> None:
    text = """
name: twice
version: "1"
respondent: institution
languages: [en]
title: T
sections: [{name: s, label: S, questions: [{name: a, type: select_one, label: A,
  choices: [{name: x, label: Same}, {name: y, label: Same}]}]}]
"""
    with pytest.raises(InvalidAnswers, match="label of several answers"):
        answers(loader.loads(text), [Cell("a", "Same")])
    assert answers(loader.loads(text), [Cell("a", "y")]) == {"a": "y"}


def test_a_named_absence_may_be_written_where_no_word_is_expected() -> None:
    assert answers(EVERY_TYPE, [Cell("whole", "not_applicable")]) == {"whole": Absent(Absence.NOT_APPLICABLE)}
