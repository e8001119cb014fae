"""Every document that an audit can be handed out as: one registry, read by pages, the command line and the worker."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from audit.analysis.report import FollowUp, Report, canonical
from audit.errors import mark
from audit.render import excel

#: Told while a document is made, with the part that is done (0–1); what it raises ends the making.
Told = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Document:
    """A kind of document: its name in the catalogues, the ending of its files, its media type, and how it is made.

    `make` takes the report, what follows it, a language and where to tell how far it is; it gives the file's bytes.
    """

    title: str
    suffix: str
    media_type: str
    make: Callable[[Report, FollowUp | None, str, Told], bytes]


def _workbook(report: Report, _follow_up: FollowUp | None, language: str, _told: Told) -> bytes:
    return excel.workbook(report, language)


def _json(report: Report, _follow_up: FollowUp | None, _language: str, _told: Told) -> bytes:
    return canonical(report).encode()


DOCUMENTS: Mapping[str, Document] = {
    "workbook": Document(
        mark("Excel workbook"),
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _workbook,
    ),
    "report-json": Document(mark("Report as data (JSON)"), "json", "application/json", _json),
}
