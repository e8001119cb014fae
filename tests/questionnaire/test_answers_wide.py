"""Answers of repeats, orders, ranges, times, files and links are read as they were meant, or refused in words."""

import json
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from audit.errors import InvalidAnswers
from audit.questionnaire import answers, evidence, loader
from audit.questionnaire.answers import Absence, Absent, Answers

DIGEST = "a" * 64
WIDE = loader.loads("""
name: wide
version: "1"
respondent: institution
languages: [en]
title: Wide
choices:
  three: [{name: a, label: A}, {name: b, label: B}, {name: c, label: C}]
sections:
  - name: all
    label: All
    questions:
      - {name: at, type: time, label: At}
      - {name: on, type: datetime, label: On}
      - {name: line, type: range, start: 0, end: 10, step: 2, label: Line}
      - {name: fine, type: range, start: 0, end: 1, step: 0.25, label: Fine}
      - {name: agreed, type: acknowledge, label: Agreed}
      - {name: page, type: link, label: Page}
      - {name: proof, type: file, accepts: [.pdf], label: Proof}
      - {name: order, type: rank, choices: three, label: Order}
      - {name: origin, type: hidden, default: web}
      - {name: once, type: calculate, calculation: today(), trigger: at}
      - name: log
        type: repeat
        label: Log
        questions:
          - {name: who, type: text, label: Who}
          - {name: many, type: select_multiple, choices: three, or_other: true, label: Many}
          - name: posts
            type: headcount
            label: Posts
            rows: [{name: head, label: Head}]
          - name: inner
            type: repeat
            label: Inner
            questions:
              - {name: said, type: integer, label: Said}
""")
HEAD = {"head": {"women": 1, "men": 2, "other": 0}}

READ: list[tuple[str, Any, Any]] = [
    ("at", "14:30", time(14, 30)),
    ("at", "9:05:07", time(9, 5, 7)),
    ("at", "14:30:00.000", time(14, 30)),
    ("at", time(23, 59), time(23, 59)),
    ("on", "2026-01-31T14:30", datetime(2026, 1, 31, 14, 30)),
    ("on", "31.01.2026 14:30:05", datetime(2026, 1, 31, 14, 30, 5)),
    ("on", datetime(2026, 1, 31, 14, 30), datetime(2026, 1, 31, 14, 30)),
    ("line", "4", 4),
    ("line", 0, 0),
    ("fine", "0,75", Decimal("0.75")),
    ("agreed", " ok ", "OK"),
    ("page", "https://example.org/a?b=1", "https://example.org/a?b=1"),
    ("proof", f"sha256:{DIGEST}/отчёт 2025.pdf", f"sha256:{DIGEST}/отчёт 2025.pdf"),
    ("order", ["c", "a", "b"], ("c", "a", "b")),
    ("order", "b c", ("b", "c")),
    ("origin", "mail", "mail"),
    ("once", "2026-01-31", "2026-01-31"),
    ("once", 7, 7),
    ("log", [{"who": "Aida", "posts": HEAD}, {}], ({"who": "Aida", "posts": HEAD}, {})),
    ("log", [{"many": ["a"], "many_other": "d", "inner": [{"said": "3"}]}],
     ({"many": ("a",), "many_other": "d", "inner": ({"said": 3},)},)),
    ("log", {"absent": "not_applicable"}, Absent(Absence.NOT_APPLICABLE)),
]  # fmt: skip

TIME = "this is not a time of the day"
SAID: list[tuple[str, Any, str]] = [
    ("at", "noon", f"question 'at': {TIME}. Write it as 14:30."),
    ("at", "14:30+05:00", f"question 'at': {TIME}. Leave the time zone out."),
    ("at", "25:00", "question 'at': there is no such time of the day. Hours go from 0 to 23, minutes to 59."),
    ("on", "2026-01-31", "question 'on': this is not a day with a time. "
     "Write it as 2025-12-31 14:30 or 31.12.2025 14:30."),
    ("on", "2026-02-31 10:00", "question 'on': there is no such day in the calendar. Check the day and the month."),
    ("line", "5", "question 'line': this is not one of the steps of the range. Choose from 0 to 10, in steps of 2."),
    ("fine", "1.25", "question 'fine': this is not one of the steps of the range. "
     "Choose from 0 to 1, in steps of 0.25."),
    ("agreed", "no", "question 'agreed': this is only confirmed or left open. Write OK, or nothing."),
    ("page", "javascript:alert(1)", "question 'page': this is not the address of a page. "
     "Copy it from the browser, it begins with https://."),
    ("page", "https://", "question 'page': this is not the address of a page. "
     "Copy it from the browser, it begins with https://."),
    ("page", "https://[", "question 'page': this is not the address of a page. "
     "Copy it from the browser, it begins with https://."),
    ("proof", "report.pdf", "question 'proof': this is not the reference of a file. "
     "Write sha256:, the file's digest, a '/' and its name, as the export does."),
    ("proof", f"sha256:{DIGEST}/..", "question 'proof': this is not the reference of a file. "
     "Write sha256:, the file's digest, a '/' and its name, as the export does."),
    ("order", ["a", "a"], "question 'order': 'a' is chosen twice. Name each choice once."),
    ("order", ["d"], "question 'order': there is no choice 'd'. Use one of: a, b, c."),
    ("order", ["a"] * 9, "question 'order': more is chosen here than there are choices. Name each choice once."),
    ("log", "Aida", "question 'log': this is not a list of entries. "
     "Write a list of {question: value}, one for each entry."),
    ("log", ["Aida"], "question 'log', entry 1: this is no entry. "
     "Write a list of {question: value}, one for each entry."),
    ("log", [{}, {"how": 1}], "question 'log', entry 2, question 'how': there is no question 'how'. "
     "Did you mean 'who'?"),
    ("log", [{"inner": [{"said": "x"}]}], "question 'log', entry 1, question 'inner', entry 1, question 'said': "
     "this is not a whole number. Use digits only, for example 12."),
    ("log", [{}] * 501, "question 'log': there are 501 entries, 500 at most can be kept. "
     "Divide them between several responses."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "raw", "value"), READ)
def test_it_is_read_as_meant(name: str, raw: object, value: object) -> None:
    assert answers.read(WIDE, {name: raw}) == {name: value}


@pytest.mark.parametrize(("name", "raw", "value"), READ)
def test_plain_answers_are_json_and_read_back_the_same(name: str, raw: object, value: object) -> None:
    read = answers.read(WIDE, {name: raw})
    assert answers.read(WIDE, json.loads(json.dumps(answers.plain(read)))) == read


@pytest.mark.parametrize(("name", "raw", "said"), SAID)
def test_it_is_refused_in_words(name: str, raw: object, said: str) -> None:
    with pytest.raises(InvalidAnswers) as refused:
        answers.read(WIDE, {name: raw})
    assert [str(each) for each in refused.value.mistakes] == [said]


def test_one_answer_is_read_at_its_instance_path() -> None:
    assert answers.read_at(WIDE, "log/2/inner/1/said", "3") == 3
    assert answers.read_at(WIDE, "log/2/many_other", "d") == "d"
    assert answers.read_at(WIDE, "at", "") == Absent(Absence.NOT_ANSWERED)
    with pytest.raises(InvalidAnswers, match="no question 'said'"):
        answers.read_at(WIDE, "log/2/said", "3")


def test_a_reference_holds_the_digest_and_the_name_of_its_file() -> None:
    reference = f"sha256:{DIGEST}/a.pdf"
    assert (evidence.digest_of(reference), evidence.file_name(reference)) == (DIGEST, "a.pdf")


def test_a_day_is_no_moment_and_a_moment_no_day() -> None:
    assert not isinstance(answers.read_at(WIDE, "on", "2026-01-31 10:00"), time)
    assert answers.plain({"d": date(2026, 1, 31)}) == {"d": "2026-01-31"}


def _columns(tmp_path: Path, content: str) -> Answers:
    file = tmp_path / "a.csv"
    file.write_text(content, encoding="utf-8")
    return answers.read_file(WIDE, file)[0]


def test_the_columns_of_a_repeat_are_its_entries(tmp_path: Path) -> None:
    header = (
        "log,log/1/who,log/1/many/a,log/1/many/other,log/1/posts/head/women,log/1/posts/head/men,log/2/inner/1/said"
    )
    assert _columns(tmp_path, f"{header},log/3/who\n3,Aida,1,d,1,2,4,\n") == {
        "log": (
            {"who": "Aida", "many": ("a", "other"), "many_other": "d", "posts": HEAD},
            {"inner": ({"said": 4},)},
            {},
        )
    }


def test_blank_columns_of_further_entries_make_none(tmp_path: Path) -> None:
    assert _columns(tmp_path, "at,log/1/who,log/2/who\n10:00,Aida,\n") == {"at": time(10), "log": ({"who": "Aida"},)}


@pytest.mark.parametrize("column", ["log/0/who", "log/9999/who", "log/x/who", "log/1/whom"])
def test_a_column_that_is_no_entrys_is_refused(tmp_path: Path, column: str) -> None:
    with pytest.raises(InvalidAnswers, match="there is no question"):
        _columns(tmp_path, f"{column}\nAida\n")


def test_a_repeat_that_does_not_apply_says_so_in_its_own_column(tmp_path: Path) -> None:
    assert _columns(tmp_path, "log,at\nnot_applicable,10:00\n")["log"] == Absent(Absence.NOT_APPLICABLE)
