"""Representation in a head-count: level by level or pooled, and how women and men are spread over its levels."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from audit.analysis import parity
from audit.analysis.levels import spread
from audit.analysis.outcome import NOTHING, Outcome, Reading, said, why
from audit.analysis.report import ALL, Group, Scope, Source, Why
from audit.questionnaire.answers import Absent
from audit.questionnaire.indicators import ParityIndicator
from audit.questionnaire.schema import HeadcountQuestion, Row

Cells = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Level:
    """One judged level of a head-count and its weight among the levels."""

    row: Row
    weight: Fraction
    standing: parity.Standing

    def group(self) -> Group:
        """Return the level as the report's group."""
        return self.standing.group(
            self.row.name, label=self.row.label, decision_making=self.row.decision_making, weight=self.weight
        )


def representation(indicator: ParityIndicator, reading: Reading) -> Outcome:
    """Judge every level, the pooled figure and the weakest level of a head-count (`docs/formulas.md`).

    A level that was left empty is named under `unanswered_rows`; nothing is pooled over a gap.
    """
    rows = _rows(indicator, headcount(reading, indicator.of))
    grid = reading.value(indicator.of)
    scope = _scope(indicator)
    if isinstance(grid, Absent) or not isinstance(grid, Mapping):
        return Outcome(None, why(grid) if isinstance(grid, Absent) else Why.NOT_ANSWERED, scope=scope)
    counted = {row.name: cells for row in rows if (cells := cells_of(grid, row.name))}
    unanswered = [row.name for row in rows if row.name not in counted]
    rule = rule_of(indicator)
    pooled = None if unanswered else _pool(list(counted.values()), rule)
    levels = () if indicator.pooled else _levels(indicator, rows, counted, rule)
    groups = (*(level.group() for level in levels), *((pooled.group(ALL),) if pooled else ()))
    score = (pooled.score if pooled else None) if indicator.pooled else _mean(levels)
    lacking = Why.NOT_ANSWERED if unanswered and (indicator.pooled or not counted) else Why.NO_VERDICT
    return Outcome(
        score,
        None if score is not None else lacking,
        value=float(pooled.share) if pooled and indicator.pooled and pooled.share is not None else None,
        base=pooled.base if pooled else None,
        rule=_explained(indicator) | ({"unanswered_rows": unanswered} if unanswered else {}),
        scope=scope,
        weakest=_weakest(levels),
        groups=groups,
        spread=None if unanswered else spread([level.group() for level in levels]),
        sources=tuple(leaf(indicator.of, row, grid) for row in rows),
    )


def headcount(reading: Reading, name: str) -> HeadcountQuestion:
    """Return a question that is a head-count; raises TypeError for any other."""
    question = reading.question(name)
    if not isinstance(question, HeadcountQuestion):
        raise TypeError(f"{name} is not a head-count")
    return question


def _rows(indicator: ParityIndicator, question: HeadcountQuestion) -> tuple[Row, ...]:
    if indicator.rows is None:
        return question.rows
    if indicator.rows == "decision_making":
        return tuple(row for row in question.rows if row.decision_making)
    return tuple(row for row in question.rows if row.name in indicator.rows)


def _scope(indicator: ParityIndicator) -> Scope:
    if indicator.rows is None:
        return Scope.LEVELS
    return Scope.DECISION_MAKING if indicator.rows == "decision_making" else Scope.SELECTED


def rule_of(indicator: ParityIndicator) -> parity.Rule:
    """Return the options of an indicator's verdict and score."""
    return parity.Rule(indicator.target, indicator.band, indicator.base, indicator.curve, indicator.direction)


def _explained(indicator: ParityIndicator) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "target": float(indicator.target),
        "band": [float(edge) for edge in indicator.band],
        "base": indicator.base,
        "curve": indicator.curve,
        "direction": indicator.direction,
        "pooled": indicator.pooled,
    }
    rows = indicator.rows if isinstance(indicator.rows, str) else list(indicator.rows or ())
    return rule | ({"rows": rows} if rows else {})


def cells_of(grid: Mapping[str, Any], row: str) -> Cells | None:
    """Return women, men and others of a row; None where women or men were left empty."""
    cells = grid.get(row)
    if not isinstance(cells, Mapping) or "women" not in cells or "men" not in cells:
        return None
    return cells["women"], cells["men"], cells.get("other", 0)


def _pool(cells: list[Cells], rule: parity.Rule) -> parity.Standing:
    women, men, other = (sum(column) for column in zip((0, 0, 0), *cells, strict=True))
    return parity.judge(women, men, other=other, rule=rule)


def _levels(
    indicator: ParityIndicator, rows: tuple[Row, ...], counted: Mapping[str, Cells], rule: parity.Rule
) -> tuple[Level, ...]:
    return tuple(
        Level(row, indicator.weights.get(row.name, Fraction(1)), _pool([counted[row.name]], rule))
        for row in rows
        if row.name in counted
    )


def _mean(levels: tuple[Level, ...]) -> Fraction | None:
    """Return the weighted mean over the levels that have a score."""
    scored = [(level.weight, level.standing.score) for level in levels if level.standing.score is not None]
    total = sum(weight for weight, _ in scored)
    return sum((weight * score for weight, score in scored), NOTHING) / total if total else None


def _weakest(levels: tuple[Level, ...]) -> str | None:
    """Return the name of the level of the lowest score, the first of equals."""
    scored = [(level.standing.score, level.row.name) for level in levels if level.standing.score is not None]
    return min(scored, key=lambda pair: pair[0])[1] if scored else None


def leaf(question: str, row: Row, grid: Mapping[str, Any]) -> Source:
    """Return the leaf of the tree for one row of a head-count."""
    return Source(question=question, part=row.name, label=row.label, value=said(grid.get(row.name)))
