"""A workbook in a language that only the questionnaire speaks: its labels, honest about every word that is not."""

import io

import pytest
from openpyxl import Workbook, load_workbook

from audit.render.excel import workbook
from audit.wording import count, language_name, say, spoken
from tests.office.in_arabic import in_arabic

BOOK = load_workbook(io.BytesIO(workbook(in_arabic(), "ar")))


def facts(book: Workbook) -> dict[object, object]:
    return {row[0]: row[1] for row in book.worksheets[-1].iter_rows(values_only=True)}


def column(name: str, at: int) -> list[object]:
    return [row[at].value for row in BOOK[name].iter_rows(min_row=2)]


def test_every_sheet_of_an_arabic_workbook_runs_from_the_right() -> None:
    assert {sheet.sheet_view.rightToLeft for sheet in BOOK.worksheets} == {True}


def test_texts_begin_at_the_right_and_figures_end_at_the_left() -> None:
    sheet = BOOK["Parity"]
    assert (sheet["C2"].alignment.horizontal, sheet["F2"].alignment.horizontal) == ("right", "left")


def test_labels_are_the_questionnaires_own() -> None:
    assert column("Parity", 2)[:3] == ["الرئيس", "المديرون", "الموظفون الآخرون"]
    assert "هل اعتُمدت سياسة للمساواة؟" in column("Codebook", 5)


def test_a_text_that_has_no_translation_names_its_language() -> None:
    told = {row[1].value: row[14].value for row in BOOK["Codebook"].iter_rows(min_row=2) if row[7].value == "flexible"}
    assert told == {"measures": "English"}
    assert facts(BOOK)["Texts of the questionnaires"] == (
        "2 of 17 stand in another language, as there is no translation: English"
    )


def test_the_language_of_headings_is_said_where_it_is_another() -> None:
    assert facts(BOOK)["Language"] == "Arabic"
    assert facts(BOOK)["Language of headings and sentences"] == "English"


def test_a_workbook_whose_language_we_speak_says_nothing_of_another() -> None:
    told = facts(load_workbook(io.BytesIO(workbook(in_arabic(), "en"))))
    assert told["Language"] == "English"
    assert not {"Language of headings and sentences", "Texts of the questionnaires"} & set(told)


@pytest.mark.parametrize(
    ("language", "ours"), [("kk", "ru"), ("uz-Cyrl", "ru"), ("ar", "en"), ("fr", "en"), ("ru", "ru")]
)
def test_what_we_cannot_say_in_a_language_is_said_in_the_one_its_readers_know_best(language: str, ours: str) -> None:
    assert spoken(language) == ours
    assert say(language, "Women") == say(ours, "Women")


def test_a_language_is_named_in_words_that_are_read() -> None:
    assert (language_name("ar", "ru"), language_name("kk", "kk")) == ("арабский", "казахский")


def test_an_arabic_label_keeps_the_figures_of_an_english_sentence_in_their_place() -> None:
    assert say("ar", "“%(text)s”", text="الرئيس") == "“\u2068الرئيس\u2069”"
    assert say("ar", "“%(text)s”", text="Head") == "“Head”"
    assert count("ar", "%(n)d woman", "%(n)d women", 2) == "2 women"
    assert say("en", "“%(text)s”", text="الرئيس") == "“الرئيس”"
