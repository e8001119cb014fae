"""The workbook that an auditor can defend: a module a sheet, one door to write by, live formulas."""

import io
from datetime import datetime, time

from openpyxl import Workbook

from audit.analysis.report import Report
from audit.errors import mark
from audit.render.excel.cells import clean
from audit.render.excel.codebook import codebook, points
from audit.render.excel.page import Page
from audit.render.excel.parity import parity
from audit.render.excel.perceptions import perceptions
from audit.render.excel.placing import place
from audit.render.excel.provenance import provenance
from audit.render.excel.responses import Multiple, responses
from audit.render.excel.scores import Elsewhere, scores
from audit.render.excel.summary import Sources, summary
from audit.render.excel.tables import tables
from audit.render.words import label
from audit.wording import say

__all__ = ["Multiple", "workbook"]

SUMMARY, PARITY, SCORES, PERCEPTIONS = mark("Summary"), mark("Parity"), mark("Scores"), mark("Perceptions")
TABLES, RESPONSES, CODEBOOK, PROVENANCE = mark("Tables"), mark("Responses"), mark("Codebook"), mark("Provenance")


def workbook(report: Report, language: str, *, multiple: Multiple = Multiple.BOTH) -> bytes:
    """Return the report as an .xlsx workbook in a language.

    `multiple` says how the chosen of several choices are written on the sheet of responses.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    first = Page(book, say(language, SUMMARY), language)
    levels = Page(book, say(language, PARITY), language)
    tree = Page(book, say(language, SCORES), language)
    items = Page(book, say(language, PERCEPTIONS), language)
    published = Page(book, say(language, TABLES), language)
    rows = [Page(book, say(language, RESPONSES), language) for _ in report.parts]
    columns = Page(book, say(language, CODEBOOK), language)
    origin = Page(book, say(language, PROVENANCE), language)

    blocks = parity(levels, report)
    totals = scores(tree, report, Elsewhere(levels.name, blocks, points(report, columns.name)))
    perceptions(items, report)
    tables(published, report)
    for page, part in zip(rows, report.parts, strict=True):
        responses(page, part, multiple=multiple)
    codebook(columns, report)
    provenance(origin, report)
    laid = summary(first, report, Sources(levels, tree, items, blocks, totals))
    place(first, levels, report, blocks, laid)
    return _saved(book, report, language)


def _saved(book: Workbook, report: Report, language: str) -> bytes:
    """Write the file; its properties name the report and its closing day, never the hour of the export."""
    book.properties.title = clean(label(report.title, language))
    book.properties.creator = report.software
    book.properties.language = language
    book.properties.created = datetime.combine(report.closed_on, time())
    sheet = io.BytesIO()
    book.save(sheet)
    return sheet.getvalue()
