"""Every file that a report can leave as: one registry, read by pages, programs, the command line and the worker."""

import io
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, BinaryIO

from audit.analysis.report import FollowUp, Report, canonical
from audit.errors import mark
from audit.render import document, excel
from audit.render.columns import Layout, Versions
from audit.render.data import csv_files, ddi, parquet, sav
from audit.render.data.datasets import datasets
from audit.render.data.packing import pack
from audit.render.data.variables import Dataset
from audit.render.word import word

PDF, ZIP = "application/pdf", "application/zip"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


#: Told while a document is made, with the part that is done (0–1); what it raises ends the making.
Told = Callable[[float], None]


def nobody(_part: float) -> None:
    """Tell nobody how far a document is."""


class Encoding(StrEnum):
    """How the text of CSV files is written; the mark at their beginning tells Excel that they are in UTF-8."""

    MARKED = "utf-8-sig"
    PLAIN = "utf-8"


@dataclass(frozen=True, slots=True)
class Wish:
    """In which language a report is wanted, how its responses are laid out, beside which earlier reports.

    `follow_up` are the findings and promises that go with it, `template` a body's own Word template in place of ours.
    `told` hears how far the document is where that takes long: row by row of a workbook's responses.
    """

    language: str
    layout: Layout = field(default_factory=Layout)
    earlier: tuple[Report, ...] = ()
    encoding: Encoding = Encoding.MARKED
    follow_up: FollowUp | None = None
    template: bytes | None = None
    told: Told = nobody


@dataclass(frozen=True, slots=True)
class Document:
    """One kind of file: what it is called, the command line's word for it, how its name ends, and what writes it."""

    title: str
    format: str
    ending: str
    media_type: str
    write: Callable[[Report, BinaryIO, Wish], None]
    #: Whether it holds responses one by one, so that their layout can be chosen.
    has_rows: bool = False

    @property
    def suffix(self) -> str:
        """The ending without its dot."""
        return self.ending.removeprefix(".")

    @property
    def own_ending(self) -> str:
        """An ending that no other document has: `.pdf` is the whole report's, `.one-page.pdf` the single page's."""
        return self.ending if self.format in self.ending else f".{self.format}{self.ending}"

    def made(self, report: Report, wish: Wish) -> bytes:
        """Return the file of a report as bytes."""
        out = io.BytesIO()
        self.write(report, out, wish)
        return out.getvalue()


class Watched(Collection[dict[str, Any]]):
    """Rows that tell at every hundredth of them how far their reader is."""

    def __init__(self, rows: Collection[dict[str, Any]], told: Told) -> None:
        self.rows, self.told = rows, told

    def __len__(self) -> int:
        return len(self.rows)

    def __contains__(self, row: object) -> bool:
        return row in self.rows

    def __iter__(self) -> Iterator[dict[str, Any]]:
        step = max(1, len(self.rows) // 100)
        for number, row in enumerate(self.rows):
            if number % step == 0:
                self.told(number / len(self.rows))
            yield row


def _xlsx(report: Report, out: BinaryIO, wish: Wish) -> None:
    named = {part.scorecard.questionnaire.name: Watched(part.rows, wish.told) for part in report.parts if part.rows}
    excel.write(
        report,
        out,
        language=wish.language,
        layout=wish.layout,
        earlier=wish.earlier,
        follow_up=wish.follow_up,
        rows=named,
    )


def _pdf(report: Report, out: BinaryIO, wish: Wish) -> None:
    out.write(document.pdf(report, wish.follow_up, wish.language))


def _one_page(report: Report, out: BinaryIO, wish: Wish) -> None:
    out.write(document.one_page(report, wish.follow_up, wish.language))


def _docx(report: Report, out: BinaryIO, wish: Wish) -> None:
    out.write(word(report, wish.follow_up, wish.language, template=wish.template))


def _html(report: Report, out: BinaryIO, wish: Wish) -> None:
    out.write(document.page(report, wish.follow_up, wish.language))


def _json(report: Report, out: BinaryIO, _wish: Wish) -> None:
    """The canonical text: the SHA-256 of the file is the digest of the report."""
    out.write(canonical(report).encode("utf-8"))


def _csv(report: Report, out: BinaryIO, wish: Wish) -> None:
    tables = ((f"{each.name}.csv", csv_files.table(each, encoding=wish.encoding)) for each in _tables(report, wish))
    pack(out, [*tables, ("codebook.csv", csv_files.codebook(report, wish.language, encoding=wish.encoding))])


def _parquet(report: Report, out: BinaryIO, wish: Wish) -> None:
    pack(out, ((f"{each.name}.parquet", parquet.table(each)) for each in _tables(report, wish)))


def _sav(report: Report, out: BinaryIO, wish: Wish) -> None:
    pack(out, ((f"{each.name}.sav", sav.table(each, wish.language)) for each in _tables(report, wish)))


def _ddi(report: Report, out: BinaryIO, wish: Wish) -> None:
    out.write(ddi.codebook(report, wish.language))


def _codebook(report: Report, out: BinaryIO, wish: Wish) -> None:
    out.write(csv_files.codebook(report, wish.language, encoding=wish.encoding))


def _tables(report: Report, wish: Wish) -> Iterator[Dataset]:
    told = wish.earlier if wish.layout.versions is Versions.ALL else ()
    yield from datasets(report, wish.language, wish.layout, told)


#: By the name under which pages and programs ask for it.
DOCUMENTS: Mapping[str, Document] = {
    "workbook": Document(mark("Excel workbook"), "xlsx", ".xlsx", XLSX, _xlsx, has_rows=True),
    "report-pdf": Document(mark("Report as PDF"), "pdf", ".pdf", PDF, _pdf),
    "one-page": Document(mark("One page for management (PDF)"), "one-page", ".pdf", PDF, _one_page),
    "report-word": Document(mark("Report as Word document"), "docx", ".docx", DOCX, _docx),
    "report-html": Document(mark("Report as one web page (HTML)"), "html", ".html", "text/html", _html),
    "report-json": Document(mark("Report as data (JSON)"), "json", ".json", "application/json", _json),
    "csv": Document(mark("Tables as CSV"), "csv", ".csv.zip", ZIP, _csv, has_rows=True),
    "parquet": Document(mark("Tables as Parquet"), "parquet", ".parquet.zip", ZIP, _parquet, has_rows=True),
    "sav": Document(mark("Tables for SPSS"), "sav", ".sav.zip", ZIP, _sav, has_rows=True),
    "ddi": Document(mark("Codebook, DDI 2.5"), "ddi", ".ddi.xml", "application/xml", _ddi),
    "codebook": Document(mark("Codebook as CSV"), "codebook", ".codebook.csv", "text/csv; charset=utf-8", _codebook),
}
#: The same by the word for it on the command line.
FORMATS: Mapping[str, Document] = {each.format: each for each in DOCUMENTS.values()}
