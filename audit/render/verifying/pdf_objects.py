"""What a PDF shows, in words that say the same of two files exactly where the same is reached from their pages.

Programs number, pack and sort objects anew when they save a file; what is reached from a page stays what it was. So an
object is told by what it holds, whatever its number: fonts with their programs, forms, images, boxes, notes, actions.
"""

import hashlib
from collections.abc import Iterator, Mapping

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, IndirectObject, NumberObject, StreamObject

#: What leads back to where one came from, and what a program may note beside a page without showing it.
BACK = ("/Parent", "/P", "/Prev")
BESIDE = ("/Annots", "/PieceInfo", "/LastModified", "/Metadata")
PACKING = ("/Length", "/Filter", "/DecodeParms", "/DL")
#: What is left packed, as a viewer unpacks it only when it draws.
PICTURES = ("/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode")


class Objects:
    """The objects of one file, each told by a digest of all that it holds."""

    def __init__(self, reader: PdfReader) -> None:
        places = ((page.indirect_reference, at) for at, page in enumerate(reader.pages, start=1))
        self._pages = {place.idnum: at for place, at in places if place is not None}
        self._told: dict[tuple[int, int], bytes] = {}

    def drawn(self, page: PageObject) -> str:
        """Return the digest of a page: what is drawn on it, by what, and how much of it is seen."""
        contents = page.get_contents()
        held = {name: value for name, value in page.items() if name not in (*BACK, *BESIDE, "/Contents")}
        drawn = hashlib.sha256(contents.get_data() if contents is not None else b"")
        drawn.update(self._held(held))
        return drawn.hexdigest()

    def notes(self, page: PageObject) -> Iterator[tuple[str, str]]:
        """Yield what lies over a page: what kind it is and where it leads, and the digest of all that it holds."""
        for each in page.get("/Annots") or ():
            note = each.get_object()
            kind = str(note.get("/Subtype", "")).removeprefix("/")
            action = note["/A"].get_object() if "/A" in note else {}
            address = str(action.get("/URI", "")) if isinstance(action, Mapping) else ""
            yield " ".join(filter(None, (kind, address))), self.told(each).hex()

    def told(self, value: object) -> bytes:
        """Return the digest of a value, through references; a page is told by its number, a way back by that."""
        if isinstance(value, IndirectObject):
            return self._referred(value)
        if isinstance(value, Mapping):
            return self._held(value)
        if isinstance(value, ArrayObject):
            return _digest("array", *map(self.told, value))
        if isinstance(value, float) or (isinstance(value, int) and isinstance(value, NumberObject)):
            return _digest("number", f"{float(value):.4f}".encode())
        return _digest("value", str(value).encode(errors="surrogatepass"))

    def _referred(self, value: IndirectObject) -> bytes:
        if value.idnum in self._pages:
            return _digest("page", str(self._pages[value.idnum]).encode())
        key = (value.idnum, value.generation)
        if key not in self._told:
            self._told[key] = _digest("again")
            self._told[key] = self.told(value.get_object())
        return self._told[key]

    def _held(self, value: Mapping[str, object]) -> bytes:
        stream = isinstance(value, StreamObject)
        left = (*BACK, *PACKING) if stream else BACK
        # Items are references still; what is read by name is what they refer to, and a page could not be known.
        held = [_digest(name, self.told(each)) for name, each in sorted(value.items(), key=_name) if name not in left]
        if isinstance(value, StreamObject):
            held.extend((value.get_data(), self._pictures(value)))
        return _digest("stream" if stream else "dictionary", *held)

    def _pictures(self, value: StreamObject) -> bytes:
        filters = value.get("/Filter")
        named = filters if isinstance(filters, ArrayObject) else [filters]
        kept = [each for each in named if each in PICTURES]
        return _digest(*map(str, kept), self.told(value.get("/DecodeParms"))) if kept else b""


def _name(item: tuple[str, object]) -> str:
    return item[0]


def _digest(*parts: str | bytes) -> bytes:
    told = hashlib.sha256()
    for each in parts:
        said = each.encode(errors="surrogatepass") if isinstance(each, str) else each
        told.update(b"%d:" % len(said))
        told.update(said)
    return told.digest()
