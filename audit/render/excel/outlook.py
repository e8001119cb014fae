"""The sheet Outlook: where the pace so far, a body's own flows and its coming vacancies lead, year by year."""

from collections.abc import Iterator, Mapping

from audit.analysis.report import Projection, Report, StockFlow, VacancyPath
from audit.errors import mark
from audit.render import projections, stock_flows, vacancies
from audit.render.excel.cells import Column, Format, Formula, Value
from audit.render.excel.page import CHECK, Page
from audit.render.excel.trend import Key, Line
from audit.render.findings import indicators
from audit.render.words import label, posts

COLUMNS = (
    Column(mark("By what"), 24),  # A
    Column(mark("Of what"), 34),  # B
    Column(mark("Whom it counts"), 30),  # C
    Column(mark("In words"), 56),  # D
    Column(mark("Day"), 12, left=True),  # E
    Column(mark("Year"), 8, Format.COUNT),  # F
    Column(mark("Share of women"), 10, Format.SHARE),  # G
    Column(mark("8 of 10 simulations: from"), 11, Format.SHARE),  # H
    Column(mark("8 of 10 simulations: to"), 11, Format.SHARE),  # I
    Column(mark("Simulations that are at parity"), 11, Format.SHARE),  # J
    Column(mark("Change a year, percentage points"), 12, Format.EFFECT),  # K
    Column(mark("Target"), 9, Format.SHARE),  # L
    Column(mark("Year of parity"), 10, Format.COUNT),  # M
    Column(mark("Vacancies up to the day"), 11, Format.COUNT),  # N
    Column(mark("Of them for whom there are too few: at least"), 14, Format.COUNT),  # O
    Column(mark("At least, in the worst case"), 12, Format.COUNT),  # P
    Column(mark("Enough whoever leaves"), 12, Format.COUNT),  # Q
    Column(mark("Server: change a year"), 11, Format.EFFECT),  # R
    Column(mark("Server: year"), 10, Format.COUNT),  # S
    Column(CHECK, 10),  # T
)
LINE, FLOWS, VACANCIES = mark("Pace so far, in a straight line"), mark("Own flows of people"), mark("Coming vacancies")
#: Years between two days as the server counts them: whole between anniversaries, the rest in days.
YEARS = (
    "({last}-MIN(DATE(YEAR({last}),MONTH({first}),DAY({first})),"
    "IF(AND(MONTH({first})=2,DAY({first})=29),DATE(YEAR({last}),2,28),2958465)))/365.25+YEAR({last})-YEAR({first})"
)


def has_outlook(report: Report) -> bool:
    """Tell whether anything is carried forward."""
    return bool(report.projections or report.stock_flows or report.vacancies)


def outlook(page: Page, report: Report, trend: str, lines: Mapping[Key, Line]) -> None:
    """Write the sheet; `trend` is the sheet of the cycles as a formula writes it, `lines` where each group stands."""
    page.head(COLUMNS)
    names = {one.name: label(one.label, page.language, one.name) for _, _, one in indicators(report)}
    for one in report.projections or ():
        named = names.get(one.indicator, one.indicator)
        page.add(_projected(page, one, named, (trend, lines.get((one.indicator, one.group)))))
    for flow in report.stock_flows or ():
        for values in _flow(page, flow):
            page.add(values)
    for path in report.vacancies or ():
        for values in _vacancies(page, path):
            page.add(values)
    page.finish(printed="Q")
    page.sheet.freeze_panes = "D2"


def _projected(page: Page, one: Projection, named: str, at: tuple[str, Line | None]) -> list[Value]:
    """A straight line through the first and the last cycle, carried on to the target."""
    r = page.row + 1
    trend, line = at
    live = Formula(_pace(trend, line)) if line and line.last > line.first and one.change is not None else None
    year = Formula(f"INT(ROUND(YEAR(E{r})+(L{r}-G{r})/(K{r}/100)+0.5,9))") if one.year is not None else None
    pairs = [pair for pair, formula in (((f"K{r}", f"R{r}"), live), ((f"M{r}", f"S{r}"), year)) if formula]
    return [
        page.say(LINE),
        named,
        posts(one.label, page.language, group=one.group, scope=one.scope),
        projections.said(one, page.language),
        one.since,
        None,
        one.share,
        *[None] * 3,
        live or one.change,
        one.target,
        year,
        *[None] * 4,
        one.change,
        one.year,
        page.check(*pairs) if pairs else None,
    ]


def _pace(trend: str, line: Line) -> str:
    """The mean annual change between a group's first and last cycle, from the cells of the sheet Trend."""
    first, last = (f"{trend}!{{}}{row}" for row in (line.first, line.last))
    years = YEARS.format(first=first.format("F"), last=last.format("F"))
    return f"100*({last.format('J')}-{first.format('J')})/({years})"


def _flow(page: Page, flow: StockFlow) -> Iterator[list[Value]]:
    """What a body's own flows come to: the group in words, then a row a year with the band of simulated runs."""
    names: list[Value] = [page.say(FLOWS), None, stock_flows.named(flow, page.language)]
    yield [*names, stock_flows.said(flow, page.language), flow.since, None, flow.share, *[None] * 5, flow.year]
    for stage in flow.stages:
        yield [*names, None, None, stage.year, stage.share, stage.low, stage.high, stage.at_parity]


def _vacancies(page: Page, path: VacancyPath) -> Iterator[list[Value]]:
    """How many of the appointments up to a day bring a group to parity: the group in words, then a row a day."""
    names: list[Value] = [page.say(VACANCIES), None, vacancies.named(path, page.language)]
    yield [*names, vacancies.said(path, page.language)]
    for each in path.days:
        reachable = each.least is not None
        said = vacancies.taken(path, each, page.language) if reachable else page.say(mark("no parity by this day"))
        counts = (each.vacancies, each.least, each.most, each.assured)
        yield [*names, said, each.on, *[None] * 8, *counts]
