"""Cronbach's alpha of every matrix, behind a gate of its own: it is the one figure that joins a person's answers.

Tables tell how many gave each answer to an item, alpha also how answers to several items go together: an alpha of 1
tells of the one person who disagreed with the first statement what else she said. So it is published only where all
items are, of twice the people that a table needs, and where for every answer of every person there is somebody of
the same published groups whose answer could stand in its place, and neither alpha nor any table would look different.
Once published it stands as it was: two of them could be subtracted. `docs/formulas.md` says what is left.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import repeat
from math import lcm
from operator import itemgetter
from typing import Any

import numpy as np

from audit.analysis.report import ALL, Reason, Reliability, Table, Withheld
from audit.analysis.rules import Rule
from audit.analysis.scale import scale
from audit.analysis.statistics import cronbach_alpha
from audit.analysis.tally import breakdowns
from audit.questionnaire.answers import Answers
from audit.questionnaire.schema import MatrixQuestion, Questionnaire
from audit.wording import rounded

DIGITS = 2
LEAST_ITEMS = 2
#: Alpha needs twice the people of a table, as free text does.
TIMES = 2
#: Where people answer in more different ways than this, no one of them is told apart by one figure.
MOST_WAYS = 300

Matrix = np.ndarray[Any, np.dtype[np.int64]]
Truths = np.ndarray[Any, np.dtype[np.bool_]]
Grouped = tuple[object, ...]
Ways = Counter[tuple[Grouped, tuple[object, ...]]]
#: Stands for an answer that is not on the scale.
OFF = -1


def reliabilities(
    questionnaire: Questionnaire,
    responses: Sequence[Answers],
    tables: Sequence[Table],
    rule: Rule,
    *,
    before: Sequence[Reliability] = (),
) -> tuple[Reliability, ...]:
    """Return the alpha of every matrix of two items or more, or why it is withheld.

    `tables` are the published tables of the same responses, `before` the alphas of the report before, which stand.
    """
    stood = {each.question: each for each in before if isinstance(each.alpha, float)}
    matrices = [each for each in questionnaire.questions.values() if isinstance(each, MatrixQuestion)]
    return tuple(
        stood.get(matrix.name) or _reliability(questionnaire, matrix, responses, tables, rule)
        for matrix in matrices
        if len(matrix.items) >= LEAST_ITEMS and scale(questionnaire, matrix, matrix.items[0])
    )


def _reliability(
    questionnaire: Questionnaire,
    matrix: MatrixQuestion,
    responses: Sequence[Answers],
    tables: Sequence[Table],
    rule: Rule,
) -> Reliability:
    own = [table for table in tables if table.question == matrix.name]
    closed = _closed(own)
    if closed is not None:
        return _shown_as(matrix, Withheld(withheld=closed), Withheld(withheld=closed))
    seen = Seen.of(questionnaire, matrix, _ways(questionnaire, matrix, responses, own))
    sensitive = matrix.sensitive or any(item.sensitive for item in matrix.items)
    if seen.people < TIMES * rule.least(sensitive=sensitive):
        return _shown_as(matrix, Withheld(withheld=Reason.SMALL), Withheld(withheld=Reason.SMALL))
    alpha, n = seen.alpha(), rule.rules.count(seen.people)
    if alpha is None or seen.tells(alpha):
        # That everybody's total is the same, of which there is no alpha, would tell of everybody.
        return _shown_as(matrix, n, Withheld(withheld=Reason.COMPLEMENT))
    return _shown_as(matrix, n, float(rounded(alpha, DIGITS)))


def _shown_as(matrix: MatrixQuestion, n: int | Withheld, alpha: float | Withheld) -> Reliability:
    return Reliability(question=matrix.name, label=dict(matrix.label), items=len(matrix.items), n=n, alpha=alpha)


def _closed(own: Sequence[Table]) -> Reason | None:
    """Return why an item of the matrix is withheld, or that its table leaves late answers out; None where none is."""
    for table in own:
        everyone = next(group for group in table.groups if group.name == ALL)
        if isinstance(everyone.counts, Withheld):
            return everyone.counts.withheld
    return Reason.COMPLEMENT if any(table.late for table in own) else None


def _ways(
    questionnaire: Questionnaire, matrix: MatrixQuestion, responses: Sequence[Answers], own: Sequence[Table]
) -> Ways:
    """Count the ways in which people answered every item, by the published groups that they belong to."""
    names = {item.name for item in matrix.items}
    answered = [
        each for each in responses if isinstance(rows := each.get(matrix.name), Mapping) and names <= rows.keys()
    ]
    said = map(itemgetter(*(item.name for item in matrix.items)), map(itemgetter(matrix.name), answered))
    belonging = [_belonging(answered, each.name, _shown(own, each.name)) for each in breakdowns(questionnaire)]
    groups: Iterable[Grouped] = zip(*belonging, strict=True) if belonging else repeat((), len(answered))
    return Counter(zip(groups, said, strict=True))


def _belonging(answered: Sequence[Answers], by: str, shown: frozenset[object]) -> list[object]:
    """Return each respondent's group of a breakdown; those in groups that no table shows are one."""
    return [group if (group := each.get(by)) in shown else None for each in answered]


def _shown(own: Sequence[Table], by: str) -> frozenset[object]:
    """Return the groups of a breakdown that any item's table publishes."""
    groups = (group for table in own if table.by == by for group in table.groups)
    return frozenset(group.name for group in groups if group.name != ALL and not isinstance(group.counts, Withheld))


@dataclass(frozen=True, slots=True)
class Seen:
    """The different ways of answering a matrix, as whole numbers: a row a way, with its people and their groups."""

    points: Matrix
    counts: Matrix
    groups: tuple[Grouped, ...]

    @classmethod
    def of(cls, questionnaire: Questionnaire, matrix: MatrixQuestion, ways: Ways) -> "Seen":
        """Turn answers into points, mirrored where an item is reversed; whoever left a scale is left out."""
        scales = [found.points for item in matrix.items if (found := scale(questionnaire, matrix, item))]
        whole = lcm(*(value.denominator for points in scales for value in points.values()))
        steps = [{name: int(value * whole) for name, value in points.items()} for points in scales]
        columns = zip(*(said for _, said in ways), strict=True)
        placed = np.array(
            [[points.get(answer, OFF) for answer in column] for points, column in zip(steps, columns, strict=False)],
            dtype=np.int64,
        ).reshape(len(scales), len(ways))
        kept = (placed != OFF).all(axis=0)
        groups = tuple(group for (group, _), stays in zip(ways, kept, strict=True) if stays)
        return cls(placed[:, kept].T, np.array(list(ways.values()), dtype=np.int64)[kept], groups)

    @property
    def people(self) -> int:
        """How many gave a value to every item."""
        return int(self.counts.sum())

    def alpha(self, extra: int = 0) -> Fraction | None:
        """Return alpha; `extra` is added to the sum of the squares of people's totals."""
        totals = self.points.sum(axis=1)
        squares = [int(each) for each in (self.points**2 * self.counts[:, None]).sum(axis=0)]
        sums = [int(each) for each in (self.points * self.counts[:, None]).sum(axis=0)]
        square = int((totals**2 * self.counts).sum()) + extra
        return cronbach_alpha(squares, sums, total=(square, int((totals * self.counts).sum())), people=self.people)

    def tells(self, alpha: Fraction) -> bool:
        """Tell whether alpha pins an answer: nobody's could stand in its place and leave alpha as it is shown."""
        if len(self.counts) > MOST_WAYS:
            return False
        looks = self._extras_that_look_alike(alpha)
        alike = np.array([[mine == theirs for theirs in self.groups] for mine in self.groups], dtype=bool)
        return not all(self._has_a_partner(item, looks, alike).all() for item in range(self.points.shape[1]))

    def _has_a_partner(self, item: int, looks: tuple[int, int], alike: Truths) -> Truths:
        """Tell of each way whether it could exchange its answer to an item with another way of the same groups.

        Exchanged answers leave every table as it is. The rest of the two must differ, or nothing has changed.
        """
        own = self.points[:, item]
        rest = np.delete(self.points, item, axis=1)
        apart = own[None, :] - own[:, None]
        differs = (rest[:, None, :] != rest[None, :, :]).any(axis=2)
        sums = rest.sum(axis=1)
        change = 2 * apart * (sums[:, None] - sums[None, :])
        exchanged: Truths = alike & (apart != 0) & differs & (looks[0] <= change) & (change <= looks[1])
        return np.asarray(exchanged.any(axis=1), dtype=bool)

    def _extras_that_look_alike(self, alpha: Fraction) -> tuple[int, int]:
        """Return between which changes of the totals' squares alpha is shown as the same number.

        Alpha grows with the totals' spread, so that both ends are found by halving.
        """
        shown = rounded(alpha, DIGITS)

        def far(sign: int) -> int:
            near, reach = 0, int((self.points.sum(axis=1) ** 2 * self.counts).sum()) + 1
            while reach - near > 1:
                middle = (near + reach) // 2
                changed = self.alpha(sign * middle)
                if changed is not None and rounded(changed, DIGITS) == shown:
                    near = middle
                else:
                    reach = middle
            return near

        return -far(-1), far(1)
