"""Where the workbook's own charts stand: under the tables of Summary, under the levels on Parity."""

from collections.abc import Mapping

from openpyxl.chart import BarChart, LineChart

from audit.analysis.report import Report
from audit.errors import mark
from audit.render.excel import charts
from audit.render.excel.cells import Page, clean
from audit.render.excel.parity import Block
from audit.render.excel.summary import SCOPES, Laid
from audit.render.findings import dimensions_finding, levels_indicator, parity_finding, trend_finding
from audit.render.words import band
from audit.wording import percent, say

WIDTH, HEIGHT, WIDE = 9, 8, 18
ROWS_OF_A_CHART = 17
Chart = BarChart | LineChart


def place(summary: Page, parity: Page, report: Report, blocks: Mapping[tuple[str, str], Block], laid: Laid) -> None:
    """Set the charts of levels, dimensions and trend."""
    row = summary.row + 2
    found = levels_indicator(report)
    block = next((each for (_, name), each in blocks.items() if found and name == found.name), None)
    left: list[Chart] = []
    if found and block:
        left.append(_by_level(parity, report, block, summary.language))
        _set(parity, _by_level(parity, report, block, summary.language), f"B{parity.row + 2}", WIDE)
    made = [*left, *_trend(summary, report, laid), *_dimensions(summary, report, laid)]
    for at, chart in enumerate(made):
        _set(summary, chart, f"{'AB'[at % 2]}{row + at // 2 * ROWS_OF_A_CHART}", WIDTH)
    summary.sheet.print_area = f"A1:D{row + ROWS_OF_A_CHART * ((len(made) + 1) // 2)}"


def _set(page: Page, chart: Chart, anchor: str, width: int) -> None:
    chart.width, chart.height = width, HEIGHT  # centimetres
    page.sheet.add_chart(chart, anchor)


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
    points = [point for point in report.parity_trend if point.group == "all"]
    first = next((point.scope for point in points if point.scope.value == "decision_making"), points[0].scope)
    title = trend_finding(tuple(point for point in points if point.scope is first), summary.language)
    head, last = laid.trend
    decisions, everyone = (say(summary.language, name) for name in SCOPES.values())
    names = (decisions, everyone, say(summary.language, mark("Parity")))
    return [charts.trend(summary.sheet, (head + 1, last), title=clean(title), names=names)]
