"""A reader of small audits who puts every world there could be through the gate and keeps those that look alike.

He knows how many are in each group, the rule, and all that is published. What all worlds that look alike have in common
he has found, unless the total of the item says so by itself.
"""

import itertools
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from audit.analysis import families
from audit.analysis.report import ALL, Table, Withheld
from audit.analysis.tally import UNDISCLOSED, Count, Tally
from audit.questionnaire.schema import SelectOneQuestion
from tests.analysis.audits import AGREE, LEVEL, UNIT, a_select_one, a_survey

CHOICES = ("1", "3", "4")
FAVOURABLE = ("4",)
THRESHOLD = 3
LEVELS = [level["name"] for level in LEVEL]
UNITS = [unit["name"] for unit in UNIT]
FAIR = a_select_one("fair", [AGREE[0], AGREE[2], AGREE[3]])
NOMINAL = a_survey(FAIR, by=("level",))
NESTED = a_survey(FAIR, by=("unit",))
SCALED = a_survey(
    FAIR,
    by=("level",),
    dimensions=[{"name": "climate", "label": "Climate"}],
    indicators=[{"name": "fair", "dimension": "climate", "measure": "likert", "of": "fair"}],
)

Answered = tuple[int, ...]
World = tuple[Answered, ...]
Sizes = Mapping[str, int]
Looks = tuple[tuple[tuple[str, object], ...], ...]
Publish = Callable[[Sequence[Tally]], Sequence[Table]]


def told(sizes: Sequence[int], publish: Publish, *, sides: Collection[str] = ()) -> list[str]:
    """Return which withheld groups of these sizes some publication tells to be of which mind."""
    alike: dict[Looks, list[World]] = {}
    by_total: dict[Answered, list[World]] = {}
    for world in itertools.product(*map(_split, sizes)):
        alike.setdefault(_looks(publish(_counted(world))), []).append(world)
        by_total.setdefault(_total(world), []).append(world)
    evident = {total: _in_common(same, sides) for total, same in by_total.items()}
    return [
        f"group {place} of {sizes} is of mind {mind}, as in {same[0]}"
        for looks, same in alike.items()
        for place, mind in _in_common(same, sides) - evident[_total(same[0])]
        if set(LEVELS[place : place + 1] or LEVELS[: len(sizes)]) <= _withheld(looks)
    ]


def _split(people: int) -> Iterator[Answered]:
    """Yield every way in which so many can have answered."""
    for first in range(people + 1):
        for second in range(people - first + 1):
            yield first, second, people - first - second


def _total(world: Sequence[Answered]) -> Answered:
    return tuple(map(sum, zip(*world, strict=True)))


def _in_common(worlds: Sequence[World], sides: Collection[str]) -> set[tuple[int, str]]:
    return set.intersection(*(_minds(world, sides) for world in worlds))


def _minds(world: World, sides: Collection[str]) -> set[tuple[int, str]]:
    """Return what all, or all but one, of each group said: an answer, or a side of the scale.

    Groups below the threshold, whose sizes are withheld, are taken as one.
    """
    found = set()
    few = [group for group in world if sum(group) < THRESHOLD]
    together = {len(LEVELS): _total(few)} if few else {}
    for place, group in (dict(enumerate(world)) | together).items():
        if sum(group) < THRESHOLD:
            continue
        said = dict(zip(CHOICES, group, strict=True))
        if sides:
            agreeing = sum(said[choice] for choice in sides)
            said |= {"favourable": agreeing, "unfavourable": sum(group) - agreeing}
        found |= {(place, name) for name, people in said.items() if people >= sum(group) - 1}
    return found


def _counted(world: World) -> list[Tally]:
    """Count the tables of one world, as the tally of its answers would."""
    groups = {name: _count(group) for name, group in zip(LEVELS, world, strict=False)}
    groups = {name: groups.get(name, _count((0, 0, 0))) for name in (*LEVELS, UNDISCLOSED)}
    whole = {ALL: _count(_total(world))}
    people = whole[ALL].size
    own = Count(people, people, people, {name: groups[name].size for name in LEVELS})
    return [
        Tally("level", None, ALL, {ALL: own}),
        Tally("fair", None, ALL, whole),
        Tally("fair", None, "level", whole | groups),
    ]


def _count(group: Answered) -> Count:
    people = sum(group)
    return Count(people, people, people, dict(zip(CHOICES, group, strict=True)))


def _looks(tables: Sequence[Table]) -> Looks:
    """Return all that is printed of these tables: shares and means follow from the counts."""
    return tuple(
        tuple(
            (group.name, group.counts.withheld if isinstance(group.counts, Withheld) else tuple(group.counts.values()))
            for group in table.groups
        )
        for table in tables
    )


def _withheld(looks: Looks) -> set[str]:
    return {name for name, shown in looks[-1] if isinstance(shown, str)}


def told_of_units(sizes: Sizes, publish: Publish) -> list[str]:
    """Return which units, of those that lie within others too, some publication tells to be of which mind.

    `sizes` are those who chose each unit. What the total, and every department that is shown, say by themselves of
    their parts is evident.
    """
    alike: dict[Looks, list[World]] = {}
    for world in itertools.product(*map(_split, sizes.values())):
        alike.setdefault(_looks(publish(_of_units(sizes, world))), []).append(world)
    return [
        f"{name} of {sizes} is of mind {mind}, as in {same[0]}"
        for looks, same in alike.items()
        for name, mind in set.intersection(*(_minds_of_units(sizes, world) for world in same))
        if name in _withheld(looks) and mind not in _evident(name, looks)
    ]


def _minds_of_units(sizes: Sizes, world: World) -> set[tuple[str, str]]:
    groups = _rolled_up(sizes, world)
    return {
        (name, choice)
        for name, group in groups.items()
        for choice, people in group.counts.items()
        if group.size >= THRESHOLD and people >= group.size - 1
    }


def _evident(name: str, looks: Looks) -> set[str]:
    """Return what all, or all but one, of a shown whole said, which is known of each of its parts."""
    shown = dict(looks[-1])
    wholes = [families.within(_unit()).get(name, ALL), ALL]
    said = [dict(zip(CHOICES, counts, strict=True)) for counts in map(shown.get, wholes) if isinstance(counts, tuple)]
    return {choice for counts in said for choice, people in counts.items() if people >= sum(counts.values()) - 1}


def _unit() -> SelectOneQuestion:
    question = NESTED.questions["unit"]
    assert isinstance(question, SelectOneQuestion)
    return question


def _rolled_up(sizes: Sizes, world: World) -> dict[str, Count]:
    chosen = {name: _count((0, 0, 0)) for name in (*UNITS, UNDISCLOSED)}
    chosen |= {name: _count(group) for name, group in zip(sizes, world, strict=True)}
    return families.rolled_up(chosen, families.within(_unit()))


def _of_units(sizes: Sizes, world: World) -> list[Tally]:
    groups = _rolled_up(sizes, world)
    people = sum(sizes.values())
    whole = {ALL: _count(_total(world))}
    own = Count(people, people, people, {name: sizes.get(name, 0) for name in UNITS})
    return [
        Tally("unit", None, ALL, {ALL: own}),
        Tally("fair", None, ALL, whole),
        Tally("fair", None, "unit", whole | groups, families.within(_unit())),
    ]
