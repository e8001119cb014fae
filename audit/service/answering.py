"""Answers on their way in: read in their types, checked against the questionnaire, kept as JSON text."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from audit.errors import InvalidAnswers, Message, Mistake, mark, message
from audit.questionnaire import flow, instances
from audit.questionnaire.answers import Answers, Value, plain, read
from audit.questionnaire.flow import Way
from audit.questionnaire.instances import HERE, Where
from audit.questionnaire.schema import Questionnaire, RepeatQuestion
from audit.wording import in_language

Given = Mapping[str, Any]

WRONG = {
    "required": mark("there is no answer yet"),
    "specify": mark("“other” is chosen without saying what"),
    "constraint": mark("this answer is outside what is allowed"),
    "entries": mark("there are more entries than are asked for"),
    "rank": mark("not everything is put in order"),
}
#: What hinders keeping an answer, and what hinders only submitting it.
UNFIT = frozenset({"constraint"})
UNSENT = frozenset({"constraint", "entries", "rank"})


@dataclass(frozen=True, slots=True)
class Sifted:
    """Given answers sifted: what is kept (None clears), and the mistakes of what is not, by question."""

    kept: Mapping[str, Value | None]
    mistakes: Mapping[str, tuple[Mistake, ...]]


def typed(questionnaire: Questionnaire, texts: Mapping[str, str]) -> Answers:
    """Return kept answers in their types."""
    return read(questionnaire, {question: json.loads(text) for question, text in texts.items()})


def as_text(value: Value) -> str:
    """Return a value as the JSON text that is kept; `typed` gives the same value back, to the last digit."""
    return json.dumps(plain({"": value})[""], ensure_ascii=False, separators=(",", ":"))


def sift(questionnaire: Questionnaire, given: Given, *, known: Answers, today: date, language: str) -> Sifted:
    """Part what may be kept from what may not: an unknown question or choice, a wrong kind, a broken constraint."""
    kept: dict[str, Value | None] = {}
    mistakes: dict[str, tuple[Mistake, ...]] = {}
    for name, raw in given.items():
        try:
            kept[name] = read(questionnaire, {name: raw}).get(name)
        except InvalidAnswers as refusal:
            mistakes[name] = refusal.mistakes
    after = merged(known, kept)
    for path, broken in _broken(questionnaire, after, tuple(kept), today=today, language=language).items():
        where, name = instances.parted(path)
        before = instances.given(known, where).get(name)
        if not where:
            del kept[name]
            mistakes[name] = broken
        elif instances.given(after, where).get(name) != before:
            repeat = str(where[0])
            kept[repeat] = instances.put({repeat: kept[repeat] or ()}, where, {name: before})[repeat]
            mistakes[path] = broken
    return Sifted(kept, mistakes)


def settled(questionnaire: Questionnaire, answers: Answers, *, today: date, language: str) -> Answers:
    """Return what is submitted: the relevant answers; InvalidAnswers when one is missing or breaks its constraint."""
    problems = flow.missing(questionnaire, answers, today)
    mistakes = [_mistake(questionnaire, each, language) for each in problems]
    broken = _broken(questionnaire, answers, tuple(answers), today=today, language=language, codes=UNSENT)
    mistakes += [each for found in broken.values() for each in found]
    if mistakes:
        raise InvalidAnswers(tuple(mistakes))
    return _shown(flow.walk(questionnaire, answers, today), answers, HERE)


def _shown(way: Way, answers: Answers, where: Where) -> Answers:
    """Return the answers of an entry that are asked for, without choices that are no longer offered."""
    found: dict[str, Value] = {}
    for name, value in answers.items():
        path, question = instances.path(where, name), way.ground.questionnaire.every.get(name)
        if isinstance(question, RepeatQuestion) and isinstance(value, tuple):
            entries = [instances.entry(where, name, number + 1) for number in range(way.entries.get(path, 0))]
            if entries:
                found[name] = tuple(_shown(way, instances.given(way.ground.answers, each), each) for each in entries)
            continue
        stands = way.value(path)
        if stands == value or (isinstance(stands, tuple) and isinstance(value, tuple)):
            found[name] = stands if stands is not None else value
    return found


def merged(known: Answers, kept: Mapping[str, Value | None]) -> Answers:
    """Return the answers after those that were kept came in; None clears one."""
    after = {**known, **kept}
    return {name: value for name, value in after.items() if value is not None}


def _broken(
    questionnaire: Questionnaire,
    answers: Answers,
    names: tuple[str, ...],
    *,
    today: date,
    language: str,
    codes: frozenset[str] = UNFIT,
) -> dict[str, tuple[Mistake, ...]]:
    checked = [name for name in names if name in answers and _constrained(questionnaire, name)]
    if not checked:
        return {}
    found: dict[str, tuple[Mistake, ...]] = {}
    for problem in flow.problems(questionnaire, answers, checked, today, language=language):
        if problem.code in codes:
            found[problem.question] = (*found.get(problem.question, ()), _mistake(questionnaire, problem, language))
    return found


def _constrained(questionnaire: Questionnaire, name: str) -> bool:
    question = questionnaire.questions.get(name)
    return question is not None and (question.constraint is not None or question.type in ("repeat", "rank"))


def _mistake(questionnaire: Questionnaire, problem: flow.Problem, language: str) -> Mistake:
    section = questionnaire.section_of[instances.parted(problem.question)[1]]
    place = [message("section '%(name)s'", name=section), message("question '%(name)s'", name=problem.question)]
    if problem.part:
        place.append(message("line '%(name)s'", name=problem.part))
    said = problem.message
    remedy = said if isinstance(said, Message) else Message(in_language(said, language)[0])
    return Mistake(problem.code, tuple(place), Message(WRONG[problem.code]), remedy)
