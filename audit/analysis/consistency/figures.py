"""Figures of an institution that cannot all be true: rows left out, parts above wholes, stages that grow, doubles."""

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise

from audit.analysis.consistency.facts import Asked, Cells, Facts, listed, noted
from audit.analysis.report import Inconsistency
from audit.questionnaire.indicators import RateRatioIndicator, ShareIndicator, Stratum
from audit.questionnaire.schema import HeadcountQuestion, Row
from audit.questionnaire.values import Sex

HALF = Fraction(1, 2)
HUNDRED = 100


def levels_missing(facts: Facts) -> Iterator[Inconsistency]:
    """Yield head-counts of which some rows are filled and others are not."""
    for asked in facts.institutions:
        for question, grid in asked.grids():
            lacking = [row.label for row in question.rows if row.name not in grid]
            if lacking:
                yield noted("levels-missing", question.name, question=question.label, levels=listed(lacking))


def nobody_counted(facts: Facts) -> Iterator[Inconsistency]:
    """Yield head-counts that say 0 in every row."""
    for asked in facts.institutions:
        for question, grid in asked.grids():
            if not any(sum(cells.values()) for cells in grid.values()):
                yield noted("nobody-counted", question.name, question=question.label)


def share_above_whole(facts: Facts) -> Iterator[Inconsistency]:
    """Yield shares whose part is more than the whole; a rule that allows for all of it or more compares two amounts."""
    for asked in facts.institutions:
        for one in asked.questionnaire.indicators:
            if not isinstance(one, ShareIndicator) or max(one.at_least or 0, one.at_most or 0) >= 1:
                continue
            part, whole = asked.amount(one.of), asked.amount(one.out_of)
            if part is not None and whole is not None and part > whole:
                said = {"part": asked.label(one.of), "whole": asked.label(one.out_of)}
                yield noted("share-above-whole", one.of, amount=part, all=whole, **said)


def funnel_grows(facts: Facts) -> Iterator[Inconsistency]:
    """Yield stages of a selection, from those who entered to those who passed, at which more stand than before."""
    for asked in facts.institutions:
        seen: set[tuple[str, str, str, str]] = set()
        for one in (each for each in asked.questionnaire.indicators if isinstance(each, RateRatioIndicator)):
            parts: tuple[RateRatioIndicator | Stratum, ...] = (one, *one.strata)
            for part in parts:
                question = asked.questionnaire.questions.get(part.of or one.of)
                if isinstance(question, HeadcountQuestion):
                    grid = asked.grid(question.name) or {}
                    for earlier, later in _stages(question, part, filled=grid):
                        yield from _growth(question, grid, earlier, later, seen)


def _stages(
    question: HeadcountQuestion, rate: RateRatioIndicator | Stratum, *, filled: Collection[str]
) -> Iterator[tuple[Row, Row]]:
    """Yield each filled stage with the next, in the order of the rows; the ends alone where that is reversed."""
    names = [row.name for row in question.rows]
    first, last = names.index(rate.entered), names.index(rate.passed)
    rows = question.rows[first : last + 1] if first < last else (question.rows[first], question.rows[last])
    yield from pairwise([row for row in rows if row.name in filled])


def _growth(
    question: HeadcountQuestion,
    grid: Mapping[str, Cells],
    earlier: Row,
    later: Row,
    seen: set[tuple[str, str, str, str]],
) -> Iterator[Inconsistency]:
    for sex in (Sex.WOMEN, Sex.MEN):
        before, after = grid[earlier.name].get(sex, 0), grid[later.name].get(sex, 0)
        identity = (question.name, earlier.name, later.name, sex)
        if after > before and identity not in seen:
            seen.add(identity)
            said = {"question": question.label, "earlier": earlier.label, "later": later.label}
            yield noted("funnel-grows", question.name, column=sex, before=before, after=after, **said)


def same_figure_twice(facts: Facts) -> Iterator[Inconsistency]:
    """Yield figures that are declared to be the same and are not."""
    for asked in facts.institutions:
        for agreement in asked.questionnaire.agreements:
            given = [(path, value) for path in agreement.figures if (value := _figure(asked, path)) is not None]
            for (first, one), (second, other) in pairwise(given):
                if one != other:
                    said = {"first": _named(asked, first), "second": _named(asked, second)}
                    yield noted("same-figure-twice", first.split("/")[0], one=one, other=other, **said)


def _figure(asked: Asked, path: str) -> Fraction | None:
    name, *parts = path.split("/")
    if not parts:
        return asked.amount(name)
    grid = asked.grid(name)
    if grid is None or (parts[0] != "*" and parts[0] not in grid):
        return None
    rows = grid.values() if parts[0] == "*" else (grid[parts[0]],)
    columns = [sex for sex in Sex if parts[1] in ("*", sex.value)]
    return Fraction(sum(cells.get(sex, 0) for cells in rows for sex in columns))


def _named(asked: Asked, path: str) -> dict[str, str]:
    """Return what a figure is called: its row where it has one, else its question."""
    name, *parts = path.split("/")
    question = asked.questionnaire.questions.get(name)
    rows = question.rows if isinstance(question, HeadcountQuestion) else ()
    row = next((each for each in rows if parts and each.name == parts[0]), None)
    return listed([asked.label(name), row.label]) if row else asked.label(name)


def same_question_twice(facts: Facts) -> Iterator[Inconsistency]:
    """Yield questions of one name and kind that two sets of the audit answer differently."""
    sets = facts.institutions
    for place, first in enumerate(sets):
        for second in sets[place + 1 :]:
            for name, question in first.questionnaire.questions.items():
                twin = second.questionnaire.questions.get(name)
                one, other = first.answers.get(name), second.answers.get(name)
                if twin is None or twin.type != question.type or question.type in ("text", "note", "calculate"):
                    continue
                if one is not None and other is not None and one != other:
                    said = {"first": first.questionnaire.title, "second": second.questionnaire.title}
                    yield noted("same-question-twice", name, question=question.label, **said)


def printed_share(facts: Facts) -> Iterator[Inconsistency]:
    """Yield percentages of women that do not follow from their counts, rounded to as many digits as were printed."""
    for asked in facts.institutions:
        for declared in asked.questionnaire.printed_shares:
            printed = asked.amount(declared.percent)
            row = declared.row or "*"
            women, men = (_figure(asked, f"{declared.counts}/{row}/{sex}") for sex in (Sex.WOMEN, Sex.MEN))
            if printed is None or women is None or men is None or not women + men:
                continue
            computed = HUNDRED * women / (women + men)
            if abs(computed - printed) > HALF * _unit(printed):
                said = {"question": asked.label(declared.percent), "counts": asked.label(declared.counts)}
                yield noted("printed-share", declared.percent, printed=printed, computed=computed, **said)


def _unit(printed: Fraction) -> Fraction:
    """Return the last place of a printed figure, a thousandth at the smallest."""
    return next(
        (Fraction(1, 10**digits) for digits in range(3) if (printed * 10**digits).denominator == 1), Fraction(1, 1000)
    )
