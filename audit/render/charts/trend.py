"""The share of women over the cycles, with the counts beside each point, the 50 % line and the band of parity."""

from itertools import pairwise

from audit.analysis.report import ALL, Report, Scope, TrendPoint
from audit.errors import mark
from audit.render import projections
from audit.render.charts import outlook
from audit.render.charts.chart import Chart
from audit.render.charts.drawing import (
    INK,
    LINE,
    SMALL,
    SOFT,
    WOMEN,
    ZONE,
    Align,
    Box,
    Dot,
    Drawing,
    Mark,
    Shape,
    Stroke,
    Words,
    centred,
    measured,
    middle,
    wrapped,
)
from audit.render.charts.lanes import NARROW
from audit.render.charts.outlook import HEIGHT, Carried, Plane
from audit.render.findings import indicators, trend_finding
from audit.render.words import band, day, heads, share_of
from audit.wording import number, percent, say

PAD = 10.0
NAMES = {
    Scope.DECISION_MAKING: mark("Decision-making"),
    Scope.LEVELS: mark("All staff"),
    Scope.SELECTED: mark("Selected levels"),
}
HEAD = (mark("Cycle"), mark("Whom it counts"), mark("Women"), mark("Men"), mark("Share of women"))
Series = tuple[TrendPoint, ...]


def trend(report: Report, language: str) -> Chart | None:
    """Return the chart of the decision-making level and of all staff over cycles, or nothing without any point."""
    lines = _series(report)
    if not lines:
        return None
    lower, upper = _band(report)
    points = [point for line in lines for point in line]
    first = outlook.of(report, lines[0])
    ahead = f". {projections.said(first, language)}" if first else ""
    drawn = tuple(filter(None, (outlook.carried(outlook.of(report, line), line[0].reference_date) for line in lines)))
    return Chart(
        name="trend",
        title=trend_finding(lines[0], language),
        marked=say(
            language,
            "Share of <women>women</women> on %(days)s. Line: 50%%; light band: %(lower)s–%(upper)s",
            days=_days(report, language),
            lower=number(language, lower * 100),
            upper=percent(language, upper),
        )
        + ahead,
        alt="; ".join(f"{say(language, NAMES[p.scope])}, {p.cycle}: {heads(language, p)}" for p in points) + ahead,
        head=tuple(say(language, word) for word in HEAD),
        rows=tuple(
            (
                p.cycle,
                say(language, NAMES[p.scope]),
                str(p.women),
                str(p.men),
                "" if p.share is None else share_of(language, p),
            )
            for p in points
        ),
        draw=lambda width: _draw(lines, drawn, (lower, upper), language, width),
    )


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


def _draw(
    lines: tuple[Series, ...], ahead: tuple[Carried, ...], limits: tuple[float, float], language: str, width: float
) -> Drawing:
    days = [*(point.reference_date for line in lines for point in line), *(each.until for each in ahead)]
    names = 0.0 if width < NARROW else width * 0.2
    widest = max(measured(share_of(language, p), SMALL) for line in lines for p in line)
    axis = measured(percent(language, 1), SMALL) + PAD
    plane = Plane(axis + widest / 2, width - max(names, PAD) - widest / 2, min(days), max(days))
    marks: list[Mark] = [
        *_ground(plane, limits, language, axis, width - names),
        *outlook.marks(ahead, plane, language),
    ]
    for line, away in zip(lines, _sides(lines), strict=True):
        marks += _line(line, plane, away, language)
        y = plane.y(line[-1].share or 0)
        if names:
            said = wrapped(say(language, NAMES[line[0].scope]), names - PAD / 2, SMALL)
            marks += centred(said, width - names + PAD / 2, y, size=SMALL, colour=WOMEN)
    marks += _cycles(lines, plane)
    whole = Drawing(width, HEIGHT, tuple(marks))
    return whole if names else whole.below(_key(lines, language, width))


def _line(line: Series, plane: Plane, away: float, language: str) -> list[Mark]:
    """One series: its line, its dots, and labels at all of them or, where they would touch, at its ends."""
    hollow = line[0].scope is Scope.LEVELS
    at = [(plane.x(p.reference_date), plane.y(p.share or 0)) for p in line]
    marks: list[Mark] = [Stroke(tuple(at), WOMEN, 2.2, dashed=hollow)] if len(at) > 1 else []
    marks += [Dot(x, y, Shape.CIRCLE, WOMEN, hollow=hollow) for x, y in at]
    labels = [
        Words(x, _clear(y + away, plane, away), share_of(language, p), size=SMALL, colour=WOMEN, align=Align.CENTRE)
        for (x, y), p in zip(at, line, strict=True)
    ]
    touching = any(one.right + 2 > other.left for one, other in pairwise(labels))
    return [*marks, *(labels if not touching else (labels[0], labels[-1]))]


def _cycles(lines: tuple[Series, ...], plane: Plane) -> list[Mark]:
    """The cycles under their points, as many as have room, always the last."""
    named = {point.reference_date: point.cycle for line in lines for point in line}
    ticks = [
        Words(plane.x(day_), HEIGHT - 6, cycle, size=SMALL, colour=SOFT, align=Align.CENTRE)
        for day_, cycle in sorted(named.items(), reverse=True)
    ]
    kept: list[Mark] = []
    start = float("inf")
    for tick in ticks:
        if tick.right + 4 <= start:
            kept.append(tick)
            start = tick.left
    return kept


def _key(lines: tuple[Series, ...], language: str, width: float) -> Drawing:
    """Name the lines above a narrow plot, each after its dot."""
    marks: list[Mark] = []
    y = 0.0
    for line in lines:
        marks.append(Dot(6, y + 10, Shape.CIRCLE, WOMEN, hollow=line[0].scope is Scope.LEVELS))
        marks.append(Words(18, y + 10 + middle(SMALL), say(language, NAMES[line[0].scope]), size=SMALL, colour=WOMEN))
        y += 18
    return Drawing(width, y, tuple(marks))


def _clear(baseline: float, plane: Plane, away: float) -> float:
    """Move a label off the 50 % line, further from its point."""
    line = plane.y(0.5)
    if not line - 3 < baseline < line + SMALL + 3:
        return baseline
    return line - 5 if away < 0 else line + SMALL + 5


def _sides(lines: tuple[Series, ...]) -> tuple[float, ...]:
    """Labels lie above the upper line and under the lower one; a lone line has them above."""
    if len(lines) == 1:
        return (-PAD,)
    first, second = (sum(p.share or 0 for p in line) / len(line) for line in lines)
    above, under = -PAD, PAD + SMALL
    return (under, above) if first < second else (above, under)


def _ground(plane: Plane, limits: tuple[float, float], language: str, left: float, right: float) -> tuple[Mark, ...]:
    lower, upper = limits
    grid = [Stroke(((left, plane.y(at)), (right, plane.y(at))), LINE) for at in (0.0, 1.0)]
    words = [
        Words(0, plane.y(at) + middle(SMALL), percent(language, at) if at else "0", size=SMALL, colour=SOFT)
        for at in (0.0, 0.5, 1.0)
    ]
    return (
        Box(left, plane.y(upper), right - left, plane.y(lower) - plane.y(upper), ZONE, alpha=0.45),
        *grid,
        Stroke(((left, plane.y(0.5)), (right, plane.y(0.5))), INK, 1.4),
        *words,
    )
