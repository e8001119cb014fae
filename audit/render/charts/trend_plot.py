"""The plot of a trend: its lines and dots, what lies ahead, the 50 % line, the band, and labels in their places."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from audit.analysis.report import Scope, TrendPoint
from audit.render.charts.drawing import (
    BAND_ALPHA,
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
from audit.render.charts.fan import Fan
from audit.render.charts.labelling import Label, Point, Rectangle, placed
from audit.render.charts.lanes import NARROW
from audit.render.charts.outlook import HEIGHT, Carried, Plane
from audit.render.words import WHOM, share_of
from audit.wording import percent, say

PAD, DOT = 10.0, 11.0
Series = tuple[TrendPoint, ...]


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is drawn beyond the last cycle of each line: its flows carried forward, a straight line, or nothing."""

    ways: tuple[Fan | Carried | None, ...]

    @property
    def fans(self) -> tuple[Fan, ...]:
        """The lines that are carried forward by flows."""
        return tuple(way for way in self.ways if isinstance(way, Fan))

    @property
    def days(self) -> tuple[date, ...]:
        """The last days that are drawn."""
        return tuple(way.until for way in self.ways if way)


def plot(lines: tuple[Series, ...], ahead: Ahead, limits: tuple[float, float], language: str, width: float) -> Drawing:
    """Draw the lines over time; on a narrow sheet their names stand above the plot, on a wide one beside it."""
    days = [*(point.reference_date for line in lines for point in line), *ahead.days]
    names = 0.0 if width < NARROW else width * 0.2
    axis = measured(percent(language, 1), SMALL) + PAD
    right = width - max(names, PAD)
    plane = Plane(axis + PAD, right - PAD, min(days), max(days))
    marks: list[Mark] = [*_ground(plane, limits, language, axis, right)]
    for way in ahead.fans[:1]:
        marks += way.surface(plane)
    marks += [Stroke(way.path(plane), WOMEN, 1.4, dashed=True) for way in ahead.ways if way]
    for line in lines:
        marks += _line(line, plane)
    marks += _labels(lines, ahead, plane, (axis, right), language)
    marks += _ticks(lines, ahead, plane)
    if names:
        marks += _names(lines, ahead, plane, (width - names + PAD / 2, names - PAD / 2), language)
    whole = Drawing(width, HEIGHT, tuple(marks))
    return whole if names else whole.below(_key(lines, language, width))


def _points(line: Series, plane: Plane) -> tuple[Point, ...]:
    return tuple((plane.x(point.reference_date), plane.y(point.share or 0)) for point in line)


def _line(line: Series, plane: Plane) -> list[Mark]:
    """One series: its dots, and a line between those that mean the same."""
    hollow = line[0].scope is Scope.LEVELS
    at = _points(line, plane)
    marks: list[Mark] = [
        Stroke(ends, WOMEN, 2.2, dashed=hollow)
        for ends, point in zip(pairwise(at), line[1:], strict=True)
        if not point.cautions
    ]
    return [*marks, *(Dot(x, y, Shape.CIRCLE, WOMEN, DOT, hollow=hollow) for x, y in at)]


def _labels(
    lines: tuple[Series, ...], ahead: Ahead, plane: Plane, ends: tuple[float, float], language: str
) -> tuple[Mark, ...]:
    """Label the last cycle first, then where each line leads, then the first cycle and those between."""
    above = _sides(lines)
    points = [_points(line, plane) for line in lines]
    said = [
        [Label(at, share_of(language, point), above=up) for at, point in zip(own, line, strict=True)]
        for own, line, up in zip(points, lines, above, strict=True)
    ]
    leading = [
        Label(way.named_at(plane), way.end(language), above=up, bold=True, steps=4)
        for way, up in zip(ahead.ways, above, strict=True)
        if way
    ]
    wanted = [
        *(replace(own[-1], steps=3) for own in said),
        *leading,
        *(own[0] for own in said if len(own) > 1),
        *(each for own in said for each in own[1:-1]),
    ]
    dots: list[Rectangle] = [(x - DOT / 2, y - DOT / 2, x + DOT / 2, y + DOT / 2) for own in points for x, y in own]
    half = plane.y(0.5)
    ways = [way.path(plane) for way in ahead.ways if way]
    sheet = (ends[0], 0.0, ends[1], HEIGHT - PAD - SMALL + 3)
    return placed(wanted, sheet, WOMEN, dots=dots, lines=[*points, *ways, ((ends[0], half), (ends[1], half))])


def _sides(lines: tuple[Series, ...]) -> tuple[bool, ...]:
    """Labels lie above the upper line and under the lower one; a lone line has them above."""
    if len(lines) == 1:
        return (True,)
    first, second = (sum(p.share or 0 for p in line) / len(line) for line in lines)
    return (False, True) if first < second else (True, False)


def _ticks(lines: tuple[Series, ...], ahead: Ahead, plane: Plane) -> list[Mark]:
    """The cycles under their points, and the last year that is drawn, as many as have room; always the last cycle."""
    named = {point.reference_date: point.cycle for line in lines for point in line}
    last = max(named)
    beyond = {day: str(day.year) for day in ahead.days if day > last}
    kept: list[Words] = []
    for day in (last, *sorted(beyond, reverse=True), *sorted(set(named) - {last}, reverse=True)):
        said = named.get(day) or beyond[day]
        tick = Words(plane.x(day), HEIGHT - 6, said, size=SMALL, colour=SOFT, align=Align.CENTRE)
        if all(tick.right + 4 <= other.left or other.right + 4 <= tick.left for other in kept):
            kept.append(tick)
    return [*kept]


def _names(
    lines: tuple[Series, ...], ahead: Ahead, plane: Plane, place: tuple[float, float], language: str
) -> list[Mark]:
    """Name the lines beside their ends, apart from one another."""
    x, width = place
    step = SMALL * 1.35
    named = [wrapped(say(language, WHOM[line[0].scope]), width, SMALL) for line in lines]
    ends = [
        way.path(plane)[-1][1] if way else plane.y(line[-1].share or 0)
        for line, way in zip(lines, ahead.ways, strict=True)
    ]
    marks: list[Mark] = []
    least = 0.0
    for y, said in sorted(zip(ends, named, strict=True)):
        middle_y = max(y, least + step * len(said) / 2)
        least = middle_y + step * len(said) / 2 + PAD / 2
        marks += centred(said, x, middle_y, size=SMALL, colour=WOMEN)
    return marks


def _key(lines: Sequence[Series], language: str, width: float) -> Drawing:
    """Name the lines above a narrow plot, each after its dot."""
    marks: list[Mark] = []
    y = 0.0
    for line in lines:
        marks.append(Dot(6, y + 10, Shape.CIRCLE, WOMEN, hollow=line[0].scope is Scope.LEVELS))
        marks.append(Words(18, y + 10 + middle(SMALL), say(language, WHOM[line[0].scope]), size=SMALL, colour=WOMEN))
        y += 18
    return Drawing(width, y, tuple(marks))


def _ground(plane: Plane, limits: tuple[float, float], language: str, left: float, right: float) -> tuple[Mark, ...]:
    lower, upper = limits
    grid = [Stroke(((left, plane.y(at)), (right, plane.y(at))), LINE) for at in (0.0, 1.0)]
    edges = [Stroke(((left, plane.y(at)), (right, plane.y(at))), SOFT, 0.6) for at in (lower, upper)]
    words = [
        Words(0, plane.y(at) + middle(SMALL), percent(language, at) if at else "0", size=SMALL, colour=SOFT)
        for at in (0.0, 0.5, 1.0)
    ]
    return (
        Box(left, plane.y(upper), right - left, plane.y(lower) - plane.y(upper), ZONE, alpha=BAND_ALPHA),
        *grid,
        *edges,
        Stroke(((left, plane.y(0.5)), (right, plane.y(0.5))), INK, 1.4),
        *words,
    )
