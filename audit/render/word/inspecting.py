"""Looking through a Word template before it is opened: what is too large, acts by itself or reaches out is refused.

Nothing is taken out in silence: whoever gave the file is told which part it is and what to do about it.
"""

import io
import re
from collections.abc import Iterator, Mapping
from zipfile import BadZipFile, ZipFile

from lxml import etree

from audit.errors import Message, Mistake, Mistaken, mark, message

MEBIBYTE = 2**20
#: Packed, unpacked, of parts that are read, and how many parts there may be.
LARGEST, UNPACKED, READ, PARTS = 10 * MEBIBYTE, 64 * MEBIBYTE, 4 * MEBIBYTE, 1_000
#: Braces in one part: each begins a search through it, so that many of them in a large part take long.
BRACES = 2_000
BRACE = re.compile(rb"[{]")
MAIN, TYPES = "word/document.xml", "[Content_Types].xml"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
ACTIVE = re.compile(r"vbaProject|vbaData|activeX|oleObject|embeddings|afchunk|customUI|attachedToolbars", re.IGNORECASE)
#: Relations that bring something in that is not of the document's own making.
BRINGING = re.compile(r"(vbaProject|aFChunk|oleObject|package|control|subDocument|frame|externalLink)$", re.IGNORECASE)
OPENS = re.compile(r"^(https?://|mailto:|#)", re.IGNORECASE)
#: Fields that work within the document.
KNOWN_FIELDS = (
    "PAGE NUMPAGES SECTION SECTIONPAGES SEQ TOC REF PAGEREF NOTEREF STYLEREF TITLE SUBJECT AUTHOR KEYWORDS COMMENTS "
    "DATE TIME CREATEDATE SAVEDATE PRINTDATE FILENAME NUMWORDS NUMCHARS DOCPROPERTY HYPERLINK TC XE INDEX IF = "
    "FORMTEXT FORMCHECKBOX FORMDROPDOWN LISTNUM SYMBOL QUOTE"
)
FIELDS = frozenset(KNOWN_FIELDS.split())
#: How a filled template marks a chapter's place; a template asks for it by its name.
MARK = "\u27e6chapter:"
FAULTS: Mapping[str, tuple[str, str]] = {
    "template-empty": (
        mark("this file is empty"),
        mark("Save it from Word as .docx and give it again."),
    ),
    "template-mark": (
        mark("this file has a mark of its own for a chapter: %(what)s"),
        mark("Ask for a chapter by its name, as {{ chapters.parity }}."),
    ),
    "no-template": (
        mark("this is not a Word template that can be opened"),
        mark("Save it from Word as .docx and give it again."),
    ),
    "template-too-large": (
        mark("this file is larger than a template may be"),
        mark("Take out pictures that are not needed, or make them smaller."),
    ),
    "template-macros": (
        mark("this file holds macros or other parts that act by themselves"),
        mark("Save it from Word as .docx, without macros, embedded objects and controls."),
    ),
    "template-outside": (
        mark("this file reaches outside: %(what)s"),
        mark("Take that out: put pictures into the file itself, and set the document template to Normal."),
    ),
    "template-field": (
        mark("the field %(what)s is not allowed in a template"),
        mark("Take the field out; fields of pages, numbers, contents and dates may stay."),
    ),
    "template-entities": (
        mark("this file holds definitions that no document needs"),
        mark("Ask who sent it; do not open it."),
    ),
    "template-braces": (
        mark("there are more than %(most)d braces in one part of this file"),
        mark("Use the names of a template only where their words are wanted."),
    ),
}


def inspected(template: bytes) -> bytes:
    """Return a template that is safe to fill; raises Mistaken for any other."""
    if not template:
        raise refused("template-empty")
    try:
        with ZipFile(io.BytesIO(template)) as packed:
            _weigh(template, packed)
            for name in packed.namelist():
                if name.endswith((".xml", ".rels")):
                    _look(name, packed.read(name))
    except (BadZipFile, NotImplementedError, EOFError, RuntimeError, ValueError, OSError, etree.LxmlError) as error:
        raise refused("no-template") from error
    return template


def refused(code: str, *place: str, **values: object) -> Mistaken:
    """Return why a template is refused, in which part of the file, and what to do."""
    wrong, remedy = FAULTS[code]
    where = tuple(message("part %(name)s", name=name) for name in place)
    return Mistaken((Mistake(code, where, Message(wrong, dict(values)), Message(remedy)),))


def _weigh(template: bytes, packed: ZipFile) -> None:
    """Refuse what is too large, or holds what is no document, before any part is unpacked."""
    entries = packed.infolist()
    read = [each for each in entries if each.filename.endswith((".xml", ".rels"))]
    large = sum(each.file_size for each in entries) > UNPACKED or sum(each.file_size for each in read) > READ
    if large or len(template) > LARGEST or len(entries) > PARTS:
        raise refused("template-too-large")
    if not {MAIN, TYPES} <= set(packed.namelist()):
        raise refused("no-template")
    for each in entries:
        if ACTIVE.search(each.filename):
            raise refused("template-macros", each.filename)


def _look(name: str, content: bytes) -> None:
    """Refuse a part that defines entities, brings in what is foreign, or has more braces than words need."""
    if b"<!DOCTYPE" in content.replace(b"\0", b"") or b"<!ENTITY" in content.replace(b"\0", b""):
        raise refused("template-entities", name)
    if len(BRACE.findall(content)) > BRACES:
        raise refused("template-braces", name, most=BRACES)
    tree = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    if name == TYPES and b"macroEnabled" in content:
        raise refused("template-macros", name)
    for check in (_relations, _fields, _marks):
        check(name, tree)


def _relations(name: str, tree: etree._Element) -> None:
    for each in tree.iter(RELATION):
        kind, target = each.get("Type", "").rpartition("/")[2], each.get("Target", "")
        outside = each.get("TargetMode", "").lower() == "external"
        if BRINGING.search(kind):
            raise refused("template-macros", name)
        if outside and not (kind == "hyperlink" and OPENS.match(target)):
            raise refused("template-outside", name, what=target[:80])


def _marks(name: str, tree: etree._Element) -> None:
    for line in tree.iter(f"{WORD}p"):
        if MARK in "".join(each.text or "" for each in line.iter(f"{WORD}t")):
            raise refused("template-mark", name, what=MARK)


def _fields(name: str, tree: etree._Element) -> None:
    for field in _written(tree):
        words = field.split(maxsplit=1)
        if not words:
            continue
        kind, rest = words[0].upper(), words[1] if len(words) > 1 else ""
        aims = re.findall(r'"([^"]*)"', rest) if kind == "HYPERLINK" and "\\l" not in rest else []
        if kind not in FIELDS or any(not OPENS.match(aim) for aim in aims):
            raise refused("template-field", name, what=field.strip()[:80])


def _written(tree: etree._Element) -> Iterator[str]:
    """Yield the instructions of all fields, put together where Word has split them over runs."""
    open_: list[str] = []
    for each in tree.iter(f"{WORD}fldSimple", f"{WORD}fldChar", f"{WORD}instrText"):
        if each.tag == f"{WORD}fldSimple":
            yield each.get(f"{WORD}instr", "")
        elif each.tag == f"{WORD}instrText":
            open_ = [*(open_ or [""])[:-1], (open_ or [""])[-1] + (each.text or "")]
        elif each.get(f"{WORD}fldCharType") == "begin":
            open_.append("")
        elif each.get(f"{WORD}fldCharType") == "end" and open_:
            yield open_.pop()
    yield from open_
