"""Every score of a scorecard explained in a sentence or two of the reader's language: indicator, dimension, total."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from audit.analysis.report import (
    LEAVES_COVERAGE,
    DimensionScore,
    IndicatorScore,
    NoScore,
    Scorecard,
    Text,
    Why,
    Withheld,
)
from audit.errors import mark
from audit.render import parity_reasons, reasons
from audit.render.precision import figure, share
from audit.render.statistics import of_strata
from audit.render.words import REASONS, absence, label, quoted
from audit.wording import count, number, say

KINDS: Mapping[str, Callable[[Any, str, str], str]] = {
    "parity_pooled": parity_reasons.parity_of_one,
    "parity_levels": parity_reasons.parity_of_levels,
    "choice": reasons.chosen,
    "choice_mean": reasons.mean_of_choices,
    "share": reasons.threshold,
    "count": reasons.threshold,
    "rate_ratio": reasons.rate_ratio,
    "likert": reasons.mean_of_scale,
}
ABSENCES = {
    Why.NOT_ASKED: mark("No score: this was not asked"),
    Why.NOT_SHOWN: mark("No score: after earlier answers this is not asked"),
    Why.NOT_ANSWERED: mark("No score: there is no answer"),
    Why.NOT_APPLICABLE: mark("No score: this is not applicable"),
    Why.DONT_KNOW: mark("No score: the answer is “don’t know”"),
    Why.PREFER_NOT_TO_SAY: mark("No score: the answer is “prefer not to say”"),
    Why.INSUFFICIENT_DATA: mark("No score: published counts cannot give it"),
}
LACKS = {
    "judged_level": mark("No score: a group of one person or of nobody is not judged"),
    "passing": mark("No score: rates cannot be compared where no woman or no man entered, or no man passed"),
    "points": mark("No score: the answer has no points"),
    "threshold": mark("No score: there is no figure to hold against a goal"),
}
LOWERS_COVERAGE = frozenset({Why.NOT_ANSWERED, Why.DONT_KNOW, Why.PREFER_NOT_TO_SAY})
Part = tuple[Text, str, float, float | Withheld | None, Why | None]


def of_indicator(indicator: IndicatorScore, language: str) -> str:
    """Say why an indicator has its score or has none, and what its strata say beside it.

    Nothing is said where a report was made before scores were explained.
    """
    told = indicator.explanation
    if told is None:
        return ""
    if isinstance(told, NoScore):
        return f"{_absent(told, language)}."
    score = number(language, indicator.score, 1) if isinstance(indicator.score, float) else ""
    said = f"{KINDS[told.kind](told, score, language)}."
    strata = of_strata(indicator, language)
    return f"{said} {strata}" if strata else said


def of_dimension(dimension: DimensionScore, language: str) -> str:
    """Say what a dimension's score is the mean of, and which indicators have none."""
    parts = [(each.label, each.name, each.weight, each.score, each.why) for each in dimension.indicators]
    if dimension.score is None:
        return f"{_unscored(dimension.why, dimension.coverage, dimension.min_coverage, language)}."
    scored = _scored(parts)
    values = {"score": number(language, dimension.score, 1), "parts": _named(scored, language)}
    said = _mean_of_indicators(len(scored), values, language, weighted=_is_weighted(scored))
    return f"{_with_unscored(said, parts, language)}."


def _mean_of_indicators(scored: int, values: Mapping[str, str], language: str, *, weighted: bool) -> str:
    if scored == 1:
        return say(language, "%(score)s, the score of the only indicator that has one: %(parts)s", **values)
    if weighted:
        return count(
            language,
            "%(score)s, the weighted mean of %(n)d indicator: %(parts)s",
            "%(score)s, the weighted mean of %(n)d indicators: %(parts)s",
            scored,
            **values,
        )
    return count(
        language,
        "%(score)s, the mean of %(n)d indicator: %(parts)s",
        "%(score)s, the mean of %(n)d indicators: %(parts)s",
        scored,
        **values,
    )


def of_total(card: Scorecard, language: str) -> str:
    """Say what a total is the mean of, and which dimensions have no score; nothing where nothing is scored."""
    parts = [(each.label, each.name, each.weight, each.score, each.why) for each in card.dimensions]
    if not parts:
        return ""
    if card.score is None:
        return f"{_unscored(card.why, card.coverage, card.min_coverage, language)}."
    scored = _scored(parts)
    values = {"score": number(language, card.score, 1), "parts": _named(scored, language)}
    if len(scored) == 1:
        said = say(language, "%(score)s, the score of the only dimension that has one: %(parts)s", **values)
    elif card.mean == "geometric":
        said = say(language, "%(score)s, the weighted geometric mean of the dimensions: %(parts)s", **values)
    elif _is_weighted(scored):
        said = say(language, "%(score)s, the weighted mean of the dimensions: %(parts)s", **values)
    else:
        said = say(language, "%(score)s, the mean of the dimensions: %(parts)s", **values)
    return f"{_with_unscored(said, parts, language)}."


def _absent(told: NoScore, language: str) -> str:
    if told.withheld is not None:
        return say(language, "No score: %(reason)s", reason=say(language, REASONS[told.withheld]))
    said = say(language, LACKS[told.lacks] if told.lacks else ABSENCES.get(told.why, ABSENCES[Why.NOT_ANSWERED]))
    named = [(each.label, each.name) for each in told.questions if each.label]
    if told.why in LOWERS_COVERAGE:
        where = f" ({quoted(language, named)})" if named else ""
        lower = say(language, "Until there is one, the coverage is lower")
        return f"{said}{where}. {lower}"
    if told.why not in LEAVES_COVERAGE:
        return said
    left = say(language, "It counts neither in the total nor in the coverage")
    return f"{said}. {left}"


def _unscored(why: Why | None, coverage: float | None, least: float, language: str) -> str:
    """Say why a mean has no score: nothing to judge, withheld, or too little of the weight scored."""
    if why is Why.WITHHELD:
        return say(language, "No score: what it is made from is withheld")
    if why is not Why.INSUFFICIENT_DATA:
        return say(language, "No score: nothing in it is applicable")
    values = {"coverage": share(language, coverage or 0, least), "least": share(language, least, coverage or 0)}
    return say(language, "No score: %(coverage)s of the weight has a score, and %(least)s is needed", **values)


def _scored(parts: Sequence[Part]) -> list[tuple[Text, str, float, float]]:
    return [(texts, name, weight, score) for texts, name, weight, score, _ in parts if isinstance(score, float)]


def _is_weighted(scored: Sequence[tuple[Text, str, float, float]]) -> bool:
    return len({weight for _, _, weight, _ in scored}) > 1


def _named(scored: Sequence[tuple[Text, str, float, float]], language: str) -> str:
    """Say each part with its score and, where they differ, its weight."""
    said = [f"{label(texts, language, name)} {number(language, score, 1)}" for texts, name, _, score in scored]
    if not _is_weighted(scored):
        return "; ".join(said)
    weights = [say(language, "weight %(weight)s", weight=figure(language, weight)) for _, _, weight, _ in scored]
    return "; ".join(f"{part} ({weight})" for part, weight in zip(said, weights, strict=True))


def _with_unscored(said: str, parts: Sequence[Part], language: str) -> str:
    left = [
        f"{label(texts, language, name)} ({_why(score, why, language)})"
        for texts, name, _, score, why in parts
        if not isinstance(score, float)
    ]
    if not left:
        return said
    lacking = say(language, "Without a score: %(parts)s", parts="; ".join(left))
    return f"{said}. {lacking}"


def _why(score: object, why: Why | None, language: str) -> str:
    return say(language, REASONS[score.withheld]) if isinstance(score, Withheld) else absence(language, why)
