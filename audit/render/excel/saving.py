"""Saving a workbook: openpyxl writes it, streamed rows are set into their sheets, and no hour of the export is kept."""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

#: Compression that costs little and leaves files about as small as the highest does.
LEVEL = 3
END_OF_ROWS = b"</sheetData>"
DIMENSION = re.compile(rb'<dimension ref="[^"]*"')
MODIFIED = re.compile(rb"(<dcterms:created[^>]*>)([^<]*)(</dcterms:created>.*?<dcterms:modified[^>]*>)[^<]*", re.DOTALL)
CORE = "docProps/core.xml"
LONG_CELL, LARGE = 200, 2**31


@dataclass(frozen=True, slots=True)
class Streamed:
    """A sheet whose further rows are written when the workbook is saved: how many, and what makes them."""

    sheet: Worksheet
    count: int
    pieces: Callable[[], Iterator[bytes]]


def save(book: Workbook, out: BinaryIO, streamed: Sequence[Streamed] = ()) -> None:
    """Write the workbook into an open file; the same report gives the same bytes at any time."""
    frame = io.BytesIO()
    book.save(frame)
    following = {each.sheet.path.lstrip("/"): each for each in streamed}
    with ZipFile(frame) as made, ZipFile(out, "w", ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        for name in made.namelist():
            content = made.read(name)
            if name in following:
                _stream(archive, name, content, following[name])
                continue
            with archive.open(name, "w") as part:
                part.write(MODIFIED.sub(rb"\1\2\3\2", content) if name == CORE else content)


def _stream(archive: ZipFile, name: str, content: bytes, rows: Streamed) -> None:
    width, height = rows.sheet.max_column, rows.sheet.max_row + rows.count
    sized = DIMENSION.sub(f'<dimension ref="A1:{get_column_letter(width)}{height}"'.encode(), content)
    before, _, after = sized.rpartition(END_OF_ROWS)
    with archive.open(name, "w", force_zip64=rows.count * width * LONG_CELL > LARGE) as part:
        part.write(before)
        for piece in rows.pieces():
            part.write(piece)
        part.write(END_OF_ROWS + after)
