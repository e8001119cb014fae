"""What a file says of its origin, what it was found to be, and why it cannot be verified."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from audit.analysis.report import FollowUp, Report
from audit.errors import Message, Mistake, Mistaken, mark, message
from audit.render.columns import Layout


class Kind(StrEnum):
    """How a file differs from the report at one place."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    REPLACED = "formula_replaced"
    FORMAT = "number_format"
    FIGURE = "figure_shown"
    DRAWN = "drawn_otherwise"


KIND_NAMES: Mapping[Kind, str] = {
    Kind.CHANGED: mark("changed"),
    Kind.ADDED: mark("added"),
    Kind.REMOVED: mark("removed"),
    Kind.REPLACED: mark("a formula was replaced"),
    Kind.FORMAT: mark("shown in another way"),
    Kind.FIGURE: mark("the figure shown is not the formula's"),
    Kind.DRAWN: mark("something is drawn otherwise"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where a file and the report part: what stands in the file, and what the report says."""

    place: str
    kind: Kind
    file: object
    report: object


@dataclass(frozen=True, slots=True)
class Claim:
    """What a file says: the digest of its report, those of earlier reports beside it, and how it was made.

    `digest` is "" for a file that names none. Of a document: which one it is, what followed the report when it was
    made, the digest of the body's own template, and that template where it is at hand.
    """

    digest: str
    earlier: tuple[str, ...] = ()
    language: str = ""
    layout: Layout = field(default_factory=Layout)
    software: str = ""
    content: Any = None
    document: str = ""
    follow_up: FollowUp | None = None
    template: str = ""
    filled: bytes | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A report to hold a file against, with its digest."""

    digest: str
    report: Report


@dataclass(frozen=True, slots=True)
class Compared:
    """The outcome: how many places were compared, where they differ, and how many could not be recomputed here.

    `skewed` names the software that wrote the file, where this one is another and may lay it out differently. `beside`
    are sheets of what follows the report (findings, actions): they change after it and are no part of its digest. A
    document carries them: what it prints of `carried` was compared with that, as there is nothing else to hold it to.
    """

    places: int
    differences: tuple[Difference, ...]
    uncomputed: int = 0
    skewed: str = ""
    beside: tuple[str, ...] = ()
    carried: str = ""


UNREADABLE = {
    "no-workbook": (
        mark("this is not a workbook that can be opened"),
        mark("Give the .xlsx file as Paritet or a spreadsheet program saved it."),
    ),
    "bomb": (
        mark("unpacked, this file would be far larger than any report"),
        mark("Ask who sent it; do not open it."),
    ),
    "entities": (
        mark("this file holds definitions that no document needs"),
        mark("Ask who sent it; do not open it."),
    ),
    "no-claim": (
        mark("this workbook does not say from which report and how it was made"),
        mark("Give a workbook that Paritet exported, with its sheet Provenance."),
    ),
    "no-pdf": (mark("this is not a PDF file that can be read"), mark("Give the file as it was exported.")),
    "no-document": (
        mark("this is not a Word document that can be opened"),
        mark("Give the .docx file as it was saved."),
    ),
    "no-claim-document": (
        mark("this document does not say from which report it was made"),
        mark("Give a report that Paritet exported; printing a file anew takes its origin out of it."),
    ),
    "json-syntax": (mark("this is not valid JSON"), mark("Give the file as it was exported.")),
    "no-report": (mark("this JSON file is not a report"), mark("Give a report exported with --format json.")),
}


def refused(code: str, file: Path) -> Mistaken:
    """Return why a file cannot be verified, with what to do."""
    wrong, remedy = UNREADABLE[code]
    return Mistaken((Mistake(code, (), Message(wrong), Message(remedy), file=str(file)),))


def loaded(file: Path) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Read a JSON file; raises Mistaken for what is none."""
    try:
        return json.loads(file.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError):
        raise refused("json-syntax", file) from None


def unknown(file: Path, claimed: str) -> Mistaken:
    """Return that nobody here keeps the report that a file was made of."""
    wrong = message("the report of this file (%(digest)s…) is not kept here", digest=claimed[:12])
    remedy = message("Run this where the audit was closed, or give its report with --report.")
    return Mistaken((Mistake("unknown-report", (), wrong, remedy, file=str(file)),))
