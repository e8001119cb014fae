"""Answers that point at something: the address of a page, and the reference of a file that is kept elsewhere."""

import re
from urllib.parse import urlsplit

from audit.errors import message
from audit.questionnaire import scalars
from audit.questionnaire.scalars import Unfit

LONGEST_ADDRESS = 2_000
LONGEST_NAME = 255
SCHEMES = ("http", "https")
REFERENCE = re.compile(rf"sha256:([0-9a-f]{{64}})/([^/\\\n\t]{{1,{LONGEST_NAME}}})")


def link(raw: object) -> str:
    """Return an http or https address as it was typed; Unfit for anything else."""
    typed = scalars.text(raw, LONGEST_ADDRESS)
    if not _is_address(typed):
        remedy = message("Copy it from the browser, it begins with https://.")
        raise Unfit("not-a-link", message("this is not the address of a page"), remedy)
    return typed


def file(raw: object) -> str:
    """Return the reference of a kept file, `sha256:<64 hexadecimal digits>/<file name>`; Unfit for anything else."""
    typed = scalars.text(raw, LONGEST_NAME + len("sha256:/") + 64)
    if not REFERENCE.fullmatch(typed) or typed.rpartition("/")[2] in (".", ".."):
        remedy = message("Write sha256:, the file's digest, a '/' and its name, as the export does.")
        raise Unfit("not-a-file", message("this is not the reference of a file"), remedy)
    return typed


def digest_of(reference: str) -> str:
    """Return the SHA-256, in hexadecimal digits, of the file that an answer refers to."""
    return reference.removeprefix("sha256:").partition("/")[0]


def file_name(reference: str) -> str:
    """Return the name that the file had which an answer refers to."""
    return reference.partition("/")[2]


def _is_address(typed: str) -> bool:
    try:
        parts = urlsplit(typed)
        return (
            parts.scheme.lower() in SCHEMES and bool(parts.hostname) and not re.search(r"\s", typed) and parts.port != 0
        )
    except ValueError:
        return False
