"""A Word report held against the one that its report makes: every paragraph, cell and picture of the body of it.

Whoever saves it in Word or LibreOffice changes every byte of it and none of its words; how it looks is not compared.
"""

import hashlib
import io
import re
from collections.abc import Iterator
from pathlib import Path

from docx import Document
from docx.document import Document as Made
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from audit.render.verifying.claims import Claim, Compared, Kept, refused
from audit.render.verifying.lines import Line, differing
from audit.render.verifying.packing import opened
from audit.render.word import word
from audit.render.word.carrying import carried
from audit.render.word.template import REFUSED
from audit.wording import say

#: LibreOffice saves keywords without their colons.
DIGEST = re.compile(r"sha256[: ]([0-9a-f]{64})")
TEMPLATE = re.compile(r"template[: ]([0-9a-f]{64})")
HEADING = re.compile(r"heading ?\d", re.IGNORECASE)
W_P, W_T, W_TBL, W_TR, W_TC, W_TAB, W_BR = (qn(f"w:{name}") for name in ("p", "t", "tbl", "tr", "tc", "tab", "br"))
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
    theirs = list(_lines(_opened(file), claimed.language))
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
    """Yield paragraphs by the heading they stand under, cells by their table, pictures by their order."""
    heading, at, tables = say(language, "Cover"), 0, 0
    for each in made.element.body.iterchildren():
        if each.tag == W_TBL:
            tables += 1
            yield from _cells(each, f"{say(language, 'Table')} {tables}")
        for line in each.iter(W_P) if each.tag != W_TBL else ():
            text = _text(line)
            if text and HEADING.fullmatch(_style(made, line)):
                heading, at = text, 0
            at += bool(text)
            if text:
                yield Line(f"{heading} ¶{at}", text)
    for number, blip in enumerate(made.element.body.iter(BLIP), start=1):
        part = made.part.related_parts.get(blip.get(EMBED, ""))
        shown = hashlib.sha256(part.blob).hexdigest() if part is not None else ""
        yield Line(f"{say(language, 'Figure')} {number}", shown)


def _cells(table: BaseOxmlElement, named: str) -> Iterator[Line]:
    for row, line in enumerate(table.iterchildren(W_TR), start=1):
        for column, cell in enumerate(line.iterchildren(W_TC), start=1):
            text = " ".join(filter(None, map(_text, cell.iter(W_P))))
            yield Line(f"{named}, {row}:{column}", text)


def _text(line: BaseOxmlElement) -> str:
    """Return the words of a paragraph as they are read; what was deleted by tracking is gone."""
    said = [each.text or "" if each.tag == W_T else " " for each in line.iter(W_T, W_TAB, W_BR)]
    return " ".join("".join(said).split())


def _style(made: Made, line: BaseOxmlElement) -> str:
    """Return the name of a paragraph's style, as Word knows it."""
    style = line.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    found = made.styles.element.get_by_id(style.get(qn("w:val"))) if style is not None else None
    return str(found.name_val) if found is not None else ""
