"""Groups within groups: divisions of a department add up to it, as departments add up to everybody.

A family is a set of groups that add up to one group, its whole. Everybody is a whole, and so is every choice that
others name as their `parent`. Those who chose a parent itself are a group of its family: a family always adds up.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from operator import add
from typing import Protocol, Self, TypeVar

from audit.analysis.report import ALL
from audit.questionnaire.schema import SelectOneQuestion

#: Ends the name of the group of those who chose a parent and none of its parts; no choice has such a name.
ITSELF = "/itself"

Within = Mapping[str, str]
Piece = TypeVar("Piece")


class Summed(Protocol):
    """What can be added up: people, or what they said."""

    def __add__(self, other: Self, /) -> Self:
        """Return both together."""


Addend = TypeVar("Addend", bound=Summed)


def within(breakdown: SelectOneQuestion) -> dict[str, str]:
    """Return the whole of every group that is a part of another, the wholes before their parts.

    Where nothing lies within anything, nothing is returned.
    """
    above = {choice.name: choice.parent for choice in breakdown.choices if choice.parent is not None}
    wholes = sorted(set(above.values()), key=lambda name: (_depth(name, above), name))
    return {part: whole for whole in wholes for part in (*_parts(whole, above), whole + ITSELF)}


def rolled_up(chosen: Mapping[str, Addend], whole_of: Within) -> dict[str, Addend]:
    """Return every group with all its parts, given those who chose each; wholes stand before their parts."""
    if not whole_of:
        return dict(chosen)
    own = {name: chosen[each] for each, name in direct(chosen, whole_of).items()}
    summed = {name: reduce(add, _below(name, own, whole_of)) for name in chosen}
    tops = [name for name in chosen if name not in whole_of]
    return {name: summed[name] if name in summed else own[name] for top in tops for name in _line(top, whole_of)}


def direct(chosen: Iterable[str], whole_of: Within) -> dict[str, str]:
    """Return the group of those who chose each choice: of a choice that has parts, those of it alone."""
    wholes = set(whole_of.values())
    return {name: name + ITSELF if name in wholes else name for name in chosen}


def parts(groups: Mapping[str, Piece], whole_of: Within) -> Iterator[tuple[str, dict[str, Piece]]]:
    """Yield every family: its whole, and the groups that add up to it; everybody first, wholes before their parts."""
    for whole in dict.fromkeys((ALL, *whole_of.values())):
        yield whole, {name: piece for name, piece in groups.items() if name != ALL and whole_of.get(name, ALL) == whole}


def _parts(whole: str, above: Within) -> list[str]:
    return [name for name, parent in above.items() if parent == whole]


def _depth(name: str, above: Within) -> int:
    return 1 + _depth(above[name], above) if name in above else 0


def _below(name: str, own: Mapping[str, Addend], whole_of: Within) -> list[Addend]:
    """Return the pieces that a group is made of: itself where it has no parts, else all within it."""
    return [own[each] for each in _line(name, whole_of) if each in own]


def _line(name: str, whole_of: Within) -> Iterator[str]:
    """Yield a group and all that lies within it."""
    yield name
    for part, whole in whole_of.items():
        if whole == name:
            yield from _line(part, whole_of)
