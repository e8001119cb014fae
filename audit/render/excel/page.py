"""A sheet being written from the top: headings, rows, heights, frozen panes, filters and the set-up of its print."""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from audit.analysis.report import Text
from audit.errors import mark
from audit.render.excel.cells import HEAD, PLAIN, Column, Format, Formula, Look, Value, free_name, quoted, same, write
from audit.wording import in_language, language_name, locale, say

#: What a live cell says of the server's figure beside it.
AGREES, DIFFERS, CHECK = mark("agrees"), mark("differs"), mark("Check")

LINE, LETTER, MOST_LINES = 13.5, 1.12, 30
BOLD_LETTER, FILTER = 1.2, 2.0


class Page:
    """One sheet being written from the top, row after row."""

    def __init__(self, book: Workbook, name: str, language: str) -> None:
        self.sheet: Worksheet = book.create_sheet(free_name(name, book.sheetnames))
        self.language = language
        self.columns: tuple[Column, ...] = ()
        self.indented = 1
        self.row = 0
        self.sheet.sheet_view.rightToLeft = locale(language).text_direction == "rtl"
        self.sheet.sheet_view.showGridLines = False

    @property
    def name(self) -> str:
        """The sheet's name as a formula writes it."""
        return quote_sheetname(self.sheet.title)

    def say(self, template: str) -> str:
        """Say a marked template in the workbook's language."""
        return say(self.language, template)

    def lacking(self, *texts: Text) -> str:
        """Name the languages that stand in where texts have none of this sheet's language; nothing where none does."""
        found = dict.fromkeys(spoken for each in texts for spoken in [in_language(each, self.language)[1]])
        return ", ".join(language_name(each, self.language) for each in found if each != self.language)

    @property
    def checked(self) -> tuple[str, ...]:
        """The letters of the columns that hold checks."""
        return tuple(get_column_letter(at) for at, column in enumerate(self.columns, start=1) if column.head == CHECK)

    def check(self, *pairs: tuple[str, str], also: Sequence[str] = ()) -> Formula:
        """Return the word on whether live cells hold the figures of the server's cells beside them, and all of `also`.

        `pairs` are the cells' addresses, the live one first; `also` are conditions as a formula writes them.
        """
        asked = ",".join((*(same(live, server) for live, server in pairs), *also))
        return Formula(f"IF(AND({asked}),{quoted(self.say(AGREES))},{quoted(self.say(DIFFERS))})")

    def widths(self, columns: Sequence[Column]) -> None:
        """Set the widths of the columns and hide those that only formulas read."""
        self.columns = tuple(replace(column, width=max(column.width, self._longest(column.head))) for column in columns)
        for at, column in enumerate(self.columns, start=1):
            dimension = self.sheet.column_dimensions[get_column_letter(at)]
            dimension.width = column.width
            dimension.hidden = column.hidden

    def _longest(self, head: str) -> float:
        """Return the width that the longest word of a heading needs beside its filter, so that none is broken."""
        return max((len(word) * BOLD_LETTER + FILTER for word in self.say(head).split()), default=0.0) if head else 0.0

    def head(self, columns: Sequence[Column]) -> None:
        """Write the headings as the next row; the columns' formats serve the rows that follow."""
        self.widths(columns)
        self.row += 1
        for at, column in enumerate(self.columns, start=1):
            look = Look(bold=True, fill=HEAD, right=column.format is not Format.PLAIN, line="thin")
            write(self.cell(at), self.say(column.head), look)
        heads = [self.say(column.head) for column in self.columns if not column.hidden]
        self.sheet.row_dimensions[self.row].height = self.height(heads) + 3

    def add(self, values: Sequence[Value], *, bold: bool = False, soft: bool = False, indent: int = 0) -> int:
        """Write values as the next row, each in its column's format; return the row's number."""
        self.row += 1
        for at, value in enumerate(values, start=1):
            column = self.columns[at - 1]
            inner = indent if at == self.indented else 0
            look = Look(format=column.format, bold=bold, soft=soft, indent=inner, left=column.left, line="hair")
            write(self.cell(at), value, look)
        self.sheet.row_dimensions[self.row].height = self.height(values)
        return self.row

    def height(self, values: Sequence[Value]) -> float:
        """Estimate the height that the longest text needs, because only Excel itself measures one."""
        widths = [column.width for column in self.columns]
        texts = [(len(value), width) for value, width in zip(values, widths, strict=False) if isinstance(value, str)]
        lines = max((ceil(long * LETTER / width) for long, width in texts), default=1)
        return LINE * min(max(lines, 1), MOST_LINES)

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

    def finish(
        self, *, head: int = 1, filters: bool = True, portrait: bool = False, printed: str = "", across: int = 1
    ) -> None:
        """Freeze the headings, set filters over the rows, and set up the print: A4, headings repeated.

        `printed` is the last column that goes on paper, where the sheet is wider than a page can show;
        `across` is how many pages wide the print is, 0 for as many as it takes.
        """
        sheet = self.sheet
        last = get_column_letter(max(len(self.columns), 1))
        if filters and self.row > head:
            sheet.auto_filter.ref = f"A{head}:{last}{self.row}"
        if head:
            sheet.freeze_panes = f"A{head + 1}"
            sheet.print_title_rows = f"{head}:{head}"
        sheet.page_setup.orientation = "portrait" if portrait else "landscape"
        sheet.page_setup.paperSize = 9
        if printed:
            sheet.print_area = f"A1:{printed}{self.row}"
        sheet.page_setup.fitToWidth = across
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.oddFooter = HeaderFooterItem(left=_HeaderFooterPart(text="&A"), right=_HeaderFooterPart(text="&P / &N"))
