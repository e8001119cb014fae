"""Settles one question in one entry: whether it is asked, what its value is, how many entries a repeat has."""

from collections.abc import Mapping
from dataclasses import replace

from audit.errors import InvalidAnswers
from audit.questionnaire import evaluation, instances, offering, reading
from audit.questionnaire.demands import chose_other
from audit.questionnaire.evaluation import UNANSWERED, NoNumber
from audit.questionnaire.expression import Expression
from audit.questionnaire.ground import Ground
from audit.questionnaire.instances import Where
from audit.questionnaire.operands import number, text, unanswered
from audit.questionnaire.plan import OTHER_SUFFIX, SECTION
from audit.questionnaire.questions import MOST_ENTRIES
from audit.questionnaire.schema import CalculateQuestion, NoteQuestion, Question, RepeatQuestion
from audit.questionnaire.scope import Found, Result, Scope
from audit.questionnaire.values import Absence, Absent, Entries, Nodes, Scalar, Value

NOT_SHOWN = Absent(Absence.NOT_SHOWN)
IN_WORDS = frozenset({"text", "hidden", "link", "select_one", "select_multiple", "rank", "acknowledge"})


def settle(ground: Ground, where: Where, name: str) -> None:
    """Settle a question of an entry, or a section's condition, over what is settled already."""
    if name.startswith(SECTION):
        ground.holds[name] = _holds(ground.plan.sections[name].relevant, ground, where)
        return
    question = ground.questionnaire.every[name]
    values = ground.frames[where]
    instance = instances.path(where, name) if where else name
    if not _asked(ground, where, question):
        ground.relevant.discard(instance)
        values[name] = NOT_SHOWN
        values.pop(name + OTHER_SUFFIX, None)
        ground.dropped.pop(instance, None)
        if isinstance(question, RepeatQuestion):
            _leave(ground, where, question, 0)
            ground.entries.pop(instance, None)
        return
    ground.relevant.add(instance)
    values.pop(name, None)
    if isinstance(question, RepeatQuestion):
        _leave(ground, where, question, _entries(ground, where, question))
    else:
        _answer(ground, where, question, instance)


def state(ground: Ground, where: Where, name: str) -> tuple[object, ...]:
    """Return all that others can see of a question; equal before and after where nothing changed for them."""
    if name.startswith(SECTION):
        return (ground.holds.get(name),)
    instance = instances.path(where, name)
    values = ground.frames.get(where, {})
    value = values.get(name)
    return (
        instance in ground.relevant,
        type(value),
        value,
        values.get(name + OTHER_SUFFIX),
        ground.entries.get(instance),
    )


def fitted(question: Question, result: Result) -> Value | None:
    """Return what was worked out as an answer of its question, or None where it is none that would fit."""
    plain = _first(result)
    if isinstance(plain, NoNumber) or (unanswered(plain) and not isinstance(plain, Absent)):
        return None
    if isinstance(question, CalculateQuestion) or isinstance(plain, Absent):
        return None if plain == UNANSWERED else plain
    try:
        value = reading.value(question, text(plain) if question.type in IN_WORDS else plain)
    except InvalidAnswers:
        return None
    return None if value == UNANSWERED else value


def _first(result: Result) -> Scalar | NoNumber:
    """Return the first of several values, as a set of nodes counts where one value is wanted."""
    if isinstance(result, Nodes):
        return result.values[0] if result.values else UNANSWERED
    return result


def _holds(condition: Expression | None, ground: Ground, where: Where) -> bool:
    return condition is None or evaluation.truth(condition, ground.scope(where))


def _asked(ground: Ground, where: Where, question: Question) -> bool:
    section = ground.plan.section_of[question.name]
    return ground.holds[SECTION + section.name] and _holds(question.relevant, ground, where)


def _answer(ground: Ground, where: Where, question: Question, instance: str) -> None:
    values, given = ground.frames[where], ground.given(where)
    name = question.name
    if question.calculation is not None and question.trigger is None:
        value = fitted(question, evaluation.evaluate(question.calculation, _before(ground, where, name)))
        if value is not None:
            values[name] = value
        return
    values.pop(name + OTHER_SUFFIX, None)
    ground.dropped.pop(instance, None)
    if name not in given or isinstance(question, NoteQuestion):
        return
    kept, dropped = offering.kept(ground, where, question, given[name])
    if dropped:
        ground.dropped[instance] = dropped
    if kept is None or kept == UNANSWERED:
        return
    values[name] = kept
    specified = name + OTHER_SUFFIX
    if specified in given and chose_other(question, kept):
        values[specified] = given[specified]


def _before(ground: Ground, where: Where, name: str) -> Scope:
    """Return the scope of a calculation: `.` is the value that was kept before, and chance has the question's seed."""
    own = ground.given(where).get(name)
    if own is None and not ground.seed:
        return ground.scope(where)
    seed = f"{ground.seed}/{instances.path(where, name)}" if ground.seed else ""
    return replace(ground.scope(where), own=_single(own), seed=seed)


def _single(value: Value | None) -> Found:
    return UNANSWERED if value is None or isinstance(value, Mapping) else _chosen(value)


def _chosen(value: Scalar | Entries) -> Found:
    if not isinstance(value, tuple):
        return value
    return tuple(each for each in value if isinstance(each, str))


def _entries(ground: Ground, where: Where, question: RepeatQuestion) -> int:
    """Return how many entries a repeat has: as many as `count` says, else as were given, at least `least`."""
    if question.count is None:
        given = ground.given(where).get(question.name)
        return min(MOST_ENTRIES, max(question.least, len(given) if isinstance(given, tuple) else 0))
    wanted = number(evaluation.evaluate(question.count, ground.scope(where)))
    return 0 if isinstance(wanted, NoNumber) else max(0, min(MOST_ENTRIES, int(wanted)))


def _leave(ground: Ground, where: Where, question: RepeatQuestion, count: int) -> None:
    """Let a repeat have so many entries: new ones are empty ground, those beyond are left with all within them."""
    instance = instances.path(where, question.name)
    before = ground.entries.get(instance, 0)
    ground.entries[instance] = count
    for number_of in range(before + 1, count + 1):
        ground.frames[instances.entry(where, question.name, number_of)] = {}
    for number_of in range(count + 1, before + 1):
        ground.forget(instances.entry(where, question.name, number_of))
