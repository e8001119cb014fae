"""How far answers to a matrix can be exchanged between people of the same groups: what alpha leaves open is told by it.

Two people of the same published groups of every breakdown who exchange their answers to one item leave every published
table as it is. How far such exchanges move the sum of squares of people's totals, the one thing in alpha that tables do
not tell, follows from the counts of each cell: `docs/disclosure.md` has the proof that rests on it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from audit.analysis.joint_answers import Columns, Grouped, Joint

Truths = np.ndarray[Any, np.dtype[np.bool_]]
Counts = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Room:
    """Where the sum of squared totals may lie when answers are exchanged within cells.

    Some exchanges make it `greatest`, some make it `low`, none less than `least`; one exchange changes it by at most
    `step`.
    """

    greatest: int
    low: int
    least: int
    step: int

    def leaves_open(self, start: int, end: int) -> bool:
        """Tell whether a sum said to lie from `start` to `end`, or outside, leaves every exchange possible.

        Inside there is a sum from which any exchange stays inside; beyond either end there is none at all, or one from
        which any exchange stays beyond.
        """
        inside = end - start >= 3 * self.step and self.greatest >= start + self.step and self.low <= end - self.step
        above = self.greatest <= end or self.greatest > end + self.step
        below = self.least >= start or self.low < start - self.step
        return inside and above and below


def room(joint: Joint) -> Room:
    """Return how far exchanges within cells can move the sum of squared totals."""
    greatest = low = least = step = 0
    for cell in joint.cells.values():
        alike, levelled = _drawn_apart(cell), _levelled(cell)
        greatest += moments(alike)[0]
        low += moments(levelled)[0]
        least += -(-(moments(alike)[1] ** 2) // alike.total())
        reach = [max(counter) - min(counter) for counter in cell]
        step = max(step, *(2 * own * (sum(reach) - own) for own in reach))
    return Room(greatest, low, least, step)


def _drawn_apart(cell: Columns) -> Counter[int]:
    """Return people's totals where the greatest values of all items are given by the same people."""
    totals = _nothing(cell)
    for column in cell:
        totals = _paired(sorted(totals.items()), sorted(column.items()))
    return totals


def _levelled(cell: Columns) -> Counter[int]:
    """Return people's totals where whoever has the most so far gives the least to the next item."""
    totals = _nothing(cell)
    for column in sorted(cell, key=lambda counter: min(counter) - max(counter)):
        totals = _paired(sorted(totals.items()), sorted(column.items(), reverse=True))
    return totals


def _nothing(cell: Columns) -> Counter[int]:
    return Counter({0: cell[0].total()})


def _paired(totals: list[tuple[int, int]], values: list[tuple[int, int]]) -> Counter[int]:
    """Add values to totals one to one in the orders given; both are counted and as many."""
    found: Counter[int] = Counter()
    while totals and values:
        (total, some), (value, others) = totals.pop(), values.pop()
        people = min(some, others)
        found[total + value] += people
        totals += [(total, some - people)] if some > people else []
        values += [(value, others - people)] if others > people else []
    return found


def is_fixed(joint: Joint) -> bool:
    """Tell whether no exchange can change how many of a group gave some answer to one item and some to another.

    Groups are everybody, every published group, and those who belong to the same ones. Asked is of answers that some of
    the group gave and some did not; that nobody gave both is no such number.
    """
    answers = [(item, value) for item, counter in enumerate(joint.items) for value in sorted(counter)]
    of = np.array([item for item, _ in answers])
    other = of[:, None] != of[None, :]
    people = np.array([cell[0].total() for cell in joint.cells.values()])
    counts = np.array([[cell[item][value] for item, value in answers] for cell in joint.cells.values()])
    return any(bool((_fixed(counts[piece], people[piece]) & other).any()) for piece in _pieces(list(joint.cells)))


def _pieces(cells: Sequence[Grouped]) -> Iterator[Truths]:
    """Yield which cells make up everybody, each published group, and what hidden groups leave of each."""
    yield np.ones(len(cells), dtype=bool)
    for labels in zip(*cells, strict=True):
        for group in dict.fromkeys(name for label in labels for name in label):
            yield np.array([group in label for label in labels])
        for wanted in dict.fromkeys(labels):
            yield np.array([label == wanted for label in labels])


def _fixed(counts: Counts, people: Counts) -> Truths:
    """Tell of each two answers whether some people gave both, as many in whatever way answers are exchanged."""
    whole = counts == people[:, None]
    varied = (counts > 0) & ~whole
    changes = varied.T.astype(int) @ varied.astype(int) > 0
    both = whole.T.astype(int) @ counts + (varied * counts).T @ whole.astype(int)
    asked = (counts.sum(axis=0) > 0) & (counts.sum(axis=0) < people.sum())
    fixed: Truths = ~changes & (both > 0) & asked[:, None] & asked[None, :]
    return fixed


def squares(columns: Columns) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the sums of squares and the sums of counted values, item by item."""
    found = [moments(counter) for counter in columns]
    return tuple(square for square, _ in found), tuple(added for _, added in found)


def moments(counted: Counter[int]) -> tuple[int, int]:
    """Return the sum of squares and the sum of counted values."""
    return sum(value**2 * n for value, n in counted.items()), sum(value * n for value, n in counted.items())
