"""When a group would come to parity if it went on as it did: a year, or the named reason why none is said."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from audit.analysis.report.values import Scope, Text, Value


class NoProjection(StrEnum):
    """Why no year is said."""

    TOO_FEW = "too_few_points"
    NO_INCREASE = "no_increase"
    REACHED = "reached"
    TOO_FAR = "too_far"


class Projection(Value):
    """A straight line from the first to the last cycle of one parity group, carried on to the target.

    `change` is the mean annual change of the share of women in percentage points; `share` (0–1) the last one, at
    `since`; `year` the nearest year of parity, or None with the reason `refused`. An extrapolation, no forecast.
    """

    indicator: str
    group: str
    scope: Scope
    label: Text = Field(default_factory=dict)
    points: int
    since: date
    share: float
    target: float
    change: float | None
    year: int | None
    refused: NoProjection | None
