"""The way to parity by coming vacancies: how many of the next appointments must be women, by trying every case."""

from dataclasses import dataclass
from enum import StrEnum

from audit.analysis.parity import DEFAULT, Rule, judge


class NoPath(StrEnum):
    """Why no path is said."""

    NO_VACANCIES = "no_vacancies"
    MORE_THAN_POSTS = "more_vacancies_than_posts"
    NO_VERDICT = "no_verdict"


@dataclass(frozen=True, slots=True)
class Leaving:
    """One case: so many women are among those who leave, and the numbers of women appointed that give parity.

    `appointed` holds every such number from the least; it is empty where parity cannot be reached in this case.
    """

    women: int
    appointed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """How a group of `posts` filled posts comes to parity by `vacancies` appointments.

    `least` women must be appointed in the most favourable case and `most` in the least favourable one that can reach
    parity; None where no case can. `assured` is the least number that gives parity whoever leaves, None where no
    number does. `cases` lists every case; all but `vacancies` is None or empty where `refused` names a reason.
    """

    vacancies: int
    least: int | None = None
    most: int | None = None
    assured: int | None = None
    cases: tuple[Leaving, ...] = ()
    refused: NoPath | None = None

    @property
    def reachable(self) -> bool:
        """Whether parity can be reached in some case."""
        return self.least is not None


def path(
    women: int,
    men: int,
    *,
    vacancies: int,
    women_leaving: int | range | None = None,
    other: int = 0,
    rule: Rule = DEFAULT,
) -> Path:
    """Try every number of women among those who leave and among those appointed (every post is filled again).

    `women_leaving` settles how many women leave, or between which numbers; without it every possible case is tried.
    People counted as another or undisclosed stay. Raises ValueError for negative counts and for leavers that the group
    does not have.
    """
    if min(women, men, other, vacancies) < 0:
        raise ValueError("a head-count cannot be negative")
    refused = _refusal(women, men, vacancies, other, rule)
    if refused is not None:
        return Path(vacancies, refused=refused)
    possible = range(max(0, vacancies - men), min(women, vacancies) + 1)
    tried = _tried(possible, women_leaving)
    if not tried:
        raise ValueError("so many women cannot leave this group")
    cases = tuple(
        Leaving(leaving, _appointed(women - leaving, men - (vacancies - leaving), vacancies, other, rule))
        for leaving in tried
    )
    needed = [case.appointed[0] for case in cases if case.appointed]
    sure = set(range(vacancies + 1)).intersection(*(case.appointed for case in cases))
    return Path(vacancies, min(needed, default=None), max(needed, default=None), min(sure, default=None), cases)


def _tried(possible: range, women_leaving: int | range | None) -> tuple[int, ...]:
    wanted = range(women_leaving, women_leaving + 1) if isinstance(women_leaving, int) else women_leaving
    return tuple(women for women in possible if wanted is None or women in wanted)


def _refusal(women: int, men: int, vacancies: int, other: int, rule: Rule) -> NoPath | None:
    if vacancies == 0:
        return NoPath.NO_VACANCIES
    if vacancies > women + men:
        return NoPath.MORE_THAN_POSTS
    return NoPath.NO_VERDICT if judge(women, men, other=other, rule=rule).at_parity is None else None


def _appointed(women: int, men: int, vacancies: int, other: int, rule: Rule) -> tuple[int, ...]:
    """Return every number of women among the appointed that makes parity of those who stay and those who come."""
    return tuple(
        number
        for number in range(vacancies + 1)
        if judge(women + number, men + vacancies - number, other=other, rule=rule).at_parity
    )
