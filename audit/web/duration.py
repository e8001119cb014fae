"""How long the questions take: the minutes of a whole questionnaire, and of what is still to be answered in it."""

import math
from collections.abc import Mapping

from audit.questionnaire import counting, flow
from audit.questionnaire.schema import (
    HeadcountQuestion,
    MatrixQuestion,
    Question,
    Questionnaire,
    Respondent,
    TextQuestion,
)
from audit.wording import count, say

SECONDS_A_QUESTION = 12


def whole(questionnaire: Questionnaire, page: str) -> str:
    """Say how long the questions take; of an institution only once its figures are at hand: to find them takes days."""
    if questionnaire.respondent is Respondent.INSTITUTION:
        return count(
            page,
            "about %(n)d minute once the figures are at hand",
            "about %(n)d minutes once the figures are at hand",
            minutes(questionnaire),
        )
    return count(page, "about %(n)d minute", "about %(n)d minutes", minutes(questionnaire))


def left(questionnaire: Questionnaire, way: flow.Way, page: str) -> str:
    """Say what is still to be answered: in minutes, and of an institution in questions."""
    if questionnaire.respondent is Respondent.INSTITUTION:
        done = counting.answered(questionnaire, way.values, way.relevant)
        return say(page, "%(done)d of %(all)d answered", done=done, all=counting.asked(questionnaire))
    return count(page, "about %(n)d minute left", "about %(n)d minutes left", minutes_left(questionnaire, way))


def minutes(questionnaire: Questionnaire) -> int:
    """Return how long the questions take: as its author says, or 12 seconds an answer, rounded up."""
    answers = sum(_answers(question) for question in questionnaire.questions.values())
    return questionnaire.minutes or max(1, math.ceil(answers * SECONDS_A_QUESTION / 60))


def minutes_left(questionnaire: Questionnaire, way: flow.Way) -> int:
    """Return the share of these minutes that what is asked and not yet answered takes, rounded up; at least one."""
    asked = {name: each for name, each in questionnaire.questions.items() if name in way.relevant}
    every = sum(_answers(question) for question in asked.values())
    done = sum(_given(question, way.values[name]) for name, question in asked.items() if name in way.values)
    return max(1, math.ceil(minutes(questionnaire) * (every - done) / max(1, every)))


def _answers(question: Question) -> int:
    match question:
        case MatrixQuestion():
            return len(question.items)
        case HeadcountQuestion():
            return 2 * len(question.rows)
        case TextQuestion():
            return 3
        case _:
            return int(question.type not in counting.UNASKED)


def _given(question: Question, value: object) -> int:
    if isinstance(question, MatrixQuestion) and isinstance(value, Mapping):
        return len(value)
    return _answers(question)
