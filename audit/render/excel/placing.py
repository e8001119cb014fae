"""Where the workbook's own charts stand: in a band and beside the tables of Summary, under the levels on Parity."""

from collections.abc import Iterator, Mapping, Sequence

from openpyxl.chart import BarChart, LineChart
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor

from audit.analysis.report import ALL, Part, Report
from audit.errors import mark
from audit.render.charts import Chart as Drawn
from audit.render.charts import dimensions, trend
from audit.render.charts.parity_by_level import parity_by_level
from audit.render.excel import charts
from audit.render.excel.cells import clean
from audit.render.excel.grid import ACROSS, NAMED
from audit.render.excel.key_figures import SCOPES
from audit.render.excel.page import Page
from audit.render.excel.parity import Block
from audit.render.excel.summary import BAND, Beside, Laid
from audit.render.findings import dimensions_finding, levels_indicator, parity_finding, trend_finding
from audit.render.words import WHOM, band
from audit.wording import percent, say

#: Columns of the Summary that a chart takes, from and to: the whole, the left, the right beside tables.
WHOLE, LEFT, RIGHT = (0, ACROSS), (0, ACROSS - 1), (ACROSS - 1, ACROSS)
ROWS_OF_A_CHART = 18
Chart = BarChart | LineChart


def place(
    summary: Page, parity: Page, report: Report, blocks: Mapping[tuple[str, str], Block], laid: Laid
) -> Mapping[str, Sequence[str]]:
    """Set the charts of levels and of the trend into their band, and one of dimensions beside each of their tables.

    Returns the alternative texts of each sheet's charts, by its title, in their order.
    """
    found = levels_indicator(report)
    block = next((each for (_, name), each in blocks.items() if found and name == found.name), None)
    told: dict[str, list[str]] = {}
    if block:
        parity.sheet.print_area = f"A1:N{parity.row + ROWS_OF_A_CHART + 1}"
        rows = (parity.row + 1, parity.row + ROWS_OF_A_CHART)
        _set(parity, _by_level(parity, report, block, summary.language), rows, columns=(1, 12))
        told[parity.sheet.title] = [_text(parity_by_level(report, summary.language))]
    texts = told.setdefault(summary.sheet.title, [])
    levels = [(_by_level(parity, report, block, summary.language), parity_by_level)] if block else []
    made = [*levels, *((chart, trend) for chart in _trend(summary, report, laid))]
    for (chart, drawn), columns in zip(made, (LEFT, RIGHT) if len(made) > 1 else (WHOLE,), strict=False):
        if laid.band is not None:
            _set(summary, chart, (laid.band, laid.band + BAND), columns=columns)
            texts.append(_text(drawn(report, summary.language)))
    for chart, table, part in _dimensions(summary, report, laid):
        _set(summary, chart, (table.head - 2, table.end), columns=RIGHT)
        texts.append(_text(dimensions(report, summary.language, part=part)))
    return {title: each for title, each in told.items() if each}


def _text(drawn: Drawn | None) -> str:
    """Say what a chart shows, as the same chart of the page says it."""
    return f"{drawn.title}. {drawn.alt}" if drawn else ""


def _set(page: Page, chart: Chart, rows: tuple[int, int], *, columns: tuple[int, int]) -> None:
    """Set a chart over whole rows and columns (from, to; the first is 0), as large as they are in any program."""
    start, end = (AnchorMarker(col=columns[at], row=rows[at]) for at in (0, 1))
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


def _dimensions(summary: Page, report: Report, laid: Laid) -> Iterator[tuple[Chart, Beside, Part]]:
    scored = [part for part in report.parts if part.scorecard.dimensions]
    named = say(summary.language, mark("Score, 0–100"))
    for part, table in zip(scored, laid.dimensions, strict=True):
        title = clean(dimensions_finding(part, summary.language))
        rows = (table.head + 1, table.last)
        if rows[0] == rows[1]:
            continue
        yield charts.dimensions(summary.sheet, rows, title=title, name=named, named=NAMED), table, part


def _trend(summary: Page, report: Report, laid: Laid) -> list[Chart]:
    if laid.trend is None:
        return []
    points = [point for point in report.parity_trend if point.group == ALL]
    first = next((point.scope for point in points if point.scope.value == "decision_making"), points[0].scope)
    title = trend_finding(tuple(point for point in points if point.scope is first), summary.language)
    head, last = laid.trend
    decisions, everyone = (say(summary.language, WHOM[scope]) for scope in SCOPES)
    names = (decisions, everyone, say(summary.language, mark("Parity")))
    return [charts.trend(summary.sheet, (head + 1, last), title=clean(title), names=names)]
