"""Writes sheets of rows into .xlsx: texts stay texts, the header is frozen, lists and locked cells where asked for."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from audit.questionnaire.workbook.texts import LONGEST, escaped

Content = str | int | float | Fraction | Decimal | bool | date | datetime | time | None

LISTS = "_lists"
NARROWEST, WIDEST = 8, 60
MARGIN = 2
LOOKED_AT = 200
HEADER = Font(bold=True)
SHADE = PatternFill("solid", fgColor="EEEEEE")


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet to write: its first row is the header.

    `lists` maps ranges (`C2:C200`) to the texts that may be chosen there; `open_cells` are the ranges that stay
    unlocked, and the sheet is protected (without a password) where it is not None; `widths` are in characters and are
    worked out from the texts where they are not given; `hidden` sheets are not shown.
    """

    name: str
    rows: Sequence[Sequence[Content]]
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)
    open_cells: Sequence[str] | None = None
    widths: Sequence[int] = ()
    right_to_left: bool = False
    hidden: bool = False


def written(pages: Sequence[Page]) -> bytes:
    """Return a workbook of these sheets; ValueError for a text longer than a cell can hold (32,767 characters)."""
    book = Workbook()
    book.remove(book.worksheets[0])
    chosen: list[Sequence[str]] = []
    for page in pages:
        sheet = book.create_sheet(page.name)
        _fill(sheet, page)
        _dress(sheet, page)
        for cells, texts in page.lists.items():
            if texts not in chosen:
                chosen.append(texts)
            _offer(sheet, cells, column=chosen.index(texts) + 1, length=len(texts))
        _lock(sheet, page)
    if chosen:
        _put_lists(book.create_sheet(LISTS), chosen)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Worksheet, page: Page) -> None:
    for number, row in enumerate(page.rows, start=1):
        for column, content in enumerate(row, start=1):
            if content is not None and content != "":
                _write(sheet.cell(number, column), content)


def _write(cell: Cell | MergedCell, content: Content) -> None:
    """Write one cell; a text is a text, whatever it begins with."""
    assert isinstance(cell, Cell)  # noqa: S101 - nothing is merged on these sheets
    if not isinstance(content, str):
        cell.value = float(content) if isinstance(content, Fraction) else content
        return
    text = escaped(content)
    if len(text) > LONGEST:
        raise ValueError(f"a cell holds at most {LONGEST} characters")
    cell.value = text
    cell.data_type = "s"
    if content[0] in "=+-@":
        cell.quotePrefix = True
    if "\n" in content:
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _dress(sheet: Worksheet, page: Page) -> None:
    sheet.freeze_panes = "A2"
    sheet.sheet_view.rightToLeft = page.right_to_left
    if page.hidden:
        sheet.sheet_state = "hidden"
    width = max((len(row) for row in page.rows), default=0)
    for column in range(1, width + 1):
        given = page.widths[column - 1] if column <= len(page.widths) else _width(page, column)
        sheet.column_dimensions[get_column_letter(column)].width = given
    for cell in sheet[1] if page.rows else ():
        cell.font, cell.fill = HEADER, SHADE


def _width(page: Page, column: int) -> int:
    texts = (
        str(row[column - 1]) for row in page.rows[:LOOKED_AT] if len(row) >= column and row[column - 1] is not None
    )
    longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
    return min(max(longest + MARGIN, NARROWEST), WIDEST)


def _offer(sheet: Worksheet, cells: str, *, column: int, length: int) -> None:
    letter = get_column_letter(column)
    offered = DataValidation(type="list", formula1=f"'{LISTS}'!${letter}$1:${letter}${length}", allow_blank=True)
    offered.add(cells)
    sheet.add_data_validation(offered)


def _lock(sheet: Worksheet, page: Page) -> None:
    if page.open_cells is None:
        return
    sheet.protection.enable()
    for cells in page.open_cells:
        found = sheet[cells]
        rows = found if isinstance(found, tuple) else ((found,),)
        for row in rows:
            for cell in row if isinstance(row, tuple) else (row,):
                cell.protection = Protection(locked=False)


def _put_lists(sheet: Worksheet, chosen: Sequence[Sequence[str]]) -> None:
    sheet.sheet_state = "hidden"
    for column, texts in enumerate(chosen, start=1):
        for row, text in enumerate(texts, start=1):
            _write(sheet.cell(row, column), text)
