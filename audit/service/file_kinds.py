"""Which files are taken as evidence, told by their content and never by their name alone."""

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO

OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file: its media type, and whether some bytes are of it."""

    media: str
    fits: Callable[[bytes], bool]


def _begins(*signatures: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(signatures)


def _webp(content: bytes) -> bool:
    return content.startswith(b"RIFF") and content[8:12] == b"WEBP"


def _packed(member: str) -> Callable[[bytes], bool]:
    """A zip that holds a file of that name; only its list of contents is read, nothing is unpacked."""

    def fits(content: bytes) -> bool:
        try:
            with zipfile.ZipFile(BytesIO(content)) as packed:
                names = packed.namelist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            return False
        return member in names and not any(name.endswith("vbaProject.bin") for name in names)

    return fits


def _words(content: bytes) -> bool:
    return b"\0" not in content


KINDS: Mapping[str, Kind] = {
    ".pdf": Kind("application/pdf", _begins(b"%PDF-")),
    ".png": Kind("image/png", _begins(b"\x89PNG\r\n\x1a\n")),
    ".jpg": Kind("image/jpeg", _begins(b"\xff\xd8\xff")),
    ".jpeg": Kind("image/jpeg", _begins(b"\xff\xd8\xff")),
    ".gif": Kind("image/gif", _begins(b"GIF87a", b"GIF89a")),
    ".webp": Kind("image/webp", _webp),
    ".docx": Kind(f"{OFFICE}wordprocessingml.document", _packed("word/document.xml")),
    ".xlsx": Kind(f"{OFFICE}spreadsheetml.sheet", _packed("xl/workbook.xml")),
    ".pptx": Kind(f"{OFFICE}presentationml.presentation", _packed("ppt/presentation.xml")),
    ".odt": Kind(f"{OPEN_DOCUMENT}text", _packed("content.xml")),
    ".ods": Kind(f"{OPEN_DOCUMENT}spreadsheet", _packed("content.xml")),
    ".txt": Kind("text/plain", _words),
    ".csv": Kind("text/csv", _words),
}


def kind_of(name: str, content: bytes) -> Kind | None:
    """Return the kind that a file's name promises and its content keeps; None where there is none such."""
    kind = KINDS.get(ending(name))
    return kind if kind is not None and kind.fits(content) else None


def ending(name: str) -> str:
    """Return the ending of a file's name, `.pdf`, in small letters."""
    _, dot, end = name.rpartition(".")
    return f"{dot}{end}".lower()


def accepted(accepts: tuple[str, ...], name: str, kind: Kind) -> bool:
    """Return whether a question takes such a file: by its ending, its media type, or a family such as `image/*`."""
    family = f"{kind.media.partition('/')[0]}/*"
    return not accepts or bool({each.lower() for each in accepts} & {ending(name), kind.media, family})
