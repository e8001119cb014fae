"""Cronbach's alpha of every matrix, behind a gate of its own: it is the one figure that joins a person's answers.

Tables tell how many gave each answer to an item, alpha also how answers to several items go together: an alpha of 1
tells of the one person who disagreed with the first statement what else she said. So it is published only where all
items are, of twice the people that a table needs, and where for every answer of every person there is somebody of
the same sex, and of the same level, and of the same of whatever tables are by, whose answer could stand in its place:
neither alpha nor those tables would look different.
Once published it stands as it was: two of them could be subtracted. `docs/formulas.md` says what is left.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from audit.analysis.joint_answers import Joint, read
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
#: From here on alpha is shown as 1: whoever knows one answer of somebody then knows all.
CERTAIN = Fraction(995, 1000)

Matrix = np.ndarray[Any, np.dtype[np.int64]]
Truths = np.ndarray[Any, np.dtype[np.bool_]]


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
    matrices = [
        each
        for each in questionnaire.questions.values()
        if isinstance(each, MatrixQuestion) and len(each.items) >= LEAST_ITEMS and scale(questionnaire, each)
    ]
    own = {matrix.name: [table for table in tables if table.question == matrix.name] for matrix in matrices}
    closed = {name: reason for name, made in own.items() if (reason := _closed(made))}
    wanted = {name: _shown(questionnaire, made) for name, made in own.items() if name not in {*stood, *closed}}
    joint = read(questionnaire, responses, wanted)
    sections = {section.name: section.label for section in questionnaire.sections}
    told = (
        stood.get(matrix.name)
        or (_alike(matrix, closed[matrix.name]) if matrix.name in closed else _judged(matrix, joint[matrix.name], rule))
        for matrix in matrices
    )
    # Matrices of one questionnaire often share their question; it is the section that tells them apart.
    return tuple(
        each.model_copy(update={"label": dict(sections[questionnaire.section_of[each.question]])}) for each in told
    )


def _judged(matrix: MatrixQuestion, joint: Joint, rule: Rule) -> Reliability:
    sensitive = matrix.sensitive or any(item.sensitive for item in matrix.items)
    if joint.people < TIMES * rule.least(sensitive=sensitive):
        return _alike(matrix, Reason.SMALL)
    found, n = alpha(joint), rule.rules.count(joint.people)
    if found is None or found >= CERTAIN or tells(joint, found):
        # That everybody's total is the same, of which there is no alpha, would tell of everybody.
        return _shown_as(matrix, n, Withheld(withheld=Reason.COMPLEMENT))
    return _shown_as(matrix, n, float(rounded(found, DIGITS)))


def _alike(matrix: MatrixQuestion, reason: Reason) -> Reliability:
    return _shown_as(matrix, Withheld(withheld=reason), Withheld(withheld=reason))


def _shown_as(matrix: MatrixQuestion, n: int | Withheld, alpha: float | Withheld) -> Reliability:
    return Reliability(question=matrix.name, items=len(matrix.items), n=n, alpha=alpha)


def _closed(own: Sequence[Table]) -> Reason | None:
    """Return why an item of the matrix is withheld, or that its table leaves late answers out; None where none is."""
    for table in own:
        everyone = next(group for group in table.groups if group.name == ALL)
        if isinstance(everyone.counts, Withheld):
            return everyone.counts.withheld
    return Reason.COMPLEMENT if any(table.late for table in own) else None


def _shown(questionnaire: Questionnaire, own: Sequence[Table]) -> Mapping[str, frozenset[object]]:
    """Return the groups of each breakdown that any item's table publishes."""
    shown: dict[str, frozenset[object]] = {each.name: frozenset() for each in breakdowns(questionnaire)}
    for table in own:
        published = (group.name for group in table.groups if not isinstance(group.counts, Withheld))
        if table.by != ALL:
            shown[table.by] |= frozenset(published)
    return shown


def alpha(joint: Joint, extra: int = 0) -> Fraction | None:
    """Return Cronbach's alpha of joint answers; `extra` is added to the sum of the squares of people's totals."""
    square, added = _moments(joint.totals)
    squares, sums = zip(*map(_moments, joint.items), strict=True)
    return cronbach_alpha(squares, sums, total=(square + extra, added), people=joint.people)


def tells(joint: Joint, found: Fraction) -> bool:
    """Tell whether alpha pins an answer: nobody's could stand in its place and leave alpha as it is shown."""
    if joint.ways is None:
        return False
    points = np.array([row for _, row in joint.ways], dtype=np.int64)
    looks = _extras_that_look_alike(joint, found)
    varied = [item for item in range(points.shape[1]) if np.ptp(points[:, item])]
    exchanged = [_exchangeable(points, item, looks) for item in varied]
    return not all((each & alike).any(axis=1).all() for alike in _alike_in(joint) for each in exchanged)


def _alike_in(joint: Joint) -> list[Truths]:
    """Return for each breakdown which ways of answering are of the same published group; without one all are."""
    groups = [group for group, _ in joint.ways or ()]
    codes = [{each: place for place, each in enumerate(dict.fromkeys(named))} for named in zip(*groups, strict=True)]
    if not codes:
        return [np.ones((len(groups), len(groups)), dtype=bool)]
    named = [np.array([code[group[place]] for group in groups]) for place, code in enumerate(codes)]
    return [np.equal.outer(each, each) for each in named]


def _moments(counted: Mapping[int, int]) -> tuple[int, int]:
    """Return the sum of squares and the sum of counted values."""
    return sum(value**2 * n for value, n in counted.items()), sum(value * n for value, n in counted.items())


def _exchangeable(points: Matrix, item: int, looks: tuple[int, int]) -> Truths:
    """Tell of each two ways whether their answers to an item could be exchanged and alpha be shown as it is.

    Exchanged answers leave every count of their groups as it is. The rest must differ, or nothing has changed.
    """
    own, rest = points[:, item], np.delete(points, item, axis=1)
    apart = own[None, :] - own[:, None]
    differs = (rest[:, None, :] != rest[None, :, :]).any(axis=2)
    sums = rest.sum(axis=1)
    change = 2 * apart * (sums[:, None] - sums[None, :])
    exchanged: Truths = (apart != 0) & differs & (looks[0] <= change) & (change <= looks[1])
    return exchanged


def _extras_that_look_alike(joint: Joint, found: Fraction) -> tuple[int, int]:
    """Return between which changes of the totals' squares alpha is shown as the same number.

    Alpha grows with the totals' spread, so that both ends are found by halving.
    """
    shown = rounded(found, DIGITS)

    def far(sign: int) -> int:
        near, reach = 0, _moments(joint.totals)[0] + 1
        while reach - near > 1:
            middle = (near + reach) // 2
            changed = alpha(joint, sign * middle)
            if changed is not None and rounded(changed, DIGITS) == shown:
                near = middle
            else:
                reach = middle
        return near

    return -far(-1), far(1)
