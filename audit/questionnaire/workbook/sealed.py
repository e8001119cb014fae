"""What kind of workbook some bytes are, found out before anything unpacks or parses them."""

import io
import zipfile
import zlib
from enum import StrEnum

from audit.questionnaire.workbook.refusals import (
    ENTRY_LIMIT,
    FILE_LIMIT,
    INFLATED_LIMIT,
    MEGABYTE,
    PART_LIMIT,
    RATIO_LIMIT,
    refused,
)

PACKED = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_FLAG = 0x1
PROLOG = 64 * 1024
CHUNK = 256 * 1024
SHEETS = ("xl/worksheets/", "xl/sharedstrings.xml")
PICTURES = "xl/media/"


class Kind(StrEnum):
    """The two formats that are read."""

    XLSX = "xlsx"
    XLS = "xls"


def kind(content: bytes, *, file: str) -> Kind:
    """Return the format by the bytes, not by the name; raises BadWorkbook for all that must not be opened."""
    if not content:
        raise refused("workbook-empty-file", file=file)
    if len(content) > FILE_LIMIT:
        raise refused("workbook-too-large", file=file, limit=FILE_LIMIT // MEGABYTE)
    if content.startswith(COMPOUND):
        _check_compound(content, file)
        return Kind.XLS
    if content.startswith(PACKED):
        _check_packed(content, file)
        return Kind.XLSX
    raise refused("workbook-other-format", file=file)


def _check_compound(content: bytes, file: str) -> None:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise refused("workbook-encrypted", file=file)
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        raise refused("workbook-macros", file=file)
    if not any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        raise refused("workbook-other-office", file=file)


def _check_packed(content: bytes, file: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
            _check_entries(entries, len(content), file)
            _check_contents(packed, entries, file)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise refused("workbook-damaged", file=file) from error


def _check_entries(entries: list[zipfile.ZipInfo], packed_size: int, file: str) -> None:
    names = {entry.filename.lower() for entry in entries}
    if any(entry.flag_bits & ENCRYPTED_FLAG for entry in entries):
        raise refused("workbook-encrypted", file=file)
    if any(name.endswith("vbaproject.bin") for name in names):
        raise refused("workbook-macros", file=file)
    if "xl/workbook.bin" in names or "mimetype" in names:
        raise refused("workbook-other-office", file=file)
    if "[content_types].xml" not in names:
        raise refused("workbook-other-format", file=file)
    declared = sum(entry.file_size for entry in entries)
    tight = declared > PART_LIMIT and declared > RATIO_LIMIT * packed_size
    heavy = any(entry.file_size > PART_LIMIT for entry in entries if not entry.filename.lower().startswith(SHEETS))
    if len(entries) > ENTRY_LIMIT or declared > INFLATED_LIMIT or tight or heavy:
        raise refused("workbook-bomb", file=file, limit=INFLATED_LIMIT // MEGABYTE)


def _check_contents(packed: zipfile.ZipFile, entries: list[zipfile.ZipInfo], file: str) -> None:
    """Unpack every part once without keeping it: sizes and checksums must be what the list of contents says."""
    real = 0
    for entry in entries:
        if entry.filename.lower().startswith(PICTURES):
            continue
        with packed.open(entry) as part:
            opening = part.read(PROLOG)
            _check_prolog(opening, entry.filename, file)
            real += len(opening)
            while chunk := part.read(CHUNK):
                real += len(chunk)
                if real > INFLATED_LIMIT:
                    raise refused("workbook-bomb", file=file, limit=INFLATED_LIMIT // MEGABYTE)


def _check_prolog(opening: bytes, name: str, file: str) -> None:
    plain = opening.replace(b"\0", b"")
    if name.lower().endswith((".xml", ".rels")) and (b"<!DOCTYPE" in plain or b"<!ENTITY" in plain):
        raise refused("workbook-entities", file=file)
    if name.lower() == "[content_types].xml" and b"macroEnabled" in plain:
        raise refused("workbook-macros", file=file)
