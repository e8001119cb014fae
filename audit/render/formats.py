"""Every file that a report can leave as: one registry, which the command line and the pages offer alike."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import BinaryIO

from audit.analysis.report import FollowUp, Report, canonical
from audit.errors import mark
from audit.render import excel
from audit.render.columns import Layout, Versions
from audit.render.data import csv_files, ddi, parquet, sav
from audit.render.data.datasets import datasets
from audit.render.data.packing import pack
from audit.render.data.variables import Dataset

ZIP = "application/zip"


class Encoding(StrEnum):
    """How the text of CSV files is written; the mark at their beginning tells Excel that they are in UTF-8."""

    MARKED = "utf-8-sig"
    PLAIN = "utf-8"


@dataclass(frozen=True, slots=True)
class Wish:
    """In which language a report is wanted, how its responses are laid out, beside which earlier reports.

    `follow_up` are the findings and promises that go with it.
    """

    language: str
    layout: Layout = field(default_factory=Layout)
    earlier: tuple[Report, ...] = ()
    encoding: Encoding = Encoding.MARKED
    follow_up: FollowUp | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file: what it is called, how its name ends, its media type, and what writes it."""

    name: str
    ending: str
    media_type: str
    write: Callable[[Report, BinaryIO, Wish], None]


def _xlsx(report: Report, out: BinaryIO, wish: Wish) -> None:
    excel.write(report, out, language=wish.language, layout=wish.layout, earlier=wish.earlier, follow_up=wish.follow_up)


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


FORMATS: Mapping[str, Format] = {
    "xlsx": Format(
        mark("Excel workbook"), ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx
    ),
    "json": Format(mark("Report as data (JSON)"), ".json", "application/json", _json),
    "csv": Format(mark("Tables as CSV"), ".csv.zip", ZIP, _csv),
    "parquet": Format(mark("Tables as Parquet"), ".parquet.zip", ZIP, _parquet),
    "sav": Format(mark("Tables for SPSS"), ".sav.zip", ZIP, _sav),
    "ddi": Format(mark("Codebook, DDI 2.5"), ".ddi.xml", "application/xml", _ddi),
    "codebook": Format(mark("Codebook as CSV"), ".codebook.csv", "text/csv; charset=utf-8", _codebook),
}
