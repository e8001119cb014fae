"""Reads a printed table of head-counts: what stands in every row, or every mistake by line and column."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from audit.analysis.records import (
    cell,
    headed,
    lacking,
    mistake,
    mistaken,
    no_rows,
    people,
    percentage,
    ragged,
    records,
    twice,
)
from audit.errors import Mistake, message

GROUP = "group"
COUNTS = ("women", "men", "other", "total")
PERCENT = "reported_pct_women"
#: Who was appointed to a level, left it, or rose from it to the next in a year.
FLOWS = tuple(f"{sex}_{kind}" for kind in ("appointed", "left", "promoted") for sex in ("women", "men"))
REQUIRED = (GROUP, "women")


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One row as it was printed; None where a cell is empty; `percent` keeps its printed digits.

    `flows` holds the number of every flow by its column, 0 where it is empty or there is no such column.
    """

    line: int
    group: str
    women: int | None
    men: int | None
    other: int | None
    total: int | None
    percent: Decimal | None
    flows: Mapping[str, int] = field(default_factory=dict)


def read(data: bytes, *, file: str = "") -> tuple[PrintedRow, ...]:
    """Read a table as CSV, or the first sheet of a workbook; raises Mistaken with every mistake in it."""
    (line, header), below = headed(records(data, file=file), file=file)
    columns = _columns(header, line, file)
    if not below:
        raise no_rows(file, line)
    mistakes: list[Mistake] = []
    rows = [_row(line, cells, columns, mistakes) for line, cells in below]
    if mistakes:
        raise mistaken(mistakes, file)
    return tuple(row for row in rows if row)


def _columns(header: list[str], line: int, file: str) -> Mapping[str, int]:
    """Return where each known column stands; unknown ones are ignored."""
    known = (GROUP, *COUNTS, PERCENT)
    read = (*known, *FLOWS)
    double = next((name for name in read if header.count(name) > 1), None)
    if double:
        raise twice(file, double, line)
    missing = [name for name in REQUIRED if name not in header]
    if not {"men", "total"} & set(header):
        missing.append("men")
    if missing:
        raise lacking(file, missing, ", ".join(known), line=line)
    return {name: header.index(name) for name in read if name in header} | {"": len(header)}


def _row(line: int, cells: list[str], columns: Mapping[str, int], mistakes: list[Mistake]) -> PrintedRow | None:
    """Return one row, or nothing where it holds a mistake; what is wrong is added to `mistakes`."""
    before = len(mistakes)
    if len(cells) != columns[""]:
        mistakes.append(ragged(line, len(cells), columns[""]))
        return None
    given = {name: cells[at].strip() for name, at in columns.items() if name}
    if not given[GROUP]:
        wrong = message("the group has no name")
        mistakes.append(mistake("no-name", wrong, message("Write what the row counts."), line=line, column=GROUP))

    def number(name: str) -> int | None:
        return cell(given.get(name, ""), people, line=line, column=name, mistakes=mistakes)

    counts = {name: number(name) for name in COUNTS}
    percent = cell(given.get(PERCENT, ""), percentage, line=line, column=PERCENT, mistakes=mistakes)
    flows = {name: number(name) or 0 for name in FLOWS}
    if len(mistakes) > before:
        return None
    return PrintedRow(line, given[GROUP], percent=percent, flows=flows, **counts)
