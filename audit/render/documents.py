"""Every document that an audit can be handed out as: one registry, read by pages, the command line and the worker."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from audit.analysis.report import FollowUp, Report
from audit.errors import mark
from audit.render import document
from audit.render.formats import FORMATS, Format, Wish
from audit.render.word import word

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


def _of(made: Format) -> Document:
    """Return a format of data as a document; its file is written at once."""

    def make(report: Report, follow_up: FollowUp | None, language: str, _told: Told) -> bytes:
        out = io.BytesIO()
        made.write(report, out, Wish(language, follow_up=follow_up))
        return out.getvalue()

    return Document(made.name, made.ending.removeprefix("."), made.media_type, make)


def _pdf(report: Report, follow_up: FollowUp | None, language: str, _told: Told) -> bytes:
    return document.pdf(report, follow_up, language)


def _one_page(report: Report, follow_up: FollowUp | None, language: str, _told: Told) -> bytes:
    return document.one_page(report, follow_up, language)


def _word(report: Report, follow_up: FollowUp | None, language: str, _told: Told) -> bytes:
    return word(report, follow_up, language)


def _html(report: Report, follow_up: FollowUp | None, language: str, _told: Told) -> bytes:
    return document.page(report, follow_up, language)


PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

DOCUMENTS: Mapping[str, Document] = {
    "workbook": _of(FORMATS["xlsx"]),
    "report-pdf": Document(mark("Report as PDF"), "pdf", PDF, _pdf),
    "one-page": Document(mark("One page for management (PDF)"), "pdf", PDF, _one_page),
    "report-word": Document(mark("Report as Word document"), "docx", DOCX, _word),
    "report-html": Document(mark("Report as one web page (HTML)"), "html", "text/html", _html),
    "report-json": _of(FORMATS["json"]),
    **{name: _of(each) for name, each in FORMATS.items() if name not in ("xlsx", "json")},
}
