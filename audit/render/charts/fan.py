"""A trend carried on by the body's own flows: the path, where eight simulations of ten lie, and a year of parity."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from audit.analysis.report import ALL, Report, Stage, StockFlow, TrendPoint
from audit.errors import mark
from audit.render import stock_flows
from audit.render.charts.drawing import WOMEN, Area, Mark, Stroke
from audit.render.charts.outlook import DAYS_IN_YEAR, FARTHEST, Plane
from audit.wording import percent, say

#: So many years ahead are drawn at least and at most; between them, twice the time that was observed.
LEAST, MOST = 5, 10
SHADE = 0.16


@dataclass(frozen=True, slots=True)
class Fan:
    """What is drawn of a group carried forward: the day and share it starts from, and its years."""

    flow: StockFlow
    since: date
    share: float
    stages: tuple[Stage, ...]

    def on(self, stage: Stage) -> date:
        """Return the day of a year ahead: the anniversary of the head-count."""
        last = 28 if self.since.month == 2 else self.since.day
        return self.since.replace(year=stage.year, day=min(last, self.since.day))

    @property
    def until(self) -> date:
        """The last day that is drawn."""
        return self.on(self.stages[-1])

    def path(self, plane: Plane, name: str = "share") -> tuple[tuple[float, float], ...]:
        """Return the line of the expected share, or of what the runs lie between: `low` or `high`."""
        start = (plane.x(self.since), plane.y(self.share))
        return (start, *((plane.x(self.on(stage)), plane.y(getattr(stage, name))) for stage in self.stages))

    def surface(self, plane: Plane) -> list[Mark]:
        """Draw where eight simulations of ten lie, within thin edges."""
        low, high = self.path(plane, "low"), self.path(plane, "high")
        return [Area((*low, *reversed(high)), WOMEN, SHADE), Stroke(low, WOMEN, 0.6), Stroke(high, WOMEN, 0.6)]

    def named_at(self, plane: Plane) -> tuple[float, float]:
        """Return the point of the year of parity, or the end where it lies beyond it or is none."""
        at = self.path(plane)
        reached = next((number for number, stage in enumerate(self.stages, 1) if stage.year == self.flow.year), -1)
        return at[reached]

    def end(self, language: str) -> str:
        """Say at the end of the line the year of parity, or the share where none is reached."""
        year, last = self.flow.year, self.stages[-1]
        if year is None:
            return percent(language, last.share)
        about = say(language, "about %(year)d", year=year)
        return about if year <= last.year else f"{about} →"


def of(report: Report, line: tuple[TrendPoint, ...]) -> Fan | None:
    """Return the flows of a line of the trend, as far as they are drawn; nothing where they were not carried."""
    last = line[-1]
    found = (each for each in report.stock_flows or () if (each.group, each.scope) == (ALL, last.scope))
    flow = next(found, None)
    if flow is None or not flow.stages or flow.since != last.reference_date:
        return None
    observed = (last.reference_date - line[0].reference_date).days / DAYS_IN_YEAR
    ahead = max(LEAST, min(MOST, round(FARTHEST * observed)))
    return Fan(flow, flow.since, last.share or 0.0, flow.stages[:ahead])


def said(fan: Fan, language: str) -> str:
    """Say what is shaded, and what comes of it for the group."""
    runs = mark("Shaded: eight simulations of ten, by who came, left and rose. %(group)s: %(said)s")
    return say(language, runs, group=stock_flows.named(fan.flow, language), said=stock_flows.said(fan.flow, language))


def rows(fan: Fan, named: str, language: str) -> Iterator[tuple[str, ...]]:
    """Yield the years ahead as rows of the table: expected share, and what eight simulations of ten lie between."""
    for stage in fan.stages:
        shares = {name: percent(language, getattr(stage, name)) for name in ("share", "low", "high")}
        between = say(language, "%(share)s (%(low)s–%(high)s)", **shares)
        yield (say(language, "%(year)d, carried forward", year=stage.year), named, "", "", between)
