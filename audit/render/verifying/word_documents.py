"""A Word report held against the one that its report makes: every paragraph, cell, picture and margin of it.

Whoever saves it in Word or LibreOffice changes every byte of it and none of its words. How it looks is not compared,
but for what makes words unseen.
"""

import hashlib
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from docx import Document
from docx.document import Document as Made
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

from audit.errors import mark
from audit.render.verifying.claims import Claim, Compared, Kept, refused
from audit.render.verifying.lines import Line, differing
from audit.render.verifying.packing import opened
from audit.render.verifying.word_text import below, said
from audit.render.word import word
from audit.render.word.carrying import carried
from audit.render.word.template import REFUSED
from audit.wording import say

#: LibreOffice saves keywords without their colons.
DIGEST = re.compile(r"sha256[: ]([0-9a-f]{64})")
TEMPLATE = re.compile(r"template[: ]([0-9a-f]{64})")
HEADING = re.compile(r"heading ?\d", re.IGNORECASE)
W_P, W_TBL, W_TR, W_TC = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc"))
BLOCKS = tuple(qn(f"w:{name}") for name in ("p", "tbl", "sdt", "customXml", "ins", "del", "moveTo", "moveFrom"))
QUIET = tuple(qn(f"w:{name}") for name in ("sectPr", "bookmarkStart", "bookmarkEnd", "proofErr"))
BROUGHT = tuple(qn(f"w:{name}") for name in ("altChunk", "subDoc", "background", "dataBinding", "framePr"))
MARGINS = {
    "header": mark("Header"),
    "footer": mark("Footer"),
    "footnotes": mark("Notes"),
    "endnotes": mark("Notes at the end"),
    "comments": mark("Comments"),
}
#: Where a number goes in the numbering of a list.
PLACE = re.compile(r"%\d")
PARSER = etree.XMLParser(resolve_entities=False)
#: A picture of less than 5 mm, in English metric units, shows nothing.
SMALL = 180_000
BLIP, EMBED = qn("a:blip"), qn("r:embed")


def claim(file: Path) -> Claim:
    """Read from the file's properties which report it says it shows, in which language and template."""
    made = _opened(file)
    about = made.core_properties
    digest, template = DIGEST.search(about.keywords), TEMPLATE.search(about.keywords)
    if digest is None:
        raise refused("no-claim-document", file)
    return Claim(
        digest[1],
        language=about.language,
        software=about.author,
        document="report-word",
        follow_up=carried(made),
        template=template[1] if template else "",
    )


def compare(file: Path, claimed: Claim, kept: tuple[Kept, ...]) -> Compared:
    """Make the document again and hold the two against each other."""
    report = kept[0].report
    made = word(report, claimed.follow_up, claimed.language, template=claimed.filled)
    ours = list(_lines(Document(io.BytesIO(made)), claimed.language))
    try:
        theirs = list(_lines(_opened(file), claimed.language))
    except REFUSED as error:
        raise refused("no-document", file) from error
    carried = say(claimed.language, "Findings and actions") if claimed.follow_up else ""
    return Compared(len(ours), tuple(differing(theirs, ours)), carried=carried)


def _opened(file: Path) -> Made:
    """Open a document; raises Mistaken for what is none, is far too large, or defines entities."""
    with opened(file, otherwise="no-document") as content:
        try:
            return Document(content)
        except REFUSED as error:
            raise refused("no-document", file) from error


def _lines(made: Made, language: str) -> Iterator[Line]:
    """Yield paragraphs by the heading they stand under, cells by their table, pictures by their order, the margins."""
    heading, at, tables = say(language, "Cover"), 0, 0
    unseen = say(language, "not seen")
    for each in made.element.body.iterchildren(*BLOCKS):
        if each.tag == W_TBL:
            tables += 1
            yield from _cells(each, f"{say(language, 'Table')} {tables}", lambda line: said(line, made, unseen))
        for line in each.iter(W_P) if each.tag != W_TBL else ():
            text = said(line, made, unseen)
            if text and HEADING.fullmatch(_style(made, line)):
                heading, at = text, 0
            at += bool(text)
            if text:
                yield Line(f"{heading} ¶{at}", text)
    yield from _pictures(made, language)
    yield from _margins(made, language)
    for name, number in sorted(Counter(_strange(made)).items()):
        yield Line(say(language, "Document"), f"{name} × {number}")


def _cells(table: BaseOxmlElement, named: str, read: Callable[[BaseOxmlElement], str]) -> Iterator[Line]:
    """Yield the cells of a table, whatever its rows and cells are wrapped in."""
    for row, line in enumerate(_own(table, W_TR, W_TBL), start=1):
        for column, cell in enumerate(_own(line, W_TC, W_TR), start=1):
            yield Line(f"{named}, {row}:{column}", " ".join(filter(None, map(read, _own(cell, W_P, W_TC)))))


def _own(holder: BaseOxmlElement, tag: str, around: str) -> Iterator[BaseOxmlElement]:
    """Yield what a holder holds by itself, not through another holder inside it."""
    for each in holder.iter(tag):
        if next(each.iterancestors(around), None) is holder:
            yield each


def _pictures(made: Made, language: str) -> Iterator[Line]:
    for number, blip in enumerate(made.element.body.iter(BLIP), start=1):
        part = made.part.related_parts.get(blip.get(EMBED, ""))
        shown = hashlib.sha256(part.blob).hexdigest() if part is not None else ""
        cut = [f"{name}={value}" for each in _beside(blip) for name, value in each.attrib.items() if value != "0"]
        drawing = next(blip.iterancestors(qn("w:drawing")), None)
        extent = drawing.find(f"*/{qn('wp:extent')}") if drawing is not None else None
        small = extent is not None and any(below(extent.get(side, ""), SMALL) for side in ("cx", "cy"))
        unseen = [say(language, "not seen")] if small else []
        yield Line(f"{say(language, 'Figure')} {number}", " ".join((shown, *cut, *unseen)))


def _beside(blip: BaseOxmlElement) -> list[BaseOxmlElement]:
    """Return how a picture is cut."""
    return list(blip.itersiblings(qn("a:srcRect"))) + list(blip.itersiblings(qn("a:srcRect"), preceding=True))


def _margins(made: Made, language: str) -> Iterator[Line]:
    """Yield the words of headers, footers, notes and comments, in an order that does not depend on their names."""
    unseen = say(language, "not seen")
    for kind, name in MARGINS.items():
        parts = [each.target_part for each in made.part.rels.values() if each.reltype.endswith(f"/{kind}")]
        found = [
            text
            for part in parts
            for line in etree.fromstring(part.blob, PARSER).iter(W_P)
            if (text := said(line, made, unseen))
        ]
        yield from (Line(f"{say(language, name)} {at}", text) for at, text in enumerate(sorted(found), start=1))


def _strange(made: Made) -> Iterator[str]:
    """Yield what shows something and stands in no paragraph, and what brings words from elsewhere."""
    for each in made.element.body.iterchildren(etree.Element):
        if each.tag not in (*BLOCKS, *QUIET):
            yield etree.QName(each).localname
    yield from (etree.QName(each).localname for each in made.element.iter(*BROUGHT))
    for relation in made.part.rels.values():
        if relation.reltype.endswith("/numbering"):
            for each in etree.fromstring(relation.target_part.blob, PARSER).iter(qn("w:lvlText")):
                if any(sign.isalnum() for sign in PLACE.sub("", each.get(qn("w:val"), ""))):
                    yield f"lvlText {each.get(qn('w:val'))}"


def _style(made: Made, line: BaseOxmlElement) -> str:
    """Return the name of a paragraph's style, as Word knows it."""
    style = line.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    found = made.styles.element.get_by_id(style.get(qn("w:val"))) if style is not None else None
    return str(found.name_val) if found is not None else ""
