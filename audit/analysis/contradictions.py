"""What an institution says and its staff do not see: declared pairs, listed when both sides are publishable."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from audit.analysis.parity import judge
from audit.analysis.report import (
    ALL,
    Contradiction,
    Counted,
    IndicatorScore,
    Part,
    Scope,
    Scorecard,
    Table,
    TableGroup,
    Text,
)
from audit.analysis.staff_list import StaffList
from audit.questionnaire.contradictions import Against
from audit.questionnaire.contradictions import Contradiction as Declared
from audit.questionnaire.schema import Questionnaire
from audit.questionnaire.values import Sex

SCOPES = {"all": Scope.LEVELS, "decision_making": Scope.DECISION_MAKING}


@dataclass(frozen=True, slots=True)
class Said:
    """The first side of a pair: what scores (0–100), an indicator or the body's own head-count."""

    score: float
    indicator: str = ""
    label: Text | None = None
    headcount: Counted | None = None


def between(
    questionnaires: Sequence[Questionnaire],
    parts: Sequence[Part],
    *,
    staff: StaffList | None = None,
    on: date = date.max,
) -> tuple[Part, ...]:
    """Return the parts of an audit with the contradictions among them, each at the institution that declared it.

    Scores and tables are those already published, so that a pair of which one side is withheld, unscored or not asked
    is silent. `questionnaires` are those of the parts, in the same order; the head-count is the one
    nearest to `on`, the latest by default.
    """
    cards = {part.scorecard.questionnaire.name: part.scorecard for part in parts}
    return tuple(
        part.model_copy(update={"scorecard": _noted(questionnaire, part.scorecard, cards, staff or StaffList(), on)})
        for questionnaire, part in zip(questionnaires, parts, strict=True)
    )


def _noted(
    questionnaire: Questionnaire, card: Scorecard, cards: Mapping[str, Scorecard], staff: StaffList, on: date
) -> Scorecard:
    found = [
        contradiction
        for declared in questionnaire.contradictions
        if (against := _asked(declared, cards)) is not None
        for said in _said(declared, card, staff, on)
        if Fraction(said.score) >= declared.at_least
        for contradiction in _found(declared, said, against, cards[against.questionnaire])
    ]
    return card.model_copy(update={"contradictions": tuple(found)}) if found else card


def _asked(declared: Declared, cards: Mapping[str, Scorecard]) -> Against | None:
    """Return the other side, or the first of those that stand in for it, whose questionnaire the audit holds."""
    return next((each for each in (declared.against, *declared.otherwise) if each.questionnaire in cards), None)


def _said(declared: Declared, card: Scorecard, staff: StaffList, on: date) -> Iterator[Said]:
    if declared.headcount is None:
        for one in _indicators(card, declared.indicator or ""):
            if isinstance(one.score, float):
                yield Said(one.score, one.name, one.label)
        return
    counted = _counted(staff, SCOPES[declared.headcount], on)
    score = judge(counted.women, counted.men).score if counted else None
    if score is not None:
        yield Said(float(score), headcount=counted)


def _counted(staff: StaffList, scope: Scope, on: date) -> Counted | None:
    nearest = staff.nearest(on)
    if nearest is None:
        return None
    levels = [each.name for each in staff.levels if each.decision_making or scope is Scope.LEVELS]
    women, men = (nearest.people(sex, levels) for sex in (Sex.WOMEN, Sex.MEN))
    return Counted(on=nearest.on, scope=scope, women=women, men=men)


def _found(declared: Declared, said: Said, against: Against, other: Scorecard) -> Iterator[Contradiction]:
    """Yield the contradiction where the favourable share, as published, is too low."""
    for table, group in _answers(other, against.question, against.item):
        if not isinstance(group.favourable, float) or not isinstance(group.n, int):
            continue
        if Fraction(group.favourable) < against.favourable_below:
            yield Contradiction(
                name=declared.name,
                label=declared.label,
                indicator=said.indicator,
                indicator_label=said.label or {},
                score=said.score,
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
                headcount=said.headcount,
            )


def _indicators(card: Scorecard, name: str) -> Iterator[IndicatorScore]:
    yield from (each for dimension in card.dimensions for each in dimension.indicators if each.name == name)


def _answers(card: Scorecard, question: str, item: str | None) -> Iterator[tuple[Table, TableGroup]]:
    """Yield the table of a question or item, once, with its group of all respondents."""
    tables = [each for each in card.tables if each.question == question and each.item == item]
    for table in sorted(tables, key=lambda each: each.by != ALL)[:1]:
        yield from ((table, group) for group in table.groups if group.name == ALL)
