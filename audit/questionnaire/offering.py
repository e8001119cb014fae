"""Which choices a question offers after the answers before it, and in which order."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace

from audit.questionnaire import evaluation, instances
from audit.questionnaire.ground import Ground
from audit.questionnaire.instances import Where
from audit.questionnaire.plan import OTHER, takes_other
from audit.questionnaire.schema import (
    Choice,
    MatrixQuestion,
    Question,
    RankQuestion,
    SelectMultipleQuestion,
    SelectOneQuestion,
)
from audit.questionnaire.scope import Found
from audit.questionnaire.values import Value
from audit.wording import in_language

Filtered = SelectOneQuestion | SelectMultipleQuestion | RankQuestion


def offered(ground: Ground, where: Where, question: Question) -> tuple[Choice, ...]:
    """Return the choices that fulfil the question's `choice_filter`, shuffled where it says `randomize`."""
    if isinstance(question, MatrixQuestion):
        return question.choices
    if not isinstance(question, Filtered):
        return ()
    fulfilling = tuple(_fulfilling(ground, where, question))
    if not question.randomize or not ground.seed:
        return fulfilling
    return _shuffled(fulfilling, f"{ground.seed}/{instances.path(where, question.name)}")


def kept(ground: Ground, where: Where, question: Question, value: Value) -> tuple[Value | None, tuple[str, ...]]:
    """Return what remains of an answer once its filter has taken away, and the names that are no longer offered."""
    if not isinstance(question, Filtered) or question.choice_filter is None:
        return value, ()
    names = {choice.name for choice in _fulfilling(ground, where, question)}
    names |= {OTHER} if takes_other(question) else set()
    if isinstance(value, str):
        return (value, ()) if value in names else (None, (value,))
    if not isinstance(value, tuple):
        return value, ()
    remaining = tuple(each for each in value if isinstance(each, str) and each in names)
    return remaining or None, tuple(each for each in value if isinstance(each, str) and each not in names)


def _fulfilling(ground: Ground, where: Where, question: Filtered) -> Iterator[Choice]:
    if question.choice_filter is None:
        yield from question.choices
        return
    columns: dict[str, Found] = {}
    scope = replace(ground.scope(where), columns=columns)
    for choice in question.choices:
        columns.clear()
        columns.update(_columns(choice, ground.language))
        if evaluation.truth(question.choice_filter, scope):
            yield choice


def _columns(choice: Choice, language: str) -> Mapping[str, str]:
    return {**choice.attributes, "name": choice.name, "label": in_language(choice.label, language)[0]}


def _shuffled(choices: tuple[Choice, ...], seed: str) -> tuple[Choice, ...]:
    """Return choices in an order that hangs on the seed alone; those that stand alone or are absences stay last."""
    loose = [choice for choice in choices if not choice.exclusive and choice.absent is None and choice.name != OTHER]
    last = tuple(choice for choice in choices if choice not in loose)
    return (*sorted(loose, key=lambda choice: hashlib.sha256(f"{seed}/{choice.name}".encode()).digest()), *last)
