"""What one indicator comes to, and what a named answer set offers it to read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

from audit.analysis import pooling
from audit.analysis.report import Group, Scope, Source, Spread, Stratified, Why, Withheld
from audit.questionnaire import clocks
from audit.questionnaire.answers import Absent, Answers, Value
from audit.questionnaire.schema import Absence, BaseQuestion, Question, Questionnaire, RepeatQuestion

FULL = Fraction(100)
NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """An indicator's exact score (0–100), or why there is none, with all that explains it."""

    score: Fraction | Withheld | None
    why: Why | None = None
    value: int | float | str | list[str] | Withheld | None = None
    base: int | Withheld | None = None
    rule: Mapping[str, Any] = field(default_factory=dict)
    flag: str | None = None
    p: float | None = None
    scope: Scope | None = None
    weakest: str | None = None
    groups: tuple[Group, ...] = ()
    sources: tuple[Source, ...] = ()
    stratified: Stratified | None = None
    spread: Spread | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A named answer set after the walk through its questionnaire: answers, calculations, and what was not shown."""

    questionnaire: Questionnaire
    values: Answers

    def question(self, name: str) -> Question:
        """Return a question of the set by its name, within repeats by the path of their names."""
        return self.questionnaire.at(name)

    def value(self, name: str) -> Value:
        """Return an answer, or the absence that stands in its place; in a repeat what all entries come to together."""
        if "/" in name or isinstance(self.question(name), RepeatQuestion):
            return pooling.pooled(self.questionnaire, self.values, name)
        value = self.values.get(name)
        return Absent(Absence.NOT_ANSWERED) if value is None or value in ("", ()) else value


def why(absent: Absent) -> Why:
    """Return an absence of an answer as the reason of a missing score."""
    return Why(absent.reason.value)


def number(value: object) -> Fraction | None:
    """Return a finite number exactly; None for whatever is not one."""
    if isinstance(value, Decimal):
        return Fraction(value) if value.is_finite() else None
    return Fraction(value) if isinstance(value, int) else None


def plain(figure: Fraction) -> int | float:
    """Return an exact number as it is written in JSON: whole ones whole, others at full precision."""
    return figure.numerator if figure.denominator == 1 else float(figure)


def source(question: BaseQuestion, value: object) -> Source:
    """Return the leaf of the tree for a whole question and the answer as it was given."""
    return Source(question=question.name, label=question.label, value=said(value))


def said(value: object) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Return an answer as JSON holds it; an absence under its own name."""
    if isinstance(value, Absent):
        return {"absent": value.reason.value}
    if isinstance(value, tuple):
        return [said(part) if isinstance(part, Mapping) else part for part in value]
    if isinstance(value, date | time):
        return clocks.written(value)
    if isinstance(value, Mapping):
        return {key: said(part) for key, part in value.items()}
    figure = number(value)
    return plain(figure) if figure is not None else value if value is None else str(value)
