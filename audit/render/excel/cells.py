"""The one door through which anything is written into a workbook: text stays text, numbers numbers, dates dates."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from babel import Locale
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from audit.wording import say

INK, SOFT, RULE, HEAD = "1F2933", "52606D", "D9DEE4", "EEF1F5"
LONGEST_TEXT = 32_767
LONGEST_NAME = 31
UNPRINTABLE = "\ufffd"
SURROGATE = re.compile("[\ud800-\udfff]")
ESCAPE_LOOKALIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


class Format(StrEnum):
    """How a number is shown; the stored figure keeps its full precision."""

    COUNT = "0"
    SHARE = "0.0%"
    POINTS = "0.0"
    SIGNED = "+0.0;-0.0;0.0"
    EFFECT = "+0.00;-0.00;0.00"
    P = "0.000"
    DAY = "yyyy-mm-dd"
    PLAIN = "General"


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula, written in English function names without the leading `=`."""

    text: str

    def __str__(self) -> str:
        return f"={self.text}"


Value = str | int | float | Decimal | date | Formula | None


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks."""

    format: Format = Format.PLAIN
    bold: bool = False
    soft: bool = False
    size: int = 10
    indent: int = 0
    wrap: bool = True
    fill: str = ""


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: its heading, its width in characters, the format of its numbers."""

    head: str
    width: float
    format: Format = Format.PLAIN
    hidden: bool = False


def write(cell: Cell, value: Value, look: Look = PLAIN) -> None:
    """Write a value into a cell.

    A text is stored as a text and marked as typed with an apostrophe, so that no `=`, `+`, `-`, `@`, tab or return at
    its beginning is ever read as a formula; characters that no workbook can hold become a visible sign.
    """
    if isinstance(value, str):
        cell.value = clean(value)
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in "=+-@\t\r\n'"
    elif isinstance(value, Formula):
        cell.value = str(value)
    elif value is not None:
        cell.value = value
    _dress(cell, value, look)


def clean(text: str) -> str:
    """Return a text as a workbook can hold it: no control characters, no half letters, at most 32,767 signs."""
    held = SURROGATE.sub(UNPRINTABLE, ILLEGAL_CHARACTERS_RE.sub(UNPRINTABLE, text))
    held = ESCAPE_LOOKALIKE.sub("_x005F_", held)
    return held if len(held) <= LONGEST_TEXT else held[: LONGEST_TEXT - 1] + "…"


def _dress(cell: Cell, value: Value, look: Look) -> None:
    number = isinstance(value, int | float | Decimal | Formula)
    cell.font = Font(name="Calibri", size=look.size, bold=look.bold, color=SOFT if look.soft else INK)
    cell.alignment = Alignment(vertical="top", wrap_text=look.wrap and not number, indent=look.indent)
    if isinstance(value, date):
        cell.number_format = Format.DAY.value
    elif number and look.format is not Format.PLAIN:
        cell.number_format = look.format.value
    if look.fill:
        cell.fill = PatternFill("solid", start_color=look.fill)


class Page:
    """One sheet being written from the top, row after row."""

    def __init__(self, book: Workbook, name: str, language: str) -> None:
        self.sheet: Worksheet = book.create_sheet(free_name(name, book.sheetnames))
        self.language = language
        self.columns: tuple[Column, ...] = ()
        self.row = 0
        self.sheet.sheet_view.rightToLeft = Locale.parse(language).text_direction == "rtl"
        self.sheet.sheet_view.showGridLines = False

    @property
    def name(self) -> str:
        """The sheet's name as a formula writes it."""
        return quote_sheetname(self.sheet.title)

    def say(self, template: str) -> str:
        """Say a marked template in the workbook's language."""
        return say(self.language, template)

    def widths(self, columns: Sequence[Column]) -> None:
        """Set the widths of the columns and hide those that only formulas read."""
        self.columns = tuple(columns)
        for at, column in enumerate(self.columns, start=1):
            dimension = self.sheet.column_dimensions[get_column_letter(at)]
            dimension.width = column.width
            dimension.hidden = column.hidden

    def head(self, columns: Sequence[Column]) -> None:
        """Write the headings as the next row; the columns' formats serve the rows that follow."""
        self.widths(columns)
        self.row += 1
        for at, column in enumerate(self.columns, start=1):
            cell = self.cell(at)
            write(cell, self.say(column.head), Look(bold=True, fill=HEAD))
            cell.border = Border(bottom=Side(style="thin", color=SOFT))

    def add(self, values: Sequence[Value], *, bold: bool = False, soft: bool = False, indent: int = 0) -> int:
        """Write values as the next row, each in its column's format; return the row's number."""
        self.row += 1
        for at, value in enumerate(values, start=1):
            kind = self.columns[at - 1].format if at <= len(self.columns) else Format.PLAIN
            look = Look(format=kind, bold=bold, soft=soft, indent=indent if at == 1 else 0)
            write(self.cell(at), value, look)
            self.cell(at).border = Border(bottom=Side(style="hair", color=RULE))
        return self.row

    def text(self, value: Value, look: Look = PLAIN, *, across: int = 1, height: float = 0) -> int:
        """Write one text as the next row, over several columns where it is long."""
        self.row += 1
        write(self.cell(1), value, look)
        if across > 1:
            self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=1, end_column=across)
        if height:
            self.sheet.row_dimensions[self.row].height = height
        return self.row

    def cell(self, column: int) -> Cell:
        """Return a cell of the current row."""
        cell = self.sheet.cell(row=self.row, column=column)
        if not isinstance(cell, Cell):
            raise TypeError("a merged cell cannot be written")
        return cell

    def finish(self, *, head: int = 1, filters: bool = True, portrait: bool = False) -> None:
        """Freeze the headings, set filters over the rows, and set up the print: A4, one page wide."""
        sheet = self.sheet
        last = get_column_letter(max(len(self.columns), 1))
        if filters and self.row > head:
            sheet.auto_filter.ref = f"A{head}:{last}{self.row}"
        if head:
            sheet.freeze_panes = f"A{head + 1}"
            sheet.print_title_rows = f"{head}:{head}"
        sheet.page_setup.orientation = "portrait" if portrait else "landscape"
        sheet.page_setup.paperSize = 9
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.oddFooter = HeaderFooterItem(left=_HeaderFooterPart(text="&A"), right=_HeaderFooterPart(text="&P / &N"))


def free_name(name: str, taken: Sequence[str]) -> str:
    """Return a sheet's name that Excel allows: at most 31 signs, none of []:*?/\\, unlike the others."""
    kept = FORBIDDEN_IN_NAMES.sub(" ", clean(name)).strip("' ")[:LONGEST_NAME] or "Sheet"
    used = {each.casefold() for each in taken}
    tries = (kept, *(f"{kept[: LONGEST_NAME - len(f' {n}')]} {n}" for n in range(2, len(used) + 3)))
    return next(each for each in tries if each.casefold() not in used)


def quoted(text: str) -> str:
    """Return a text as a formula writes it; longer than 255 signs it is cut, which Excel demands."""
    return '"' + clean(text)[:255].replace('"', '""') + '"'


def same(one: str, other: str) -> str:
    """Return the condition that two cells hold the same figure (to 1e-9), or none of them a figure."""
    return f"IF(COUNT({one},{other})=2,ABS({one}-{other})<=0.000000001,COUNT({one},{other})=0)"
