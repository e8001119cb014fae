"""How people answered whole matrices: the sums that alpha is made of, and the different ways where these are few.

Raw, and inside the analysis only: nothing here may be published but through `audit.analysis.reliability`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import lcm
from operator import itemgetter

from audit.analysis.scale import scale
from audit.analysis.tally import RESPONSES_AT_A_TIME
from audit.questionnaire.answers import Answers
from audit.questionnaire.schema import MatrixQuestion, Questionnaire

#: Where people answer in more different ways than this, no one of them is told apart by one figure.
MOST_WAYS = 300
#: Stands for an answer that is not on the scale; points are never below 0.
OFF = -1

Points = tuple[int, ...]
Grouped = tuple[object, ...]
Shown = Mapping[str, frozenset[object]]


@dataclass(frozen=True, slots=True)
class Joint:
    """Everybody who gave a value to each item of a matrix, in whole points (mirrored where an item is reversed).

    `items` counts the values of each item, `totals` the sums of people's values. `ways` counts people by their groups
    and values, and is None where there are too many ways.
    """

    items: tuple[Counter[int], ...]
    totals: Counter[int]
    ways: Counter[tuple[Grouped, Points]] | None

    @property
    def people(self) -> int:
        """How many gave a value to every item."""
        return self.totals.total()


def read(questionnaire: Questionnaire, responses: Sequence[Answers], shown: Mapping[str, Shown]) -> Mapping[str, Joint]:
    """Read the matrices named in `shown`, each with the groups of each breakdown that its tables publish.

    Some responses at a time are gone through for all matrices, so that they stay near the processor meanwhile.
    """
    asked = [questionnaire.questions[name] for name in shown]
    reading = [_Reading.of(questionnaire, each, shown[each.name]) for each in asked if isinstance(each, MatrixQuestion)]
    for start in range(0, len(responses), RESPONSES_AT_A_TIME):
        block = responses[start : start + RESPONSES_AT_A_TIME]
        for one in reading:
            one.take(block)
    return {one.name: Joint(tuple(one.items), one.totals, one.ways) for one in reading}


@dataclass(slots=True)
class _Reading:
    """A matrix being read: its items in order with their points, and what was counted so far."""

    name: str
    steps: Mapping[str, Mapping[object, int]]
    shown: Shown
    items: list[Counter[int]]
    totals: Counter[int] = field(default_factory=Counter)
    ways: Counter[tuple[Grouped, Points]] | None = field(default_factory=Counter)

    @classmethod
    def of(cls, questionnaire: Questionnaire, matrix: MatrixQuestion, shown: Shown) -> "_Reading":
        scales = {item.name: found.points for item in matrix.items if (found := scale(questionnaire, matrix, item))}
        whole = lcm(*(value.denominator for points in scales.values() for value in points.values()))
        steps: dict[str, Mapping[object, int]] = {
            name: {answer: int(value * whole) for answer, value in points.items()} for name, points in scales.items()
        }
        return cls(matrix.name, steps, shown, [Counter() for _ in steps])

    def take(self, block: Sequence[Answers]) -> None:
        """Count some responses; whoever left out an item, or its scale, is left out."""
        whole = [
            (each, rows)
            for each in block
            if isinstance(rows := each.get(self.name), Mapping) and self.steps.keys() <= rows.keys()
        ]
        if not whole:
            return
        read = itemgetter(*self.steps)
        said = zip(*(read(rows) for _, rows in whole), strict=True)
        columns = [
            [points.get(one, OFF) for one in each] for points, each in zip(self.steps.values(), said, strict=True)
        ]
        valued = [
            (each, row) for (each, _), row in zip(whole, zip(*columns, strict=True), strict=True) if OFF not in row
        ]
        values = [row for _, row in valued]
        self.totals.update(map(sum, values))
        for counter, column in zip(self.items, zip(*values, strict=True), strict=False):
            counter.update(column)
        if self.ways is not None:
            self.ways.update((self._groups(each), row) for each, row in valued)
            self.ways = self.ways if len(self.ways) <= MOST_WAYS else None

    def _groups(self, response: Answers) -> Grouped:
        """Return the groups of a respondent that tables publish; those in all others are one."""
        return tuple(
            group if (group := response.get(by)) in published else None for by, published in self.shown.items()
        )
