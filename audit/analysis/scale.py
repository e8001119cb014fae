"""The scale a choice stands on: its points (0–100), and which choices are favourable.

A matrix item, a select_one that a Likert indicator reads, and a select_one whose every choice has points are ordinal;
all other choices are nominal and have neither a mean nor a favourable share (`docs/formulas.md`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from audit.questionnaire.schema import (
    Choice,
    Item,
    MatrixQuestion,
    Questionnaire,
    SelectMultipleQuestion,
    SelectOneQuestion,
)

TOP_TWO_FROM = 4

Tabulated = SelectOneQuestion | SelectMultipleQuestion | MatrixQuestion


@dataclass(frozen=True, slots=True)
class Scale:
    """Points (0–100, after mirroring) by choice name, and the names of the favourable choices.

    `is_said` tells whether the author names these, so that a reader cannot know them from the order of the steps.
    """

    points: Mapping[str, Fraction]
    favourable: frozenset[str]
    is_said: bool = False


def scale(questionnaire: Questionnaire, question: Tabulated, item: Item | None = None) -> Scale | None:
    """Return the scale of a question or a matrix item; None when its choices are nominal."""
    if isinstance(question, SelectMultipleQuestion):
        return None
    steps = [choice for choice in question.choices if choice.absent is None]
    points = _points(steps, positional=_is_likert(questionnaire, question))
    if points is None:
        return None
    said = frozenset(step.name for step in steps if step.favourable)
    if item is not None and item.reverse:
        said = _mirrored(said, points)
        points = {name: 100 - value for name, value in points.items()}
    return Scale(points, said or favourable(points), is_said=bool(said))


def favourable(points: Mapping[str, Fraction]) -> frozenset[str]:
    """Return the favourable choices where the author names none: the top two of four or more steps, else the top one.

    On three steps the top two would hold the middle, which is not favourable. Points are mirrored before,
    so on a reversed item these are the two lowest steps. Steps with equal points stay together.
    """
    ranked = sorted(points.values(), reverse=True)
    least = ranked[1] if len(ranked) >= TOP_TWO_FROM else ranked[0]
    return frozenset(name for name, value in points.items() if value >= least)


def _mirrored(names: frozenset[str], points: Mapping[str, Fraction]) -> frozenset[str]:
    """Return the steps that stand as far from one end as the named ones from the other."""
    values = sorted(set(points.values()))
    opposite = dict(zip(values, reversed(values), strict=True))
    wanted = {opposite[points[name]] for name in names}
    return frozenset(name for name, value in points.items() if value in wanted)


def _is_likert(questionnaire: Questionnaire, question: Tabulated) -> bool:
    if isinstance(question, MatrixQuestion):
        return True
    return any(
        indicator.measure == "likert" and indicator.of == question.name for indicator in questionnaire.indicators
    )


def _points(steps: list[Choice], *, positional: bool) -> dict[str, Fraction] | None:
    given = {step.name: step.score for step in steps if step.score is not None}
    if len(steps) < 2:
        return None
    if len(given) == len(steps):
        return given
    if not positional:
        return None
    return {step.name: Fraction(100 * place, len(steps) - 1) for place, step in enumerate(steps)}
