"""Sets blocks into a Word document: real headings, numbered captions, tables whose headings repeat, told pictures."""

import io
from collections.abc import Iterable
from typing import Any

from docx.document import Document as Made
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt
from docx.table import Table as Grid
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as Line

from audit.render.charts.chart import WIDTH as DRAWN
from audit.render.charts.painting import png
from audit.render.document.blocks import Block, Chapter, Heading, Listing, Paragraph, Picture, Table, Tone
from audit.wording import say

WIDTH = Mm(170)
#: A picture leaves room for its caption on the page.
TALLEST = Mm(220)
HEAD = "F1EFF7"
GROUND = "D9DEE4"
SMALL = Pt(8)
DPI = 160


class Setting:
    """Sets chapters into one document, in front of a paragraph of it, and counts its tables and pictures."""

    def __init__(self, made: Made, language: str) -> None:
        self.made = made
        self.language = language
        self.known = {each.name for each in made.styles}
        self.numbers = {"Table": 0, "Figure": 0}

    def before(self, line: Line, chapters: Iterable[Chapter]) -> None:
        """Set chapters in front of a paragraph."""
        for chapter in chapters:
            self._place(self._line(chapter.title, "Heading 1"), line)
            for block in chapter.blocks:
                for element in self._block(block):
                    self._place(element, line)

    def _place(self, element: Line | Grid, line: Line) -> None:
        line._p.addprevious(element._element)

    def _block(self, block: Block) -> list[Line | Grid]:
        match block:
            case Heading():
                return [self._line(block.text, f"Heading {block.level}")]
            case Paragraph():
                return [self._paragraph(block)]
            case Listing():
                return [self._line(each, "List Bullet") for each in block.items]
            case Table():
                caption = self._caption("Table", say(self.language, "Table"), block.caption)
                caption.paragraph_format.keep_with_next = True
                return [caption, self._table(block), self._line("", "Normal")]
            case Picture():
                return self._picture(block)

    def _line(self, text: str, style: str) -> Line:
        return self.made.add_paragraph(text, style=style if style in self.known else "Normal")

    def _paragraph(self, block: Paragraph) -> Line:
        line = self._line("", "Normal")
        run = line.add_run(block.text)
        run.bold = block.tone in (Tone.LEAD, Tone.WARNING)
        run.italic = block.tone is Tone.SOFT
        return line

    def _caption(self, kind: str, word: str, text: str) -> Line:
        """A caption whose number is a SEQ field, so that Word can count anew and list tables."""
        self.numbers[kind] += 1
        line = self._line(f"{word} ", "Caption")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), f"SEQ {kind} \\* ARABIC")
        run, number = OxmlElement("w:r"), OxmlElement("w:t")
        number.text = str(self.numbers[kind])
        run.append(number)
        field.append(run)
        line._p.append(field)
        line.add_run(f". {text}")
        return line

    def _picture(self, block: Picture) -> list[Line | Grid]:
        chart = block.chart
        line = self._line("", "Normal")
        drawn = line.add_run().add_picture(io.BytesIO(png(chart.draw(DRAWN), DPI)), width=WIDTH)
        if drawn.height > TALLEST:
            drawn.width, drawn.height = Emu(drawn.width * TALLEST // drawn.height), TALLEST
        about = drawn._inline.docPr
        about.set("descr", f"{chart.title}. {chart.alt}")
        about.set("title", chart.title)
        line.paragraph_format.keep_with_next = True
        caption = self._caption("Figure", say(self.language, "Figure"), f"{chart.title}. {chart.subtitle}")
        return [line, caption]

    def _table(self, block: Table) -> Grid:
        grid: Grid = self.made.add_table(rows=1, cols=len(block.head))
        grid.autofit = False
        _ruled(grid)
        _repeated(grid)
        widths = [int(WIDTH * part / sum(block.widths)) for part in block.widths]
        for at, (cell, word) in enumerate(zip(grid.rows[0].cells, block.head, strict=True)):
            _fill(cell, word, right=at in block.figures, bold=True)
            _shade(cell)
        for row in block.rows:
            for at, (cell, text) in enumerate(zip(_added(grid).cells, row, strict=True)):
                _fill(cell, text, right=at in block.figures, bold=False)
        # Word reads the widths of cells, LibreOffice those of the grid.
        for column, width in zip(grid.columns, widths, strict=True):
            column.width = width
            for cell in column.cells:
                cell.width = width
        return grid


def _fill(cell: _Cell, text: str, *, right: bool, bold: bool) -> None:
    line = cell.paragraphs[0]
    run = line.add_run(text)
    run.font.size, run.bold = SMALL, bold
    line.paragraph_format.space_after = Pt(1)
    if right:
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", HEAD)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _ruled(grid: Grid) -> None:
    lines = OxmlElement("w:tblBorders")
    for side in ("bottom", "insideH"):
        edge: Any = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", GROUND)):
            edge.set(qn(f"w:{name}"), value)
        lines.append(edge)
    # The schema wants borders before the layout; Word refuses a file that has them after it.
    grid._tbl.tblPr.find(qn("w:tblLayout")).addprevious(lines)


def _repeated(grid: Grid) -> None:
    """Let the headings come again on every page, and be read as headings."""
    properties = grid.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))


def _added(grid: Grid) -> _Row:
    row: _Row = grid.add_row()  # type: ignore[no-untyped-call] # python-docx leaves this one untyped
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return row
