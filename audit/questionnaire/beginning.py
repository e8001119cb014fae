"""Answers that nobody typed: defaults, given once when a form or an entry is opened, and what triggers write.

Afterwards they are answers like others: they can be changed and taken away, and a default never comes back.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from audit.questionnaire import evaluation, instances
from audit.questionnaire.expression import Expression
from audit.questionnaire.flow import Way, rewalk, walk
from audit.questionnaire.instances import HERE, Where
from audit.questionnaire.plan import OTHER_SUFFIX, shared
from audit.questionnaire.schema import Question, Questionnaire, RepeatQuestion
from audit.questionnaire.settling import fitted, state
from audit.questionnaire.values import Answers, Value


def begun(
    questionnaire: Questionnaire, today: date, *, language: str = "", seed: str = "", answers: Answers | None = None
) -> Answers:
    """Return the answers that a form begins with: its defaults, those of first entries too, beside answers given."""
    way = walk(questionnaire, answers or {}, today, language=language, seed=seed)
    way = _preset(way, HERE)
    return _entered(way).ground.answers


def revised(
    questionnaire: Questionnaire,
    answers: Answers,
    changed: Collection[str],
    today: date,
    *,
    language: str = "",
    seed: str = "",
    previous: Way | None = None,
) -> Answers:
    """Return answers after a save: what the changed ones trigger is worked out, entries that came to be begin.

    `changed` holds instance paths as `rewalk` takes them; an entry's own path (`repeat/3`) says that it is new and gets
    its defaults. With the way as it was before, `previous`, triggers also go off where a calculation has changed.
    """
    if previous is None:
        way = walk(questionnaire, answers, today, language=language, seed=seed)
    else:
        way = rewalk(previous, answers, changed)
    for path in changed:
        where, name = instances.parted(path)
        if not name and where in way.ground.frames:
            way = _preset(way, where)
    way = _entered(way)
    return _triggered(way, frozenset(changed), previous).ground.answers


def _preset(way: Way, where: Where) -> Way:
    """Give the questions of one entry their defaults, where they have no answer, in the order of asking."""
    for question in _level(way, where):
        if question.default is None or question.name in way.ground.given(where):
            continue
        way = _written(way, where, question, question.default)
    return way


def _written(way: Way, where: Where, question: Question, expression: Expression) -> Way:
    value = fitted(question, evaluation.evaluate(expression, way.ground.scope_of(where, question.name)))
    return _answered(way, where, {question.name: value})


def _answered(way: Way, where: Where, changes: Mapping[str, Value | None]) -> Way:
    answers = instances.put(way.ground.answers, where, changes)
    return rewalk(way, answers, [instances.path(where, name) for name in changes])


def _level(way: Way, where: Where) -> Iterator[Question]:
    repeat = str(where[-2]) if where else ""
    for name in way.ground.plan.places.get(repeat, ()):
        question = way.ground.questionnaire.every.get(name)
        if question is not None:
            yield question


def _entered(way: Way) -> Way:
    """Let entries begin that are there by `count` or `least` but were never opened, those within them too."""
    opened: set[Where] = set()
    while True:
        unopened = [
            instances.entry(where, question.name, number)
            for path, where, question in way.asked()
            if isinstance(question, RepeatQuestion)
            for number in range(_opened(way, where, question) + 1, way.entries.get(path, 0) + 1)
        ]
        fresh = [where for where in unopened if where not in opened]
        if not fresh:
            return way
        for where in fresh:
            opened.add(where)
            answers = instances.put(way.ground.answers, where, {})
            way = _preset(rewalk(way, answers, [instances.path(where[:-2], str(where[-2]))]), where)


def _opened(way: Way, where: Where, question: RepeatQuestion) -> int:
    given = way.ground.given(where).get(question.name)
    return len(given) if isinstance(given, tuple) else 0


def _triggered(way: Way, changed: frozenset[str], previous: Way | None) -> Way:
    """Work out what the changed answers trigger, and what that triggers in turn; each question once."""
    written: set[str] = set()
    while True:
        due = [each for each in _due(way, changed, previous) if instances.path(each[0], each[1].name) not in written]
        if not due:
            return way
        before = way
        for where, question in due:
            written.add(instances.path(where, question.name))
            if question.calculation is not None:
                way = _written(way, where, question, question.calculation)
        changed = frozenset(
            instances.path(where, question.name)
            for where, question in due
            if state(way.ground, where, question.name) != state(before.ground, where, question.name)
        )
        previous = before


def _due(way: Way, changed: frozenset[str], previous: Way | None) -> Iterator[tuple[Where, Question]]:
    """Yield the questions whose trigger has changed, in the entries that see it."""
    within = way.ground.plan.within
    for name, question in way.ground.questionnaire.every.items():
        trigger = question.trigger
        if trigger is None or question.calculation is None or trigger not in within:
            continue
        together = 2 * shared(within[trigger], within[name])
        set_off = {where[:together] for where in way.ground.places(within[trigger])
                   if _changed(way, where, trigger, changed=changed, previous=previous)}  # fmt: skip
        for where in way.ground.places(within[name]):
            if where[:together] in set_off and instances.path(where, name) in way.relevant:
                yield where, question


def _changed(way: Way, where: Where, name: str, *, changed: frozenset[str], previous: Way | None) -> bool:
    path = instances.path(where, name)
    if path in changed or path + OTHER_SUFFIX in changed:
        return True
    if previous is None:
        return False
    return state(way.ground, where, name) != state(previous.ground, where, name)
