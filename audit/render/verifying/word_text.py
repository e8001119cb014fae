"""What a reader of a Word document sees of a paragraph: its words, signs, and what is drawn; words made unseen apart.

Whatever shows something and is no word is told in square brackets by its element, so that nothing is passed over.
"""

from collections.abc import Iterator

from docx.document import Document as Made
from docx.oxml.ns import nsmap, qn
from lxml import etree

W = nsmap["w"]
VML = "urn:schemas-microsoft-com:vml"
TEXT, RUN, PARAGRAPH, VALUE = qn("w:t"), qn("w:r"), qn("w:p"), qn("w:val")
SPACES = {qn(f"w:{name}") for name in ("tab", "br", "cr", "ptab")}
SIGNS = {qn("w:noBreakHyphen"): "-", qn("w:softHyphen"): ""}
#: What shows nothing by itself: where one stands, what was corrected, what a field was made of.
SILENT = {
    qn(f"w:{name}")
    for name in (
        *("proofErr", "bookmarkStart", "bookmarkEnd", "lastRenderedPageBreak", "permStart", "permEnd"),
        *("commentRangeStart", "commentRangeEnd", "delText", "delInstrText", "annotationRef"),
        *("footnoteRef", "endnoteRef", "separator", "continuationSeparator"),
    )
}
#: What only holds others.
HOLDING = {
    qn(f"w:{name}")
    for name in (
        *("r", "p", "hyperlink", "ins", "del", "moveTo", "moveFrom", "smartTag", "customXml"),
        *("sdt", "sdtContent", "bdo", "dir", "tbl", "tr", "tc"),
    )
}
#: Fields whose words are counted anew on every page, and those whose words we write; of any other the name is told.
COUNTED, WRITTEN = {"PAGE", "NUMPAGES", "SECTIONPAGES"}, {"SEQ", "TOC", "REF", "PAGEREF", "HYPERLINK"}
FIELD, SIMPLE, INSTRUCTION = qn("w:fldChar"), qn("w:fldSimple"), qn("w:instrText")
OFF = {"0", "false", "off", "none"}
#: Half-points and twentieths of a point below which nobody reads a line.
LEGIBLE, TALL = 8, 80
#: Letters of less than this share of their width, in per cent, are a stroke; colours of no less are paper.
NARROW = 10
WHITE = 0xF0


def said(line: etree._Element, made: Made, unseen: str) -> str:
    """Return a paragraph as it is read; `unseen` names what is there and not seen."""
    return " ".join("".join(_Reading(made, unseen).read(line)).split())


class _Reading:
    """One paragraph as it is read from left to right; a field begins in one run and ends in another."""

    def __init__(self, made: Made, unseen: str) -> None:
        self._made, self._unseen = made, unseen
        self._codes: list[str] = []
        self._shown: list[bool] = []

    def read(self, held: etree._Element) -> Iterator[str]:
        """Yield what is said in an element, in order."""
        for each in held.iterchildren(etree.Element):
            if not (isinstance(each.tag, str) and each.tag.endswith("Pr")) and each.tag not in SILENT:
                yield from self._one(each)

    def _one(self, each: etree._Element) -> Iterator[str]:
        if each.tag == FIELD or each.tag == INSTRUCTION:
            yield from self._field(each)
        elif each.tag == SIMPLE:
            code = each.get(qn("w:instr"), "")
            yield from self._told(code)
            if _name(code) not in COUNTED:
                yield from self.read(each)
        elif each.tag == RUN and each.find(TEXT) is not None and hidden(each, self._made):
            yield f"[{self._unseen}: {''.join(self.read(each))}]"
        elif each.tag in HOLDING:
            yield "[dataBinding]" if each.find(f"{qn('w:sdtPr')}/{qn('w:dataBinding')}") is not None else ""
            yield " " if each.tag == PARAGRAPH else ""
            yield from self.read(each)
        elif not any(_name(code) in COUNTED for code in self._codes):
            yield _sign(each)

    def _field(self, each: etree._Element) -> Iterator[str]:
        kind = each.get(qn("w:fldCharType"))
        if each.tag == INSTRUCTION and self._codes:
            self._codes[-1] += each.text or ""
            return
        if kind == "begin":
            self._codes.append("")
            self._shown.append(False)
        elif self._codes and not self._shown[-1]:
            self._shown[-1] = True
            yield from self._told(self._codes[-1])
        if kind == "end" and self._codes:
            self._codes.pop()
            self._shown.pop()

    @staticmethod
    def _told(code: str) -> Iterator[str]:
        if _name(code) not in WRITTEN:
            yield f"[{_name(code)}]"


def _name(code: str) -> str:
    """Return what a field does, from its instruction."""
    return next(iter(code.upper().split()), "")


def _sign(each: etree._Element) -> str:
    """Return a word, a sign, or what is drawn; a picture in its line is compared as a picture."""
    if each.tag == TEXT:
        return each.text or ""
    if each.tag in SPACES:
        return " "
    if each.tag in SIGNS:
        return SIGNS[each.tag]
    inside = [*dict.fromkeys(found.text or "" for found in each.iter() if etree.QName(found).localname == "t")]
    inside += [found.get("string", "") for found in each.iter(f"{{{VML}}}textpath")]
    if each.tag == qn("w:drawing") and not inside and each.find(qn("wp:inline")) is not None and _picture(each):
        return ""
    name = etree.QName(each).localname
    signs = [*map(str, each.attrib.values())] if name == "sym" else []
    return f"[{' '.join(filter(None, (name, *signs, *inside)))}]"


def _picture(drawing: etree._Element) -> bool:
    data = drawing.findall(f".//{qn('a:graphicData')}")
    return [each.get("uri") for each in data] == [nsmap["pic"]]


def hidden(run: etree._Element, made: Made) -> bool:
    """Tell whether the words of a run are there and not seen: hidden, white, or too small to read."""
    properties = [*_properties(run, made)]
    if any(_on(properties, name) for name in ("vanish", "webHidden", "specVanish")):
        return True
    size, colour, scale = (_value(properties, name) for name in ("sz", "color", "w"))
    if any(each.find("{*}textFill/{*}noFill") is not None for each in properties):
        return True
    low = below(size, LEGIBLE) or below(scale.rstrip("%"), NARROW)
    return low or _white(colour) or _paper(properties) or _flat(run) or _row_hidden(run)


def below(number: str, least: int) -> bool:
    """Tell whether what stands in an attribute is a number, and less than `least`."""
    return number.isdecimal() and int(number) < least


def _paper(properties: list[etree._Element]) -> bool:
    colour = _first(properties, "color")
    return colour is not None and colour.get(qn("w:themeColor")) in {"background1", "light1"}


def _properties(run: etree._Element, made: Made) -> Iterator[etree._Element]:
    """Yield the properties that a run has, its own first, then those of its styles."""
    own = run.find(qn("w:rPr"))
    line = next(run.iterancestors(PARAGRAPH), None)
    about = line.find(qn("w:pPr")) if line is not None else None
    for holder, name in ((own, "rStyle"), (about, "pStyle")):
        if holder is not None:
            if holder is own:
                yield own
            named = holder.find(qn(f"w:{name}"))
            yield from _styled(made, named.get(VALUE) if named is not None else None)


def _styled(made: Made, name: str | None) -> Iterator[etree._Element]:
    seen: set[str] = set()
    while name is not None and name not in seen:
        seen.add(name)
        style = made.styles.element.get_by_id(name)
        if style is None:
            return
        yield from style.findall(qn("w:rPr"))
        base = style.find(qn("w:basedOn"))
        name = base.get(VALUE) if base is not None else None


def _first(properties: list[etree._Element], name: str) -> etree._Element | None:
    return next((found for each in properties if (found := each.find(qn(f"w:{name}"))) is not None), None)


def _on(properties: list[etree._Element], name: str) -> bool:
    found = _first(properties, name)
    return found is not None and found.get(VALUE, "1") not in OFF


def _value(properties: list[etree._Element], name: str) -> str:
    found = _first(properties, name)
    return found.get(VALUE, "") if found is not None else ""


def _white(colour: str) -> bool:
    try:
        return len(colour) == len("ffffff") and min(bytes.fromhex(colour)) >= WHITE
    except ValueError:
        return False


def _flat(run: etree._Element) -> bool:
    """Tell whether the line is lower than letters can be."""
    spacing = run.find(f"../{qn('w:pPr')}/{qn('w:spacing')}")
    return _low(spacing, "w:line", "w:lineRule")


def _row_hidden(run: etree._Element) -> bool:
    row = next(run.iterancestors(qn("w:tr")), None)
    about = row.find(qn("w:trPr")) if row is not None else None
    if about is None:
        return False
    return _on([about], "hidden") or _low(about.find(qn("w:trHeight")), "w:val", "w:hRule")


def _low(held: etree._Element | None, height: str, rule: str) -> bool:
    if held is None or held.get(qn(rule)) != "exact":
        return False
    return below(held.get(qn(height), ""), TALL)
