"""What a body itself has recorded of its staff: levels and dated head-counts, beside what an institution answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from audit.analysis.report import Text
from audit.questionnaire.values import Sex


@dataclass(frozen=True, slots=True)
class StaffLevel:
    """A level of posts of the body."""

    name: str
    label: Text
    decision_making: bool = False


@dataclass(frozen=True, slots=True)
class Headcount:
    """The head-count of a day: level → sex → people."""

    on: date
    counts: Mapping[str, Mapping[Sex, int]]

    def people(self, sex: Sex, levels: Iterable[str] | None = None) -> int:
        """Return how many people of a sex there are at some levels, or at all."""
        wanted = self.counts if levels is None else levels
        return sum(self.counts.get(level, {}).get(sex, 0) for level in wanted)

    @property
    def total(self) -> int:
        """How many people there are."""
        return sum(self.people(sex) for sex in Sex)


@dataclass(frozen=True, slots=True)
class StaffList:
    """The levels of a body in its own order and its head-counts."""

    levels: tuple[StaffLevel, ...] = ()
    headcounts: tuple[Headcount, ...] = ()

    def nearest(self, day: date) -> Headcount | None:
        """Return the head-count nearest to a day, the later of two as near; None where there is none."""
        return min(self.headcounts, key=lambda each: (abs(each.on - day), day - each.on), default=None)
