"""Reads the records of a table of figures, from CSV or the first sheet of a workbook, each with its line."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from io import StringIO
from typing import TypeVar

from audit.errors import Message, Mistake, Mistaken, message
from audit.questionnaire import scalars
from audit.questionnaire.workbook import reading

WORKBOOKS = (".xlsx", ".xls")
MOST_PEOPLE = 1_000_000
#: So many mistakes of one table are told; who has more made one mistake many times.
MOST_TOLD = 100

Value = TypeVar("Value")
Record = tuple[int, list[str]]


def records(data: bytes, *, file: str = "") -> Iterator[Record]:
    """Give every record that is not blank with the line it begins at; raises Mistaken for what is no such table.

    CSV is UTF-8, its columns separated by commas or, as a Russian spreadsheet program writes them, by semicolons.
    """
    lines = _sheet(data, file) if file.lower().endswith(WORKBOOKS) else _csv(_decoded(data, file), file)
    return ((line, cells) for line, cells in lines if any(cell.strip() for cell in cells))


def cell(typed: str, read: Callable[[str], Value], *, line: int, column: str, mistakes: list[Mistake]) -> Value | None:
    """Return what a cell says; None where it is empty or wrong, and what is wrong is added to `mistakes`."""
    if not typed:
        return None
    try:
        return read(typed)
    except scalars.Unfit as unfit:
        mistakes.append(mistake(unfit.code, unfit.wrong, unfit.remedy, line=line, column=column))
        return None


def people(typed: str) -> int:
    """Return a number of people (0–1,000,000); Unfit where it is none."""
    count = scalars.integer(typed)
    if count > MOST_PEOPLE:
        wrong = message("no body has so many people")
        raise scalars.Unfit("too-many-people", wrong, message("Check the number."))
    if count < 0:
        wrong = message("a number of people cannot be below 0")
        raise scalars.Unfit("negative-count", wrong, message("Enter 0 or more."))
    return count


def percentage(typed: str) -> Decimal:
    """Return a percentage with its digits as they were printed; Unfit where it is none."""
    percent = scalars.percent(typed)
    if not 0 <= percent <= 100:
        wrong = message("a percentage lies between 0 and 100")
        raise scalars.Unfit("percent-range", wrong, message("Check the number."))
    return percent


def mistake(code: str, wrong: Message, remedy: Message, *, line: int, column: str = "", file: str = "") -> Mistake:
    """Return a mistake with its line and, where one is named, its column."""
    place = (message("line %(line)d", line=line), *((message("column '%(name)s'", name=column),) if column else ()))
    return Mistake(code, place, wrong, remedy, file=file)


def refused(file: str, code: str, wrong: Message, remedy: Message, *, line: int = 0) -> Mistaken:
    """Return the refusal of a whole table."""
    place = (message("line %(line)d", line=line),) if line else ()
    return Mistaken((Mistake(code, place, wrong, remedy, file=file),))


def ragged(line: int, cells: int, columns: int) -> Mistake:
    """Return the mistake of a record that has more or fewer cells than the header."""
    wrong = message("the row has %(cells)d cells, the header has %(columns)d", cells=cells, columns=columns)
    return mistake("ragged-row", wrong, message("Check the quotes and the separators in it."), line=line)


def headed(table: Iterator[Record], *, file: str) -> tuple[Record, list[Record]]:
    """Return the header and what stands below it; raises Mistaken where either is missing, or Tabs part the columns."""
    header = next(table, None)
    if header is None:
        wrong, remedy = message("the file is empty"), message("Begin with a row of column names.")
        raise refused(file, "empty-file", wrong, remedy)
    line, names = header
    if len(names) == 1 and "\t" in names[0]:
        wrong = message("the columns are separated by %(sign)s", sign="Tab")
        remedy = message("Save the table with commas or semicolons between the columns.")
        raise refused(file, "delimiter", wrong, remedy, line=line)
    return (line, [name.strip() for name in names]), list(table)


def mistaken(mistakes: list[Mistake], file: str) -> Mistaken:
    """Return the refusal of a table for the mistakes in it: the first hundred, and how many more there are."""
    told = [replace(each, file=file) for each in mistakes[:MOST_TOLD]]
    more = len(mistakes) - len(told)
    if more:
        wrong = message("and %(more)d more of such mistakes", more=more)
        told.append(Mistake("more", (), wrong, message("Correct these first, then bring the table again."), file=file))
    return Mistaken(tuple(told))


def no_rows(file: str, line: int) -> Mistaken:
    """Return the refusal of a table that is a header alone."""
    wrong = message("there is a header and no row below it")
    return refused(file, "no-rows", wrong, message("Add a row for each group."), line=line)


def twice(file: str, name: str, line: int) -> Mistaken:
    """Return the refusal of a table with two columns of one name."""
    wrong = message("the column '%(name)s' stands twice", name=name)
    return refused(file, "duplicate-column", wrong, message("Keep one of them."), line=line)


def lacking(file: str, names: list[str], known: str, *, line: int) -> Mistaken:
    """Return the refusal of a table without columns that it needs."""
    remedy = message("The columns are: %(known)s.", known=known)
    wrongs = [message("the column '%(name)s' is missing", name=name) for name in names]
    return Mistaken(tuple(mistake("missing-column", wrong, remedy, line=line, file=file) for wrong in wrongs))


def _sheet(data: bytes, file: str) -> Iterator[Record]:
    """Give the rows of the first sheet that has any, all as long as its header."""
    rows = next(sheet.rows for sheet in reading.read(data, file=file) if sheet.rows)
    width = max((len(row) for row in rows), default=0)
    for line, row in enumerate(rows, start=1):
        yield line, [*row, *[""] * (width - len(row))]


def _decoded(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        remedy = message("Save it as UTF-8 and try again.")
        raise refused(file, "not-utf-8", message("the file is not in UTF-8"), remedy) from None


def _csv(text: str, file: str) -> Iterator[Record]:
    reader = csv.reader(StringIO(text, newline=""), strict=True, delimiter=_delimiter(text))
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error:
        remedy = message("Check the quotes, or save the table as CSV again.")
        raise refused(file, "csv-syntax", message("this is not a valid CSV table"), remedy, line=line) from None


def _delimiter(text: str) -> str:
    header = next((line for line in text.splitlines() if line.strip()), "")
    return ";" if ";" in header and "," not in header else ","
