"""Reads a printed table of head-counts from CSV: what stands in every row, or every mistake by line and column."""

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from io import StringIO
from typing import TypeVar

from audit.errors import Message, Mistake, Mistaken, message
from audit.questionnaire import scalars

GROUP = "group"
COUNTS = ("women", "men", "other", "total")
PERCENT = "reported_pct_women"
#: Who was appointed to a level, left it, or rose from it to the next in a year.
FLOWS = tuple(f"{sex}_{kind}" for kind in ("appointed", "left", "promoted") for sex in ("women", "men"))
REQUIRED = (GROUP, "women")
HUNDRED = Decimal(100)

Number = TypeVar("Number", int, Decimal)


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
    """Read a table in UTF-8; raises Mistaken with every mistake in it.

    Columns are separated by commas or, as a Russian spreadsheet program writes them, by semicolons.
    """
    text = _decoded(data, file)
    records = [(line, cells) for line, cells in _records(text, file) if any(cell.strip() for cell in cells)]
    if not records:
        raise _refused(file, "empty-file", message("the file is empty"), message("Begin with a row of column names."))
    line, header = records[0]
    columns = _columns([name.strip() for name in header], line, file)
    if len(records) == 1:
        wrong = message("there is a header and no row below it")
        raise _refused(file, "no-rows", wrong, message("Add a row for each group."), line)
    mistakes: list[Mistake] = []
    rows = [_row(line, cells, columns, mistakes) for line, cells in records[1:]]
    if mistakes:
        raise Mistaken(tuple(replace(each, file=file) for each in mistakes))
    return tuple(row for row in rows if row)


def _decoded(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        remedy = message("Save it as UTF-8 and try again.")
        raise _refused(file, "not-utf-8", message("the file is not in UTF-8"), remedy) from None


def _records(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Give every record with the line it begins at."""
    reader = csv.reader(StringIO(text, newline=""), strict=True, delimiter=_delimiter(text))
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error:
        remedy = message("Check the quotes, or save the table as CSV again.")
        raise _refused(file, "csv-syntax", message("this is not a valid CSV table"), remedy, line) from None


def _delimiter(text: str) -> str:
    header = next((line for line in text.splitlines() if line.strip()), "")
    return ";" if ";" in header and "," not in header else ","


def _columns(header: list[str], line: int, file: str) -> Mapping[str, int]:
    """Return where each known column stands; unknown ones are ignored."""
    if len(header) == 1 and "\t" in header[0]:
        wrong = message("the columns are separated by %(sign)s", sign="Tab")
        remedy = message("Save the table with commas or semicolons between the columns.")
        raise _refused(file, "delimiter", wrong, remedy, line)
    known = (GROUP, *COUNTS, PERCENT)
    read = (*known, *FLOWS)
    twice = next((name for name in read if header.count(name) > 1), None)
    if twice:
        wrong = message("the column '%(name)s' stands twice", name=twice)
        raise _refused(file, "duplicate-column", wrong, message("Keep one of them."), line)
    lacking = [name for name in REQUIRED if name not in header]
    if not {"men", "total"} & set(header):
        lacking.append("men")
    if lacking:
        remedy = message("The columns are: %(known)s.", known=", ".join(known))
        wrongs = [message("the column '%(name)s' is missing", name=name) for name in lacking]
        raise Mistaken(tuple(_mistake("missing-column", wrong, remedy, line, file=file) for wrong in wrongs))
    return {name: header.index(name) for name in read if name in header} | {"": len(header)}


def _row(line: int, cells: list[str], columns: Mapping[str, int], mistakes: list[Mistake]) -> PrintedRow | None:
    """Return one row, or nothing where it holds a mistake; what is wrong is added to `mistakes`."""
    before = len(mistakes)
    if len(cells) != columns[""]:
        wrong = message(
            "the row has %(cells)d cells, the header has %(columns)d", cells=len(cells), columns=columns[""]
        )
        mistakes.append(_mistake("ragged-row", wrong, message("Check the quotes and the separators in it."), line))
        return None
    given = {name: cells[at].strip() for name, at in columns.items() if name}
    if not given[GROUP]:
        wrong = message("the group has no name")
        mistakes.append(_mistake("no-name", wrong, message("Write what the row counts."), line, GROUP))
    counts = {name: _cell(given.get(name, ""), _people, line, name, mistakes) for name in COUNTS}
    percent = _cell(given.get(PERCENT, ""), _percent, line, PERCENT, mistakes)
    flows = {name: _cell(given.get(name, ""), _people, line, name, mistakes) or 0 for name in FLOWS}
    if len(mistakes) > before:
        return None
    return PrintedRow(line, given[GROUP], percent=percent, flows=flows, **counts)


def _cell(typed: str, read: Callable[[str], Number], line: int, column: str, mistakes: list[Mistake]) -> Number | None:
    """Return a cell's number; None where it is empty or wrong, and what is wrong is added to `mistakes`."""
    if not typed:
        return None
    try:
        return read(typed)
    except scalars.Unfit as unfit:
        mistakes.append(_mistake(unfit.code, unfit.wrong, unfit.remedy, line, column))
        return None


def _people(typed: str) -> int:
    count = scalars.integer(typed)
    if count < 0:
        wrong = message("a number of people cannot be below 0")
        raise scalars.Unfit("negative-count", wrong, message("Enter 0 or more."))
    return count


def _percent(typed: str) -> Decimal:
    percent = scalars.percent(typed)
    if not 0 <= percent <= HUNDRED:
        wrong = message("a percentage lies between 0 and 100")
        raise scalars.Unfit("percent-range", wrong, message("Check the number."))
    return percent


def _mistake(code: str, wrong: Message, remedy: Message, line: int, column: str = "", file: str = "") -> Mistake:
    place = (message("line %(line)d", line=line), *((message("column '%(name)s'", name=column),) if column else ()))
    return Mistake(code, place, wrong, remedy, file=file)


def _refused(file: str, code: str, wrong: Message, remedy: Message, line: int = 0) -> Mistaken:
    place = (message("line %(line)d", line=line),) if line else ()
    return Mistaken((Mistake(code, place, wrong, remedy, file=file),))
