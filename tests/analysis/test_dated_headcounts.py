"""A table of head-counts by day and level is read whole, or every mistake in it is named by line and column."""

import io
from datetime import date

import pytest
from openpyxl import Workbook

from audit.analysis import dated_headcounts
from audit.analysis.staff_list import Headcount, StaffLevel
from audit.errors import Mistaken
from audit.questionnaire.values import Sex
from audit.wording import tell

LEVELS = (
    StaffLevel("head", {"ru": "Руководство", "en": "Management"}, decision_making=True),
    StaffLevel("staff", {"ru": "Сотрудники", "en": "Staff"}),
)
W, M, X = Sex.WOMEN, Sex.MEN, Sex.OTHER
DAY = date(2025, 12, 31)
TODAY = date(2026, 11, 23)
COUNTED = Headcount(DAY, {"head": {W: 1, M: 2, X: 0}, "staff": {W: 12, M: 9, X: 1}})


def _wrong(text: str, *, levels: tuple[StaffLevel, ...] = LEVELS) -> list[str]:
    with pytest.raises(Mistaken) as refusal:
        dated_headcounts.read(text.encode(), levels, today=TODAY, file="t.csv")
    return [
        f"{', '.join(str(part) for part in each.place)}: {tell('en', each.wrong)}" for each in refusal.value.mistakes
    ]


@pytest.mark.parametrize(
    "text",
    [
        "date,level,women,men,other\n2025-12-31,head,1,2,\n2025-12-31,staff,12,9,1\n",
        "level;men;date;women;other;note\nstaff;9;31.12.2025;12;1;x\nManagement;2;31.12.2025;1;0;\n",
        "\ufeffДата подсчёта,Уровень,Женщины,Мужчины,Иное или не указано\n"
        "2025-12-31,Руководство,1,2,0\n2025-12-31,сотрудники,12,9,1\n",
    ],
)
def test_levels_and_columns_are_called_by_code_or_by_name(text: str) -> None:
    assert dated_headcounts.read(text.encode(), LEVELS, today=TODAY) == (COUNTED,)


def test_several_days_come_in_order() -> None:
    rows = "2025-12-31,head,1,2\n2025-12-31,staff,3,4\n2024-12-31,head,0,3\n2024-12-31,staff,2,4\n"
    read = dated_headcounts.read(f"date,level,women,men\n{rows}".encode(), LEVELS, today=TODAY)
    assert [(each.on.year, each.people(W), each.people(M)) for each in read] == [(2024, 2, 7), (2025, 4, 6)]


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("kept", [(COUNTED,), (COUNTED, Headcount(date(2026, 6, 30), COUNTED.counts))])
def test_a_table_that_was_handed_out_comes_back_the_same(language: str, kept: tuple[Headcount, ...]) -> None:
    content = dated_headcounts.table(kept, LEVELS, language)
    assert dated_headcounts.is_one(content, file="t.xlsx")
    assert dated_headcounts.read(content, LEVELS, today=TODAY, file="t.xlsx") == kept


def test_an_empty_table_to_fill_in_names_every_level_and_lacks_its_days() -> None:
    with pytest.raises(Mistaken) as refusal:
        dated_headcounts.read(dated_headcounts.table((), LEVELS, "ru"), LEVELS, today=TODAY, file="t.xlsx")
    assert [each.code for each in refusal.value.mistakes] == ["no-date", "no-number", "no-number"] * 2


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("date,level,women\n", ["line 1: the column 'men' is missing"]),
        ("date,level,women,men,Women\n", ["line 1: the column 'women' stands twice"]),
        ("date,level,women,men\n", ["line 1: there is a header and no row below it"]),
        ("date,level,women,men\n,head,1,2\n", ["line 2, column 'date': the day of the count is missing"]),
        (
            "date,level,women,men\n31.02.2025,head,1,2\n",
            ["line 2, column 'date': there is no such day in the calendar"],
        ),
        ("date,level,women,men\n2025-12-31,haed,1,2\n", ["line 2, column 'level': the body has no level 'haed'"]),
        (
            "date,level,women,men\n2025-12-31,head,-1,half\n",
            [
                "line 2, column 'women': a number of people cannot be below 0",
                "line 2, column 'men': this is not a whole number",
            ],
        ),
        (
            "date,level,women,men\n2025-12-31,head,1,2\n31.12.2025,Руководство,1,2\n",
            ["line 3, column 'level': level 'Руководство' stands twice on this day"],
        ),
        ("date,level,women,men\n2025-12-31,head,1,2\n", ["day 2025-12-31: there is no row for level 'staff'"]),
        (
            "date,level,women,men\n2026-11-24,head,,1000001\n",
            [
                "line 2, column 'date': nobody can have counted on this day",
                "line 2, column 'women': the number is missing: the cell is empty, or its formula was never worked out",
                "line 2, column 'men': no body has so many people",
            ],
        ),
        ("date,level,women,men\n2025-12-31,head,1\n", ["line 2: the row has 3 cells, the header has 4"]),
    ],
)
def test_what_is_wrong_is_named_by_its_place(text: str, wrong: list[str]) -> None:
    assert _wrong(text) == wrong


def test_a_level_nearly_named_is_proposed() -> None:
    with pytest.raises(Mistaken) as refusal:
        dated_headcounts.read(b"date,level,women,men\n2025-12-31,Managment,1,2\n", LEVELS, today=TODAY)
    assert tell("en", refusal.value.mistakes[0].remedy) == "Did you mean 'head'?"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"group,women,men\nAll,1,2\n", b'{"posts": 1}'])
def test_other_files_are_no_such_table(content: bytes) -> None:
    assert not dated_headcounts.is_one(content, file="t.csv")


def test_a_formula_that_was_never_worked_out_counts_nobody_unseen() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["date", "level", "women", "men"], [DAY, "head", "=1+2", 1], [DAY, "staff", 3, 4]):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(Mistaken) as refusal:
        dated_headcounts.read(out.getvalue(), LEVELS, today=TODAY, file="t.xlsx")
    assert [each.code for each in refusal.value.mistakes] == ["no-number"]


def test_levels_of_one_name_are_called_by_their_codes() -> None:
    levels = (StaffLevel("a", {"en": "Same"}), StaffLevel("b", {"en": "Same"}), StaffLevel("c", {"en": "A"}))
    kept = (Headcount(DAY, {name: {W: at, M: 1, X: 0} for at, name in enumerate("abc")}),)
    assert dated_headcounts.read(dated_headcounts.table(kept, levels, "en"), levels, today=TODAY, file="t.xlsx") == kept


def test_a_table_brings_at_most_two_hundred_days() -> None:
    days = [date.fromordinal(DAY.toordinal() - number).isoformat() for number in range(201)]
    rows = [f"{day},{level},1,2\n".encode() for day in days for level in ("head", "staff")]
    header = b"date,level,women,men\n"
    assert len(dated_headcounts.read(header + b"".join(rows[2:]), LEVELS, today=TODAY)) == 200
    with pytest.raises(Mistaken) as refusal:
        dated_headcounts.read(header + b"".join(rows), LEVELS, today=TODAY)
    assert [each.code for each in refusal.value.mistakes] == ["too-many-days"]


def test_a_mistake_made_many_times_is_told_a_hundred_times() -> None:
    with pytest.raises(Mistaken) as refusal:
        dated_headcounts.read(b"date,level,women,men\n" + b"2025-12-31,head,x,1\n" * 300, LEVELS, today=TODAY)
    assert len(refusal.value.mistakes) == 101
    assert tell("en", refusal.value.mistakes[-1].wrong).startswith("and ")
