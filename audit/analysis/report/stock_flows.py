"""Where a body's own flows of people would take it: a path year by year with a band, or the named reason for none."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from audit.analysis.report.values import Scope, Text, Value


class NoStockFlow(StrEnum):
    """Why no year of parity is said."""

    REACHED = "reached"
    NO_VERDICT = "no_verdict"
    NO_APPOINTMENTS = "no_appointments"
    NO_MOVEMENT = "no_movement"
    INCONSISTENT = "inconsistent"
    TOO_FAR = "too_far"


class Stage(Value):
    """The share of women (0–1) a number of years ahead: expected, and what eight simulations of ten lie between.

    `at_parity` is the share of runs (0–1) that are at parity in that year.
    """

    year: int
    share: float
    low: float
    high: float
    at_parity: float


class StockFlow(Value):
    """A group of posts carried forward by observed rates of leaving, promotion and appointment.

    `year` is the first in which the expected path is at parity, or None with the reason `refused`; `runs` simulated
    runs from `seed` make the band. An extrapolation of what was observed, no forecast.
    """

    name: str
    group: str
    scope: Scope
    label: Text = Field(default_factory=dict)
    since: date
    share: float | None
    runs: int
    seed: int
    stages: tuple[Stage, ...] = ()
    year: int | None
    refused: NoStockFlow | None
