"""A report as PDF held against the one that its report makes: its bytes, and where they differ its lines and drawings.

The same report gives the same bytes, so an untouched file is told at once. Of one that was saved anew the words are
compared line by line; pages by all that is reached from them, fonts and boxes too; links and notes, bookmarks, scripts.
"""

import io
import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from audit.analysis.report import FollowUp
from audit.render import document
from audit.render.verifying.claims import Claim, Compared, Difference, Kept, Kind, refused
from audit.render.verifying.lines import Line, differing
from audit.render.verifying.pdf_objects import Objects
from audit.wording import say

LARGEST, PAGES = 64 * 2**20, 2_000
DIGEST = re.compile(r"sha256:([0-9a-f]{64})")
MAKERS = {"report-pdf": document.pdf, "one-page": document.one_page}
FOLLOWS = "follow-up.json"
#: What parts the name of a note from its digest.
APART = "\n"
#: What of a catalogue is told with the pages or by itself, or is noted by whoever saves a file.
OF_PAGES = ("/Type", "/Pages", "/Outlines", "/Metadata", "/Version", "/Extensions", "/PieceInfo")
SHOWN = ("/Title", "/Author", "/Subject")
#: What reading a file that was made to break a reader can end with.
BROKEN = (
    PyPdfError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
    NotImplementedError,
    AssertionError,
    OSError,
    ArithmeticError,
)


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep what the reader of PDFs would print of a broken file to itself; whoever asked is told in our words."""
    log = logging.getLogger("pypdf")
    level = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(level)


@_quietly()
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


@_quietly()
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
    """Yield pages put in, taken out or drawn otherwise, notes laid over pages, and what else the file does or names."""
    one, other = Objects(theirs), Objects(ours)
    page = say(language, "a page")
    for each in differing(_pages(theirs, one, language), _pages(ours, other, language)):
        if each.kind is Kind.CHANGED:
            yield Difference(each.place, Kind.DRAWN, None, None)
        else:
            yield replace(each, file=each.file and page, report=each.report and page)
    for each in differing(_notes(theirs, one, language), _notes(ours, other, language)):
        yield replace(each, file=_named(each.file), report=_named(each.report))
    beside, around = _around(theirs, one), _around(ours, other)
    for name in sorted({**beside, **around}):
        if beside.get(name) != around.get(name):
            place = f"{say(language, 'Document')}, {name}"
            yield Difference(place, _kind(name in beside, name in around), None, None)


def _kind(here: bool, there: bool) -> Kind:
    if here and there:
        return Kind.CHANGED
    return Kind.ADDED if here else Kind.REMOVED


def _pages(reader: PdfReader, objects: Objects, language: str) -> list[Line]:
    return [Line(_place(at, language), objects.drawn(page)) for at, page in enumerate(reader.pages, start=1)]


def _notes(reader: PdfReader, objects: Objects, language: str) -> list[Line]:
    """Return links and notes by what they are, with their digests where nobody reads them."""
    return [
        Line(_place(at, language), f"{named}{APART}{told}")
        for at, page in enumerate(reader.pages, start=1)
        for named, told in objects.notes(page)
    ]


def _place(at: int, language: str) -> str:
    return say(language, "page %(page)d", page=at)


def _named(note: object) -> object:
    return note.partition(APART)[0] if isinstance(note, str) else note


def _around(reader: PdfReader, objects: Objects) -> dict[str, bytes]:
    """Return what a file has beside pages: its name, bookmarks, tags, scripts, forms, layers, files inside it."""
    root = reader.root_object
    told = {name: objects.told(root[name]) for name in root if name not in OF_PAGES}
    told |= {name: objects.told(value) for name, value in (reader.metadata or {}).items() if name in SHOWN}
    return told | {"/Outlines": repr(list(_bookmarks(reader, reader.outline))).encode(errors="surrogatepass")}


def _bookmarks(reader: PdfReader, held: Iterable[Any]) -> Iterator[object]:
    for each in held:
        if isinstance(each, list):
            yield list(_bookmarks(reader, each))
        else:
            yield str(each.title), reader.get_destination_page_number(each)
