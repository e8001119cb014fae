"""What would bring one indicator to full marks: one function a kind of measure, with the answers as they would be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any

from audit.analysis import moves
from audit.analysis.explanation import figure, pointed
from audit.analysis.outcome import NOTHING, Outcome, Reading, number
from audit.analysis.report import (
    Answer,
    Choose,
    EvenRates,
    MovePosts,
    RaiseAnswers,
    Reach,
    Step,
)
from audit.analysis.scale import scale
from audit.questionnaire.answers import Absent, Value
from audit.questionnaire.indicators import (
    ChoiceIndicator,
    CountIndicator,
    Indicator,
    LikertIndicator,
    ParityIndicator,
    RateRatioIndicator,
    ShareIndicator,
)
from audit.questionnaire.schema import (
    Choice,
    IntegerQuestion,
    MatrixQuestion,
    MoneyQuestion,
    Question,
    SelectMultipleQuestion,
    SelectOneQuestion,
)

CENT = Decimal("0.01")
FULL = 100


@dataclass(frozen=True, slots=True)
class Proposal:
    """A step, and the answer that it changes; no answer where the value is calculated or counts are still unknown."""

    step: Step
    question: str = ""
    answer: Value | None = None


def propose(indicator: Indicator, outcome: Outcome, reading: Reading | None) -> Proposal | None:
    """Return what would bring an indicator to full marks; None where nothing can be named.

    A survey (no `reading`) is answered by many: only the level of their answers can be named.
    """
    if reading is None:
        now = float(outcome.score) if isinstance(outcome.score, Fraction) else None
        return Proposal(RaiseAnswers(question=indicator.of, now=now))
    return PROPOSALS[indicator.measure](indicator, outcome, reading)


def _parity(indicator: ParityIndicator, outcome: Outcome, reading: Reading) -> Proposal | None:
    grid = _grid(indicator.of, reading)
    if outcome.score is None or grid is None:
        return _answer(indicator.of, reading)
    named = {source.part: source.label for source in outcome.sources}
    found = moves.to_parity(outcome.groups, grid, named, pooled=indicator.pooled)
    if not found:
        return None
    return Proposal(MovePosts(question=indicator.of, moves=found), indicator.of, moves.moved(grid, found))


def _rate_ratio(indicator: RateRatioIndicator, outcome: Outcome, reading: Reading) -> Proposal | None:
    """Let so many more of the sex with the lower rate pass that the rates are as even as whole people allow."""
    grid = _grid(indicator.of, reading)
    if outcome.score is None or grid is None:
        return _answer(indicator.of, reading)
    passed = dict(grid[indicator.passed])
    entered = grid[indicator.entered]
    women_behind = passed["women"] * entered["men"] <= passed["men"] * entered["women"]
    sex, other = ("women", "men") if women_behind else ("men", "women")
    rate = Fraction(passed[other], entered[other])
    goal = min(moves.nearest(rate, entered[sex]), entered[sex])
    if goal <= passed[sex]:
        return None
    label = next(source.label for source in outcome.sources if source.part == indicator.passed)
    step = EvenRates(
        question=indicator.of,
        row=indicator.passed,
        label=label,
        sex="women" if women_behind else "men",
        now=passed[sex],
        goal=goal,
        entered=entered[sex],
    )
    return Proposal(step, indicator.of, {**grid, indicator.passed: {**passed, sex: goal}})


def _choice(indicator: ChoiceIndicator, outcome: Outcome, reading: Reading) -> Proposal | None:
    question = reading.question(indicator.of)
    value = reading.value(indicator.of)
    given = value if isinstance(value, tuple) else () if isinstance(value, Absent) else (str(value),)
    now = [each for each in given if isinstance(each, str)]
    if not isinstance(question, SelectOneQuestion | SelectMultipleQuestion):
        return None
    several = isinstance(question, SelectMultipleQuestion)
    goal = _best(question.choices, now) if several else [max(question.choices, key=_points).name]
    if goal == now:
        return None
    questionnaire = reading.questionnaire
    chosen = [one.name for one in question.choices if one.name in now and one.absent is None]
    step = Choose(
        question=question.name,
        now=pointed(questionnaire, question.name, chosen),
        goal=pointed(questionnaire, question.name, goal),
    )
    return Proposal(step, question.name, tuple(goal) if several else goal[0])


def _best(choices: tuple[Choice, ...], now: list[str]) -> list[str]:
    """Return what to choose of several: what is chosen, and the choices of most points until they make 100."""
    together = [one for one in choices if not one.exclusive and one.absent is None]
    kept = [one for one in together if one.name in now]
    for one in sorted((each for each in together if each not in kept), key=_points, reverse=True):
        if _points(one) > 0 and sum(map(_points, kept)) < FULL:
            kept.append(one)
    alone = max((one for one in choices if one.exclusive), key=_points, default=None)
    if alone is not None and _points(alone) > min(FULL, sum(map(_points, kept))):
        return [alone.name]
    return [one.name for one in choices if one in kept]


def _points(choice: Choice) -> Fraction:
    return NOTHING - 1 if choice.score is None else choice.score


def _likert(indicator: LikertIndicator, outcome: Outcome, reading: Reading) -> Proposal | None:
    question = reading.question(indicator.of)
    if not isinstance(question, SelectOneQuestion | MatrixQuestion):
        return None
    best: dict[str, str] = {}
    for item in question.items if isinstance(question, MatrixQuestion) else (None,):
        steps = scale(reading.questionnaire, question, item)
        if steps is None:
            return None
        best[item.name if item else ""] = max(steps.points, key=lambda name: steps.points[name])
    now = float(outcome.score) if isinstance(outcome.score, Fraction) else None
    answer: Value = best if isinstance(question, MatrixQuestion) else best[""]
    return Proposal(RaiseAnswers(question=question.name, now=now), question.name, answer)


def _share(indicator: ShareIndicator, outcome: Outcome, reading: Reading) -> Proposal | None:
    whole = number(reading.value(indicator.out_of))
    if whole is None:
        return _answer(indicator.out_of, reading)
    return _reached(indicator, outcome, reading, whole=whole)


def _count(indicator: CountIndicator, outcome: Outcome, reading: Reading) -> Proposal | None:
    return _reached(indicator, outcome, reading, whole=None)


def _reached(
    indicator: ShareIndicator | CountIndicator, outcome: Outcome, reading: Reading, *, whole: Fraction | None
) -> Proposal | None:
    """Let a value reach its threshold; the answer is the least figure of its question that does, or the greatest."""
    goal = indicator.at_most if indicator.at_least is None else indicator.at_least
    if goal is None:
        return None
    question = reading.question(indicator.of)
    wanted = goal if whole is None else goal * whole
    answer = _figure(wanted, question, up=indicator.at_least is not None)
    asked = question.type != "calculate"
    step = Reach(
        question=question.name,
        share=whole is not None,
        now=figure(outcome.value),
        goal=float(goal),
        figure=float(answer) if asked else None,
        whole=None if whole is None else float(whole),
        currency=question.currency if isinstance(question, MoneyQuestion) else None,
    )
    return Proposal(step, question.name, answer) if asked else Proposal(step)


def _figure(wanted: Fraction, question: Question, *, up: bool) -> int | Decimal:
    """Return the nearest figure on the right side that a question takes: whole, in cents, or exact."""
    if isinstance(question, IntegerQuestion):
        return ceil(wanted) if up else floor(wanted)
    exact = Decimal(wanted.numerator) / Decimal(wanted.denominator)
    if not isinstance(question, MoneyQuestion):
        return exact
    return exact.quantize(CENT, rounding=ROUND_CEILING if up else ROUND_FLOOR)


def _grid(name: str, reading: Reading) -> Mapping[str, Any] | None:
    value = reading.value(name)
    return value if isinstance(value, Mapping) else None


def _answer(name: str, reading: Reading) -> Proposal:
    return Proposal(Answer(question=name, label=reading.question(name).label))


PROPOSALS: Mapping[str, Callable[[Any, Outcome, Reading], Proposal | None]] = {
    "parity": _parity,
    "rate_ratio": _rate_ratio,
    "choice": _choice,
    "likert": _likert,
    "share": _share,
    "count": _count,
    "threshold": _count,
}
