"""How coming vacancies lead to parity, in the reader's language: before which day not, and how many must go to whom."""

from audit.analysis.report import ALL, NoWay, Report, Scope, VacancyDay, VacancyPath
from audit.errors import mark
from audit.render.words import day, posts
from audit.wording import count, say

REFUSED = {
    NoWay.REACHED: mark("Parity is there already"),
    NoWay.NO_VERDICT: mark("Too few posts to judge"),
    NoWay.NO_VACANCIES: mark("No post is known to fall vacant"),
    NoWay.INCONSISTENT: mark("More people are to leave than are in post: the coming vacancies need checking"),
}


def of(report: Report, scope: Scope) -> VacancyPath | None:
    """Return the way of all posts of a scope together, where the report tells of vacancies."""
    found = (each for each in report.vacancies or () if each.scope is scope and each.group == ALL)
    return next(found, None)


def named(path: VacancyPath, language: str) -> str:
    """Name the group whose posts fall vacant."""
    return posts(path.label, language, group=path.group, scope=path.scope)


def first(path: VacancyPath) -> VacancyDay | None:
    """Return the first day on which parity can be reached; None where no known vacancy brings it."""
    return next((each for each in path.days if each.on == path.earliest), None)


def said(path: VacancyPath, language: str) -> str:
    """Say before which day there can be no parity and what it takes by then, or why no way is shown."""
    if path.refused is not None:
        return say(language, REFUSED[path.refused])
    reached = first(path)
    if reached is None:
        last = day(path.days[-1].on, language)
        return say(language, "The posts known to fall vacant, the last on %(day)s, are not enough for parity", day=last)
    before = say(language, "Parity cannot come before %(day)s", day=day(reached.on, language))
    return f"{before}. {taken(path, reached, language)}"


def taken(path: VacancyPath, stand: VacancyDay, language: str) -> str:
    """Say how many of the posts that fall vacant by a day must go to whom; the day must allow parity in some case."""
    if stand.vacancies == 1 and stand.assured == 1:
        return say(language, ONLY[path.to])
    among = count(
        language,
        "Of the %(n)d post that falls vacant by then",
        "Of the %(n)d posts that fall vacant by then",
        stand.vacancies,
    )
    must = _least(path, stand.least or 0, language) if stand.assured is None else _sure(path, stand.assured, language)
    return say(language, "%(among)s, %(must)s", among=among, must=must)


ONLY = {
    "women": mark("The one post that falls vacant by then must go to a woman"),
    "men": mark("The one post that falls vacant by then must go to a man"),
}


def _sure(path: VacancyPath, needed: int, language: str) -> str:
    if path.to == "women":
        return count(language, "%(n)d must go to a woman", "%(n)d must go to women", needed)
    return count(language, "%(n)d must go to a man", "%(n)d must go to men", needed)


def _least(path: VacancyPath, needed: int, language: str) -> str:
    if path.to == "women":
        return count(
            language,
            "at least %(n)d must go to a woman; whether that is enough depends on who leaves",
            "at least %(n)d must go to women; whether that is enough depends on who leaves",
            needed,
        )
    return count(
        language,
        "at least %(n)d must go to a man; whether that is enough depends on who leaves",
        "at least %(n)d must go to men; whether that is enough depends on who leaves",
        needed,
    )
