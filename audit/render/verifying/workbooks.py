"""A workbook held against the one that its report makes, cell by cell: what it says, not how its bytes lie.

Whoever saves a workbook in Excel or LibreOffice changes every byte of it and none of its figures; so the report is
written out once more in the same language and layout, and values, formulas and formats of numbers are compared.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, cast

from openpyxl import Workbook, load_workbook
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.utils import get_column_letter

from audit.render import excel
from audit.render.excel import making
from audit.render.verifying.cells import apart, shown
from audit.render.verifying.claims import Claim, Compared, Difference, Kept, Kind, refused
from audit.render.verifying.packing import opened
from audit.wording import say

DIGEST = re.compile(r"[0-9a-f]{64}")
AGREES = 1e-9
Cell = ReadOnlyCell | EmptyCell
Line = tuple[Sequence[Cell], Sequence[Cell], Sequence[Cell]]
#: Columns of live figures and of the server's beside them, on the second, third and fourth sheet.
BESIDE = {
    1: (("J", "O"), ("K", "P"), ("L", "Q"), ("M", "R"), ("N", "S")),
    2: (("H", "J"), ("G", "K")),
    3: (("J", "O"),),
}


def claim(file: Path) -> Claim:
    """Find on the last sheets from which report, in which language and layout a workbook says it was made."""
    with opened(file) as content:
        for sheet in reversed(_loaded(content, file).worksheets):
            found = _claimed([row[:2] for row in sheet.iter_rows(max_col=2, values_only=True)])
            if found is not None:
                return found
    raise refused("no-claim", file)


def _claimed(rows: Sequence[tuple[Any, ...]]) -> Claim | None:
    told = [str(row[1]) if len(row) > 1 and row[1] is not None else "" for row in rows]
    at = next((number for number, text in enumerate(told) if making.read(text)), None)
    made = making.read(told[at]) if at is not None else None
    if at is None or made is None:
        return None
    before = [text for text in told[:at] if DIGEST.fullmatch(text)]
    earlier = told[at + 1 : told.index("", at) if "" in told[at:] else None]
    digests = tuple(text for text in earlier if DIGEST.fullmatch(text))
    return Claim(before[-1] if before else "", digests, made.language, made.layout, made.software)


def compare(file: Path, claimed: Claim, kept: tuple[Kept, ...]) -> Compared:
    """Write the report out again and hold the two workbooks against each other, a sheet at a time."""
    report, *earlier = (each.report for each in kept)
    with TemporaryFile() as ours, opened(file) as theirs:
        excel.write(report, ours, language=claimed.language, layout=claimed.layout, earlier=earlier)
        books = _loaded(theirs, file), load_workbook(ours, read_only=True), _loaded(theirs, file, values=True)
        found = _Found(frozenset(say(claimed.language, name) for name in (excel.FINDINGS, excel.ACTIONS)))
        found.books(*books)
    skewed = claimed.software if claimed.software != making.SOFTWARE else ""
    return Compared(found.places, tuple(found.differences), found.uncomputed, skewed, tuple(found.beside))


def _loaded(content: IO[bytes], file: Path, *, values: bool = False) -> Workbook:
    try:
        return load_workbook(content, read_only=True, data_only=values)
    except (KeyError, ValueError, OSError, TypeError) as error:
        raise refused("no-workbook", file) from error


class _Found:
    """What is found while two workbooks are gone through."""

    def __init__(self, followed: frozenset[str]) -> None:
        self.followed = followed
        self.beside: list[str] = []
        self.places = 0
        self.uncomputed = 0
        self.differences: list[Difference] = []

    def books(self, theirs: Workbook, ours: Workbook, computed: Workbook) -> None:
        """Compare sheets of one name; one that is only here or only there is a difference."""
        for title in theirs.sheetnames:
            if title in self.followed and title not in ours.sheetnames:
                self.beside.append(title)
            elif title not in ours.sheetnames:
                self.differences.append(Difference(title, Kind.ADDED, title, None))
        for at, title in enumerate(ours.sheetnames):
            if title not in theirs.sheetnames:
                self.differences.append(Difference(title, Kind.REMOVED, None, title))
                continue
            rows = zip_longest(_rows(theirs, title), _rows(ours, title), _rows(computed, title), fillvalue=())
            for number, (one, other, figures) in enumerate(rows, start=1):
                self.cells(f"{title}!", number, one, other)
                self.figures(f"{title}!", number, (one, other, figures), BESIDE.get(at, ()))

    def cells(self, sheet: str, row: int, theirs: Sequence[Cell], ours: Sequence[Cell]) -> None:
        """Compare one row."""
        for at, (one, other) in enumerate(zip_longest(theirs, ours), start=1):
            kind = apart(one, other)
            self.places += other is not None and other.value is not None
            if kind is not None:
                place = f"{sheet}{get_column_letter(at)}{row}"
                self.differences.append(Difference(place, kind, shown(one, kind), shown(other, kind)))

    def figures(self, sheet: str, row: int, cells: Line, beside: Sequence[tuple[str, str]]) -> None:
        """Hold what a spreadsheet program worked out against the report's figure beside it; count other formulas."""
        theirs, ours, computed = cells
        checked = dict(beside)
        for at, (formula, figure) in enumerate(zip(theirs, computed, strict=False), start=1):
            if formula.data_type != "f" or figure.value is None:
                continue
            letter = get_column_letter(at)
            told = _at(ours, checked.get(letter, ""))
            if not isinstance(told, int | float):
                self.uncomputed += 1
            elif not isinstance(figure.value, int | float) or abs(figure.value - told) > AGREES * max(1, abs(told)):
                self.differences.append(Difference(f"{sheet}{letter}{row}", Kind.FIGURE, figure.value, told))


def _at(cells: Sequence[Cell], letter: str) -> object:
    return next((cell.value for at, cell in enumerate(cells, start=1) if get_column_letter(at) == letter), None)


def _rows(book: Workbook, title: str) -> Iterator[tuple[Cell, ...]]:
    sheet = book[title]
    sheet.reset_dimensions()  # A program may have written a wrong one.
    # The stubs know the cells of a held sheet only; one that is read as a stream gives these.
    return cast(Iterator[tuple[Cell, ...]], sheet.iter_rows())
