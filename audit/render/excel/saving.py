"""Saving a workbook: openpyxl writes it, streamed rows are set into their sheets, and no hour of the export is kept."""

import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from audit.render.excel.cells import clean

#: Compression that costs little and leaves files about as small as the highest does.
LEVEL = 3
END_OF_ROWS = b"</sheetData>"
DIMENSION = re.compile(rb'<dimension ref="[^"]*"')
MODIFIED = re.compile(rb"(<dcterms:created[^>]*>)([^<]*)(</dcterms:created>.*?<dcterms:modified[^>]*>)[^<]*", re.DOTALL)
CORE, CHARTS = "docProps/core.xml", "xl/charts/chart"
CHART = re.compile(rb'(<cNvPr id="(\d+)" name="Chart \d+")\s*/>')
#: A format of labels that does not say that it is their own is taken from the cells by LibreOffice.
UNLINKED = re.compile(rb'(<numFmt formatCode="[^"]*")\s*/>')
NONE: Mapping[str, Sequence[str]] = {}
LONG_CELL, LARGE = 200, 2**31


@dataclass(frozen=True, slots=True)
class Streamed:
    """A sheet whose further rows are written when the workbook is saved: how many, and what makes them."""

    sheet: Worksheet
    count: int
    pieces: Callable[[], Iterator[bytes]]


def save(
    book: Workbook,
    out: BinaryIO,
    streamed: Sequence[Streamed] = (),
    described: Mapping[str, Sequence[str]] = NONE,
) -> None:
    """Write the workbook into an open file; the same report gives the same bytes at any time.

    `described` are the alternative texts of each sheet's charts, in their order, by the sheet's title.
    """
    frame = io.BytesIO()
    book.save(frame)
    drawn = [sheet.title for sheet in book.worksheets if sheet.title in described]
    texts = {f"xl/drawings/drawing{at}.xml": described[title] for at, title in enumerate(drawn, start=1)}
    following = {each.sheet.path.lstrip("/"): each for each in streamed}
    with ZipFile(frame) as made, ZipFile(out, "w", ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        for name in made.namelist():
            content = made.read(name)
            if name in following:
                _stream(archive, name, content, following[name])
                continue
            if name.startswith(CHARTS):
                content = UNLINKED.sub(rb'\1 sourceLinked="0"/>', content)
            if name in texts:
                content = _described(content, texts[name])
            with archive.open(name, "w") as part:
                part.write(MODIFIED.sub(rb"\1\2\3\2", content) if name == CORE else content)


def _described(content: bytes, texts: Sequence[str]) -> bytes:
    """Give the charts of a drawing their alternative texts, which openpyxl has no place for."""

    def name(found: re.Match[bytes]) -> bytes:
        return found[1] + b" descr=" + quoteattr(clean(texts[int(found[2]) - 1])).encode() + b"/>"

    return CHART.sub(name, content)


def _stream(archive: ZipFile, name: str, content: bytes, rows: Streamed) -> None:
    width, height = rows.sheet.max_column, rows.sheet.max_row + rows.count
    sized = DIMENSION.sub(f'<dimension ref="A1:{get_column_letter(width)}{height}"'.encode(), content)
    before, _, after = sized.rpartition(END_OF_ROWS)
    with archive.open(name, "w", force_zip64=rows.count * width * LONG_CELL > LARGE) as part:
        part.write(before)
        for piece in rows.pieces():
            part.write(piece)
        part.write(END_OF_ROWS + after)
