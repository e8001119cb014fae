"""The chapter of time: shares and totals over the cycles, why to compare with care, and where things are going."""

from collections.abc import Iterator, Sequence

from audit.analysis.report import ALL, Caution, Report, ScorePoint, StockFlow, TrendPoint
from audit.errors import mark
from audit.render import projections, stock_flows, vacancies
from audit.render.charts import Chart
from audit.render.comparisons import CAUTIONS
from audit.render.document.blocks import NOTHING, Block, Heading, Listing, Paragraph, Picture, Table, Tone
from audit.render.findings import indicators
from audit.render.words import begun, label, share_of
from audit.wording import number, percent, say

#: Charts of this chapter begin with these.
DRAWN = ("trend", "vacancies")
#: A table of cycles has room for so many; older ones are in the workbook.
MOST_CYCLES = 5
#: Which of the years ahead stand in the table: the first, third, fifth, tenth, and the last there is.
AHEAD = (0, 2, 4, 9, -1)


def course(report: Report, drawn: tuple[Chart, ...], language: str) -> tuple[Block, ...]:
    """Tell what became of shares and totals since earlier cycles, and what follows if things go on as they did."""
    return (
        *(Picture(each) for each in drawn if each.name.startswith(DRAWN)),
        *_shares(report, language),
        *_totals(report, language),
        *_ahead(report, language),
        *_vacancies(report, language),
    )


def _shares(report: Report, language: str) -> Iterator[Block]:
    cycles = _latest(report.parity_trend)
    if len(cycles) < 2:
        return
    lines: dict[tuple[str, str], dict[str, TrendPoint]] = {}
    for point in report.parity_trend:
        lines.setdefault((point.indicator, point.group), {})[point.cycle] = point
    names = {one.name: label(one.label, language, one.name) for _, _, one in indicators(report)}
    rows = tuple(
        (_line(line, names, language), *(_share(line.get(cycle), language) for cycle in cycles), _care(line, language))
        for line in lines.values()
        if len(line) > 1
    )
    if rows:
        caption = say(language, mark("Share of women over the cycles"))
        yield _over(caption, say(language, mark("Level")), cycles, rows, language)


def _line(line: dict[str, TrendPoint], names: dict[str, str], language: str) -> str:
    last = next(reversed(line.values()))
    group = say(language, mark("All levels together")) if last.group == ALL else label(last.label, language, last.group)
    return f"{names.get(last.indicator, last.indicator)}: {group}"


def _share(point: TrendPoint | None, language: str) -> str:
    return NOTHING if point is None or point.share is None else share_of(language, point)


def _totals(report: Report, language: str) -> Iterator[Block]:
    cycles = _latest(report.score_trend)
    if len(cycles) < 2:
        return
    titles = {
        identity.name: label(identity.title, language, identity.name)
        for identity in (part.scorecard.questionnaire for part in report.parts)
    }
    lines: dict[str, dict[str, ScorePoint]] = {}
    for point in report.score_trend:
        lines.setdefault(point.questionnaire, {})[point.cycle] = point
    rows = tuple(
        (titles.get(name, name), *(_total(line.get(cycle), language) for cycle in cycles), _care(line, language))
        for name, line in lines.items()
    )
    caption = say(language, mark("Totals over the cycles, 0–100"))
    yield _over(caption, say(language, mark("Questionnaire")), cycles, rows, language)


def _total(point: ScorePoint | None, language: str) -> str:
    return NOTHING if point is None or point.score is None else number(language, point.score, 1)


def _latest(points: Sequence[TrendPoint | ScorePoint]) -> tuple[str, ...]:
    """Return the latest cycles in the order of their days."""
    days = {point.cycle: point.reference_date for point in points}
    return tuple(sorted(days, key=lambda cycle: days[cycle])[-MOST_CYCLES:])


def _over(caption: str, first: str, cycles: tuple[str, ...], rows: tuple[tuple[str, ...], ...], language: str) -> Table:
    """A table of cycles; why to compare with care stands in a last column where there is anything to say."""
    cared = any(row[-1] for row in rows)
    head = (first, *cycles, *((say(language, mark("Compare with care")),) if cared else ()))
    widths = (36, *(12 for _ in cycles), *((28,) if cared else ()))
    figures = frozenset(range(1, len(cycles) + 1))
    shown = rows if cared else tuple(row[:-1] for row in rows)
    return Table(caption, head, tuple((*row[:-1], row[-1] or NOTHING) for row in shown), widths, figures)


def _care(line: dict[str, TrendPoint] | dict[str, ScorePoint], language: str) -> str:
    said = [f"{point.cycle}: {_cautioned(point.cautions, language)}" for point in line.values() if point.cautions]
    return "; ".join(said)


def _cautioned(cautions: tuple[Caution, ...], language: str) -> str:
    return ", ".join(say(language, CAUTIONS[each]) for each in cautions)


def _ahead(report: Report, language: str) -> Iterator[Block]:
    lines = _projected(report, language)
    flows = [f"{_flow(one, language)}: {stock_flows.said(one, language)}." for one in report.stock_flows or ()]
    if not lines and not flows:
        return
    yield Heading(say(language, "Where this leads"))
    yield Listing((*lines, *flows))
    yield Paragraph(say(language, "Both carry on what was observed; neither is a forecast."), Tone.SOFT)
    yield from _carried([one for one in report.stock_flows or () if one.stages], language)


def _projected(report: Report, language: str) -> list[str]:
    """Say every projection of all levels together; those of which the same is said stand in one line."""
    names = {one.name: label(one.label, language, one.name) for _, _, one in indicators(report)}
    told: dict[str, list[str]] = {}
    for one in report.projections or ():
        if one.group == ALL:
            told.setdefault(projections.said(one, language), []).append(names.get(one.indicator, one.indicator))
    return [f"{'; '.join(whom)}: {begun(said)}." for said, whom in told.items()]


def _flow(flow: StockFlow, language: str) -> str:
    return say(language, "%(group)s, by who came, left and rose", group=stock_flows.named(flow, language))


def _vacancies(report: Report, language: str) -> Iterator[Block]:
    """Tell which of the posts that fall vacant must go to whom, group by group."""
    told = [f"{vacancies.named(one, language)}: {vacancies.said(one, language)}." for one in report.vacancies or ()]
    if told:
        yield Heading(say(language, mark("Posts that fall vacant")))
        yield Listing(tuple(told))


def _carried(flows: list[StockFlow], language: str) -> Iterator[Block]:
    """A table of the paths with their bands, and what the bands are."""
    if not flows:
        return
    first = flows[0].stages
    at = tuple(dict.fromkeys(place % len(first) for place in AHEAD if place < len(first)))
    head = (say(language, mark("Level")), *(str(first[place].year) for place in at))
    rows = tuple(
        (stock_flows.named(flow, language), *(_stage(flow, place, language) for place in at)) for flow in flows
    )
    caption = say(language, mark("Share of women if people come, leave and rise as they did"))
    yield Table(caption, head, rows, (28, *(15 for _ in at)), frozenset(range(1, len(at) + 1)))
    band = mark("In brackets: between which shares 8 of 10 simulations lie (simulations: %(runs)d).")
    yield Paragraph(say(language, band, runs=flows[0].runs), Tone.SOFT)


def _stage(flow: StockFlow, place: int, language: str) -> str:
    if place >= len(flow.stages):
        return NOTHING
    stage = flow.stages[place]
    if stage.low == stage.high:
        return percent(language, stage.share)
    low, high = number(language, 100 * stage.low), percent(language, stage.high)
    return f"{percent(language, stage.share)} ({low}–{high})"
