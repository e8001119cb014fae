"""Rows of a sheet as XML, written while they are read: a million of them take no more memory than ten."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import count, islice
from math import isfinite
from typing import Any
from xml.sax.saxutils import escape

from audit.render.excel.cells import BEGINS_A_FORMULA, clean

EPOCH = datetime(1899, 12, 30)
#: Excel reads the days before this one wrongly, as 1900 is a leap year to it.
FIRST_DAY = date(1900, 3, 1)
SECONDS_A_DAY = 86_400
MOMENTS = frozenset({"date", "datetime", "time"})
EXACT_WHOLE = 10**15
REMEMBERED = 2_000
ROWS_A_PIECE = 250
CARRIAGE_RETURN = {"\r": "&#13;"}

Raw = Any
Cell = Callable[[Mapping[str, Raw]], str]


@dataclass(frozen=True, slots=True)
class Styles:
    """The numbers under which the workbook keeps the looks of what is streamed."""

    number: int
    text: int
    typed: int
    absent: int
    day: int
    moment: int
    clock: int


class Remembered(dict[Raw, str]):
    """What follows a cell's address, by value: made once for each, as long as there are not too many."""

    def __init__(self, make: Callable[[Raw], str]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, raw: Raw) -> str:
        made = self.make(raw)
        if len(self) < REMEMBERED:
            self[raw] = made
        return made


def reading(column: str, make: Callable[[Raw], str], *, lacking: Raw) -> Cell:
    """Return what reads a column of a row and gives the rest of its cell, made by `make` from the answer.

    `lacking` stands for the answer where a row has no such column.
    """
    known = Remembered(make)

    def cell(row: Mapping[str, Raw]) -> str:
        raw = row.get(column, lacking)
        try:
            return known[raw]
        except TypeError:  # A list or an object cannot be looked up.
            return make(raw)

    return cell


def constant(rest: str) -> Cell:
    """Return a cell that is the same in every row."""
    return lambda _: rest


def rows(cells: Sequence[tuple[str, Cell]], answered: Iterable[Mapping[str, Raw]], first: int) -> Iterator[bytes]:
    """Yield rows as pieces of XML, from row `first` downwards; `cells` are a column's letters and what reads it."""
    starts = [(f'<c r="{letters}', cell) for letters, cell in cells]
    numbered = zip(map(str, count(first)), answered, strict=False)
    while piece := [_row(starts, number, row) for number, row in islice(numbered, ROWS_A_PIECE)]:
        yield "".join(piece).encode("utf-8")


def _row(starts: Sequence[tuple[str, Cell]], number: str, row: Mapping[str, Raw]) -> str:
    return f'<row r="{number}">{"".join([start + number + cell(row) for start, cell in starts])}</row>'


def text(said: str, styles: Styles, *, style: int | None = None) -> str:
    """Return the rest of a cell that holds a text as a text, whatever it begins with."""
    kept = clean(said)
    worn = style if style is not None else styles.typed if kept[:1] in BEGINS_A_FORMULA and kept else styles.text
    space = ' xml:space="preserve"' if kept != kept.strip() or "\n" in kept else ""
    return f'" s="{worn}" t="inlineStr"><is><t{space}>{escape(kept, CARRIAGE_RETURN)}</t></is></c>'


def number(figure: int | float, styles: Styles) -> str:
    """Return the rest of a cell that holds a number; one that Excel would round is kept as a text."""
    if not isfinite(figure) or (isinstance(figure, int) and abs(figure) >= EXACT_WHOLE):
        return text(str(figure), styles)
    return f'" s="{styles.number}"><v>{int(figure) if isinstance(figure, bool) else figure!r}</v></c>'


def moment(said: str, kind: str, styles: Styles) -> str:
    """Return the rest of a cell that holds a day, a day with its time, or a time; other texts stay what they are."""
    try:
        serial, style = _serial(said, kind, styles)
    except ValueError:
        return text(said, styles)
    return f'" s="{style}"><v>{serial!r}</v></c>'


def _serial(said: str, kind: str, styles: Styles) -> tuple[int | float, int]:
    if kind == "time":
        at = time.fromisoformat(said)
        return (at.hour * 3600 + at.minute * 60 + at.second) / SECONDS_A_DAY, styles.clock
    found = datetime.fromisoformat(said)
    if found.tzinfo is not None or found.date() < FIRST_DAY:
        raise ValueError(said)
    passed = found - EPOCH
    if kind == "date":
        date.fromisoformat(said)
        return passed.days, styles.day
    return passed.days + passed.seconds / SECONDS_A_DAY, styles.moment
