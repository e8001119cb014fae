"""Completes an invented institutional set: what the facts do not say is answered as its maturity lets expect."""

import random
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from audit.questionnaire.schema import (
    BaseQuestion,
    DateQuestion,
    DecimalQuestion,
    IntegerQuestion,
    MoneyQuestion,
    PercentQuestion,
    Question,
    Questionnaire,
    SelectMultipleQuestion,
    SelectOneQuestion,
)

LIMIT = re.compile(r"\. <= (\d+|\$\{(\w+)\})")
LUCK = 0.2
USUAL_COUNT, USUAL_SUM = 24, 60_000


def completed(questionnaire: Questionnaire, facts: Mapping[str, Any], *, maturity: float, year: int) -> dict[str, Any]:
    """Return a set with every choice, number, sum and date answered (`maturity`: 0–1); grids are left as they are."""
    draw = random.Random(f"{questionnaire.name}-{year}")  # noqa: S311 - invented answers need repeating, not secrecy
    given = dict(facts)
    for name, question in questionnaire.questions.items():
        if name not in given:
            answer = _answer(question, given, maturity + draw.uniform(-LUCK, LUCK), year)
            if answer is not None:
                given[name] = answer
    return given


def _answer(question: Question, given: Mapping[str, Any], level: float, year: int) -> Any:  # noqa: ANN401 - of any kind
    match question:
        case SelectOneQuestion():
            points = [(choice.score, choice.name) for choice in question.choices if choice.score is not None]
            return min(points, key=lambda each: abs(float(each[0]) - 100 * level))[1] if points else None
        case SelectMultipleQuestion():
            free = [choice.name for choice in question.choices if not (choice.exclusive or choice.absent)]
            return free[: max(1, round(len(free) * level))]
        case IntegerQuestion() | DecimalQuestion():
            return round(_limit(question, given, USUAL_COUNT) * _part(level))
        case MoneyQuestion():
            return round(_limit(question, given, USUAL_SUM) * _part(level) / 1000) * 1000
        case PercentQuestion():
            return round(30 * _part(level))
        case DateQuestion():
            return date(year, 2, 14).isoformat()
    return None


def _part(level: float) -> float:
    return min(0.9, max(0.1, level))


def _limit(question: BaseQuestion, given: Mapping[str, Any], usual: int) -> float:
    """Return what an answer may be at most: a number, or the answer to another question, as its constraint says."""
    found = LIMIT.search(question.constraint.source) if question.constraint else None
    if found is None:
        return usual
    return float(given.get(found[2], 0) if found[2] else found[1])
