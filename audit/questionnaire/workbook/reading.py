"""Reads .xlsx and old .xls into sheets of texts, row by row, within limits."""

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from pathlib import Path
from xml.etree.ElementTree import ParseError

import openpyxl
import xlrd
from defusedxml import DefusedXmlException
from xlrd.compdoc import CompDocError

from audit.questionnaire.workbook.refusals import (
    CELL_LIMIT,
    COLUMN_LIMIT,
    FILE_LIMIT,
    MEGABYTE,
    ROW_LIMIT,
    SHEET_LIMIT,
    WORK_LIMIT,
    refused,
)
from audit.questionnaire.workbook.sealed import Kind, kind
from audit.questionnaire.workbook.texts import unescaped

EXCEL_ROWS = 1_048_576
DIGITS = ".15g"
#: What the two libraries raise on bytes that look like a workbook and are none.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    xlrd.XLRDError,
    CompDocError,
    ParseError,
    SyntaxError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as texts: `rows[0]` is the first row of the file; blank cells are "", none stands at a row's end."""

    name: str
    rows: tuple[tuple[str, ...], ...]


def read(source: Path | bytes, *, file: str = "") -> tuple[Sheet, ...]:
    """Read every sheet of a workbook, in its order; raises BadWorkbook with a sentence for all that is none.

    Whole numbers are written without a point, dates in ISO 8601, truths as TRUE and FALSE, formulas as their last
    result. `file` is only named in refusals.
    """
    named = file or (str(source) if isinstance(source, Path) else "")
    content = _bytes(source, named) if isinstance(source, Path) else source
    reader = _READERS[kind(content, file=named)]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            sheets = tuple(reader(content, named))
    except DAMAGE as error:
        raise refused(_reason(error), file=named) from error
    if not any(sheet.rows for sheet in sheets):
        raise refused("workbook-blank", file=named)
    return sheets


def _reason(error: BaseException) -> str:
    """Return the code for what a library raised, or what it was hiding behind it."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, DefusedXmlException):
            return "workbook-entities"
        cause = cause.__cause__ or cause.__context__
    encrypted = isinstance(error, xlrd.XLRDError) and "encrypted" in str(error).lower()
    return "workbook-encrypted" if encrypted else "workbook-damaged"


def _bytes(path: Path, file: str) -> bytes:
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise refused("workbook-too-large", file=file, limit=FILE_LIMIT // MEGABYTE)
        return path.read_bytes()
    except OSError as error:
        raise refused("workbook-unreadable", file=file) from error


def _xlsx(content: bytes, file: str) -> Iterator[Sheet]:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        worksheets = book.worksheets
        _check_sheets(len(worksheets), file)
        budget = _Budget(file)
        for worksheet in worksheets:
            worksheet.reset_dimensions()
            yield Sheet(worksheet.title, budget.rows(worksheet.title, worksheet.iter_rows(values_only=True)))
    finally:
        book.close()


def _xls(content: bytes, file: str) -> Iterator[Sheet]:
    with xlrd.open_workbook(file_contents=content, logfile=io.StringIO(), on_demand=True, ragged_rows=True) as book:
        _check_sheets(book.nsheets, file)
        budget = _Budget(file)
        for number in range(book.nsheets):
            sheet = book.sheet_by_index(number)
            rows = ([_old(cell, book.datemode) for cell in sheet.row(row)] for row in range(sheet.nrows))
            yield Sheet(sheet.name, budget.rows(sheet.name, rows))
            book.unload_sheet(number)


def _check_sheets(number: int, file: str) -> None:
    if number > SHEET_LIMIT:
        raise refused("workbook-sheets", file=file, limit=SHEET_LIMIT)


class _Budget:
    """Counts rows, columns and cells while sheets are read, and refuses at the limits."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.cells = 0
        self.work = 0

    def rows(self, sheet: str, rows: Iterable[Iterable[object]]) -> tuple[tuple[str, ...], ...]:
        """Return the rows as texts, without the blank ones at the end."""
        kept: list[tuple[str, ...]] = []
        for number, row in enumerate(rows, start=1):
            texts = self._texts(row)
            if number > EXCEL_ROWS or (texts and number > ROW_LIMIT):
                raise refused("workbook-rows", file=self.file, sheet=sheet, limit=ROW_LIMIT)
            if len(texts) > COLUMN_LIMIT:
                raise refused("workbook-columns", file=self.file, sheet=sheet, limit=COLUMN_LIMIT)
            if texts:
                kept += [()] * (number - 1 - len(kept))
                kept.append(texts)
        return tuple(kept)

    def _texts(self, row: Iterable[object]) -> tuple[str, ...]:
        texts = [text(value) for value in row]
        self.work += len(texts)
        while texts and not texts[-1]:
            texts.pop()
        self.cells += sum(map(bool, texts))
        if self.cells > CELL_LIMIT or self.work > WORK_LIMIT:
            raise refused("workbook-cells", file=self.file, limit=CELL_LIMIT)
        return tuple(texts)


def text(value: object) -> str:
    """Return a cell's value as the text that a person would type for it; a cell of blanks alone is empty."""
    match value:
        case None:
            return ""
        case str():
            return unescaped(value) if value.strip() else ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return f"{Decimal(format(value, DIGITS)):f}" if isfinite(value) else ""
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return str(value)


def _old(cell: xlrd.sheet.Cell, datemode: int) -> object:
    """Return the value of a cell of an .xls file as the newer format has it."""
    match cell.ctype:
        case xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        case xlrd.XL_CELL_ERROR:
            return xlrd.error_text_from_code.get(cell.value, "#N/A")
        case xlrd.XL_CELL_DATE if 0 <= cell.value < 1:
            return xlrd.xldate_as_datetime(cell.value, datemode).time()
        case xlrd.XL_CELL_DATE:
            return xlrd.xldate_as_datetime(cell.value, datemode)
        case _:
            return cell.value


_READERS = {Kind.XLSX: _xlsx, Kind.XLS: _xls}
