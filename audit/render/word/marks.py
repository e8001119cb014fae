"""A filled template is looked over before chapters are set: how long it is, and whether every mark stands alone."""

import re
from collections.abc import Iterator

from docx.document import Document as Made
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as Line
from lxml import etree

from audit.render.word.refusing import MAIN, refused, within
from audit.render.word.template import MARKS, MOST, SEAL

HEAD, TAIL = (MARKS % "\0").split("\0")
MARKED = re.compile(f"{re.escape(HEAD)}([a-z_]+){re.escape(TAIL)}")


def asked(line: Line) -> str:
    """Return the chapter that a paragraph asks for, empty where it asks for none."""
    found = MARKED.fullmatch(line.text.strip())
    return found[1] if found else ""


def look_over(made: Made) -> None:
    """Refuse a filled template that is too long, or in which a chapter would not be set and its mark be left over."""
    parts = tuple(_filled(made))
    if sum(len(each.text or "") for _, tree in parts for each in tree.iter(qn("w:t"))) > MOST:
        raise refused("template-grows", most=MOST)
    settled = sum(1 for line in made.paragraphs if asked(line))
    for part, tree in parts:
        content = etree.tostring(tree, encoding="unicode")
        if content.count(SEAL) > (settled if part.partname == MAIN else 0):
            raise within(refused("template-chapter-place", what=_stray(made, content)), part)


def _filled(made: Made) -> Iterator[tuple[Part, etree._Element]]:
    """Yield the parts that words can stand in, notes and properties too."""
    for part in made.part.package.iter_parts():
        if isinstance(part, XmlPart):
            yield part, part.element
        elif part.content_type.endswith("xml") and part.blob:
            tree = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, recover=True))
            if tree is not None:
                yield part, tree


def _stray(made: Made, content: str) -> str:
    """Return the name of a chapter whose mark does not stand alone, the first of those that are there."""
    settled = {asked(line) for line in made.paragraphs}
    names = MARKED.findall(content)
    return f"chapters.{next((name for name in names if name not in settled), 'all')}"
