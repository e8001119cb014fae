"""A trend carried on: how far a projection is drawn, its dashed line and its year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from audit.analysis.report import Projection, Report, TrendPoint
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

    def path(self, plane: Plane) -> tuple[tuple[float, float], ...]:
        """Return the line from the last point to its end."""
        return ((plane.x(self.since), plane.y(self.share)), (plane.x(self.until), plane.y(self.reached)))

    def named_at(self, plane: Plane) -> tuple[float, float]:
        """Return the point that the year belongs to."""
        return self.path(plane)[-1]

    def end(self, language: str) -> str:
        """Say the year of parity, with an arrow where the line is cut before it."""
        about = say(language, "about %(year)d", year=self.year)
        return about if self.whole else f"{about} →"


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
