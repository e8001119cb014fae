"""Which names need each other in a circle: the parts of a graph in the order in which they can be settled."""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

# What each name needs; False where it only needs it of other entries of the same repeat, by their number.
Needs = Mapping[str, Mapping[str, bool]]


def knots(needs: Needs) -> Iterator[tuple[str, ...]]:
    """Yield the names that need each other, alone where they do not, each knot after all that it needs (Tarjan)."""
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    begins: dict[str, int] = {}
    open_names: list[str] = []
    still_open: set[str] = set()
    for first in needs:
        ways = [] if first in number else [(first, iter(needs[first]))]
        while ways:
            name, further = ways[-1]
            if name not in number:
                number[name] = lowest[name] = len(number)
                begins[name] = len(open_names)
                open_names.append(name)
                still_open.add(name)
            found = next((each for each in further if each not in number), None)
            if found is not None:
                ways.append((found, iter(needs[found])))
                continue
            ways.pop()
            reached = [lowest[each] for each in needs[name] if each in still_open]
            lowest[name] = min([lowest[name], *reached])
            if lowest[name] == number[name]:
                yield (knot := tuple(open_names[begins[name] :]))
                still_open.difference_update(knot)
                del open_names[begins[name] :]


def untied(
    knot: tuple[str, ...], needs: Needs, place: Mapping[str, int]
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return a knot's names in an order in which they settle, and the circles that had to be cut open for it.

    What is needed of other entries only cuts no circle: the entries are settled one after the other. A circle begins
    and ends with its first name in the order of asking.
    """
    names = frozenset(knot)
    inner = {
        name: {each: None for each, directly in needs[name].items() if directly and each in names} for name in knot
    }
    circles: list[tuple[str, ...]] = []
    while True:
        try:
            return tuple(TopologicalSorter(inner).static_order()), tuple(circles)
        except CycleError as error:
            circle = _turned(error.args[1], place)
            circles.append(circle)
            del inner[circle[0]][circle[1]]


def _turned(circle: list[str], place: Mapping[str, int]) -> tuple[str, ...]:
    """Return a circle read as "needs", beginning and ending with its first question in the order of asking."""
    names = circle[:0:-1]
    start = names.index(min(names, key=place.__getitem__))
    return (*names[start:], *names[:start], names[start])
