"""The template of a Word report: the one we ship, and what any template may say.

A template is a .docx in which `{{ title }}` and other names stand where words are wanted, and `{{ chapters.parity }}`
or `{{ chapters.all }}`, alone in a paragraph, where a chapter goes. It is filled in a sandbox that knows these names
only, calls nothing, and writes no more than `MOST` characters.
"""

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as Made
from docx.enum.section import WD_ORIENT
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from jinja2 import TemplateError
from jinja2.exceptions import SecurityError
from lxml.etree import XMLSyntaxError

from audit.errors import mark
from audit.render.document.blocks import Told
from audit.render.document.telling import TITLES
from audit.render.word.saving import saved

INK, SOFT = RGBColor(0x3C, 0x2A, 0x6B), RGBColor(0x52, 0x60, 0x6D)
FONT: Final = "DejaVu Sans"
#: No filled template has more characters of its own than this.
MOST = 200_000
#: Stands in every mark, so that no title of a report can be taken for one; it never stays in a file.
SEAL: Final = secrets.token_hex(8)
#: What stands in the filled template where a chapter goes.
MARKS: Final = f"\u27e6chapter:{SEAL}:%s\u27e7"
#: The word for every chapter.
ALL: Final = "all"
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


def values(said: Told) -> Mapping[str, Any]:
    """Return what a template may name, all of it texts."""
    return {
        "body": said.body,
        "title": said.title,
        "headline": said.headline,
        "standing": said.standing,
        "synthetic": said.synthetic,
        "digest": said.digest,
        "software": said.software,
        "language": said.language,
        "facts": [{"name": name, "value": value} for name, value in said.facts],
        "summary": list(said.summary),
        "chapters": {name: MARKS % name for name in (*CHAPTERS, ALL)},
    }


#: What a template may name beside chapters, loops and conditions.
WORDS: Mapping[str, str] = {
    "body": mark("the body’s name"),
    "title": mark("the audit’s title"),
    "headline": mark("the first finding, in one sentence"),
    "standing": mark("what the first finding rests on"),
    "synthetic": mark("the mark of made-up data; empty for real ones"),
    "digest": mark("the report’s digest"),
    "software": mark("the program that made the report"),
    "language": mark("the language of the report, as en or ru"),
}
CHAPTERS = tuple(TITLES)


def default() -> bytes:
    """Return our own template as .docx, for a body to change: cover, then all chapters."""
    made = Document()
    _page(made)
    _styles(made)
    made.add_paragraph("{{ body }}", style="Subtitle")
    made.add_paragraph("{{ title }}", style="Title")
    made.add_paragraph("{{ headline }}", style="Intense Quote")
    made.add_paragraph("{%p for fact in facts %}")
    made.add_paragraph("{{ fact.name }}: {{ fact.value }}")
    made.add_paragraph("{%p endfor %}")
    made.add_paragraph("{{ standing }}")
    made.add_paragraph("{%p if synthetic %}")
    made.add_paragraph().add_run("{{ synthetic }}").bold = True
    made.add_paragraph("{%p endif %}")
    made.add_paragraph("{{ chapters.all }}")
    return saved(made)


def _page(made: Made) -> None:
    section = made.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(18), Mm(20)
    foot = section.footer.paragraphs[0]
    foot.add_run("{{ body }} · {{ title }}{% if synthetic %} · {{ synthetic }}{% endif %} · ")
    foot._p.append(_field("PAGE"))
    made.core_properties.created = made.core_properties.modified = UNDATED


def _field(code: str) -> Any:  # noqa: ANN401 - lxml's element
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    return field


def _styles(made: Made) -> None:
    sizes = {"Normal": 10, "Title": 24, "Subtitle": 12, "Heading 1": 17, "Heading 2": 13, "Heading 3": 11, "Caption": 9}
    for name, size in sizes.items():
        style = made.styles[name]
        style.font.size = Pt(size)
        style.font.name = FONT
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            if attribute.endswith("Theme"):
                del fonts.attrib[attribute]
        for script in ("w:hAnsi", "w:cs", "w:eastAsia", "w:ascii"):
            fonts.set(qn(script), FONT)
        if name not in ("Normal", "Subtitle"):
            style.font.color.rgb = INK
    made.styles["Subtitle"].font.color.rgb = SOFT


#: What filling a template can end with, whatever its author wrote.
REFUSED = (
    TemplateError,
    SecurityError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
    KeyError,
    IndexError,
    AttributeError,
    XMLSyntaxError,
    PackageNotFoundError,
    BadZipFile,
)
