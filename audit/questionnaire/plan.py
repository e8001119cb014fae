"""A questionnaire compiled once for walking: in which order its questions settle, what hangs on what, what circles."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from audit.questionnaire.circles import knots, untied
from audit.questionnaire.expression import Expression
from audit.questionnaire.identity import Same
from audit.questionnaire.schema import Question, Questionnaire, RepeatQuestion, Section
from audit.questionnaire.trees import Call, Members, Node, named, parts, referred

OTHER = "other"
OTHER_SUFFIX = "_other"
KEPT_PLANS = 64
# Before the name of a section whose condition is settled like a question; no question's name has it.
SECTION = "/"


@dataclass(frozen=True, slots=True)
class Step:
    """Names that are settled one after the other, in every entry of the repeats that they stand in.

    Several names are one step where each needs the other of an earlier entry: they settle entry by entry.
    """

    names: tuple[str, ...]
    within: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dependent:
    """A name that hangs on another, and how many repeats, from the outermost, both look at the same entry of."""

    name: str
    shared: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The questions' names in an order in which each comes after all that it depends on, and the cycles that forbid it.

    `places` are the names that answers can stand under, in the order of asking: each question and its "other" words,
    by the repeat that they stand in ("" for sections). `within` says of each of them which repeats it stands in;
    `sections` holds the conditions of sections, by their node's name. A cycle reads as a path: ("a", "b", "a") when a
    needs b and b needs a.
    """

    steps: tuple[Step, ...]
    place: Mapping[str, int]
    dependents: Mapping[str, tuple[Dependent, ...]]
    places: Mapping[str, tuple[str, ...]]
    within: Mapping[str, tuple[str, ...]]
    section_of: Mapping[str, Section]
    sections: Mapping[str, Section]
    cycles: tuple[tuple[str, ...], ...]


def planned(questionnaire: Questionnaire) -> Plan:
    """Return the plan of a questionnaire, made when this object is first asked for."""
    return _planned(Same(questionnaire))


def asked(questionnaire: Questionnaire, path: str) -> str | None:
    """Return the question that a path of an expression reads from (`x_other` reads from x), or None."""
    root = named(path, questionnaire.every).partition("/")[0]
    if root in questionnaire.every:
        return root
    name = root.removesuffix(OTHER_SUFFIX)
    return name if name in questionnaire.every and takes_other(questionnaire.every[name]) else None


def takes_other(question: Question) -> bool:
    """Return whether "other" may be chosen and specified."""
    return bool(getattr(question, "or_other", False))


def shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Return how many repeats, from the outermost, two questions stand in together."""
    return next((depth for depth, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
                min(len(one), len(other)))  # fmt: skip


@lru_cache(maxsize=KEPT_PLANS)
def _planned(key: Same[Questionnaire]) -> Plan:
    questionnaire = key.value
    sections = {SECTION + each.name: each for each in questionnaire.sections}
    needs = _needs(questionnaire, sections)
    place = {name: number for number, name in enumerate(needs)}
    within = {**dict.fromkeys(sections, ()), **questionnaire.within}
    steps: list[Step] = []
    cycles: list[tuple[str, ...]] = []
    for knot in knots(needs):
        order, circles = untied(knot, needs, place)
        cycles += [_without_sections(circle) for circle in circles]
        alike = {within[name] for name in order}
        together = (order,) if len(alike) == 1 and not circles else tuple((name,) for name in order)
        steps += [Step(names, within[names[0]]) for names in together]
    return Plan(
        steps=tuple(steps),
        place={name: number for number, step in enumerate(steps) for name in step.names},
        dependents=_dependents(needs, within),
        places=_places(questionnaire),
        within=within | {name + OTHER_SUFFIX: within[name] for name in _specified(questionnaire)},
        section_of={name: sections[SECTION + section] for name, section in questionnaire.section_of.items()},
        sections=sections,
        cycles=tuple(cycles),
    )


def _specified(questionnaire: Questionnaire) -> Iterator[str]:
    return (name for name, question in questionnaire.every.items() if takes_other(question))


def _places(questionnaire: Questionnaire) -> Mapping[str, tuple[str, ...]]:
    places: dict[str, list[str]] = {}
    for name, question in questionnaire.every.items():
        repeats = questionnaire.within[name]
        places.setdefault(repeats[-1] if repeats else "", []).append(name)
        if takes_other(question):
            places[repeats[-1] if repeats else ""].append(name + OTHER_SUFFIX)
    return {repeat: tuple(dict.fromkeys(names)) for repeat, names in places.items()}


def _without_sections(circle: tuple[str, ...]) -> tuple[str, ...]:
    names = [name for name in circle[:-1] if not name.startswith(SECTION)]
    return (*names, names[0])


def _needs(questionnaire: Questionnaire, sections: Mapping[str, Section]) -> dict[str, dict[str, bool]]:
    """Return what each name needs, in the order of asking; True where it needs it of the same entry, or of them all."""
    needs: dict[str, dict[str, bool]] = {}
    for name, question in questionnaire.every.items():
        repeats = questionnaire.within[name]
        section = SECTION + questionnaire.section_of[name]
        needs[name] = dict.fromkeys((section, *repeats[-1:]), True)
        for expression in _settling(question):
            _add(needs[name], questionnaire, expression, repeats, without=name)
    for node, part in sections.items():
        needs[node] = {}
        if part.relevant is not None:
            _add(needs[node], questionnaire, part.relevant, ())
    return needs


def _settling(question: Question) -> Iterator[Expression]:
    """Yield the expressions that decide on a question's value."""
    count = question.count if isinstance(question, RepeatQuestion) else None
    calculation = None if question.trigger else question.calculation
    for expression in (question.relevant, calculation, count, getattr(question, "choice_filter", None)):
        if isinstance(expression, Expression):
            yield expression


def _add(
    needed: dict[str, bool],
    questionnaire: Questionnaire,
    expression: Expression,
    repeats: tuple[str, ...],
    *,
    without: str = "",
) -> None:
    """Add what an expression needs: what it refers to, and the repeats whose entries it looks through (but itself)."""
    direct = {asked(questionnaire, path) for path in _direct(expression.tree)}
    for path in expression.references:
        name = asked(questionnaire, path)
        if name is None:
            continue
        around = questionnaire.within[name]
        in_other_entries = name not in direct and bool(around) and around == repeats
        needed[name] = needed.get(name, False) or not in_other_entries
        needed |= dict.fromkeys((each for each in around[shared(around, repeats) :] if each != without), True)


def _direct(node: Node) -> Iterator[str]:
    """Yield the paths that a tree reads where it stands itself, not in entries that it names by number or condition."""
    if isinstance(node, Members):
        return
    if isinstance(node, Call) and node.function == "indexed-repeat":
        for argument in node.arguments[2::2]:
            yield from _direct(argument)
        return
    inner = parts(node)
    if not inner:
        yield from referred(node)
    for part in inner:
        yield from _direct(part)


def _dependents(
    needs: Mapping[str, Mapping[str, bool]], within: Mapping[str, tuple[str, ...]]
) -> Mapping[str, tuple[Dependent, ...]]:
    """Return for each name what hangs on it; what is looked at by number may be in any entry."""
    found: dict[str, list[Dependent]] = {}
    for name, needed in needs.items():
        for each, directly in needed.items():
            depth = shared(within[each], within[name]) if directly else 0
            found.setdefault(each, []).append(Dependent(name, depth))
    return {name: tuple(dependents) for name, dependents in found.items()}
