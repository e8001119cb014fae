"""What an institution says and its staff do not see: declared pairs, listed when both sides are publishable."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from audit.analysis.report import ALL, Contradiction, IndicatorScore, Part, Scorecard, Table, TableGroup
from audit.questionnaire.contradictions import Contradiction as Declared
from audit.questionnaire.schema import Questionnaire


def between(questionnaires: Sequence[Questionnaire], parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return the parts of an audit with the contradictions among them, each at the institution that declared it.

    Scores and tables are those already published, so that a pair of which one side is withheld, unscored or not asked
    is silent. `questionnaires` are those of the parts, in the same order.
    """
    cards = {part.scorecard.questionnaire.name: part.scorecard for part in parts}
    return tuple(
        part.model_copy(update={"scorecard": _noted(questionnaire, part.scorecard, cards)})
        for questionnaire, part in zip(questionnaires, parts, strict=True)
    )


def _noted(questionnaire: Questionnaire, card: Scorecard, cards: dict[str, Scorecard]) -> Scorecard:
    found = [
        contradiction
        for declared in questionnaire.contradictions
        if declared.against.questionnaire in cards
        for contradiction in _found(declared, card, cards[declared.against.questionnaire])
    ]
    return card.model_copy(update={"contradictions": tuple(found)}) if found else card


def _found(declared: Declared, card: Scorecard, other: Scorecard) -> Iterator[Contradiction]:
    """Yield the contradiction where the score is high enough and the favourable share, as published, too low."""
    against = declared.against
    for indicator in _indicators(card, declared.indicator):
        if not isinstance(indicator.score, float) or Fraction(indicator.score) < declared.at_least:
            continue
        for table, group in _answers(other, against.question, against.item):
            if not isinstance(group.favourable, float) or not isinstance(group.n, int):
                continue
            if Fraction(group.favourable) < against.favourable_below:
                yield Contradiction(
                    name=declared.name,
                    label=declared.label,
                    indicator=indicator.name,
                    indicator_label=indicator.label,
                    score=indicator.score,
                    at_least=float(declared.at_least),
                    questionnaire=against.questionnaire,
                    question=against.question,
                    item=against.item,
                    text=table.label,
                    reverse=table.reverse,
                    favours=table.favours,
                    favourable=group.favourable,
                    favourable_below=float(against.favourable_below),
                    n=group.n,
                )


def _indicators(card: Scorecard, name: str) -> Iterator[IndicatorScore]:
    yield from (each for dimension in card.dimensions for each in dimension.indicators if each.name == name)


def _answers(card: Scorecard, question: str, item: str | None) -> Iterator[tuple[Table, TableGroup]]:
    """Yield the table of a question or item, once, with its group of all respondents."""
    tables = [each for each in card.tables if each.question == question and each.item == item]
    for table in sorted(tables, key=lambda each: each.by != ALL)[:1]:
        yield from ((table, group) for group in table.groups if group.name == ALL)
