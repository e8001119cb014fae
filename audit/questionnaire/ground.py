"""What a walk has settled so far, entry by entry, and what an expression sees of it from where it stands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from audit.questionnaire import instances
from audit.questionnaire.evaluation import UNANSWERED
from audit.questionnaire.identity import Same
from audit.questionnaire.instances import HERE, Where
from audit.questionnaire.lookup import found
from audit.questionnaire.plan import Plan, shared
from audit.questionnaire.schema import Question, Questionnaire, RepeatQuestion
from audit.questionnaire.scope import Found, Places, Scope
from audit.questionnaire.trees import named
from audit.questionnaire.values import Answers, Nodes, Scalar, Value
from audit.wording import in_language

KEPT_TABLES = 256


@dataclass(slots=True)
class Ground:
    """The answers given, and what is settled: values by entry, what is relevant, how many entries repeats have."""

    questionnaire: Questionnaire
    plan: Plan
    answers: Answers
    today: date
    language: str
    seed: str
    frames: dict[Where, dict[str, Value]] = field(default_factory=lambda: {HERE: {}})
    holds: dict[str, bool] = field(default_factory=dict)
    relevant: set[str] = field(default_factory=set)
    entries: dict[str, int] = field(default_factory=dict)
    dropped: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _given: dict[Where, Answers] = field(default_factory=dict)
    _scopes: dict[Where, Scope] = field(default_factory=dict)

    def over(self, answers: Answers) -> "Ground":
        """Return the same ground under other answers, to be settled where they differ; this one stays as it is."""
        return Ground(
            self.questionnaire,
            self.plan,
            answers,
            self.today,
            self.language,
            self.seed,
            {where: dict(values) for where, values in self.frames.items()},
            dict(self.holds),
            set(self.relevant),
            dict(self.entries),
            dict(self.dropped),
        )

    def given(self, where: Where) -> Answers:
        """Return what was answered in an entry, untouched."""
        if not where:
            return self.answers
        if where not in self._given:
            self._given[where] = instances.given(self.answers, where)
        return self._given[where]

    def places(self, within: tuple[str, ...], beginning: Where = HERE) -> list[Where]:
        """Return every entry of the innermost of some repeats, of those that begin with an entry of an outer one."""
        reached = [beginning]
        for repeat in within[len(beginning) // 2 :]:
            reached = [
                instances.entry(where, repeat, number)
                for where in reached
                for number in range(1, self.entries.get(instances.path(where, repeat), 0) + 1)
            ]
        return reached

    def forget(self, where: Where) -> None:
        """Leave an entry, with every entry within it."""
        inside = instances.path(where, "")
        self.frames = {each: values for each, values in self.frames.items() if each[: len(where)] != where}
        self.relevant = {each for each in self.relevant if not each.startswith(inside)}
        self.entries = {each: count for each, count in self.entries.items() if not each.startswith(inside)}
        self.dropped = {each: names for each, names in self.dropped.items() if not each.startswith(inside)}
        self._scopes = {each: scope for each, scope in self._scopes.items() if each[: len(where)] != where}

    def scope(self, where: Where) -> Scope:
        """Return what an expression of a question in an entry is evaluated over."""
        scope = self._scopes.get(where)
        if scope is None:
            scope = self._scopes[where] = _scope(self, where)
        return scope

    def scope_of(self, where: Where, name: str) -> Scope:
        """Return the same with the question's own answer, and its own seed."""
        instance = instances.path(where, name)
        own = found(self.questionnaire.every, self.frames.get(where, {}), name)
        return replace(self.scope(where), own=own, seed=f"{self.seed}/{instance}" if self.seed else "")


def _scope(ground: Ground, where: Where) -> Scope:
    seen = _Seen(ground, where)
    return Scope(
        lookup=seen.lookup,
        today=ground.today,
        language=ground.language,
        label=_labels(ground.questionnaire.every, ground.language),
        position=seen.position,
        count=seen.count,
        indexed=seen.indexed,
        table=_tables(ground.questionnaire, ground.language),
        seed=ground.seed,
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is seen from one entry."""

    ground: Ground
    where: Where

    def lookup(self, path: str) -> Found:
        return self._from(self.where, path)

    def position(self, name: str | None) -> int:
        numbers = [int(number) for number in self.where[1::2]]
        if not numbers:
            return 1
        if name is None or name.startswith(".."):
            upwards = len(name.split("/")) if name else 1
            return numbers[-upwards] if upwards <= len(numbers) else numbers[-1]
        around = instances.repeats(self.where)
        return numbers[around.index(name)] if name in around else 0

    def count(self, repeat: str, places: Places) -> int:
        within = self.ground.plan.within.get(repeat, ())
        where = self._entered(within, places)
        return sum(
            self.ground.entries.get(instances.path(each, repeat), 0) for each in self.ground.places(within, where)
        )

    def indexed(self, path: str, places: Places) -> Found:
        innermost = places[-1][0] if places else ""
        around = self.ground.plan.within.get(innermost, ())
        return self._from(self._entered((*around, innermost), places) if places else self.where, path)

    def _entered(self, within: tuple[str, ...], places: Places) -> Where:
        """Return the entries named, and where they are left open those that the expression itself stands in."""
        named_entries = dict(places)
        own = dict(zip(instances.repeats(self.where), self.where[1::2], strict=True))
        where: Where = HERE
        for repeat in within:
            number = named_entries.get(repeat, own.get(repeat))
            if number is None:
                break
            where = instances.entry(where, repeat, int(number))
        return where

    def _from(self, where: Where, path: str) -> Found:
        ground = self.ground
        name = named(path, ground.questionnaire.every)
        root = name.partition("/")[0]
        within = ground.plan.within.get(root)
        if within is None:
            return UNANSWERED
        if isinstance(ground.questionnaire.every.get(root), RepeatQuestion):
            return self._entries(where, root, within)
        if not within:
            return found(ground.questionnaire.every, ground.frames[HERE], name)
        seen = where[: 2 * shared(within, instances.repeats(where))]
        if len(seen) == 2 * len(within):
            return found(ground.questionnaire.every, ground.frames.get(seen, {}), name)
        each = (ground.frames.get(place, {}) for place in ground.places(within, seen))
        return Nodes(tuple(_scalar(found(ground.questionnaire.every, values, name)) for values in each))

    def _entries(self, where: Where, repeat: str, within: tuple[str, ...]) -> Nodes:
        seen = where[: 2 * shared(within, instances.repeats(where))]
        numbers: list[Scalar] = []
        for place in self.ground.places(within, seen):
            numbers += range(1, self.ground.entries.get(instances.path(place, repeat), 0) + 1)
        return Nodes(tuple(numbers))


def _scalar(value: Found) -> Scalar:
    return UNANSWERED if isinstance(value, Nodes) else value


def _labels(questions: Mapping[str, Question], language: str) -> Callable[[str, str], str]:
    def label(path: str, choice: str) -> str:
        root = named(path, questions).partition("/")[0]
        choices = getattr(questions.get(root), "choices", ())
        return next((in_language(each.label, language)[0] for each in choices if each.name == choice), choice)

    return label


def _tables(questionnaire: Questionnaire, language: str) -> Callable[[str], Sequence[Mapping[str, str]]]:
    return lambda name: _rows(Same(questionnaire), name, language)


@lru_cache(maxsize=KEPT_TABLES)
def _rows(key: Same[Questionnaire], name: str, language: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a list, the same object each time, so that look-ups find them by an index."""
    return tuple(
        {**each.attributes, "name": each.name, "label": in_language(each.label, language)[0]}
        for each in key.value.choices.get(name, ())
    )
