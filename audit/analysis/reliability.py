"""Cronbach's alpha of every matrix, behind a gate of its own: it is the one figure that joins a person's answers.

Tables tell how many gave each answer to an item, alpha also how answers to several items go together: an alpha of 1
tells of the one person who disagreed with the first statement what else she said. So it rests on those alone who share
their sex and level (and whatever tables are by) with enough others. It is told to one decimal, never from 0.95 on and
never below 0, where all items are told, of twice the people that a table needs, and where exchanges of answers between
people of the same groups leave what it says open. Whether it is told follows from counts that such exchanges leave
alone and from what it would say, so that its being told says nothing more. Told or withheld, it stands: two could be
subtracted. The proof is in `docs/disclosure.md`.
"""

from collections.abc import Collection, Sequence
from fractions import Fraction

from audit.analysis import families
from audit.analysis.exchange import is_fixed, moments, room, squares
from audit.analysis.joint_answers import Joint, Label, Shown, read
from audit.analysis.report import ALL, Reason, Reliability, Table, Withheld
from audit.analysis.rules import Rule
from audit.analysis.scale import scale
from audit.analysis.statistics import cronbach_alpha
from audit.analysis.tally import UNDISCLOSED, breakdowns, groups
from audit.questionnaire.answers import Answers
from audit.questionnaire.schema import MatrixQuestion, Questionnaire, SelectOneQuestion
from audit.wording import rounded

DIGITS = 1
LEAST_ITEMS = 2
#: Alpha needs twice the people of a table, as free text does.
TIMES = 2


def reliabilities(
    questionnaire: Questionnaire,
    responses: Sequence[Answers],
    tables: Sequence[Table],
    rule: Rule,
    *,
    before: Sequence[Reliability] | None = None,
) -> tuple[Reliability, ...]:
    """Return the alpha of every matrix of two items or more, or why it is withheld.

    `tables` are the published tables of the same responses. `before` are the alphas of the report before, where there
    was one: they stand, and so does that one was not told.
    """
    matrices = [
        each
        for each in questionnaire.questions.values()
        if isinstance(each, MatrixQuestion) and len(each.items) >= LEAST_ITEMS and scale(questionnaire, each)
    ]
    own = {matrix.name: [table for table in tables if table.question == matrix.name] for matrix in matrices}
    stood = _standing(matrices, before)
    closed = {name: reason for name, made in own.items() if (reason := _closed(made))}
    wanted = {name: _shown(questionnaire, made) for name, made in own.items() if name not in {*stood, *closed}}
    joint = read(questionnaire, responses, wanted, least={each.name: _least(each, rule) for each in matrices})
    sections = {section.name: section.label for section in questionnaire.sections}
    told = (
        stood.get(matrix.name)
        or (
            _alike(matrix, closed[matrix.name])
            if matrix.name in closed
            else _judged(matrix, joint[matrix.name], own[matrix.name], rule)
        )
        for matrix in matrices
    )
    # Matrices of one questionnaire often share their question; it is the section that tells them apart.
    return tuple(
        each.model_copy(update={"label": dict(sections[questionnaire.section_of[each.question]])}) for each in told
    )


def _standing(matrices: Sequence[MatrixQuestion], before: Sequence[Reliability] | None) -> dict[str, Reliability]:
    """Return what a report after another tells: the same, and nothing of what that one did not tell."""
    if before is None:
        return {}
    told = {each.question: each for each in before}
    return {each.name: told.get(each.name) or _alike(each, Reason.COMPLEMENT) for each in matrices}


def _judged(matrix: MatrixQuestion, joint: Joint, own: Sequence[Table], rule: Rule) -> Reliability:
    least, n = _least(matrix, rule), _people(own)
    if n < least:
        return _alike(matrix, Reason.SMALL)
    found = alpha(joint)
    if joint.people < least or found is None or tells(joint, found):
        # That everybody's total is the same, of which there is no alpha, would tell of everybody.
        return _shown_as(matrix, n, Withheld(withheld=Reason.COMPLEMENT))
    return _shown_as(matrix, n, float(rounded(found, DIGITS)))


def _least(matrix: MatrixQuestion, rule: Rule) -> int:
    """Return how many people alpha rests on at least, and of how many who share all their published groups."""
    return TIMES * rule.least(sensitive=matrix.sensitive or any(item.sensitive for item in matrix.items))


def _people(own: Sequence[Table]) -> int:
    """Return how many gave a value to the item that has the fewest, as published.

    How many gave one to each is not published anywhere else: it would tell whether who left out one left out another.
    """
    everybody = (group.n for table in own for group in table.groups if group.name == ALL)
    return min(n for n in everybody if isinstance(n, int))


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


def _shown(questionnaire: Questionnaire, own: Sequence[Table]) -> Shown:
    """Return to which groups that any item's table publishes those belong who made a choice of a breakdown."""
    published = {(table.by, group.name) for table in own for group in table.groups if isinstance(group.n, int)}
    return {
        each.name: _labels(each, {name for by, name in published if by == each.name})
        for each in breakdowns(questionnaire)
    }


def _labels(breakdown: SelectOneQuestion, published: Collection[str]) -> dict[object, Label]:
    whole_of = families.within(breakdown)
    lines = {
        choice: _line(name, whole_of)
        for choice, name in families.direct([each.name for each in groups(breakdown)], whole_of).items()
    }
    found: dict[object, Label] = {
        choice: tuple(name for name in line if name in published) for choice, line in lines.items()
    }
    return {**found, None: (UNDISCLOSED,) if UNDISCLOSED in published else ()}


def _line(name: str, whole_of: families.Within) -> list[str]:
    """Return a group after all that it lies within."""
    return [*_line(whole_of[name], whole_of), name] if name in whole_of else [name]


def alpha(joint: Joint, extra: int = 0) -> Fraction | None:
    """Return Cronbach's alpha of joint answers; `extra` is added to the sum of the squares of people's totals."""
    square, added = moments(joint.totals)
    return cronbach_alpha(*squares(joint.items), total=(square + extra, added), people=joint.people)


def tells(joint: Joint, found: Fraction) -> bool:
    """Tell whether alpha as it would be shown, or its being withheld beside it, may pin how many gave two answers.

    The outcome follows from the counts of the cells and from what is shown alone.
    """
    # Whoever knows one answer of somebody knows all of them where alpha is shown as 1.
    if not 0 <= rounded(found, DIGITS) < 1:
        return True
    square, _ = moments(joint.totals)
    less, more = _extras_that_look_alike(joint, found)
    return not room(joint).leaves_open(square + less, square + more) or is_fixed(joint)


def _extras_that_look_alike(joint: Joint, found: Fraction) -> tuple[int, int]:
    """Return between which changes of the totals' squares alpha is shown as the same number.

    Alpha grows with the totals' spread, so that both ends are found by halving.
    """
    shown = rounded(found, DIGITS)

    def far(sign: int) -> int:
        near, reach = 0, moments(joint.totals)[0] + 1
        while reach - near > 1:
            middle = (near + reach) // 2
            changed = alpha(joint, sign * middle)
            if changed is not None and rounded(changed, DIGITS) == shown:
                near = middle
            else:
                reach = middle
        return near

    return -far(-1), far(1)
