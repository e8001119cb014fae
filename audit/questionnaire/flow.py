"""The way through a questionnaire: what is asked after these answers, what is worked out, what is wrong or missing.

A question is relevant when its section's condition and its own hold, in every entry of a repeat by itself; one that is
not counts as unanswered everywhere else (XLSForm's rule), and its value becomes `Absent(NOT_SHOWN)`. Typed answers are
never changed: who calls keeps them. In a repeat a question is known by its instance path, `repeat/2/member`.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from audit.questionnaire import evaluation, instances, offering
from audit.questionnaire.demands import Problem, broken, ill_chosen, miscounted, missing_in
from audit.questionnaire.ground import Ground
from audit.questionnaire.instances import HERE, Where
from audit.questionnaire.plan import planned
from audit.questionnaire.resettling import resettle
from audit.questionnaire.schema import (
    CalculateQuestion,
    Choice,
    HiddenQuestion,
    Question,
    Questionnaire,
    RepeatQuestion,
)
from audit.questionnaire.settling import NOT_SHOWN as NOT_SHOWN
from audit.questionnaire.settling import settle
from audit.questionnaire.values import Answers, Value

__all__ = ["NOT_SHOWN", "Problem", "Way", "missing", "problems", "problems_on", "rewalk", "walk"]


@dataclass(frozen=True)
class Way:
    """What is asked after some answers.

    `relevant`: instance paths of the relevant questions, repeats and their members among them; `sections`: sections
    with something to show, in order; `values`: the answers of relevant questions, what is calculated, and
    `Absent(NOT_SHOWN)` for every question that is not relevant, a repeat as a tuple of its entries; `entries`: how many
    entries each relevant repeat has, by its instance path. `ground` is what the walk stands on, for walking on from it.
    """

    relevant: frozenset[str]
    sections: tuple[str, ...]
    values: Answers
    entries: Mapping[str, int]
    ground: Ground = field(compare=False, repr=False)

    def offered(self, path: str) -> tuple[Choice, ...]:
        """Return the choices that a question offers here, in the order of showing them."""
        where, name = instances.parted(path)
        question = self.ground.questionnaire.every.get(name)
        return offering.offered(self.ground, where, question) if question is not None and where in self._places else ()

    @property
    def dropped(self) -> Mapping[str, tuple[str, ...]]:
        """The chosen names that are no longer offered, by instance path; their answers count as not given."""
        return dict(self.ground.dropped)

    @cached_property
    def read_only(self) -> frozenset[str]:
        """The relevant questions that are shown but not to be changed: by `read_only`, or always calculated."""
        return frozenset(path for path, where, question in self.asked() if _read_only(self.ground, where, question))

    def value(self, path: str) -> Value | None:
        """Return what stands at an instance path, or None."""
        where, name = instances.parted(path)
        return self.ground.frames.get(where, {}).get(name)

    def asked(self) -> Iterator[tuple[str, Where, Question]]:
        """Yield the relevant questions, in the order of asking, entry by entry."""
        for path, where, question in _every(self.ground):
            if path in self.relevant:
                yield path, where, question

    @cached_property
    def _places(self) -> Collection[Where]:
        return self.ground.frames.keys()


def walk(questionnaire: Questionnaire, answers: Answers, today: date, *, language: str = "", seed: str = "") -> Way:
    """Return what is relevant and worked out.

    `language` is that of choice labels in calculations (else the first); `seed` stands for one respondent's form, so
    that random orders and numbers are hers at every walk; without one, choices keep the author's order.
    """
    spoken = language or next(iter(questionnaire.languages), "en")
    ground = Ground(questionnaire, planned(questionnaire), answers, today, spoken, seed)
    for step in ground.plan.steps:
        for where in ground.places(step.within) if step.within else (HERE,):
            for name in step.names:
                settle(ground, where, name)
    return _way(ground)


def rewalk(previous: Way, answers: Answers, changed: Collection[str]) -> Way:
    """Return the way after some answers changed: what `walk` would return, but only what hangs on them is settled anew.

    `answers` are all of them; `changed` names where they differ from those before: instance paths, a repeat where
    entries came or went, or `repeat/2` for a whole entry.
    """
    ground = previous.ground.over(answers)
    resettle(ground, changed)
    return _way(ground)


def problems(
    questionnaire: Questionnaire, answers: Answers, names: Iterable[str], today: date, *, language: str = ""
) -> tuple[Problem, ...]:
    """Return what is missing and what breaks a constraint in the named questions, as far as they are relevant."""
    way = walk(questionnaire, answers, today, language=language)
    return problems_on(questionnaire, way, names, today, language=language)


def problems_on(
    questionnaire: Questionnaire, way: Way, names: Iterable[str], today: date, *, language: str = ""
) -> tuple[Problem, ...]:
    """As `problems`, on a way that was walked already.

    A name may be an instance path, an entry (`repeat/2`), a repeat (all in it), or a member (of every entry).
    """
    wanted = tuple(names)
    return tuple(
        problem
        for path, where, question in _named(way, wanted)
        for problem in (*_missing(way, path, where, question), *_wrong(way, path, where, question))
    )


def missing(questionnaire: Questionnaire, answers: Answers, today: date) -> tuple[Problem, ...]:
    """Return every required answer that is still missing from the relevant questions, in the order of asking."""
    way = walk(questionnaire, answers, today)
    return tuple(problem for path, where, question in way.asked() for problem in _missing(way, path, where, question))


def _way(ground: Ground) -> Way:
    return Way(
        frozenset(ground.relevant),
        _sections(ground.questionnaire, ground.relevant),
        _values(ground, HERE),
        dict(ground.entries),
        ground,
    )


def _values(ground: Ground, where: Where, repeat: str = "") -> Answers:
    """Return what is settled in an entry, in the order of asking, repeats with all that is in them."""
    frame, every = ground.frames[where], ground.questionnaire.every
    values: dict[str, Value] = {}
    for name in ground.plan.places.get(repeat, ()):
        if name in frame:
            values[name] = frame[name]
        elif isinstance(every.get(name), RepeatQuestion):
            entries = range(1, ground.entries.get(instances.path(where, name), 0) + 1)
            found = tuple(_values(ground, instances.entry(where, name, number), name) for number in entries)
            if found:
                values[name] = found
    return values


def _sections(questionnaire: Questionnaire, relevant: set[str]) -> tuple[str, ...]:
    return tuple(
        section.name
        for section in questionnaire.sections
        if any(each.name in relevant and not isinstance(each, UNSEEN) for each in section.questions)
    )


UNSEEN = (CalculateQuestion, HiddenQuestion)


def _every(ground: Ground, where: Where = HERE, repeat: str = "") -> Iterator[tuple[str, Where, Question]]:
    for name in ground.plan.places.get(repeat, ()):
        question = ground.questionnaire.every.get(name)
        if question is None:
            continue
        path = instances.path(where, name)
        yield path, where, question
        for number in range(1, ground.entries.get(path, 0) + 1):
            yield from _every(ground, instances.entry(where, name, number), name)


def _named(way: Way, names: tuple[str, ...]) -> Iterator[tuple[str, Where, Question]]:
    """Yield the relevant questions that are meant, in the order of the names."""
    every = way.ground.questionnaire.every
    for name in dict.fromkeys(names):
        question = every.get(name)
        if question is not None and name in way.relevant and not isinstance(question, RepeatQuestion):
            yield name, HERE, question
            continue
        for path, where, each in way.asked():
            if path == name or path.startswith(f"{name}/") or (each.name == name and bool(where)):
                yield path, where, each


def _missing(way: Way, path: str, where: Where, question: Question) -> Iterator[Problem]:
    return missing_in(question, path, way.ground.frames[where], way.ground.scope_of(where, question.name))


def _wrong(way: Way, path: str, where: Where, question: Question) -> Iterator[Problem]:
    yield from miscounted(question, path, way.entries.get(path, 0))
    yield from ill_chosen(question, path, way.value(path), dropped=way.ground.dropped.get(path, ()),
                          offered=lambda: way.offered(path))  # fmt: skip
    yield from broken(question, path, way.ground.scope_of(where, question.name))


def _read_only(ground: Ground, where: Where, question: Question) -> bool:
    if question.calculation is not None and question.trigger is None:
        return True
    if isinstance(question.read_only, bool):
        return question.read_only
    return evaluation.truth(question.read_only, ground.scope_of(where, question.name))
