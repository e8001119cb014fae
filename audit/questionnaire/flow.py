"""The way through a questionnaire: what is asked after these answers, what is worked out, what is wrong or missing.

A question is relevant when its section's condition and its own hold; one that is not counts as unanswered everywhere
else (XLSForm's rule), and its value becomes `Absent(NOT_SHOWN)`. Typed answers are never changed: who calls keeps them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from audit.questionnaire import evaluation
from audit.questionnaire.demands import Problem, broken, chose_other, missing_in
from audit.questionnaire.evaluation import UNANSWERED, NoNumber, Scope
from audit.questionnaire.expression import Expression
from audit.questionnaire.lookup import found
from audit.questionnaire.operands import unanswered
from audit.questionnaire.plan import OTHER_SUFFIX, planned
from audit.questionnaire.schema import CalculateQuestion, NoteQuestion, Question, Questionnaire
from audit.questionnaire.values import Absence, Absent, Answers, Value
from audit.wording import in_language

__all__ = ["NOT_SHOWN", "Problem", "Way", "missing", "problems", "problems_on", "walk"]

NOT_SHOWN = Absent(Absence.NOT_SHOWN)


@dataclass(frozen=True, slots=True)
class Way:
    """What is asked after some answers.

    `relevant`: names of the relevant questions; `sections`: sections with something to show, in order; `values`: the
    answers of relevant questions, what is calculated, and `Absent(NOT_SHOWN)` for every question that is not relevant.
    """

    relevant: frozenset[str]
    sections: tuple[str, ...]
    values: Answers


def walk(questionnaire: Questionnaire, answers: Answers, today: date, *, language: str = "") -> Way:
    """Return what is relevant and worked out; `language` is that of choice labels in calculations (else the first)."""
    plan = planned(questionnaire)
    settled: dict[str, Value] = {}
    scope = _scope(questionnaire, settled, today, language)
    conditions: dict[str, bool] = {}
    relevant: set[str] = set()
    for name in plan.order:
        section = plan.section_of[name]
        if section.name not in conditions:
            conditions[section.name] = _holds(section.relevant, scope)
        question = questionnaire.questions[name]
        if conditions[section.name] and _holds(question.relevant, scope):
            relevant.add(name)
            _settle(settled, question, answers, scope)
        else:
            settled[name] = NOT_SHOWN
    return Way(frozenset(relevant), _sections(questionnaire, relevant), _in_order(questionnaire, settled))


def problems(
    questionnaire: Questionnaire, answers: Answers, names: Iterable[str], today: date, *, language: str = ""
) -> tuple[Problem, ...]:
    """Return what is missing and what breaks a constraint in the named questions, as far as they are relevant."""
    way = walk(questionnaire, answers, today, language=language)
    return problems_on(questionnaire, way, names, today, language=language)


def problems_on(
    questionnaire: Questionnaire, way: Way, names: Iterable[str], today: date, *, language: str = ""
) -> tuple[Problem, ...]:
    """As `problems`, on a way that was walked already."""
    scope = _scope(questionnaire, way.values, today, language)
    relevant = [questionnaire.questions[name] for name in names if name in way.relevant]
    return tuple(
        problem
        for question in relevant
        for problem in (*missing_in(question, way.values, scope), *broken(question, scope))
    )


def missing(questionnaire: Questionnaire, answers: Answers, today: date) -> tuple[Problem, ...]:
    """Return every required answer that is still missing from the relevant questions, in the order of asking."""
    way = walk(questionnaire, answers, today)
    scope = _scope(questionnaire, way.values, today, "")
    relevant = [question for name, question in questionnaire.questions.items() if name in way.relevant]
    return tuple(problem for question in relevant for problem in missing_in(question, way.values, scope))


def _scope(questionnaire: Questionnaire, settled: Answers, today: date, language: str) -> Scope:
    spoken = language or next(iter(questionnaire.languages), "en")
    questions = questionnaire.questions
    return Scope(lambda path: found(questions, settled, path), today, language=spoken, label=_labels(questions, spoken))


def _labels(questions: Mapping[str, Question], language: str) -> Callable[[str, str], str]:
    def label(path: str, choice: str) -> str:
        choices = getattr(questions.get(path.partition("/")[0]), "choices", ())
        return next((in_language(each.label, language)[0] for each in choices if each.name == choice), choice)

    return label


def _holds(condition: Expression | None, scope: Scope) -> bool:
    return condition is None or evaluation.truth(condition, scope)


def _settle(settled: dict[str, Value], question: Question, answers: Answers, scope: Scope) -> None:
    name = question.name
    if isinstance(question, CalculateQuestion):
        settled[name] = _kept(evaluation.evaluate(question.calculation, scope))
    elif name in answers and not isinstance(question, NoteQuestion):
        settled[name] = answers[name]
        specified = name + OTHER_SUFFIX
        if specified in answers and chose_other(question, answers[name]):
            settled[specified] = answers[specified]


def _kept(result: evaluation.Result) -> Value:
    if isinstance(result, Absent):
        return result
    return UNANSWERED if isinstance(result, NoNumber) or unanswered(result) else result


def _sections(questionnaire: Questionnaire, relevant: set[str]) -> tuple[str, ...]:
    return tuple(
        section.name
        for section in questionnaire.sections
        if any(each.name in relevant and not isinstance(each, CalculateQuestion) for each in section.questions)
    )


def _in_order(questionnaire: Questionnaire, settled: Mapping[str, Value]) -> Answers:
    given = (name for name in planned(questionnaire).places if name in settled)
    return {name: settled[name] for name in given if settled[name] != UNANSWERED}
