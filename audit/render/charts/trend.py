"""The share of women over the cycles, with the counts beside each point, the 50 % line and the band of parity."""

from collections.abc import Iterator

from audit.analysis.report import ALL, Report, Scope, TrendPoint
from audit.errors import mark
from audit.render import projections
from audit.render.charts import fan, outlook
from audit.render.charts.chart import Chart
from audit.render.charts.fan import Fan
from audit.render.charts.trend_plot import Ahead, Series, plot
from audit.render.comparisons import CAUTIONS
from audit.render.findings import indicators, trend_finding
from audit.render.words import WHOM, band, day, heads, share_of
from audit.wording import number, percent, say

HEAD = (mark("Cycle"), mark("Whom it counts"), mark("Women"), mark("Men"), mark("Share of women"))


def trend(report: Report, language: str) -> Chart | None:
    """Return the chart of the decision-making level and of all staff over cycles, or nothing without any point."""
    lines = _series(report)
    if not lines:
        return None
    lower, upper = _band(report)
    points = [point for line in lines for point in line]
    ahead = _ahead(report, lines)
    notes = "".join(f". {note}" for note in (*_cautions(points, language), *_outlook(report, lines, ahead, language)))
    return Chart(
        name="trend",
        title=trend_finding(_comparable(lines[0]), language),
        marked=say(
            language,
            "Share of <women>women</women> on %(days)s. Line: 50%%; light band: %(lower)s–%(upper)s",
            days=_days(report, language),
            lower=number(language, lower * 100),
            upper=percent(language, upper),
        )
        + notes,
        alt="; ".join(f"{say(language, WHOM[p.scope])}, {p.cycle}: {heads(language, p)}" for p in points) + notes,
        head=tuple(say(language, word) for word in HEAD),
        rows=(*(_row(point, language) for point in points), *_rows_ahead(ahead.fans, language)),
        draw=lambda width: plot(lines, ahead, (lower, upper), language, width),
    )


def _ahead(report: Report, lines: tuple[Series, ...]) -> Ahead:
    """Carry each line on by the body's own flows where these are told, straight otherwise."""
    return Ahead(
        tuple(
            fan.of(report, line) or outlook.carried(outlook.of(report, line), line[0].reference_date) for line in lines
        )
    )


def _outlook(report: Report, lines: tuple[Series, ...], ahead: Ahead, language: str) -> Iterator[str]:
    """Say of the first line where it leads, and by which of the two ways of looking ahead."""
    first, straight = ahead.ways[0], outlook.of(report, lines[0])
    if isinstance(first, Fan):
        yield fan.said(first, language)
    elif straight:
        yield projections.said(straight, language)


def _comparable(line: Series) -> Series:
    """Return the cycles since a line was last broken: what changed with the question is no change of the body."""
    broken = [at for at, point in enumerate(line) if point.cautions]
    return line[broken[-1] :] if broken else line


def _cautions(points: list[TrendPoint], language: str) -> Iterator[str]:
    """Say before which cycle a line is broken, and why."""
    told = dict.fromkeys((point.cycle, caution) for point in points for caution in point.cautions)
    for cycle, caution in told:
        why = say(language, CAUTIONS[caution])
        yield say(language, "The line is broken before %(cycle)s: %(why)s", cycle=cycle, why=why)


def _row(point: TrendPoint, language: str) -> tuple[str, ...]:
    share = "" if point.share is None else share_of(language, point)
    return (point.cycle, say(language, WHOM[point.scope]), str(point.women), str(point.men), share)


def _rows_ahead(fans: tuple[Fan, ...], language: str) -> Iterator[tuple[str, ...]]:
    for each in fans:
        yield from fan.rows(each, say(language, WHOM[each.flow.scope]), language)


def _series(report: Report) -> tuple[Series, ...]:
    """The pooled group of each scope, decision-making first; one indicator a scope."""
    found = []
    for scope in (Scope.DECISION_MAKING, Scope.LEVELS):
        line = [point for point in report.parity_trend if point.scope is scope and point.group == ALL]
        first = line[0].indicator if line else ""
        kept = sorted((p for p in line if p.indicator == first), key=lambda point: point.reference_date)
        found.append(tuple(point for point in kept if point.share is not None))
    return tuple(line for line in found if line)


def _days(report: Report, language: str) -> str:
    days = sorted({point.reference_date for point in report.parity_trend})
    return f"{day(days[0], language)} – {day(days[-1], language)}" if len(days) > 1 else day(days[0], language)


def _band(report: Report) -> tuple[float, float]:
    rules = [indicator.rule for _, _, indicator in indicators(report) if indicator.measure == "parity"]
    return band(rules[0] if rules else {})
