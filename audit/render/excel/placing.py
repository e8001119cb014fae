"""Where the workbook's own charts stand: under the tables of Summary, under the levels on Parity."""

from collections.abc import Mapping

from openpyxl.chart import BarChart, LineChart
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor

from audit.analysis.report import ALL, Report
from audit.errors import mark
from audit.render.charts.trend import NAMES
from audit.render.excel import charts
from audit.render.excel.cells import clean
from audit.render.excel.page import Page
from audit.render.excel.parity import Block
from audit.render.excel.summary import SCOPES, Laid
from audit.render.findings import dimensions_finding, levels_indicator, parity_finding, trend_finding
from audit.render.words import band
from audit.wording import percent, say

EVERYTHING, HALVES = (0, 4), ((0, 1), (1, 4))
ROWS_OF_A_CHART = 18
Chart = BarChart | LineChart


def place(summary: Page, parity: Page, report: Report, blocks: Mapping[tuple[str, str], Block], laid: Laid) -> None:
    """Set the charts of levels, dimensions and trend."""
    found = levels_indicator(report)
    block = next((each for (_, name), each in blocks.items() if found and name == found.name), None)
    row = summary.row + 1
    if found and block:
        parity.sheet.print_area = f"A1:N{parity.row + ROWS_OF_A_CHART + 1}"
        _set(parity, _by_level(parity, report, block, summary.language), parity.row + 1, columns=(1, 12))
        _set(summary, _by_level(parity, report, block, summary.language), row, columns=EVERYTHING)
        row += ROWS_OF_A_CHART
    made = [*_trend(summary, report, laid), *_dimensions(summary, report, laid)]
    for at, chart in enumerate(made):
        _set(summary, chart, row + at // 2 * ROWS_OF_A_CHART, columns=HALVES[at % 2] if len(made) > 1 else EVERYTHING)
    row += ROWS_OF_A_CHART * ((len(made) + 1) // 2)
    summary.sheet.print_area = f"A1:D{row}"


def _set(page: Page, chart: Chart, row: int, *, columns: tuple[int, int]) -> None:
    """Set a chart over whole columns (from, to; the first is 0), so that it is as wide as they are in any program."""
    first, last = columns
    start, end = AnchorMarker(col=first, row=row), AnchorMarker(col=last, row=row + ROWS_OF_A_CHART - 1)
    anchor = TwoCellAnchor(editAs="oneCell", _from=start, to=end)
    chart.anchor = anchor  # type: ignore[assignment]  # the stubs know cell names only, openpyxl takes anchors too
    page.sheet.add_chart(chart)


def _by_level(parity: Page, report: Report, block: Block, language: str) -> Chart:
    found = levels_indicator(report)
    lower, upper = band(found.rule if found else {})
    names = {
        "women": say(language, mark("Women")),
        "men": say(language, mark("Men")),
        "half": percent(language, 0.5),
        "lower": percent(language, lower),
        "upper": percent(language, upper),
    }
    title = clean(parity_finding(found, language)) if found else ""
    return charts.by_level(parity.sheet, block, title=title, names=names)


def _dimensions(summary: Page, report: Report, laid: Laid) -> list[Chart]:
    scored = [part for part in report.parts if part.scorecard.dimensions]
    named = say(summary.language, mark("Score, 0–100"))
    return [
        charts.dimensions(
            summary.sheet, (head + 1, last), title=clean(dimensions_finding(part, summary.language)), name=named
        )
        for part, (head, last) in zip(scored, laid.dimensions, strict=True)
        if last > head + 1
    ]


def _trend(summary: Page, report: Report, laid: Laid) -> list[Chart]:
    if laid.trend is None:
        return []
    points = [point for point in report.parity_trend if point.group == ALL]
    first = next((point.scope for point in points if point.scope.value == "decision_making"), points[0].scope)
    title = trend_finding(tuple(point for point in points if point.scope is first), summary.language)
    head, last = laid.trend
    decisions, everyone = (say(summary.language, NAMES[scope]) for scope in SCOPES)
    names = (decisions, everyone, say(summary.language, mark("Parity")))
    return [charts.trend(summary.sheet, (head + 1, last), title=clean(title), names=names)]
