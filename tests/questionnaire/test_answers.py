"""Answers are read exactly as they were meant, or refused by question with what to do; nothing is guessed."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from audit.errors import InvalidAnswers
from audit.questionnaire import answers, loader, schema
from audit.questionnaire.answers import Absence, Absent

TESTS = Path(__file__).resolve().parent.parent
ALL = loader.load(TESTS / "questionnaires" / "answers.yaml")
INSTITUTION = loader.load(TESTS / "examples" / "institution.yaml")
NBSP = "\u00a0"

READ: list[tuple[str, Any, Any]] = [
    ("words", "  We meet\r\nweekly ", "We meet\nweekly"),
    ("words", "page\fbreak", "page\nbreak"),
    ("words", "=1+1", "=1+1"),
    ("whole", 12, 12),
    ("whole", " 12 ", 12),
    ("whole", "1 200", 1200),
    ("whole", f"1{NBSP}200{NBSP}000", 1_200_000),
    ("whole", "\u22125", -5),
    ("whole", Decimal("3.0"), 3),
    ("number", "0,125", Decimal("0.125")),
    ("number", "1.5", Decimal("1.5")),
    ("number", 0.1, Decimal("0.1")),
    ("number", "1 234,5", Decimal("1234.5")),
    ("part", "25 %", Decimal(25)),
    ("part", "33,3", Decimal("33.3")),
    ("growth", "-12,5", Decimal("-12.5")),
    ("growth", 250, Decimal(250)),
    ("money", "1\u202f000\u202f000,50", Decimal("1000000.50")),
    ("day", "2024-02-29", date(2024, 2, 29)),
    ("day", "31.12.2025", date(2025, 12, 31)),
    ("one", "2", "2"),
    ("one", 2, "2"),
    ("one", "dk", "dk"),
    ("one", "other", "other"),
    ("one", {"absent": "not_applicable"}, Absent(Absence.NOT_APPLICABLE)),
    ("whole", {"absent": "dont_know"}, Absent(Absence.DONT_KNOW)),
    ("many", ["trade", "peace"], ("peace", "trade")),
    ("many", "trade peace", ("peace", "trade")),
    ("many", ["none"], ("none",)),
    ("views", {"voice": "2", "fair": {"absent": "dont_know"}}, {"voice": "2", "fair": Absent(Absence.DONT_KNOW)}),
    ("views", {"voice": "dk", "fair": ""}, {"voice": "dk"}),
    ("posts", {"head": {"women": 1, "men": 0}}, {"head": {"women": 1, "men": 0, "other": 0}}),
    (
        "posts",
        {
            "head": {"women": "1", "men": "0", "other": "", "total": "1"},
            "others": {"women": "", "men": ""},
            "total": {"women": 1, "men": 0, "total": 1},
        },
        {"head": {"women": 1, "men": 0, "other": 0}},
    ),
]  # fmt: skip

DIGITS = "Use digits only, for example 12."
DECIMALS = "Use digits and one decimal comma or point."
WITHOUT = "Write it without a comma, a point or a fraction."
WHOLE = "this is not a whole number"
SAID: list[tuple[str, Any, str, str]] = [
    ("words", 5, "not-a-text", "question 'words': this is not a text. Write it in words, in quotes."),
    ("words", "x" * 21, "text-too-long",
     "question 'words': the text has 21 characters, 20 are allowed. Shorten it."),
    ("words", "a\x00b", "control-character",
     "question 'words': the text holds a character that cannot be kept (U+0000). Delete it or type the text again."),
    ("words", "a\x1bb", "control-character",
     "question 'words': the text holds a character that cannot be kept (U+001B). Delete it or type the text again."),
    ("words", "a\ud800b", "control-character",
     "question 'words': the text holds a character that cannot be kept (U+D800). Delete it or type the text again."),
    ("words", "a\uffffb", "control-character",
     "question 'words': the text holds a character that cannot be kept (U+FFFF). Delete it or type the text again."),
    ("whole", "twelve", "not-a-number", f"question 'whole': {WHOLE}. {DIGITS}"),
    ("whole", "1,0", "not-whole", f"question 'whole': {WHOLE}. {WITHOUT}"),
    ("whole", 1.5, "not-whole", f"question 'whole': {WHOLE}. {WITHOUT}"),
    ("whole", "１２", "not-a-number", f"question 'whole': {WHOLE}. {DIGITS}"),
    ("whole", "٣", "not-a-number", f"question 'whole': {WHOLE}. {DIGITS}"),
    ("whole", True, "not-a-number", f"question 'whole': {WHOLE}. {DIGITS}"),
    ("whole", [1], "not-a-number", f"question 'whole': {WHOLE}. {DIGITS}"),
    ("whole", "1_000", "not-a-number", f"question 'whole': {WHOLE}. {DIGITS}"),
    ("whole", "12 34", "not-a-number", f"question 'whole': {WHOLE}. {DIGITS}"),
    ("number", "NaN", "not-a-number", f"question 'number': this is not a number. {DECIMALS}"),
    ("number", float("nan"), "not-a-number", f"question 'number': this is not a number. {DECIMALS}"),
    ("number", Decimal("Infinity"), "not-a-number", f"question 'number': this is not a number. {DECIMALS}"),
    ("number", "1e3", "not-a-number", f"question 'number': this is not a number. {DECIMALS}"),
    ("number", "1,234.5", "not-a-number", f"question 'number': this is not a number. {DECIMALS}"),
    ("number", Decimal("1e999"), "number-too-long",
     "question 'number': the number has more digits than can be kept exactly. "
     "Use at most 15 digits before the decimal comma."),
    ("money", "1,000", "two-readings",
     "question 'money': this number can be read in two ways: thousands or decimals. "
     "Write thousands without a comma, and decimals with a point."),
    ("money", "100 USD", "not-a-number", f"question 'money': this is not a number. {DECIMALS}"),
    ("part", "101", "percent-range", "question 'part': a percentage lies between 0 and 100. Check the number."),
    ("part", -1, "percent-range", "question 'part': a percentage lies between 0 and 100. Check the number."),
    ("day", "2025-02-29", "no-such-date",
     "question 'day': there is no such day in the calendar. Check the day and the month."),
    ("day", "0000-01-01", "no-such-date",
     "question 'day': there is no such day in the calendar. Check the day and the month."),
    ("day", "12/31/2025", "not-a-date", "question 'day': this is not a date. Write it as 2025-12-31 or 31.12.2025."),
    ("day", 20251231, "not-a-date", "question 'day': this is not a date. Write it as 2025-12-31 or 31.12.2025."),
    ("one", "3", "unknown-choice", "question 'one': there is no choice '3'. Use one of: 1, 2, dk."),
    ("one", ["1"], "unknown-choice", "question 'one': there is no choice '['1']'. Use one of: 1, 2, dk."),
    ("one", {"absent": "lost"}, "unknown-absence",
     "question 'one': there is no absence 'lost'. Use one of: not_asked, not_shown, not_answered, not_applicable, "
     "dont_know, prefer_not_to_say."),
    ("one", {"absent": "withheld"}, "unknown-absence",
     "question 'one': there is no absence 'withheld'. Use one of: not_asked, not_shown, not_answered, not_applicable, "
     "dont_know, prefer_not_to_say."),
    ("many", ["pece"], "unknown-choice", "question 'many': there is no choice 'pece'. Did you mean 'peace'?"),
    ("many", ["peace", "peace"], "chosen-twice", "question 'many': 'peace' is chosen twice. Name each choice once."),
    ("many", ["none", "peace"], "exclusive-choice",
     "question 'many': 'none' cannot be chosen together with others. Choose it alone, or leave it out."),
    ("many", ["dk", "peace"], "exclusive-choice",
     "question 'many': 'dk' cannot be chosen together with others. Choose it alone, or leave it out."),
    ("many", 5, "not-a-list", "question 'many': this is not a list of choices. Write a list of choice names."),
    ("views", {"voise": "2"}, "unknown-item",
     "question 'views', item 'voise': there is no item 'voise'. Did you mean 'voice'?"),
    ("views", {"voice": "7"}, "unknown-choice",
     "question 'views', item 'voice': there is no choice '7'. Use one of: 1, 2, dk."),
    ("views", "2", "not-a-grid", "question 'views': this is not a grid of values. Write {item: choice} for each item."),
    ("posts", 5, "not-a-grid",
     "question 'posts': this is not a grid of values. Write {row: {women: number, men: number}} for each row."),
    ("posts", {"hed": {"women": 1, "men": 1}}, "unknown-row",
     "question 'posts', row 'hed': there is no row 'hed'. Did you mean 'head'?"),
    ("posts", {"head": {"woman": 1, "men": 1}}, "unknown-column",
     "question 'posts', row 'head', column 'woman': there is no column 'woman'. Did you mean 'women'?"),
    ("posts", {"head": {"women": 1}}, "missing-column",
     "question 'posts', row 'head': the number of men is missing. Enter it; 0 if there is nobody."),
    ("posts", {"head": {"other": 1, "men": 1}}, "missing-column",
     "question 'posts', row 'head': the number of women is missing. Enter it; 0 if there is nobody."),
    ("posts", {"head": {"women": -1, "men": 1}}, "negative-count",
     "question 'posts', row 'head', column 'women': a number of people cannot be below 0. Enter 0 or more."),
    ("posts", {"head": {"women": 0.5, "men": 1}}, "not-whole",
     f"question 'posts', row 'head', column 'women': {WHOLE}. {WITHOUT}"),
    ("posts", {"head": {"women": 2, "men": 1, "total": 4}}, "row-total",
     "question 'posts', row 'head': the total typed is 4, but the counts add up to 3. "
     "Correct the counts or the total."),
    ("posts", {"head": {"women": 2, "men": 1}, "total": {"men": 2}}, "column-total",
     "question 'posts', row 'total', column 'men': the total typed is 2, but the counts add up to 1. "
     "Correct the counts or the total."),
    ("remark", "seen", "not-asked", "question 'remark': a note has no answer. Remove the value."),
    ("wrods", "x", "unknown-question", "question 'wrods': there is no question 'wrods'. Did you mean 'words'?"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "raw", "value"), READ)
def test_it_is_read_as_meant(name: str, raw: object, value: object) -> None:
    assert answers.read(ALL, {name: raw}) == {name: value}


@pytest.mark.parametrize(("name", "raw", "code", "said"), SAID)
def test_it_is_refused_in_words(name: str, raw: object, code: str, said: str) -> None:
    with pytest.raises(InvalidAnswers) as refused:
        answers.read(ALL, {name: raw})
    assert [(each.code, str(each)) for each in refused.value.mistakes] == [(code, said)]


@pytest.mark.parametrize("blank", ["", "  ", None, [], {}])
def test_a_blank_is_not_answered(blank: object) -> None:
    assert answers.read(ALL, {"words": blank, "many": blank, "posts": blank}) == {}
    assert answers.value(ALL.questions["words"], blank) == Absent(Absence.NOT_ANSWERED)


def test_zero_is_an_answer() -> None:
    assert answers.read(ALL, {"whole": 0, "part": "0"}) == {"whole": 0, "part": Decimal(0)}


def test_what_other_specifies_is_kept_beside_the_choice() -> None:
    read = answers.read(ALL, {"one": "other", "one_other": " water "})
    assert read == {"one": "other", "one_other": "water"}


def test_what_is_calculated_is_worked_out_again_and_not_believed() -> None:
    assert answers.read(ALL, {"twice": 7}) == {}


def test_all_mistakes_are_named_at_once() -> None:
    with pytest.raises(InvalidAnswers) as refused:
        answers.read(ALL, {"whole": "x", "day": "x", "posts": {"head": {"women": "x", "men": "y"}}}, file="a.json")
    assert [str(each).split(":")[1].strip() for each in refused.value.mistakes] == [
        "question 'whole'",
        "question 'day'",
        "question 'posts', row 'head', column 'women'",
        "question 'posts', row 'head', column 'men'",
    ]


@pytest.mark.parametrize(("name", "raw", "value"), READ)
def test_plain_answers_are_json_and_read_back_the_same(name: str, raw: object, value: object) -> None:
    read = answers.read(ALL, {name: raw})
    assert answers.read(ALL, json.loads(json.dumps(answers.plain(read)))) == read


@pytest.mark.parametrize("digits", ["0.1", "123456789012345.123456789", "1E+3", "-0.00000000000000000001"])
def test_a_number_keeps_its_last_digit_when_saved(digits: str) -> None:
    read = answers.read(ALL, {"number": Decimal(digits)})
    assert answers.read(ALL, json.loads(json.dumps(answers.plain(read)))) == read


def test_the_normative_answers_are_read() -> None:
    (read,) = answers.read_file(INSTITUTION, TESTS / "examples" / "institution.answers.json")
    assert read["mediation_women"] == Decimal(21000)
    assert read["policy"] == "draft"


def test_names_in_answers_are_the_questionnaires_own_strings() -> None:
    matrix = next(each for each in ALL.questions.values() if isinstance(each, schema.MatrixQuestion))
    written = json.dumps({matrix.items[0].name: matrix.choices[0].name})
    given = answers.value(matrix, json.loads(written))
    assert isinstance(given, dict)
    ((item, choice),) = given.items()
    assert item is matrix.items[0].name
    assert choice is matrix.choices[0].name
