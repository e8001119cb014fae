"""The workbook that an auditor can defend: a module a sheet, one door to write by, live formulas."""

import io
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, time
from functools import partial
from typing import BinaryIO

from openpyxl import Workbook

from audit.analysis.report import FollowUp, Report
from audit.errors import mark
from audit.render.columns import Layout, Multiple, Row, Told, Versions, releases
from audit.render.excel.cells import clean
from audit.render.excel.checks import CHECKS, CONTRADICTIONS, checks, contradictions, has_contradictions
from audit.render.excel.codebook import codebook, points
from audit.render.excel.exhibits import DOCUMENTS, exhibits, has_documents
from audit.render.excel.followed import actions, findings
from audit.render.excel.heat_map import heat_maps
from audit.render.excel.key_figures import Sources
from audit.render.excel.making import Making
from audit.render.excel.outlook import has_outlook, outlook
from audit.render.excel.page import Page
from audit.render.excel.parity import parity
from audit.render.excel.perceptions import perceptions
from audit.render.excel.placing import place
from audit.render.excel.provenance import provenance
from audit.render.excel.rates import has_strata, rates
from audit.render.excel.responses import MOST_ROWS, responses
from audit.render.excel.saving import Streamed, save
from audit.render.excel.scores import Elsewhere, scores
from audit.render.excel.summary import summary
from audit.render.excel.tables import Means, tables
from audit.render.excel.trend import has_cycles, trend
from audit.render.words import label
from audit.wording import say

__all__ = ["Layout", "Multiple", "Told", "Versions", "workbook", "write"]

SUMMARY, PARITY, SCORES, PERCEPTIONS = mark("Summary"), mark("Parity"), mark("Scores"), mark("Perceptions")
TABLES, RESPONSES, CODEBOOK, PROVENANCE = mark("Tables"), mark("Responses"), mark("Codebook"), mark("Provenance")
RATES, FINDINGS, ACTIONS = mark("Rates"), mark("Findings"), mark("Actions")
TREND, OUTLOOK, HEAT_MAP = mark("Trend"), mark("Outlook"), mark("Heat map")
PLAIN = Layout()
NONE: Mapping[str, Collection[Row]] = {}


def workbook(
    report: Report,
    language: str,
    *,
    layout: Layout = PLAIN,
    earlier: Sequence[Report] = (),
    most: int = MOST_ROWS,
    follow_up: FollowUp | None = None,
) -> bytes:
    """Return the report as an .xlsx workbook in a language; see `write`."""
    out = io.BytesIO()
    write(report, out, language=language, layout=layout, earlier=earlier, most=most, follow_up=follow_up)
    return out.getvalue()


def write(
    report: Report,
    out: BinaryIO,
    *,
    language: str,
    layout: Layout = PLAIN,
    earlier: Sequence[Report] = (),
    rows: Mapping[str, Collection[Row]] = NONE,
    most: int = MOST_ROWS,
    follow_up: FollowUp | None = None,
) -> None:
    """Write the report as an .xlsx workbook into an open file, with the findings and promises that follow it.

    `layout` says how responses are written, `earlier` are reports of the same body whose rows stand beside this one's
    where all versions are asked for, and `most` is how many rows a sheet of responses holds. Responses are read one
    after another and take no memory: `rows` gives, by the questionnaire's name, those that a report is too small for.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    pages: list[Page] = []
    opened = partial(_page, book, pages, language)
    first, levels, tree, items = opened(SUMMARY), opened(PARITY), opened(SCORES), opened(PERCEPTIONS)
    if has_strata(report):
        rates(opened(RATES), report)
    _told_further(opened, report, tables(opened(TABLES), report, layout.versions))
    told = tuple(earlier) if layout.versions is Versions.ALL else ()
    streamed = _responses(opened, report, told, layout=layout, rows=rows, most=most)
    columns = opened(CODEBOOK)
    codebook(columns, report, told)
    if follow_up is not None:
        findings(opened(FINDINGS), follow_up)
        actions(opened(ACTIONS), follow_up)
    provenance(opened(PROVENANCE), report, Making(language, layout), told)

    described = _judged((first, levels, tree, items), report, columns.name, pages)
    _entitle(book, report, language)
    save(book, out, streamed, described)


def _judged(
    sheets: tuple[Page, Page, Page, Page], report: Report, codebook_name: str, pages: Sequence[Page]
) -> Mapping[str, Sequence[str]]:
    """Write the sheets that refer to others, last of all the summary; return the texts of their charts."""
    first, levels, tree, items = sheets
    blocks = parity(levels, report)
    totals = scores(tree, report, Elsewhere(levels.name, blocks, points(report, codebook_name)))
    perceptions(items, report)
    laid = summary(first, report, Sources(levels, tree, blocks, totals, _checked(pages)))
    return place(first, levels, report, blocks, laid)


def _page(book: Workbook, pages: list[Page], language: str, name: str) -> Page:
    pages.append(Page(book, say(language, name), language))
    return pages[-1]


def _checked(pages: Sequence[Page]) -> tuple[tuple[Page, str], ...]:
    """Return the columns of all sheets that say whether a live figure is the server's."""
    return tuple((page, column) for page in pages for column in page.checked)


def _told_further(opened: Callable[[str], Page], report: Report, means: Means) -> None:
    """Write the sheets that only some reports have: cycles, what lies ahead, maps, and what does not agree."""
    cycles = opened(TREND) if has_cycles(report) else None
    lines = trend(cycles, report) if cycles else {}
    if has_outlook(report):
        outlook(opened(OUTLOOK), report, cycles.name if cycles else "", lines)
    if report.heat_maps:
        heat_maps(opened(HEAT_MAP), report, means)
    if has_contradictions(report):
        contradictions(opened(CONTRADICTIONS), report)
    if report.inconsistencies is not None:
        checks(opened(CHECKS), report)
    if has_documents(report):
        exhibits(opened(DOCUMENTS), report)


def _responses(
    opened: Callable[[str], Page],
    report: Report,
    told: Sequence[Report],
    *,
    layout: Layout,
    rows: Mapping[str, Collection[Row]],
    most: int,
) -> list[Streamed]:
    """Open the sheets of responses of every questionnaire; their rows follow when the workbook is saved."""
    streamed: list[Streamed] = []
    for part in report.parts:
        given = releases(report, part, told, rows=rows.get(part.scorecard.questionnaire.name))
        streamed += responses(partial(opened, RESPONSES), part, given, layout, most=most)
    return streamed


def _entitle(book: Workbook, report: Report, language: str) -> None:
    """Give the file properties: they name the report and its closing day, never the hour of the export."""
    book.properties.title = clean(label(report.title, language))
    book.properties.creator = report.software
    book.properties.language = language
    book.properties.created = datetime.combine(report.closed_on, time())
