"""What published tables of a survey say of everybody: Wilson intervals of shares, and shares weighted.

All of it is worked out from groups that the same report publishes, so that no reader learns what he could not work out
himself.
"""

from collections.abc import Iterator, Mapping, Sequence

from audit.analysis.population import Population, heads
from audit.analysis.report import ALL, Interval, ItemStatistics, Part, Scorecard, Statistics, Table, TableGroup
from audit.analysis.scale import Scale, scale
from audit.analysis.statistics import sexes, wilson
from audit.analysis.tally import columns
from audit.analysis.weighted import weighted
from audit.questionnaire.schema import Questionnaire, Sex

UNKNOWN = Population()


def items(questionnaire: Questionnaire, tables: Sequence[Table], population: Population = UNKNOWN) -> Statistics:
    """Return the statistics of every ordinal item that has a published table."""
    found = [
        _item(questionnaire, steps, own, population)
        for question, item in columns(questionnaire)
        if (steps := scale(questionnaire, question, item)) is not None
        and (own := _exact(tables, question.name, item.name if item else None))
    ]
    return Statistics(correction=questionnaire.correction, items=tuple(each for each in found if each.intervals))


def between(questionnaires: Sequence[Questionnaire], parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return the parts of an audit with each survey's statistics told of the people that the audit knows of.

    `questionnaires` are those of the parts, in the same order.
    """
    cards = [part.scorecard for part in parts]
    return tuple(
        part.model_copy(update={"scorecard": _of_everybody(questionnaire, part, cards)})
        for questionnaire, part in zip(questionnaires, parts, strict=True)
    )


def _of_everybody(questionnaire: Questionnaire, part: Part, cards: Sequence[Scorecard]) -> Scorecard:
    card = part.scorecard
    if card.statistics is None:
        return card
    invited = part.invited if isinstance(part.invited, int) and part.invited else None
    wanted = questionnaire.weighting.headcount if questionnaire.weighting else None
    population = Population(invited, heads(cards, wanted), part.threshold)
    told = items(questionnaire, card.tables, population)
    return card.model_copy(update={"statistics": told.model_copy(update={"reliability": card.statistics.reliability})})


def _exact(tables: Sequence[Table], question: str, item: str | None) -> dict[str, Table]:
    """Return the tables of an item by their breakdown, where counts stand as they are."""
    own = (table for table in tables if (table.question, table.item) == (question, item))
    return {table.by: table for table in own if not table.rounded_to}


def _item(
    questionnaire: Questionnaire, steps: Scale, own: Mapping[str, Table], population: Population
) -> ItemStatistics:
    asked = next(iter(own.values()))
    intervals = tuple(_intervals(questionnaire, own, population))
    return ItemStatistics(
        question=asked.question,
        item=asked.item,
        intervals=intervals,
        weighted=tuple(weighted(questionnaire, steps, own, population)) if intervals else (),
    )


def _intervals(questionnaire: Questionnaire, own: Mapping[str, Table], population: Population) -> Iterator[Interval]:
    """Yield the interval of everybody, and of women and men where each is one published group."""
    everyone = next(group for table in own.values() for group in table.groups if group.name == ALL)
    sides = sexes(questionnaire)
    by_sex = own.get(sides[0]) if sides else None
    named = [group for group in by_sex.groups if group.counts_as in (Sex.WOMEN, Sex.MEN)] if by_sex else []
    for group in (everyone, *named):
        if isinstance(group.n, int) and isinstance(group.favourable, float):
            yield _interval(group, group.n, group.favourable, population.of(group.counts_as))


def _interval(group: TableGroup, n: int, favourable: float, people: int | None) -> Interval:
    known = people if people is not None and people >= n else None
    hits = round(favourable * n)
    low, high = wilson(hits, n, population=known) or (0.0, 1.0)
    return Interval(
        group=group.name,
        counts_as=group.counts_as,
        n=n,
        favourable=favourable,
        low=low,
        high=high,
        population=known,
    )
