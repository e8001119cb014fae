"""A report as PDF held against the one that its report makes: its bytes, and where they differ its lines and drawings.

The same report gives the same bytes, so an untouched file is told at once. Of one that was saved anew the words are
compared line by line, what is drawn page by page; a note laid over a page is told.
"""

import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from audit.analysis.report import FollowUp
from audit.render import document
from audit.render.verifying.claims import Claim, Compared, Difference, Kept, Kind, refused
from audit.render.verifying.lines import Line, differing
from audit.wording import say

LARGEST, PAGES, DEEPEST = 64 * 2**20, 2_000, 8
DIGEST = re.compile(r"sha256:([0-9a-f]{64})")
MAKERS = {"report-pdf": document.pdf, "one-page": document.one_page}
FOLLOWS = "follow-up.json"
#: What reading a file that was made to break a reader can end with.
BROKEN = (PyPdfError, ValueError, LookupError, TypeError, AttributeError, RecursionError, OSError, ArithmeticError)


def claim(file: Path) -> Claim:
    """Read from the file's properties which document of which report it says it is."""
    reader = _opened(file)
    try:
        told = reader.metadata.keywords or "" if reader.metadata else ""
        language = str(reader.root_object.get("/Lang", ""))
        follow_up = _followed(reader)
        single = len(reader.pages) == 1
    except BROKEN as error:
        raise refused("no-pdf", file) from error
    digest = DIGEST.search(told)
    if digest is None:
        raise refused("no-claim-document", file)
    name = next((each for each in MAKERS if each in told), "one-page" if single else "report-pdf")
    return Claim(digest[1], language=language, software=_laid_out_by(reader), document=name, follow_up=follow_up)


def compare(file: Path, claimed: Claim, kept: tuple[Kept, ...]) -> Compared:
    """Make the document again and hold the two against each other."""
    report = kept[0].report
    made = MAKERS[claimed.document](report, claimed.follow_up, claimed.language)
    ours = PdfReader(io.BytesIO(made))
    lines = list(_lines(ours, claimed.language))
    found: tuple[Difference, ...] = ()
    if file.read_bytes() != made:
        try:
            theirs = _opened(file)
            found = (*differing(list(_lines(theirs, claimed.language)), lines), *_drawn(theirs, ours, claimed.language))
        except BROKEN as error:
            raise refused("no-pdf", file) from error
    carried = say(claimed.language, "Findings and actions") if claimed.follow_up else ""
    skewed = claimed.software if claimed.software != _laid_out_by(ours) else ""
    return Compared(len(lines), found, skewed=skewed, carried=carried)


def _opened(file: Path) -> PdfReader:
    """Open a file; raises Mistaken for what is no PDF, is locked, or would be far too large."""
    if file.stat().st_size > LARGEST:
        raise refused("bomb", file)
    try:
        reader = PdfReader(io.BytesIO(file.read_bytes()))
        if reader.is_encrypted:
            raise refused("no-pdf", file)
        pages = len(reader.pages)
    except BROKEN as error:
        raise refused("no-pdf", file) from error
    if pages > PAGES:
        raise refused("bomb", file)
    return reader


def _laid_out_by(reader: PdfReader) -> str:
    return str(reader.metadata.creator or "") if reader.metadata else ""


def _followed(reader: PdfReader) -> FollowUp | None:
    """Return what the file carries of findings and promises as they stood when it was made."""
    held = reader.attachments.get(FOLLOWS)
    try:
        return FollowUp.model_validate_json(held[0]) if held else None
    except ValidationError:
        return None


def _lines(reader: PdfReader, language: str) -> Iterator[Line]:
    for number, page in enumerate(reader.pages, start=1):
        for at, text in enumerate(page.extract_text().splitlines(), start=1):
            if text.strip():
                place = say(language, "page %(page)d, line %(line)d", page=number, line=at)
                yield Line(place, " ".join(text.split()))


def _drawn(theirs: PdfReader, ours: PdfReader, language: str) -> Iterator[Difference]:
    """Yield the pages that are drawn otherwise, and the notes that lie over pages."""
    for number, (one, other) in enumerate(zip(theirs.pages, ours.pages, strict=False), start=1):
        place = say(language, "page %(page)d", page=number)
        for kind in _notes(one):
            yield Difference(place, Kind.ADDED, kind, None)
        if _pictured(one) != _pictured(other):
            yield Difference(place, Kind.DRAWN, None, None)


def _notes(page: PageObject) -> Iterator[str]:
    for note in page.get("/Annots") or ():
        kind = str(note.get_object().get("/Subtype", ""))
        if kind != "/Link":
            yield kind.removeprefix("/")


def _pictured(page: PageObject) -> str:
    """Return one word for all that is drawn on a page, whatever its streams are packed by."""
    seen = hashlib.sha256()
    contents = page.get_contents()
    seen.update(contents.get_data() if contents is not None else b"")
    for part in _parts(page.get("/Resources"), depth=0):
        seen.update(part)
    return seen.hexdigest()


def _parts(resources: Any, *, depth: int) -> Iterator[bytes]:  # noqa: ANN401 - whatever a PDF holds
    """Yield what is drawn by reference: forms and images, and what they draw in turn."""
    held = resources.get_object() if resources is not None else {}
    parts: Any = held.get("/XObject") if isinstance(held, Mapping) else None
    for _, part in sorted(parts.get_object().items()) if parts is not None else ():
        drawn = part.get_object()
        yield hashlib.sha256(drawn.get_data()).digest()
        if depth < DEEPEST:
            yield from _parts(drawn.get("/Resources"), depth=depth + 1)
