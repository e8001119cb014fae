"""A Word report: the template filled in its sandbox, then every chapter set at its mark."""

import hashlib
import io
from collections.abc import Iterator
from datetime import datetime, time

from docx.document import Document as Made
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph as Line
from docxtpl import DocxTemplate

from audit.analysis.report import FollowUp, Report
from audit.errors import Mistake, Mistaken, message
from audit.render.document.blocks import Chapter, Told
from audit.render.document.telling import told
from audit.render.word.blocks import Setting
from audit.render.word.carrying import carry
from audit.render.word.inspecting import inspected
from audit.render.word.saving import saved
from audit.render.word.template import MARKS, MOST, REFUSED, default, environment, refusals, values

LANGUAGE = "w:lang"


def word(report: Report, follow_up: FollowUp | None, language: str, *, template: bytes | None = None) -> bytes:
    """Return the report as .docx; `template` is a body's own, else ours is filled.

    Raises Mistaken for a template that cannot be opened, names what is not known, or asks for more than it may.
    """
    said = told(report, follow_up, language)
    made = _filled(inspected(template) if template else default(), said)
    _set_chapters(made, said)
    own = f" template:{hashlib.sha256(template).hexdigest()}" if template else ""
    _entitle(made, report, said, own=own)
    if follow_up is not None:
        carry(made, follow_up)
    return saved(made)


def _filled(template: bytes, said: Told) -> Made:
    opened = DocxTemplate(io.BytesIO(template))
    try:
        opened.render(dict(values(said)), jinja_env=environment(), autoescape=True)
    except REFUSED as error:
        raise refusals(error) from error
    made: Made = opened.docx
    written = sum(len(each.text) for each in made.paragraphs)
    if written > MOST:
        wrong = message("this template grows to more than %(most)d characters", most=MOST)
        raise Mistaken((Mistake("template", (), wrong, message("Take out loops within loops.")),))
    return made


def _set_chapters(made: Made, said: Told) -> None:
    by_name = {each.name: each for each in said.chapters}
    setting = Setting(made, said.language)
    for line in list(made.paragraphs):
        name = _asked(line)
        if name:
            setting.before(line, _blocks(by_name, name))
            line._p.getparent().remove(line._p)


def _asked(line: Line) -> str:
    """Return the chapter that a paragraph asks for, empty where it asks for none."""
    head, tail = (MARKS % "\0").split("\0")
    text = line.text.strip()
    return text[len(head) : -len(tail)] if text.startswith(head) and text.endswith(tail) else ""


def _blocks(by_name: dict[str, Chapter], name: str) -> Iterator[Chapter]:
    yield from by_name.values() if name == "all" else filter(None, [by_name.get(name)])


def _entitle(made: Made, report: Report, said: Told, *, own: str) -> None:
    """Give the file its properties: they name the report and its closing day, never the hour of the export."""
    about = made.core_properties
    about.title, about.subject, about.author = said.title, said.body, said.software
    about.keywords = f"paritet sha256:{said.digest}{own}"
    about.language = said.language
    about.comments = said.synthetic
    about.created = about.modified = datetime.combine(report.closed_on, time())
    defaults = made.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is not None:
        _speak(defaults, said.language)


def _speak(properties: BaseOxmlElement, language: str) -> None:
    spoken = properties.find(qn(LANGUAGE))
    if spoken is None:
        spoken = OxmlElement(LANGUAGE)
        properties.append(spoken)
    for script in ("w:val", "w:eastAsia"):
        spoken.set(qn(script), {"en": "en-GB", "ru": "ru-RU"}.get(language, language))
