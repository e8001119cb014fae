"""A questionnaire as a Word form: headings, tables and boxes to fill in, numbered as the PDF."""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from docx import Document
from docx.document import Document as Made
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from audit.analysis.report import BlankForm
from audit.render.blank import Said
from audit.wording import interface, say

FONT: Final = "Arial"
INK, SOFT = RGBColor(0x1F, 0x1F, 0x1F), RGBColor(0x55, 0x55, 0x55)
RING, BOX = "○", "☐"
#: No day of making is kept in the file, so that the same form gives the same file.
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
HEADER_ROW = "w:tblHeader"
MANY = 7
LINE = Mm(8)


def word(form: BlankForm, language: str) -> bytes:
    """Return the form in a language as .docx on A4."""
    page = interface(language, form.languages)
    said = Said(language, page).form(form)
    made = _prepared(said, language)
    _opening(made, said)
    for section in said["sections"]:
        made.add_heading(f"{section['number']}. {section['label']['text']}", 1)
        _aside(made, section["condition"], slanted=True)
        _aside(made, section["hint"]["text"])
        for question in section["questions"]:
            _question(made, question, said["words"])
    _footer(made, said, page)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _prepared(said: Mapping[str, Any], language: str) -> Made:
    made = Document()
    page = made.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.PORTRAIT, Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(20)
    page.top_margin = page.bottom_margin = Mm(18)
    for name, size in (("Normal", 10.5), ("Title", 20), ("Heading 1", 14), ("Heading 2", 10.5)):
        style = made.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), INK
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            style.element.rPr.rFonts.attrib.pop(qn(theme), None)
    made.styles["Normal"].paragraph_format.space_after = Pt(4)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), language)
    made.styles["Normal"].element.get_or_add_rPr().append(spoken)
    properties = made.core_properties
    properties.title, properties.language, properties.author = said["title"]["text"], language, ""
    properties.created = properties.modified = UNDATED
    properties.comments = f"{said['version']}, {said['digest']}"
    return made


def _opening(made: Made, said: Mapping[str, Any]) -> None:
    made.add_heading(said["title"]["text"], 0)
    if said["introduction"]["text"]:
        made.add_paragraph(said["introduction"]["text"])
    _aside(made, said["length"])
    if said["notice"]["sentences"]:
        cell = _boxes(made, 1, 1).cell(0, 0)
        cell.paragraphs[0].add_run(said["notice"]["title"]).bold = True
        for sentence in said["notice"]["sentences"]:
            cell.add_paragraph(sentence)
        made.add_paragraph()
    for sentence in said["guide"]:
        _aside(made, sentence)
    table = _boxes(made, len(said["fields"]), 2)
    for row, field in zip(table.rows, said["fields"], strict=True):
        row.cells[0].text = field
        row.height = LINE


def _question(made: Made, question: Mapping[str, Any], words: Mapping[str, str]) -> None:
    label = question["label"]["text"]
    if question["type"] == "note":
        _note(made, question, label)
        return
    heading = made.add_heading(f"{question['number']}  {label}", 2)
    if question["required"]:
        heading.add_run(f" ({words['required']})").bold = False
    _aside(made, question["condition"], slanted=True)
    _aside(made, question["hint"]["text"])
    _manner(made, question, words)
    if question["kind"] == "file":
        _aside(made, words["file"], slanted=True)
    else:
        _answer(made, question, words)
    if question["evidence"]:
        row = _boxes(made, 1, 2).rows[0]
        row.cells[0].text = question["evidence"]
        row.height = LINE


def _note(made: Made, question: Mapping[str, Any], label: str) -> None:
    written = made.add_paragraph(style="Heading 3" if question["kind"] == "entry" else None)
    run = written.add_run(f"{question['number']}  {label}" if question["number"] else label)
    run.font.color.rgb, run.font.name = INK, FONT
    run.bold = question["kind"] in ("entry", "repeat")
    written.paragraph_format.keep_with_next = run.bold
    _aside(made, question["condition"], slanted=True)
    _aside(made, question["hint"]["text"])


def _manner(made: Made, question: Mapping[str, Any], words: Mapping[str, str]) -> None:
    manner = {"select_one": "one", "matrix": "each", "rank": "order", "select_multiple": "several"}
    told = manner.get(question["type"])
    if told and question["kind"] != "acknowledge":
        _aside(made, f"({words[told]})")


def _answer(made: Made, question: Mapping[str, Any], words: Mapping[str, str]) -> None:
    kind = question["type"]
    if kind in ("select_one", "select_multiple"):
        _choices(made, question, sign=RING if kind == "select_one" else BOX, words=words)
    elif kind == "rank":
        _order(made, question)
    elif kind == "matrix":
        _matrix(made, question, words)
    elif kind == "headcount":
        _people(made, question, words)
    elif kind == "date":
        table = _boxes(made, 1, 3, (Mm(30),) * 3)
        for cell, part in zip(table.rows[0].cells, ("day", "month", "year"), strict=True):
            _small(cell.paragraphs[0], words[part])
            table.rows[0].height = Mm(12)
    else:
        table = _boxes(made, 1, 1 if kind == "text" else 2)
        table.rows[0].height = LINE * max(1, question["lines"])
        if kind != "text":
            table.cell(0, 1).text = question["unit"]


def _choices(made: Made, question: Mapping[str, Any], *, sign: str, words: Mapping[str, str]) -> None:
    for choice in question["choices"]:
        written = made.add_paragraph(f"{sign}  {choice['label']['text']}")
        if choice["alone"]:
            _small(written, f"  ({words['alone']})")
        _close(written)
    if question["other"] is not None:
        _close(made.add_paragraph(f"{sign}  {question['other']['text']}:"))
        _boxes(made, 1, 1).rows[0].height = LINE


def _order(made: Made, question: Mapping[str, Any]) -> None:
    table = _boxes(made, len(question["choices"]), 2, (Mm(14), Mm(156)))
    for row, choice in zip(table.rows, question["choices"], strict=True):
        row.cells[1].text = choice["label"]["text"]


def _matrix(made: Made, question: Mapping[str, Any], words: Mapping[str, str]) -> None:
    heads = [words["statement"], *(choice["label"]["text"] for choice in question["choices"])]
    narrow = Mm(110 // max(1, len(heads) - 1))
    table = _boxes(made, len(question["parts"]) + 1, len(heads), (Mm(60), *[narrow] * (len(heads) - 1)))
    _heads(table, heads, small=len(heads) > MANY)
    for row, part in zip(table.rows[1:], question["parts"], strict=True):
        _small(row.cells[0].paragraphs[0], f"{part['number']}  ")
        row.cells[0].paragraphs[0].add_run(part["label"]["text"])
        for cell in row.cells[1:]:
            cell.text = RING
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def _people(made: Made, question: Mapping[str, Any], words: Mapping[str, str]) -> None:
    heads = [words[word] for word in ("level", "women", "men", "other", "total")]
    labels = [part["label"]["text"] for part in question["parts"]]
    rows = [*labels, *([words["total"]] if question["sums"] else [])]
    table = _boxes(made, len(rows) + 1, len(heads), (Mm(70), *[Mm(25)] * (len(heads) - 1)))
    _heads(table, heads, small=False)
    for row, label in zip(table.rows[1:], rows, strict=True):
        row.cells[0].text = label
        row.height = LINE


def _heads(table: Table, texts: Sequence[str], *, small: bool) -> None:
    """Write the first row, which every page of the table repeats."""
    for cell, text in zip(table.rows[0].cells, texts, strict=True):
        cell.text = ""
        run = cell.paragraphs[0].add_run(text)
        run.bold, run.font.size = True, Pt(7 if small else 8.5)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement(HEADER_ROW))


def _boxes(made: Made, rows: int, columns: int, widths: Sequence[Mm] = ()) -> Table:
    """Write empty boxes; Word reads the widths of cells, LibreOffice those of the columns."""
    table: Table = made.add_table(rows, columns, style="Table Grid")
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for column, width in zip(table.columns, widths, strict=False):
        column.width = width
        for cell in column.cells:
            cell.width = width
    return table


def _aside(made: Made, text: str, *, slanted: bool = False) -> None:
    if not text:
        return
    written = made.add_paragraph()
    _small(written, text, slanted=slanted)
    written.paragraph_format.keep_with_next = True


def _small(written: Paragraph, text: str, *, slanted: bool = False) -> None:
    run = written.add_run(text)
    run.font.size, run.font.color.rgb, run.italic = Pt(9), SOFT, slanted


def _close(written: Paragraph) -> None:
    written.paragraph_format.space_after, written.paragraph_format.left_indent = Pt(1), Mm(8)
    written.paragraph_format.keep_together = True


def _footer(made: Made, said: Mapping[str, Any], page: str) -> None:
    written = made.sections[0].footer.paragraphs[0]
    before, between, after = re.split("[\x00\x01]", say(page, "page %(page)s of %(pages)s", page="\x00", pages="\x01"))
    _small(written, f"{said['version']} · {said['digest'][:12]} · {before}")
    _field(written, "PAGE")
    _small(written, between)
    _field(written, "NUMPAGES")
    _small(written, after)


def _field(written: Paragraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    written._p.append(field)
