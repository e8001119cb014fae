"""By which day coming vacancies can bring a group to parity, or that they cannot before a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from audit.analysis.parity import DEFAULT, Rule
from audit.analysis.vacancies import NoPath, Path, path
from audit.questionnaire.values import Sex


@dataclass(frozen=True, slots=True)
class Vacancy:
    """One post that falls vacant on a day; `held_by` says whose it was, None where it is not known."""

    on: date
    held_by: Sex | None = None


@dataclass(frozen=True, slots=True)
class Stand:
    """What all vacancies up to a day make possible together."""

    on: date
    path: Path


@dataclass(frozen=True, slots=True)
class Timetable:
    """Every day with a vacancy and what is possible by then.

    `earliest` is the first day on which parity can be reached in some case, so that it cannot be before it; `assured`
    the first on which some number of women appointed gives parity whoever leaves. Both are None where no day is.
    """

    stands: tuple[Stand, ...]
    earliest: Stand | None
    assured: Stand | None


def timetable(women: int, men: int, vacancies: Iterable[Vacancy], *, other: int = 0, rule: Rule = DEFAULT) -> Timetable:
    """Try every case day by day; a post counts once, so that no more fall vacant than the group has.

    People counted as another or undisclosed stay. Raises ValueError for negative counts and for leavers that the group
    does not have.
    """
    gone: list[Vacancy] = []
    stands: list[Stand] = []
    for on, falling in groupby(sorted(vacancies, key=attrgetter("on")), key=attrgetter("on")):
        gone += falling
        stands.append(Stand(on, _path(women, men, gone, other, rule)))
    return Timetable(
        tuple(stands),
        next((stand for stand in stands if stand.path.reachable), None),
        next((stand for stand in stands if stand.path.assured is not None), None),
    )


def _path(women: int, men: int, gone: list[Vacancy], other: int, rule: Rule) -> Path:
    known = {sex: sum(vacancy.held_by is sex for vacancy in gone) for sex in (Sex.WOMEN, Sex.MEN)}
    if known[Sex.WOMEN] > women or known[Sex.MEN] > men:
        raise ValueError("more people leave than this group has")
    if len(gone) > women + men:
        return Path(len(gone), refused=NoPath.MORE_THAN_POSTS)
    unknown = len(gone) - sum(known.values())
    leaving = range(known[Sex.WOMEN], known[Sex.WOMEN] + unknown + 1)
    return path(women, men, vacancies=len(gone), women_leaving=leaving, other=other, rule=rule)
