"""The raw sheet: streamed in any number, split at Excel's limits, every absence and version by its own name."""

import io
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, time
from importlib import import_module
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from audit.analysis.report import CodebookChoice, CodebookEntry, Report, Why
from audit.render.columns import ABSENCES
from audit.render.excel import PLAIN, Layout, Told, Versions, workbook, write
from audit.render.excel.making import Making, read
from audit.wording import say
from tests.render.sample import institution, regional_centre, text

YES, NO = (
    CodebookChoice(name=name, label=label) for name, label in (("y", text("Yes", "Да")), ("n", text("No", "Нет")))
)
BOOK = (
    CodebookEntry(column="one", question="one", type="select_one", label=text("One", "Один"), choices=(YES, NO)),
    CodebookEntry(column="many", question="many", type="select_multiple", label=text("M", "М"), choices=(YES, NO)),
    CodebookEntry(column="count", question="count", type="integer", label=text("Count", "Число")),
    CodebookEntry(column="day", question="day", type="date", label=text("Day", "День")),
    CodebookEntry(column="said", question="said", type="text", label=text("Said", "Сказано")),
)
#: Which sheet the first one of responses is.
RESPONSES = 6
DANGEROUS = ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "'=1", "#N/A", "TRUE", "007", "<a>&amp;", " both ", "a\nb"]


def asked(
    *rows: dict[str, Any], book: tuple[CodebookEntry, ...] = BOOK, version: str = "1", cycle: str = "2026"
) -> Report:
    """A report of one named set with these rows."""
    part = institution(codebook=book, rows=rows)
    identity = part.scorecard.questionnaire.model_copy(update={"version": version})
    card = part.scorecard.model_copy(update={"questionnaire": identity})
    return regional_centre(parts=(part.model_copy(update={"scorecard": card}),), cycle=cycle)


def sheet(
    report: Report, at: int = RESPONSES, *, language: str = "en", layout: Layout = PLAIN, earlier: Sequence[Report] = ()
) -> list[list[object]]:
    """The rows of a sheet, the first of responses by default."""
    book = load_workbook(io.BytesIO(workbook(report, language, layout=layout, earlier=earlier)))
    return [list(row) for row in book.worksheets[at].iter_rows(values_only=True)]


def cell(column: str, value: object) -> object:
    """What the only response has in a column."""
    rows = sheet(asked({column: value}))
    return rows[2][rows[0].index(column)]


@pytest.mark.parametrize("typed", DANGEROUS)
def test_a_streamed_text_is_the_text_that_was_typed(typed: str) -> None:
    book = load_workbook(io.BytesIO(workbook(asked({"said": typed}), "en")))
    found = book.worksheets[RESPONSES].cell(row=3, column=book.worksheets[RESPONSES].max_column)
    assert (found.data_type, found.value) == ("s", typed)


def test_characters_that_no_workbook_holds_are_a_visible_sign_in_rows_too() -> None:
    assert cell("said", "a\x00b\x1fc_x0041_") == "a\ufffdb\ufffdc_x005F_x0041_"


@pytest.mark.parametrize(
    ("kind", "answer", "read"),
    [
        ("date", "2025-11-03", datetime(2025, 11, 3)),
        ("datetime", "2025-11-03 14:30:00", datetime(2025, 11, 3, 14, 30)),
        ("time", "14:30:00", time(14, 30)),
        ("date", "in spring", "in spring"),
        ("date", "1899-12-31", "1899-12-31"),
        ("decimal", 0.1, 0.1),
        ("integer", 10**15 - 1, 10**15 - 1),
        ("integer", 12345678901234567890, "12345678901234567890"),
        ("integer", True, 1),
        ("rank", ["b", "a"], "b a"),
    ],
)
def test_a_number_is_a_number_a_day_a_day_and_what_excel_would_round_a_text(
    kind: str, answer: object, read: object
) -> None:
    book = (CodebookEntry(column="q", question="q", type=kind, label={}),)
    assert sheet(asked({"q": answer}, book=book))[2][0] == read


@pytest.mark.parametrize("why", [why for why in ABSENCES if why is not Why.NOT_ASKED])
@pytest.mark.parametrize("column", [entry.column for entry in BOOK])
def test_every_absence_has_its_own_name_in_every_kind_of_column(why: Why, column: str) -> None:
    raw = None if why is Why.NOT_ANSWERED else {"absent": why.value}
    assert cell(column, raw) == why.value


def test_labels_are_written_where_they_are_asked_for() -> None:
    answers = {"one": "y", "many": ["n", "y"], "count": None, "said": {"absent": "dont_know"}}
    rows = sheet(asked(answers), language="ru", layout=Layout(told=Told.LABELS))
    assert rows[2] == [
        "Да",
        "Нет; Да",
        1,
        1,
        say("ru", "not answered"),
        say("ru", "not asked"),
        say("ru", "don’t know"),
    ]


def test_the_names_of_absences_close_the_codebook() -> None:
    rows = sheet(asked({}), at=RESPONSES + 1, language="ru")
    assert [row[7] for row in rows[-6:]] == [why.value for why in ABSENCES]


def test_all_versions_share_their_columns_and_each_row_names_its_own() -> None:
    maybe = CodebookChoice(name="m", label=text("Maybe", "Возможно"))
    older = (BOOK[0].model_copy(update={"choices": (YES, maybe)}), BOOK[4].model_copy(update={"column": "old"}))
    earlier = asked({"one": "m", "old": "was"}, book=older, version="0", cycle="2024")
    rows = sheet(asked({"one": "y", "said": "is"}), layout=Layout(versions=Versions.ALL), earlier=[earlier])
    told = [dict(zip(rows[0], row, strict=True)) for row in rows[2:]]
    assert [(row["__cycle__"], row["__version__"], row["one"]) for row in told] == [
        ("2026", "1", "y"),
        ("2024", "0", "m"),
    ]
    assert (told[0]["old"], told[0]["said"]) == ("not_asked", "is")
    assert (told[1]["old"], told[1]["said"], told[1]["many/y"]) == ("was", "not_asked", "not_asked")


def test_one_version_leaves_the_earlier_rows_out() -> None:
    rows = sheet(asked({"one": "y"}), earlier=[asked({"one": "n"}, cycle="2024")])
    assert (rows[0][0], len(rows)) == ("one", 3)


def test_entries_of_a_repeat_have_columns_of_their_own() -> None:
    book = (
        BOOK[0],
        CodebookEntry(column="trip/#/to", question="to", type="text", label={}),
        CodebookEntry(column="trip/#/who", question="who", type="text", label={}),
    )
    rows = sheet(asked({"trip/1/to": "A", "trip/1/who": "B"}, {"trip/10/to": "C", "trip/2/to": "D"}, book=book))
    assert rows[0] == ["one", "trip/1/to", "trip/1/who", "trip/2/to", "trip/10/to"]
    assert rows[2][1:] == ["A", "B", "not_asked", "not_asked"]


def test_rows_go_on_over_sheets_at_the_limit() -> None:
    made = load_workbook(io.BytesIO(workbook(asked(*({"count": n} for n in range(7))), "en", most=5)))
    parts = [list(each.iter_rows(min_row=3, values_only=True)) for each in made.worksheets[RESPONSES : RESPONSES + 3]]
    assert made.sheetnames[RESPONSES : RESPONSES + 3] == ["Responses", "Responses 2", "Responses 3"]
    assert [[row[4] for row in part] for part in parts] == [[0, 1, 2], [3, 4, 5], [6]]


def test_columns_go_on_over_sheets_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("audit.render.excel.responses"), "MOST_COLUMNS", 6)
    made = load_workbook(io.BytesIO(workbook(asked({"said": "x"}), "en")))
    assert [list(each.values)[2] for each in made.worksheets[RESPONSES : RESPONSES + 2]] == [("not_asked",) * 6, ("x",)]


class Counted(Collection[dict[str, Any]]):
    """Rows that come from nowhere; `read` is how many were asked for."""

    def __init__(self, count: int) -> None:
        self.count, self.read = count, 0

    def __len__(self) -> int:
        return self.count

    def __contains__(self, row: object) -> bool:
        return False

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for at in range(self.count):
            self.read += 1
            yield {"count": at}


def test_rows_that_no_report_holds_are_read_one_after_another() -> None:
    rows, out = Counted(1_000), io.BytesIO()
    write(asked(), out, language="en", rows={"example-institution": rows})
    made = load_workbook(out, read_only=True).worksheets[RESPONSES]
    assert (rows.read, made.max_row, [row[4] for row in made.iter_rows(min_row=1001, values_only=True)]) == (
        1_000,
        1_002,
        [998, 999],
    )


def test_heads_are_frozen_filtered_and_wide_enough() -> None:
    shown = load_workbook(io.BytesIO(workbook(asked({"one": "y"}), "en"))).worksheets[RESPONSES]
    assert (shown.freeze_panes, shown.auto_filter.ref) == ("A3", "A2:G3")
    assert shown.column_dimensions["A"].width >= 16


def test_the_same_report_gives_the_same_bytes() -> None:
    assert workbook(asked({"one": "y"}), "en") == workbook(asked({"one": "y"}), "en")


def test_no_hour_of_the_export_is_kept() -> None:
    made = ZipFile(io.BytesIO(workbook(asked(), "en")))
    assert made.read("docProps/core.xml").count(b"2026-07-20T00:00:00Z") == 2
    assert {each.date_time[0] for each in made.infolist()} == {1980}


def test_the_provenance_says_how_to_make_the_workbook_again() -> None:
    layout = Layout(told=Told.LABELS, versions=Versions.ALL)
    facts = {row[0]: row[1] for row in sheet(asked(), at=RESPONSES + 2, layout=layout) if row[0]}
    assert read(str(facts["This workbook was made by"])) == Making("en", layout)
