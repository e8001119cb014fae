"""What becomes of answers when the meaning of questions changes: those stand apart, all others go on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from audit.errors import InvalidAnswers
from audit.questionnaire.answers import Answers, Value, plain, read
from audit.questionnaire.changes.change import Change, Meaning
from audit.questionnaire.plan import OTHER_SUFFIX
from audit.questionnaire.schema import Questionnaire


@dataclass(frozen=True, slots=True)
class Apart:
    """The questions whose answers stand apart: whole ones, and of others the parts (items of a matrix, rows)."""

    whole: frozenset[str] = frozenset()
    parts: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.whole or self.parts)

    @property
    def questions(self) -> frozenset[str]:
        """Every question that is touched, whole or in a part."""
        return self.whole | frozenset(self.parts)


def apart(changes: Iterable[Change]) -> Apart:
    """Return the questions whose meaning some changes change."""
    changed = [each for each in changes if each.meaning is Meaning.CHANGED]
    whole = frozenset(name for each in changed if not each.part for name in each.questions)
    parts: dict[str, frozenset[str]] = {}
    for each in changed:
        for name in each.questions if each.part else ():
            parts[name] = parts.get(name, frozenset()) | {each.part}
    return Apart(whole, {name: found for name, found in parts.items() if name not in whole})


def measured(changes: Iterable[Change], questionnaire: Questionnaire) -> frozenset[str]:
    """Return the indicators of a version that measure something else than before, by rule or by what they read."""
    found = tuple(changes)
    touched = apart(found).questions
    direct = {name for each in found if each.meaning is Meaning.CHANGED for name in each.indicators}
    reading = {each.name for each in questionnaire.indicators if touched & _sources(each)}
    return frozenset(direct | reading)


def _sources(indicator: object) -> frozenset[str]:
    strata = getattr(indicator, "strata", ())
    named = (getattr(indicator, "of", None), getattr(indicator, "out_of", None), *(each.of for each in strata))
    return frozenset(str(each).rpartition("/")[2] for each in named if each)


def parted(new: Questionnaire, answers: Answers, where: Apart) -> tuple[Answers, Answers]:
    """Part answers to an earlier version into those that go on in the new one, and those that stand apart.

    An answer that is touched in a part stands apart whole, and goes on without that part; so does a repeat's without
    its members. What the new version cannot read, for whatever reason, stands apart too: nothing is lost.
    """
    on: dict[str, Value] = {}
    aside: dict[str, Value] = {}
    for name, value in answers.items():
        asked = name if name in new.questions else name.removesuffix(OTHER_SUFFIX)
        stays = None if asked in where.whole or asked not in new.questions else _cut(value, where, asked)
        stays = stays if stays is not None and _fits(new, name, stays) else None
        if stays is not None:
            on[name] = stays
        if stays != value:
            aside[name] = value
    return on, aside


def _cut(value: Value, where: Apart, name: str = "") -> Value | None:
    """Return a value without the parts that stand apart; None where nothing is left of it."""
    if isinstance(value, Mapping):
        gone = where.parts.get(name, frozenset())
        left = {key: each for key, each in value.items() if key not in gone}
        return left or None  # type: ignore[return-value]  # a grid or a matrix with fewer lines is still one
    if isinstance(value, tuple) and any(isinstance(each, Mapping) for each in value):
        return tuple(_entry(each, where) for each in value if isinstance(each, Mapping))
    return value


def _entry(entry: Mapping[str, Value], where: Apart) -> Mapping[str, Value]:
    kept = {
        name: _cut(value, where, name)
        for name, value in entry.items()
        if name not in where.whole and name.removesuffix(OTHER_SUFFIX) not in where.whole
    }
    return {name: value for name, value in kept.items() if value is not None}


def _fits(questionnaire: Questionnaire, name: str, value: Value) -> bool:
    try:
        return read(questionnaire, plain({name: value})).get(name) == value
    except InvalidAnswers:
        return False
