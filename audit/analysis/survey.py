"""How a survey is measured: from published tables alone, so that no score tells what the disclosure gate withheld."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from audit.analysis.outcome import FULL, NOTHING, Outcome, plain
from audit.analysis.report import ALL, Reason, Source, Table, TableGroup, Why, Withheld
from audit.analysis.scale import scale
from audit.questionnaire.indicators import ChoiceIndicator, Indicator, LikertIndicator
from audit.questionnaire.schema import (
    Item,
    MatrixQuestion,
    Questionnaire,
    SelectMultipleQuestion,
    SelectOneQuestion,
)

Published = Mapping[tuple[str, str | None], TableGroup]
Mean = Fraction | Withheld | None


def published(tables: Sequence[Table]) -> Published:
    """Return the group of all respondents for every question and item that has a table."""
    ordered = sorted(tables, key=lambda table: table.by == ALL)
    return {
        (table.question, table.item): _whole(table, group)
        for table in ordered
        for group in table.groups
        if group.name == ALL
    }


def _whole(table: Table, group: TableGroup) -> TableGroup:
    """Return the group of all; of a rounded table its mean alone, which is nearer than that of rounded counts."""
    if not table.rounded_to or group.mean is None:
        return group
    return group.model_copy(update={"counts": Withheld(withheld=Reason.BASE)})


def measure(indicator: Indicator, questionnaire: Questionnaire, tables: Published) -> Outcome:
    """Measure one indicator over published tables; a kind that tables cannot give has insufficient data."""
    measured = MEASURES.get(indicator.measure)
    return measured(indicator, questionnaire, tables) if measured else Outcome(None, Why.INSUFFICIENT_DATA)


def likert(indicator: LikertIndicator, questionnaire: Questionnaire, tables: Published) -> Outcome:
    """Take the mean of the items' means; withheld items are named in the rule and take no part.

    The base is the smallest number of respondents that an item's mean rests on.
    """
    question = questionnaire.questions[indicator.of]
    if not isinstance(question, SelectOneQuestion | MatrixQuestion):
        raise TypeError(f"{indicator.of} has no scale")
    items: tuple[Item | None, ...] = question.items if isinstance(question, MatrixQuestion) else (None,)
    groups = [tables.get((question.name, item.name if item else None)) for item in items]
    means = [_item_mean(questionnaire, question, item, group) for item, group in zip(items, groups, strict=True)]
    sources = tuple(_leaf(question, item, mean) for item, mean in zip(items, means, strict=True))
    withheld = [mean for mean in means if isinstance(mean, Withheld)]
    scored = [mean for mean in means if isinstance(mean, Fraction)]
    rule = {"steps": sum(1 for step in question.choices if step.absent is None), "items_withheld": len(withheld)}
    if not scored and withheld:
        return Outcome(withheld[0], Why.WITHHELD, value=withheld[0], base=withheld[0], rule=rule, sources=sources)
    if not scored:
        return Outcome(None, Why.NOT_ANSWERED, base=0, rule=rule, sources=sources)
    score = sum(scored, NOTHING) / len(scored)
    resting = [group.n for group, mean in zip(groups, means, strict=True) if group and isinstance(mean, Fraction)]
    base = min((n for n in resting if isinstance(n, int)), default=None)
    return Outcome(score, value=plain(score), base=base, rule=rule, sources=sources)


def choice(indicator: ChoiceIndicator, questionnaire: Questionnaire, tables: Published) -> Outcome:
    """Take the mean of the points that were chosen.

    Counts of several choices give the mean of the sums only where no sum can pass 100; elsewhere data are insufficient.
    """
    question = questionnaire.questions[indicator.of]
    if not isinstance(question, SelectOneQuestion | SelectMultipleQuestion):
        raise TypeError(f"{indicator.of} has no choices")
    points = {one.name: one.score for one in question.choices if one.score is not None and one.absent is None}
    group = tables.get((question.name, None))
    several = isinstance(question, SelectMultipleQuestion)
    if group is None or (several and sum(points.values()) > FULL):
        return Outcome(None, Why.INSUFFICIENT_DATA)
    mean = _several_mean(group, points) if several else _mean(group, points)
    source = Source(question=question.name, label=question.label, value=_shown(mean))
    if isinstance(mean, Withheld):
        return Outcome(mean, Why.WITHHELD, value=mean, base=mean, sources=(source,))
    if mean is None:
        return Outcome(None, Why.NOT_ANSWERED, base=0, sources=(source,))
    return Outcome(mean, value=plain(mean), base=group.n, sources=(source,))


def _item_mean(
    questionnaire: Questionnaire,
    question: SelectOneQuestion | MatrixQuestion,
    item: Item | None,
    group: TableGroup | None,
) -> Mean:
    steps = scale(questionnaire, question, item)
    return _mean(group, steps.points) if group is not None and steps is not None else None


def _mean(group: TableGroup, points: Mapping[str, Fraction]) -> Mean:
    """Return the exact mean of published counts; where only the mean is published, that mean."""
    if isinstance(group.mean, Withheld):
        return group.mean
    if isinstance(group.counts, Withheld):
        return group.counts if group.mean is None else Fraction(group.mean)
    counts = {name: group.counts.get(name, 0) for name in points}
    people = sum(counts.values())
    return sum((counts[name] * points[name] for name in points), NOTHING) / people if people else None


def _several_mean(group: TableGroup, points: Mapping[str, Fraction]) -> Mean:
    if isinstance(group.counts, Withheld):
        return group.counts
    if isinstance(group.n, Withheld):
        return group.n
    total = sum((group.counts.get(name, 0) * points[name] for name in points), NOTHING)
    return total / group.n if group.n else None


def _leaf(question: SelectOneQuestion | MatrixQuestion, item: Item | None, mean: Mean) -> Source:
    part, label = (item.name, item.label) if item else ("", question.label)
    return Source(question=question.name, part=part, label=label, value=_shown(mean))


def _shown(mean: Mean) -> object:
    return mean.model_dump(mode="json") if isinstance(mean, Withheld) else None if mean is None else plain(mean)


MEASURES: Mapping[str, Callable[[Any, Questionnaire, Published], Outcome]] = {"likert": likert, "choice": choice}
