"""When a group comes to parity if it goes on as it did: a straight line by the mean annual change.

The manner is that of the Secretary-General's report A/69/346 (2014): the change between the first and the last year
divided by the years between, carried on from the last, rounded to the nearest year. It is an extrapolation of what
was, no forecast, and is refused where it would say nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor

from audit.analysis.report import Group, IndicatorScore, NoProjection, Projection, Report, Scope, TrendPoint

HALF = Fraction(1, 2)
LEAST_POINTS = 3
FARTHEST = 50
DAYS_IN_YEAR = Fraction(1461, 4)
LEAP_DAY = (2, 29)


@dataclass(frozen=True, slots=True)
class Point:
    """The share of women (0–1) on a date."""

    on: date
    share: Fraction


@dataclass(frozen=True, slots=True)
class Outlook:
    """A projection: mean annual change of the share (0–1 a year), years from the last point, the nearest year.

    `change` is None below three points; `years` and `year` are None where `refused` names a reason.
    """

    change: Fraction | None
    years: Fraction | None
    year: int | None
    refused: NoProjection | None


def linear(
    points: Iterable[Point], *, at_parity: bool = False, target: Fraction = HALF, farthest: int = FARTHEST
) -> Outlook:
    """Project a share to its target (0–1) from at least three dates, or refuse with a reason.

    Already at parity or at the target, fewer than three dates, no increase, and a date more than `farthest` years
    ahead of the last one are refused, in this order. Of two points on one date the later given counts.
    """
    by_date = {point.on: point for point in points}
    ordered = [by_date[on] for on in sorted(by_date)]
    change = mean_annual_change(ordered) if len(ordered) >= LEAST_POINTS else None
    if ordered and (at_parity or ordered[-1].share >= target):
        return Outlook(change, None, None, NoProjection.REACHED)
    if change is None:
        return Outlook(None, None, None, NoProjection.TOO_FEW)
    if change <= 0:
        return Outlook(change, None, None, NoProjection.NO_INCREASE)
    last = ordered[-1]
    years = years_to(last.share, change, target=target)
    if years > farthest:
        return Outlook(change, None, None, NoProjection.TOO_FAR)
    return Outlook(change, years, nearest_year(last.on.year, years), None)


def projections(report: Report) -> tuple[Projection, ...]:
    """Project every parity group of a report that can be judged, from the trend that the report holds."""
    return tuple(
        _projected(indicator, group, own)
        for part in report.parts
        for dimension in part.scorecard.dimensions
        for indicator in dimension.indicators
        for group in indicator.groups
        if group.at_parity is not None and (own := _points(report.parity_trend, indicator.name, group.name))
    )


def _points(trend: Sequence[TrendPoint], indicator: str, group: str) -> list[Point]:
    return [
        Point(point.reference_date, Fraction(point.share))
        for point in trend
        if (point.indicator, point.group) == (indicator, group) and point.share is not None
    ]


def _projected(indicator: IndicatorScore, group: Group, own: Sequence[Point]) -> Projection:
    target = Fraction(str(indicator.rule.get("target", 0.5)))
    found = linear(own, at_parity=bool(group.at_parity), target=target)
    return Projection(
        indicator=indicator.name,
        group=group.name,
        scope=indicator.scope or Scope.LEVELS,
        label=group.label,
        points=len({point.on for point in own}),
        since=max(point.on for point in own),
        share=group.share or 0.0,
        target=float(target),
        change=None if found.change is None else float(100 * found.change),
        year=found.year,
        refused=found.refused,
    )


def mean_annual_change(points: Sequence[Point]) -> Fraction:
    """Return the change of the share (0–1) a year between the first and the last of points in order of their dates."""
    first, last = points[0], points[-1]
    return (last.share - first.share) / years_between(first.on, last.on)


def years_to(share: Fraction, change: Fraction, *, target: Fraction = HALF) -> Fraction:
    """Return the years until a share comes to its target by so much a year (A/69/346)."""
    return (target - share) / change


def nearest_year(since: int, years: Fraction) -> int:
    """Return the year nearest to a time counted from a year's reference date; a half is rounded up."""
    return floor(since + years + HALF)


def years_between(first: date, last: date) -> Fraction:
    """Return the time between two dates in years, whole between anniversaries."""
    day = (2, 28) if (first.month, first.day) == LEAP_DAY else (first.month, first.day)
    anniversary = date(last.year, *day)
    return last.year - first.year + Fraction((last - anniversary).days) / DAYS_IN_YEAR
