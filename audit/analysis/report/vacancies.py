"""Which of a body's coming vacancies must go to whom, and before which day there can be no parity."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from audit.analysis.report.values import Scope, Text, Value


class NoWay(StrEnum):
    """Why no way by vacancies is shown."""

    REACHED = "reached"
    NO_VERDICT = "no_verdict"
    NO_VACANCIES = "no_vacancies"
    INCONSISTENT = "inconsistent"


class VacancyDay(Value):
    """What all vacancies up to a day make possible together.

    Of `vacancies` appointments, `least` must go to the group's under-represented sex in the most favourable case of who
    leaves and `most` in the least favourable one that can reach parity; None where no case can. `assured` is the least
    number that gives parity whoever leaves, None where no number does.
    """

    on: date
    vacancies: int
    least: int | None
    most: int | None
    assured: int | None


class VacancyPath(Value):
    """A group of posts and the days on which some of them fall vacant, the earliest first; every post is filled again.

    `to` is women or men: whom there are too few of. `earliest` is the first day on which parity can be reached, so that
    it cannot be before it, None where it cannot by any of these days or where a reason is `refused`.
    """

    name: str
    group: str
    scope: Scope
    label: Text = Field(default_factory=dict)
    women: int
    men: int
    to: str = ""
    days: tuple[VacancyDay, ...] = ()
    earliest: date | None = None
    refused: NoWay | None = None
