"""How a named answer set is measured: one function a kind of indicator (`docs/formulas.md`)."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from audit.analysis import headcounts, rates
from audit.analysis.outcome import FULL, NOTHING, Outcome, Reading, number, plain, said, source, why
from audit.analysis.pooling import everybody
from audit.analysis.report import Source, Why
from audit.analysis.scale import scale
from audit.questionnaire.answers import Absent, Value
from audit.questionnaire.indicators import ChoiceIndicator, CountIndicator, Indicator, LikertIndicator, ShareIndicator
from audit.questionnaire.schema import (
    Absence,
    Choice,
    Item,
    MatrixQuestion,
    Question,
    SelectMultipleQuestion,
    SelectOneQuestion,
)

# Of several absences the one that says most about what is still to be done is named.
TELLING = (Absence.NOT_ANSWERED, Absence.DONT_KNOW, Absence.PREFER_NOT_TO_SAY, Absence.NOT_APPLICABLE)


def measure(indicator: Indicator, reading: Reading) -> Outcome:
    """Measure one indicator over a named answer set."""
    return MEASURES[indicator.measure](indicator, reading)


def choice(indicator: ChoiceIndicator, reading: Reading) -> Outcome:
    """Give the points of what was chosen; of several choices their sum, at most 100."""
    question = reading.question(indicator.of)
    chosen = _chosen(question, reading.value(indicator.of))
    sources = (source(question, reading.value(indicator.of)),)
    if isinstance(chosen, Absent):
        return Outcome(None, why(chosen), sources=sources)
    value = chosen if isinstance(chosen, str) else list(chosen)
    points = _points(question, (chosen,) if isinstance(chosen, str) else chosen)
    if points is None:
        return Outcome(None, Why.NO_VERDICT, value=value, sources=sources)
    return Outcome(min(FULL, points), value=value, sources=sources)


def likert(indicator: LikertIndicator, reading: Reading) -> Outcome:
    """Take the mean of the scale's answers on 0–100; absences leave the base, which counts the statements answered."""
    question = reading.question(indicator.of)
    value = reading.value(indicator.of)
    if not isinstance(question, SelectOneQuestion | MatrixQuestion):
        raise TypeError(f"{indicator.of} has no scale")
    if isinstance(question, SelectOneQuestion):
        answers: list[tuple[Item | None, str | Absent]] = [(None, _one(question.choices, value))]
    else:
        answers = [(item, _one(question.choices, _statement(value, item.name))) for item in question.items]
    sources = tuple(_leaf(question, item, answer) for item, answer in answers)
    scored: list[Fraction] = []
    for item, answer in answers:
        steps = scale(reading.questionnaire, question, item)
        if isinstance(answer, str) and steps is not None and answer in steps.points:
            scored.append(steps.points[answer])
    rule = {"steps": sum(1 for step in question.choices if step.absent is None)}
    if not scored:
        return Outcome(None, _telling([answer for _, answer in answers]), base=0, rule=rule, sources=sources)
    mean = sum(scored, NOTHING) / len(scored)
    return Outcome(mean, value=plain(mean), base=len(scored), rule=rule, sources=sources)


def share(indicator: ShareIndicator, reading: Reading) -> Outcome:
    """Hold an amount out of another against a threshold; out of nothing it is not applicable.

    The whole is read first: a part that was hidden because the whole is unanswered is not answered either.
    """
    names = (indicator.out_of, indicator.of)
    sources = tuple(source(reading.question(name), everybody(reading.value(name))) for name in reversed(names))
    rule = _threshold(indicator)
    whole = everybody(reading.value(indicator.out_of))
    if isinstance(whole, Absent):
        return Outcome(None, why(whole), rule=rule, sources=sources)
    divisor = number(whole)
    if divisor is not None and divisor == 0:
        return Outcome(None, Why.NOT_APPLICABLE, rule=rule, sources=sources)
    part = everybody(reading.value(indicator.of))
    if isinstance(part, Absent):
        return Outcome(None, why(part), rule=rule, sources=sources)
    amount = number(part)
    if divisor is None or amount is None:
        return Outcome(None, Why.NO_VERDICT, rule=rule, sources=sources)
    return _held_against(amount / divisor, indicator, sources)


def count(indicator: CountIndicator, reading: Reading) -> Outcome:
    """Hold a number against a threshold in its own unit."""
    value = everybody(reading.value(indicator.of))
    sources = (source(reading.question(indicator.of), value),)
    if isinstance(value, Absent):
        return Outcome(None, why(value), rule=_threshold(indicator), sources=sources)
    amount = number(value)
    if amount is None:
        return Outcome(None, Why.NO_VERDICT, rule=_threshold(indicator), sources=sources)
    return _held_against(amount, indicator, sources)


def points_at_least(value: Fraction, threshold: Fraction) -> Fraction:
    """Return 100·v/t between 0 and 100; every value that is not negative reaches a threshold of 0."""
    if threshold == 0:
        return FULL if value >= 0 else NOTHING
    return max(NOTHING, min(FULL, FULL * value / threshold))


def points_at_most(value: Fraction, threshold: Fraction) -> Fraction:
    """Return 100 up to the threshold, then 100·(2 − v/t) down to 0; beyond a threshold of 0 nothing."""
    if value <= threshold:
        return FULL
    return max(NOTHING, FULL * (2 - value / threshold)) if threshold > 0 else NOTHING


def _held_against(value: Fraction, indicator: ShareIndicator | CountIndicator, sources: tuple[Source, ...]) -> Outcome:
    """Score a value by each declared threshold, the lower score of two; without any the value stands unscored."""
    points = [
        formula(value, threshold)
        for formula, threshold in ((points_at_least, indicator.at_least), (points_at_most, indicator.at_most))
        if threshold is not None
    ]
    lacking = None if points else Why.NO_VERDICT
    score = min(points, default=None)
    return Outcome(score, lacking, value=plain(value), rule=_threshold(indicator), sources=sources)


def _threshold(indicator: ShareIndicator | CountIndicator) -> dict[str, int | float]:
    named = {"at_least": indicator.at_least, "at_most": indicator.at_most}
    return {name: plain(threshold) for name, threshold in named.items() if threshold is not None}


def _chosen(question: Question, value: Value) -> str | tuple[str, ...] | Absent:
    """Return what was chosen, or the absence that it stands for."""
    if not isinstance(question, SelectOneQuestion | SelectMultipleQuestion):
        raise TypeError(f"{question.name} has no choices")
    if not isinstance(value, tuple):
        return _one(question.choices, value)
    names = tuple(name for name in value if isinstance(name, str))
    absences = [one for name in names if isinstance(one := _one(question.choices, name), Absent)]
    return absences[0] if absences else names


def _one(choices: tuple[Choice, ...], value: object) -> str | Absent:
    if isinstance(value, Absent):
        return value
    absence = next((known.absent for known in choices if known.name == value), None)
    return str(value) if absence is None else Absent(absence)


def _points(question: Question, names: tuple[str, ...]) -> Fraction | None:
    """Return the points of the chosen together; None where none of them has any."""
    known = question.choices if isinstance(question, SelectOneQuestion | SelectMultipleQuestion) else ()
    given = [one.score for one in known if one.name in names and one.score is not None]
    return sum(given, NOTHING) if given else None


def _statement(value: Value, item: str) -> object:
    if not isinstance(value, Mapping):
        return value
    return value.get(item, Absent(Absence.NOT_ANSWERED))


def _leaf(question: Question, item: Item | None, answer: str | Absent) -> Source:
    if item is None:
        return source(question, answer)
    return Source(question=question.name, part=item.name, label=item.label, value=said(answer))


def _telling(answers: list[str | Absent]) -> Why:
    reasons = {answer.reason for answer in answers if isinstance(answer, Absent)}
    ranked = (*TELLING, *sorted(reasons.difference(TELLING)))
    return next((Why(reason.value) for reason in ranked if reason in reasons), Why.NO_VERDICT)


MEASURES: Mapping[str, Callable[[Any, Reading], Outcome]] = {
    "parity": headcounts.representation,
    "rate_ratio": rates.rate_ratio,
    "choice": choice,
    "likert": likert,
    "share": share,
    "count": count,
    "threshold": count,
}
