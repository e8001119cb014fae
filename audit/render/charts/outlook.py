"""A trend carried on: how far a projection is drawn, its dashed line and its year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from audit.analysis.report import Projection, Report, TrendPoint
from audit.render.charts.drawing import SMALL, WOMEN, Align, Mark, Stroke, Words
from audit.wording import say

TOP, HEIGHT, FOOT = 20.0, 240.0, 42.0
DAYS_IN_YEAR = 365.25
#: A projection is drawn no further than twice the time that was observed; a later year stands at the end of its line.
FARTHEST = 2


@dataclass(frozen=True, slots=True)
class Plane:
    """Where dates and shares lie."""

    left: float
    right: float
    first: date
    last: date

    def x(self, at: date) -> float:
        """Place a date."""
        whole = (self.last - self.first).days
        return self.left + (self.right - self.left) * ((at - self.first).days / whole if whole else 0.5)

    @staticmethod
    def y(share: float) -> float:
        """Place a share; 0 at the foot, 100 % at the top."""
        return TOP + (HEIGHT - TOP - FOOT) * (1 - share)


@dataclass(frozen=True, slots=True)
class Carried:
    """The part of a projection that is drawn: from the last point to its end, and whether that is parity."""

    since: date
    share: float
    until: date
    reached: float
    year: int
    whole: bool


def of(report: Report, line: Sequence[TrendPoint]) -> Projection | None:
    """Return the projection of a line of the trend, where the report has one."""
    last = line[-1]
    found = (each for each in report.projections or () if (each.indicator, each.group) == (last.indicator, last.group))
    return next(found, None)


def carried(projection: Projection | None, first: date) -> Carried | None:
    """Return how far a projection is drawn; nothing where no year is said."""
    if projection is None or projection.year is None or not projection.change:
        return None
    years = (projection.target - projection.share) / (projection.change / 100)
    drawn = min(years, FARTHEST * (projection.since - first).days / DAYS_IN_YEAR)
    return Carried(
        since=projection.since,
        share=projection.share,
        until=projection.since + timedelta(days=round(drawn * DAYS_IN_YEAR)),
        reached=projection.share + drawn * projection.change / 100,
        year=projection.year,
        whole=drawn == years,
    )


def marks(outlooks: Iterable[Carried], plane: Plane, language: str) -> list[Mark]:
    """Draw each projection as a thin dashed line, with its year at the end; an arrow where the line is cut."""
    drawn: list[Mark] = []
    for each in outlooks:
        x, y = plane.x(each.until), plane.y(each.reached)
        said = say(language, "about %(year)d", year=each.year)
        named = said if each.whole else f"{said} →"
        drawn.append(Stroke(((plane.x(each.since), plane.y(each.share)), (x, y)), WOMEN, 1.4, dashed=True))
        drawn.append(Words(x, y - SMALL, named, size=SMALL, colour=WOMEN, bold=True, align=Align.CENTRE))
    return drawn
