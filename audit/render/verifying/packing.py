"""Opening a packed file that came from outside: bombs and hidden definitions are refused before anything is parsed."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from audit.render.verifying.claims import refused

MEGABYTE = 2**20
#: Sheets of rows are read as a stream; everything else is held.
HELD, STREAMED, PARTS = 256 * MEGABYTE, 16 * 1024 * MEGABYTE, 5_000
SHEETS = "xl/worksheets/"
PROLOG = 64 * 1024
ROOT = re.compile(rb"<[A-Za-z]")


@contextmanager
def opened(file: Path, *, otherwise: str = "no-workbook") -> Iterator[IO[bytes]]:
    """Open a workbook or a document; raises Mistaken for what is none, would be far too large, or defines entities.

    `otherwise` is the code of the refusal of what is none.
    """
    with file.open("rb") as content:
        try:
            with ZipFile(content) as packed:
                _check(packed, file, otherwise)
        except (BadZipFile, NotImplementedError, EOFError, ValueError) as error:
            raise refused(otherwise, file) from error
        content.seek(0)
        yield content


def _check(packed: ZipFile, file: Path, otherwise: str) -> None:
    entries = packed.infolist()
    held = sum(entry.file_size for entry in entries if not entry.filename.startswith(SHEETS))
    if len(entries) > PARTS or held > HELD or sum(entry.file_size for entry in entries) > STREAMED:
        raise refused("bomb", file)
    if "[Content_Types].xml" not in packed.namelist() or any(entry.flag_bits & 1 for entry in entries):
        raise refused(otherwise, file)
    for entry in entries:
        with packed.open(entry) as part:
            opening = part.read(PROLOG).replace(b"\0", b"")
        rooted = ROOT.search(opening) or not entry.filename.endswith((".xml", ".rels"))
        if b"<!DOCTYPE" in opening or b"<!ENTITY" in opening or not rooted:
            raise refused("entities", file)
