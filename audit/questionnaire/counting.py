"""How many questions a questionnaire puts to somebody, and how many of them are answered.

Every statement of a matrix is a question, for each is read and answered by itself; a head-count is one, and so is a
repeat, however many entries it has; what is always worked out is none.
"""

from collections.abc import Collection, Mapping

from audit.questionnaire.answers import Answers
from audit.questionnaire.schema import MatrixQuestion, Question, Questionnaire

UNASKED = frozenset({"note", "calculate", "hidden"})


def asked(questionnaire: Questionnaire) -> int:
    """Return how many questions there are to answer; notes and calculations are none."""
    return sum(_asked(question) for question in questionnaire.questions.values())


def answered(questionnaire: Questionnaire, answers: Answers, relevant: Collection[str]) -> int:
    """Return how many of the relevant questions have an answer; a statement counts when it has one of its own."""
    return sum(
        _answered(question, answers[name])
        for name, question in questionnaire.questions.items()
        if name in answers and name in relevant
    )


def _asked(question: Question) -> int:
    if isinstance(question, MatrixQuestion):
        return len(question.items)
    return int(question.type not in UNASKED and (question.calculation is None or question.trigger is not None))


def _answered(question: Question, value: object) -> int:
    if isinstance(question, MatrixQuestion) and isinstance(value, Mapping):
        return len(value)
    return _asked(question)
