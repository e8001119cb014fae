"""A Word report: the template filled in its sandbox, then every chapter set at its mark."""

import hashlib
import io
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from docx.document import Document as Made
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docxtpl import DocxTemplate
from jinja2 import Environment

from audit.analysis.report import FollowUp, Report
from audit.errors import Mistaken
from audit.render.document.blocks import Chapter, Told
from audit.render.document.telling import told
from audit.render.word.blocks import Setting
from audit.render.word.carrying import carry
from audit.render.word.inspecting import inspected
from audit.render.word.marks import asked, look_over
from audit.render.word.refusing import refusals, within
from audit.render.word.sandbox import Enclosed, environment
from audit.render.word.saving import saved
from audit.render.word.template import ALL, REFUSED, default, values

LANGUAGE = "w:lang"


def word(report: Report, follow_up: FollowUp | None, language: str, *, template: bytes | None = None) -> bytes:
    """Return the report as .docx; `template` is a body's own, else ours is filled.

    Raises Mistaken for a template that cannot be opened, names what is not known, or asks for more than it may.
    """
    return whole(report, follow_up, told(report, follow_up, language), template=template)


def whole(report: Report, follow_up: FollowUp | None, said: Told, *, template: bytes | None) -> bytes:
    """Return the .docx of a report that is told already; raises Mistaken as `word` does."""
    made = filled(default() if template is None else template, said)
    _set_chapters(made, said)
    own = "" if template is None else f" template:{hashlib.sha256(template).hexdigest()}"
    _entitle(made, report, said, own=own)
    if follow_up is not None:
        carry(made, follow_up)
    return saved(made)


class _Opened(DocxTemplate):  # type: ignore[misc]  # docxtpl tells no types
    """A template that knows at every moment which part of it is being filled."""

    current_rendering_part: Part | None = None

    def render_properties(self, context: dict[str, Any], jinja_env: Environment | None = None) -> None:
        """Fill the file's properties."""
        self.current_rendering_part = self.docx.part.package._core_properties_part
        super().render_properties(context, jinja_env)


def filled(template: bytes, said: Told, *, sandbox: type[Enclosed] = Enclosed) -> Made:
    """Return a template filled with the words of a report, each chapter's mark alone in a paragraph of the text."""
    opened = _Opened(io.BytesIO(inspected(template)))
    try:
        opened.render(dict(values(said)), jinja_env=environment(sandbox), autoescape=True)
    except Mistaken as mistaken:
        raise within(mistaken, opened.current_rendering_part) from mistaken
    except REFUSED as error:
        raise within(refusals(error), opened.current_rendering_part) from error
    made: Made = opened.docx
    look_over(made)
    return made


def _set_chapters(made: Made, said: Told) -> None:
    by_name = {each.name: each for each in said.chapters}
    setting = Setting(made, said.language)
    for line in list(made.paragraphs):
        name = asked(line)
        if name:
            setting.before(line, _blocks(by_name, name))
            line._p.getparent().remove(line._p)


def _blocks(by_name: dict[str, Chapter], name: str) -> Iterator[Chapter]:
    yield from by_name.values() if name == ALL else filter(None, [by_name.get(name)])


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
