"""The flows of people that an institutional set declares, read from its answers and carried forward."""

from collections.abc import Iterator, Mapping
from datetime import date

from audit.analysis.flow_rates import LevelFlows
from audit.analysis.headcounts import rule_of
from audit.analysis.parity import DEFAULT, Rule
from audit.analysis.report import StockFlow
from audit.analysis.stock_flow import Setting, carried
from audit.questionnaire.agreements import Flows
from audit.questionnaire.answers import Answers
from audit.questionnaire.indicators import ParityIndicator
from audit.questionnaire.schema import HeadcountQuestion, Questionnaire
from audit.questionnaire.values import Sex

Pair = tuple[int, int]


def stock_flows(questionnaire: Questionnaire, answers: Answers, *, since: date) -> Iterator[StockFlow]:
    """Carry every head-count with declared flows forward from the day it speaks of.

    A row that is empty among the flows is nobody; a head-count in which a level is empty is not carried, nor one whose
    appointments or departures were not answered.
    """
    for flows in questionnaire.flows:
        levels = _levels(questionnaire, answers, flows)
        if levels:
            setting = Setting(since, years=flows.years, rule=rule_for(questionnaire, flows.of))
            yield from carried(levels, setting, name=flows.name)


def _levels(questionnaire: Questionnaire, answers: Answers, flows: Flows) -> tuple[LevelFlows, ...]:
    question = questionnaire.questions.get(flows.of)
    grids = {kind: answers.get(name) for kind in KINDS if (name := getattr(flows, kind)) is not None}
    stock = answers.get(flows.of)
    lacking = any(not isinstance(grids.get(kind), Mapping) for kind in ("appointed", "left"))
    if not isinstance(question, HeadcountQuestion) or not isinstance(stock, Mapping) or lacking:
        return ()
    if any(row.name not in stock for row in question.rows):
        return ()
    return tuple(
        LevelFlows(
            row.name,
            _pair(stock, row.name),
            appointed=_pair(grids.get("appointed"), row.name),
            left=_pair(grids.get("left"), row.name),
            promoted=_pair(grids.get("promoted"), row.name),
            label=row.label,
            decision_making=row.decision_making,
        )
        for row in question.rows
    )


KINDS = ("appointed", "left", "promoted")


def _pair(grid: object, row: str) -> Pair:
    cells = grid.get(row) if isinstance(grid, Mapping) else None
    if not isinstance(cells, Mapping):
        return (0, 0)
    return int(cells.get(Sex.WOMEN, 0)), int(cells.get(Sex.MEN, 0))


def rule_for(questionnaire: Questionnaire, of: str) -> Rule:
    """Return the rule of the first parity indicator of the head-count, or the default one."""
    own = (one for one in questionnaire.indicators if isinstance(one, ParityIndicator) and one.of == of)
    return next(map(rule_of, own), DEFAULT)
