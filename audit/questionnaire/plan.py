"""A questionnaire compiled once for walking: in which order its questions settle, and which never can."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter

from audit.questionnaire.expression import Expression
from audit.questionnaire.schema import CalculateQuestion, Question, Questionnaire, Section

OTHER = "other"
OTHER_SUFFIX = "_other"
KEPT_PLANS = 64


@dataclass(frozen=True, slots=True)
class Plan:
    """The questions' names in an order in which each comes after all that it depends on, and the cycles that forbid it.

    `places` are the names that answers can stand under, in the order of asking: each question and its "other" words.
    A cycle reads as a path: ("a", "b", "a") when a needs b and b needs a.
    """

    order: tuple[str, ...]
    places: tuple[str, ...]
    section_of: Mapping[str, Section]
    cycles: tuple[tuple[str, ...], ...]


def planned(questionnaire: Questionnaire) -> Plan:
    """Return the plan of a questionnaire, made when this object is first asked for."""
    return _planned(_Same(questionnaire))


def asked(questionnaire: Questionnaire, path: str) -> str | None:
    """Return the question that a path of `${…}` reads from (`x_other` reads from x), or None."""
    root = path.partition("/")[0]
    if root in questionnaire.questions:
        return root
    name = root.removesuffix(OTHER_SUFFIX)
    return name if name in questionnaire.questions and takes_other(questionnaire.questions[name]) else None


def takes_other(question: Question) -> bool:
    """Return whether "other" may be chosen and specified."""
    return bool(getattr(question, "or_other", False))


class _Same:
    """A questionnaire as a key of the cache: equal only to itself, and kept alive as long as its plan is."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.questionnaire is self.questionnaire

    def __hash__(self) -> int:
        return id(self.questionnaire)


@lru_cache(maxsize=KEPT_PLANS)
def _planned(key: _Same) -> Plan:
    questionnaire = key.questionnaire
    section_of = {question.name: section for section in questionnaire.sections for question in section.questions}
    needs = {
        name: dict.fromkeys(_needed(questionnaire, question, section_of[name]))
        for name, question in questionnaire.questions.items()
    }
    places = tuple(dict.fromkeys(each for name in needs for each in (name, name + OTHER_SUFFIX)))
    place = {name: number for number, name in enumerate(needs)}
    cycles: list[tuple[str, ...]] = []
    while True:
        try:
            order = tuple(TopologicalSorter(needs).static_order())
            return Plan(order, places, section_of, tuple(cycles))
        except CycleError as error:
            cycle = _turned(error.args[1], place)
            cycles.append(cycle)
            del needs[cycle[0]][cycle[1]]


def _needed(questionnaire: Questionnaire, question: Question, section: Section) -> Iterator[str]:
    calculation = question.calculation if isinstance(question, CalculateQuestion) else None
    for expression in (section.relevant, question.relevant, calculation):
        if isinstance(expression, Expression):
            for path in expression.references:
                name = asked(questionnaire, path)
                if name is not None:
                    yield name


def _turned(cycle: list[str], place: Mapping[str, int]) -> tuple[str, ...]:
    """Return a cycle read as "needs", beginning and ending with its first question in the order of asking."""
    names = cycle[:0:-1]
    start = names.index(min(names, key=place.__getitem__))
    return (*names[start:], *names[:start], names[start])
