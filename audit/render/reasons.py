"""Why an indicator of answers has its score, in the reader's language: one function a kind of explanation."""

from audit.analysis.report import Chosen, MeanOfChoices, MeanOfScale, Pointed, RateRatio, Threshold
from audit.errors import mark
from audit.render.precision import figure, share
from audit.render.words import label, p_value
from audit.wording import count, percent, say

FULL = 100.0


def chosen(told: Chosen, score: str, language: str) -> str:
    """Say what was chosen and its points; of several choices the points of each."""
    if len(told.choices) == 1:
        one = told.choices[0]
        values = {"choice": label(one.label, language, one.name), "points": figure(language, one.points or 0)}
        return say(
            language, "%(score)s, because the answer is “%(choice)s”: %(points)s of 100 points", score=score, **values
        )
    named = "; ".join(_pointed(one, language) for one in told.choices)
    said = say(language, "%(score)s, the points of all that was chosen: %(choices)s", score=score, choices=named)
    if sum(one.points or 0 for one in told.choices) <= FULL:
        return said
    most = say(language, "More than 100 points count as 100")
    return f"{said}. {most}"


def _pointed(one: Pointed, language: str) -> str:
    points = say(language, "no points") if one.points is None else figure(language, one.points)
    return f"{label(one.label, language, one.name)} ({points})"


def mean_of_choices(told: MeanOfChoices, score: str, language: str) -> str:
    """Say over how many answers the points were averaged."""
    if told.base is None:
        return say(language, "%(score)s, the mean points of the answers", score=score)
    return count(
        language,
        "%(score)s, the mean points of %(n)d answer",
        "%(score)s, the mean points of %(n)d answers",
        told.base,
        score=score,
    )


def threshold(told: Threshold, score: str, language: str) -> str:
    """Say a value and the goal that it is held against; a value short of its goal never looks like it."""
    goals = [goal for goal in (told.at_least, told.at_most) if goal is not None]
    if told.kind == "share":
        value, wanted = _share(told, language), share
        said = say(language, "%(score)s, because the share is %(value)s", score=score, value=value)
    else:
        value, wanted = figure(language, told.value, *goals), figure
        said = say(language, "%(score)s, because the figure is %(value)s", score=score, value=value)
    for template, goal in ((AT_LEAST, told.at_least), (AT_MOST, told.at_most)):
        if goal is not None:
            said = f"{said}; {say(language, template, goal=wanted(language, goal, told.value))}"
    return said


AT_LEAST, AT_MOST = mark("the goal is at least %(goal)s"), mark("the goal is at most %(goal)s")


def _share(told: Threshold, language: str) -> str:
    """Say a share with what it was divided from."""
    goals = [goal for goal in (told.at_least, told.at_most) if goal is not None]
    said = share(language, told.value, *goals)
    if told.part is None or told.whole is None:
        return said
    values = {"part": figure(language, told.part), "whole": amount(language, told.whole, told.currency)}
    divided = say(language, "%(part)s of %(whole)s", **values)
    return f"{said} ({divided})"


def amount(language: str, value: float, currency: str | None) -> str:
    """Say an amount with its currency's code."""
    return f"{figure(language, value)} {currency}" if currency else figure(language, value)


def rate_ratio(told: RateRatio, score: str, language: str) -> str:
    """Say both rates in people, whose chance is the lesser, and what the four-fifths flag means."""
    counts = {
        "women": told.women_passed,
        "women_all": told.women_entered,
        "men": told.men_passed,
        "men_all": told.men_entered,
    }
    said = say(
        language, "%(score)s: women %(women)d of %(women_all)d, men %(men)d of %(men_all)d", score=score, **counts
    )
    sentences = [f"{said}; {_chance(told, language)}"]
    if told.flagged:
        limit = figure(language, told.flag_below, digits=2)
        template = mark("Below four fifths (%(limit)s) it is flagged: a reason to look closer, no proof")
        sentences.append(say(language, template, limit=limit))
    if told.p is not None:
        sentences.append(say(language, "Fisher’s exact test: %(p)s", p=p_value(language, told.p)))
    return ". ".join(sentences)


def _chance(told: RateRatio, language: str) -> str:
    if told.ratio == 1:
        return say(language, "the chances of women and men are equal")
    if told.ratio == 0:
        return say(language, "no woman passed")
    if told.ratio < 1:
        ratio = figure(language, told.ratio, told.flag_below, 0.0, 1.0, digits=2)
        return say(language, "a woman’s chance is %(ratio)s of a man’s", ratio=ratio)
    return say(
        language, "a man’s chance is %(ratio)s of a woman’s", ratio=figure(language, 1 / told.ratio, 0.0, 1.0, digits=2)
    )


def mean_of_scale(told: MeanOfScale, score: str, language: str) -> str:
    """Say over which statements the mean is taken, how many answers were favourable, and what takes no part."""
    sentences = [_mean_of_statements(told, score, language), _favourable(told, language)]
    if told.withheld:
        sentences.append(
            count(
                language,
                "%(n)d statement is withheld and takes no part",
                "%(n)d statements are withheld and take no part",
                told.withheld,
            )
        )
    if told.unanswered:
        sentences.append(
            count(
                language,
                "%(n)d statement has no answer and takes no part",
                "%(n)d statements have no answer and take no part",
                told.unanswered,
            )
        )
    return ". ".join(sentence for sentence in sentences if sentence)


def _mean_of_statements(told: MeanOfScale, score: str, language: str) -> str:
    if len(told.statements) == 1:
        said = say(language, "%(score)s, the mean of the answers on a scale of 0–100", score=score)
    else:
        said = count(
            language,
            "%(score)s, the mean of %(n)d statement on a scale of 0–100",
            "%(score)s, the mean of %(n)d statements on a scale of 0–100",
            len(told.statements),
            score=score,
        )
    if told.base is None:
        return said
    people = count(language, "at least %(n)d person answered each", "at least %(n)d people answered each", told.base)
    return f"{said}; {people}"


def _favourable(told: MeanOfScale, language: str) -> str:
    """Say the favourable share, published ones only, and of several statements the least."""
    rated = [(each.favourable, each) for each in told.statements if each.favourable is not None]
    if not rated:
        return ""
    mean = percent(language, sum(rate for rate, _ in rated) / len(rated))
    least, lowest = min(rated, key=lambda pair: pair[0])
    if len(rated) == 1 or told.base is None:
        return say(language, "Favourable answers: %(share)s", share=mean)
    return say(
        language,
        "Favourable answers: %(share)s on average, fewest for “%(statement)s”, %(least)s",
        share=mean,
        statement=label(lowest.label, language, lowest.name),
        least=percent(language, least),
    )
