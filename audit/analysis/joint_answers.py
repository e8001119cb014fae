"""How people answered whole matrices: the sums that alpha is made of, in all and of people who may be exchanged.

Raw, and inside the analysis only: nothing here may be published but through `audit.analysis.reliability`.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import lcm
from operator import add, itemgetter

from audit.analysis.scale import scale
from audit.analysis.tally import RESPONSES_AT_A_TIME
from audit.questionnaire.answers import Answers
from audit.questionnaire.schema import MatrixQuestion, Questionnaire

#: Stands for an answer that is not on the scale; points are never below 0.
OFF = -1

Points = tuple[int, ...]
#: The published groups of one breakdown that somebody belongs to, a department before its division; may be none.
Label = tuple[str, ...]
Grouped = tuple[Label, ...]
#: Of every breakdown, the label of those who made each choice; of all others under None.
Shown = Mapping[str, Mapping[object, Label]]
Columns = tuple[Counter[int], ...]
#: What a respondent answered to the question of every breakdown.
Chosen = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Joint:
    """Those who gave a value to each item of a matrix, and share their groups with enough others who did.

    Values are in whole points (mirrored where an item is reversed). `items` counts the values of each item, `totals`
    the sums of people's values. `cells` counts the values of each item among people who belong to the same published
    groups of every breakdown.
    """

    items: Columns
    totals: Counter[int]
    cells: Mapping[Grouped, Columns]

    @property
    def people(self) -> int:
        """How many gave a value to every item."""
        return self.totals.total()


def read(
    questionnaire: Questionnaire, responses: Sequence[Answers], shown: Mapping[str, Shown], *, least: Mapping[str, int]
) -> Mapping[str, Joint]:
    """Read the matrices named in `shown`, each with the published groups that its respondents belong to.

    Of a matrix those are left out of whom fewer than `least` belong to the same groups and gave a value to every item.

    Some responses at a time are gone through for all matrices, so that they stay near the processor meanwhile.
    """
    asked = [questionnaire.questions[name] for name in shown]
    reading = [_Reading.of(questionnaire, each, shown[each.name]) for each in asked if isinstance(each, MatrixQuestion)]
    breakdowns = tuple(dict.fromkeys(by for labels in shown.values() for by in labels))
    for start in range(0, len(responses), RESPONSES_AT_A_TIME):
        block = responses[start : start + RESPONSES_AT_A_TIME]
        chosen = list(zip(*([each.get(by) for each in block] for by in breakdowns), strict=True)) or [()] * len(block)
        for one in reading:
            one.take(block, chosen)
    return {one.name: one.joint(breakdowns, least[one.name]) for one in reading}


@dataclass(slots=True)
class _Reading:
    """A matrix being read: its items in order with their points, and what was counted so far."""

    name: str
    steps: Mapping[str, Mapping[object, int]]
    shown: Shown
    totals: dict[Chosen, Counter[int]] = field(default_factory=dict)
    choices: dict[Chosen, Columns] = field(default_factory=dict)

    @classmethod
    def of(cls, questionnaire: Questionnaire, matrix: MatrixQuestion, shown: Shown) -> "_Reading":
        scales = {item.name: found.points for item in matrix.items if (found := scale(questionnaire, matrix, item))}
        whole = lcm(*(value.denominator for points in scales.values() for value in points.values()))
        steps: dict[str, Mapping[object, int]] = {
            name: {answer: int(value * whole) for answer, value in points.items()} for name, points in scales.items()
        }
        return cls(matrix.name, steps, shown)

    def joint(self, breakdowns: Sequence[str], least: int) -> Joint:
        """Return what was read: people with the same labels are a cell, and every item in all is that of all cells."""
        cells: dict[Grouped, Columns] = {}
        totals: dict[Grouped, Counter[int]] = defaultdict(Counter)
        for chosen, own in self.choices.items():
            made = dict(zip(breakdowns, chosen, strict=True))
            groups = tuple(labels.get(made[by], labels[None]) for by, labels in self.shown.items())
            cells[groups] = tuple(map(add, cells[groups], own)) if groups in cells else own
            totals[groups] += self.totals[chosen]
        large = {groups: own for groups, own in cells.items() if totals[groups].total() >= least}
        items = tuple(sum(own, Counter[int]()) for own in zip(*large.values(), strict=True))
        together = sum((totals[groups] for groups in large), Counter[int]())
        return Joint(items or tuple(Counter() for _ in self.steps), together, large)

    def take(self, block: Sequence[Answers], chosen: Sequence[Chosen]) -> None:
        """Count some responses by what was chosen of every breakdown; whoever left out an item is left out."""
        given = [(rows, own) for each, own in zip(block, chosen, strict=True) if (rows := each.get(self.name))]
        whole = [(rows, own) for rows, own in given if isinstance(rows, Mapping) and self.steps.keys() <= rows.keys()]
        if not whole:
            return
        read = itemgetter(*self.steps)
        said = zip(*(read(rows) for rows, _ in whole), strict=True)
        columns = [
            [points.get(one, OFF) for one in each] for points, each in zip(self.steps.values(), said, strict=True)
        ]
        together: dict[Chosen, list[Points]] = defaultdict(list)
        for (_, own), row in zip(whole, zip(*columns, strict=True), strict=True):
            together[own].append(row)
        for own, answered in together.items():
            self._count(own, [row for row in answered if OFF not in row])

    def _count(self, chosen: Chosen, values: Sequence[Points]) -> None:
        if not values:
            return
        self.totals.setdefault(chosen, Counter()).update(map(sum, values))
        counters = self.choices.get(chosen) or tuple(Counter() for _ in self.steps)
        for counter, column in zip(counters, zip(*values, strict=True), strict=True):
            counter.update(column)
        self.choices[chosen] = counters
