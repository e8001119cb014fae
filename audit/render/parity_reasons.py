"""Why a parity indicator has its score, in the reader's language: who holds how many places, where parity begins."""

from collections.abc import Mapping

from audit.analysis.report import Held, ParityOfLevels, ParityOfOne, Verdict
from audit.errors import mark
from audit.render.precision import figure
from audit.render.words import label, quoted
from audit.wording import count, number, say

FULL = 100.0


def parity_of_one(told: ParityOfOne, score: str, language: str) -> str:
    """Say who holds how many places of one group, and where parity begins."""
    who = _who(told.group, language, decisions=told.decision_making)
    return _one(told.group, {"score": score, "who": who}, told.curve, language)


def _one(group: Held, values: Mapping[str, str], curve: str, language: str) -> str:
    if group.verdict is Verdict.AT_PARITY and group.score == FULL:
        return say(language, "%(score)s, because %(who)s, which is parity", **values)
    if group.verdict is Verdict.AT_PARITY:
        template = mark("%(score)s, because %(who)s: parity, but the curve “%(curve)s” gives 100 to an exact half only")
        return say(language, template, **values, curve=curve)
    if group.score == FULL:
        return say(language, "%(score)s, because %(who)s, and only too few women would lower this score", **values)
    said = say(language, "%(score)s, because %(who)s", **values)
    return f"{said}; {_begins(group, language)}"


def parity_of_levels(told: ParityOfLevels, score: str, language: str) -> str:
    """Say the mean of the levels that can be judged, the lowest of them, and what takes no part."""
    if len(told.levels) == 1:
        lone = told.levels[0]
        sentences = [_one(lone, {"score": score, "who": _who(lone, language)}, told.curve, language)]
    else:
        sentences = [_mean_of_levels(told.levels, score, language), *_lowest(told, language)]
    for template, left in ((UNJUDGED, told.unjudged), (UNANSWERED, told.unanswered)):
        if left:
            levels = quoted(language, ((each.label, each.name) for each in left))
            sentences.append(say(language, template, levels=levels))
    return ". ".join(sentences)


UNJUDGED = mark("Not judged, with one person or nobody: %(levels)s")
UNANSWERED = mark("Not answered: %(levels)s")


def _lowest(told: ParityOfLevels, language: str) -> tuple[str, ...]:
    """Say which level is lowest and why, where it is below parity."""
    weakest = next((level for level in told.levels if level.name == told.weakest), None)
    if weakest is None or weakest.score == FULL or weakest.verdict is Verdict.AT_PARITY:
        return ()
    values = {"level": label(weakest.label, language, weakest.name), "who": _who(weakest, language)}
    low = say(language, "Lowest is “%(level)s”, where %(who)s", **values)
    return (f"{low}; {_begins(weakest, language)}",)


def _mean_of_levels(levels: tuple[Held, ...], score: str, language: str) -> str:
    weighted = len({level.weight for level in levels}) > 1
    named = "; ".join(_level(level, language, weighted=weighted) for level in levels)
    if weighted:
        return count(
            language,
            "%(score)s, the weighted mean of %(n)d level: %(levels)s",
            "%(score)s, the weighted mean of %(n)d levels: %(levels)s",
            len(levels),
            score=score,
            levels=named,
        )
    return count(
        language,
        "%(score)s, the mean of %(n)d level: %(levels)s",
        "%(score)s, the mean of %(n)d levels: %(levels)s",
        len(levels),
        score=score,
        levels=named,
    )


def _level(level: Held, language: str, *, weighted: bool) -> str:
    said = f"{label(level.label, language, level.name)} {number(language, level.score or 0, 1)}"
    if not weighted:
        return said
    weight = say(language, "weight %(weight)s", weight=figure(language, level.weight or 0))
    return f"{said} ({weight})"


def _begins(group: Held, language: str) -> str:
    if group.begins is None:
        return say(language, "parity cannot be reached while so many are another or undisclosed")
    return say(language, "parity begins at %(begins)d of %(base)d", begins=group.begins, base=group.base)


def _who(group: Held, language: str, *, decisions: bool = False) -> str:
    """Say whom there are too few of, in places held."""
    if decisions:
        return _posts_of_women(group, language) if group.sex == "women" else _posts_of_men(group, language)
    template = (ONE_OF if group.held == 1 else SEVERAL_OF)[group.sex]
    return say(language, template, held=group.held, base=group.base)


ONE_OF = {"women": mark("%(held)d of %(base)d is a woman"), "men": mark("%(held)d of %(base)d is a man")}
SEVERAL_OF = {"women": mark("%(held)d of %(base)d are women"), "men": mark("%(held)d of %(base)d are men")}


def _posts_of_women(group: Held, language: str) -> str:
    if group.held == 1:
        return count(
            language,
            "%(held)d of %(n)d decision-making post is held by a woman",
            "%(held)d of %(n)d decision-making posts is held by a woman",
            group.base,
            held=group.held,
        )
    return count(
        language,
        "%(held)d of %(n)d decision-making post are held by women",
        "%(held)d of %(n)d decision-making posts are held by women",
        group.base,
        held=group.held,
    )


def _posts_of_men(group: Held, language: str) -> str:
    if group.held == 1:
        return count(
            language,
            "%(held)d of %(n)d decision-making post is held by a man",
            "%(held)d of %(n)d decision-making posts is held by a man",
            group.base,
            held=group.held,
        )
    return count(
        language,
        "%(held)d of %(n)d decision-making post are held by men",
        "%(held)d of %(n)d decision-making posts are held by men",
        group.base,
        held=group.held,
    )
