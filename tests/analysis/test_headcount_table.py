"""Printed tables recomputed: which figures are said not to follow, and which are left in peace."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.analysis.headcount_table import Finding, Recomputed, recompute
from audit.analysis.printed_headcounts import read
from audit.errors import Mistaken

DATA = Path(__file__).parent.parent / "data"
HEADER = "group,women,men,other,total,reported_pct_women\n"


def table(*lines: str) -> Recomputed:
    return recompute(read((HEADER + "\n".join(lines)).encode()))


def codes(*lines: str) -> list[str]:
    return [finding.code for finding in table(*lines).findings]


def refusal(data: bytes) -> str:
    with pytest.raises(Mistaken) as refused:
        read(data, file="t.csv")
    return str(refused.value)


@pytest.mark.parametrize(
    ("name", "groups", "found"),
    [
        ("heads_of_mission_misc", 11, [(7, "percentage")]),
        ("un_permanent_missions", 11, [(5, "percentage-truncated")]),
        ("un_secretariat_2011", 3, []),
        ("un_senior_appointments", 2, []),
    ],
)
def test_the_published_tables_have_these_defects_and_no_others(
    name: str, groups: int, found: list[tuple[int, str]]
) -> None:
    recomputed = recompute(read((DATA / f"{name}.csv").read_bytes()))
    assert len(recomputed.groups) == groups
    assert [(finding.line, finding.code) for finding in recomputed.findings] == found


def test_every_row_of_the_published_tables_names_a_source_that_is_listed() -> None:
    listed = {line.split(",")[0] for line in (DATA / "SOURCES.csv").read_text(encoding="utf-8").splitlines()}
    tables = [path for path in DATA.glob("*.csv") if "women,men,total" in path.read_text(encoding="utf-8")]
    cells = {cell for path in tables for cell in path.read_text(encoding="utf-8").replace("\n", ",").split(",")}
    assert {cell for cell in cells if cell[:1] == "S" and cell[1:].isdigit()} <= listed


def test_a_printed_share_that_the_counts_do_not_give_is_said_with_both_figures() -> None:
    said = table("chiefs of mission,27,148,,175,16").findings[0].warning("t.csv", "en")
    assert str(said).startswith(
        "t.csv: line 2, group 'chiefs of mission': the printed share of women is 16%, but the counts give 15.43%."
    )


def test_the_figures_of_a_warning_are_written_in_the_readers_manner() -> None:
    assert "15,43" in str(table("a,27,148,,175,16").findings[0].said("ru"))


@pytest.mark.parametrize("row", ["Sweden,38,58,,96,39", "Senegal,38,949,,987,3.8", "PRs,30,163,,193,15"])
def test_a_share_that_was_cut_off_is_named_as_such(row: str) -> None:
    assert codes(row) == ["percentage-truncated"]


@pytest.mark.parametrize("row", ["Berlin,17,133,,150,11", "Canada,3,13,,16,19", "Charter,4,846,,850,0", "a,1,7,,8,13%"])
def test_a_share_that_rounds_half_up_to_its_own_printed_digits_agrees(row: str) -> None:
    assert codes(row) == []


def test_a_share_of_all_agrees_as_well_as_a_share_of_women_and_men() -> None:
    assert codes("a,7,4,1,12,58.3", "b,7,4,1,12,63.6") == []


def test_a_total_that_does_not_add_up_is_named_and_not_corrected() -> None:
    recomputed = table("police,669,741,,1416,")
    assert recomputed.findings == (Finding("total", 2, "police", 1416, 1410),)
    assert (recomputed.groups[0].women, recomputed.groups[0].men) == (669, 741)


def test_men_are_total_less_women_where_only_these_are_printed() -> None:
    recomputed = table("a,3,,1,16,19")
    assert [(group.women, group.men, group.other) for group in recomputed.groups] == [(3, 12, 1)]
    assert recomputed.findings[0] == Finding("men-from-total", 2, "a", None, 12)


def test_women_are_total_less_men_in_the_same_way() -> None:
    assert [(group.women, group.men) for group in table("a,,13,,16,").groups] == [(3, 13)]


def test_a_share_without_a_denominator_is_named_and_the_group_is_not_judged() -> None:
    recomputed = table("parliament,28,,,,18.9")
    assert (recomputed.groups, [finding.code for finding in recomputed.findings]) == ((), ["percentage-without-counts"])


def test_a_row_without_counts_is_named() -> None:
    assert codes("a,28,,,,") == ["no-counts"]


def test_a_total_below_the_counts_leaves_nothing_to_take_men_from() -> None:
    assert codes("a,28,,,20,") == ["total-below-counts"]


def test_nobody_with_a_printed_share_has_no_counts_for_it() -> None:
    assert codes("a,0,0,,0,50") == ["percentage-without-counts"]


def test_groups_stay_in_the_order_of_the_table() -> None:
    assert [group.name for group in table("b,1,1,,,", "a,1,1,,,", "b,2,2,,,").groups] == ["b", "a", "b"]


def test_unknown_columns_and_a_byte_order_mark_are_passed_over() -> None:
    rows = read("\ufeffnote,group,women,men\nx,a,1,2\n".encode())
    assert [(row.group, row.women, row.men, row.total) for row in rows] == [("a", 1, 2, None)]


def test_a_line_number_is_that_of_the_file_even_after_a_cell_of_two_lines() -> None:
    rows = read(b'group,women,men\n"two\nlines",1,2\n\nb,3,4\n')
    assert [row.line for row in rows] == [2, 5]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "t.csv: the file is empty. Begin with a row of column names."),
        (b"\n \n", "t.csv: the file is empty. Begin with a row of column names."),
        (b"group,women,men\n", "t.csv: line 1: there is a header and no row below it. Add a row for each group."),
        (
            b"group\twomen\tmen\n",
            "t.csv: line 1: the columns are separated by Tab. "
            "Save the table with commas or semicolons between the columns.",
        ),
        (b"\xff\xfeg", "t.csv: the file is not in UTF-8. Save it as UTF-8 and try again."),
        (
            b"group,women,men,women\na,1,2,3\n",
            "t.csv: line 1: the column 'women' stands twice. Keep one of them.",
        ),
        (
            b"group,women,men\na,1\n",
            "t.csv: line 2: the row has 2 cells, the header has 3. Check the quotes and the separators in it.",
        ),
        (
            b"group,women,men\na,-1,2\n",
            "t.csv: line 2, column 'women': a number of people cannot be below 0. Enter 0 or more.",
        ),
        (
            b"group,women,men\n,1,2\n",
            "t.csv: line 2, column 'group': the group has no name. Write what the row counts.",
        ),
        (
            b'group,women,men\n"a,1,2\n',
            "t.csv: line 2: this is not a valid CSV table. Check the quotes, or save the table as CSV again.",
        ),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_with_a_place_and_a_remedy(data: bytes, said: str) -> None:
    assert refusal(data) == said


@pytest.mark.parametrize("cell", ["many", "1.5", "1,5", "2e3", "=1", "٣", "1 0"])
def test_a_count_that_is_not_a_whole_number_is_refused(cell: str) -> None:
    assert "line 2, column 'men': this is not a whole number." in refusal(f'group,women,men\na,1,"{cell}"\n'.encode())


@pytest.mark.parametrize("cell", ["under 8", "101", "-1", "<8"])
def test_a_share_that_is_not_a_percentage_is_refused(cell: str) -> None:
    said = refusal(f"group,women,men,reported_pct_women\na,1,2,{cell}\n".encode())
    assert said.startswith("t.csv: line 2, column 'reported_pct_women': ")


def test_a_table_that_a_russian_excel_wrote_is_read() -> None:
    saved = "\ufeffgroup;women;men;reported_pct_women\r\nПослы, посланники;15;36;29,4\r\n".encode()
    (row,) = read(saved)
    assert (row.group, row.women, row.men, str(row.percent)) == ("Послы, посланники", 15, 36, "29.4")


def test_every_missing_column_is_named_at_once() -> None:
    said = refusal(b"year,count\n2020,1\n").splitlines()
    assert [line.split("'")[1] for line in said] == ["group", "women", "men"]


def test_every_mistake_of_a_table_is_named_at_once() -> None:
    said = refusal(b"group,women,men\na,x,-2\n,3,4\n")
    assert [line.split(": ")[1] for line in said.splitlines()] == [
        "line 2, column 'women'",
        "line 2, column 'men'",
        "line 3, column 'group'",
    ]


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 2))
def test_a_share_printed_by_rounding_half_up_never_warns(women: int, men: int, digits: int) -> None:
    if not women + men:
        return
    scaled = (200 * women * 10**digits + women + men) // (2 * (women + men))
    printed = f"{scaled // 10**digits}.{scaled % 10**digits:0{digits}d}" if digits else str(scaled)
    assert codes(f"a,{women},{men},,{women + men},{printed}") == []
