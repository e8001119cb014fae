"""When a group comes to parity by its own flows: who leaves, who is promoted and who is appointed, by level and sex.

Every post is filled again, so that a level keeps its size. In a year each person leaves with the rate that was
observed for her level and sex. From the highest level down a vacancy is filled by promotion from the level below or
from outside, in the proportion that was observed: by women and men below in proportion to their numbers and rates of
promotion, from outside in proportion to the women and men appointed. One path follows the expected numbers; many runs
draw them (binomial for leaving, multinomial for filling). The form is that of manpower planning:
stock' = stock - left - promoted + promoted from below + appointed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audit.analysis.flow_rates import LevelFlows, Rates, observed
from audit.analysis.parity import DEFAULT, HALF, Rule, Standing, judge
from audit.analysis.report import ALL, NoStockFlow, Scope, Stage, StockFlow, Text, as_float

RUNS = 2000
SEED = 20260630
HORIZON = 30
#: What eight simulations of ten lie between.
BAND = (0.1, 0.9)
#: So much may a sum of floats be off; head-counts are whole numbers.
NEARLY = 1e-9

Figures = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Setting:
    """How levels are carried forward: from when, how far, with how many runs from which seed, judged by which rule."""

    since: date
    years: Fraction = Fraction(1)
    rule: Rule = DEFAULT
    horizon: int = HORIZON
    runs: int = RUNS
    seed: int = SEED


@dataclass(frozen=True, slots=True)
class Selection:
    """The levels that one group of the result is made of."""

    name: str
    scope: Scope
    rows: tuple[int, ...]
    label: Text

    def of(self, levels: Sequence[LevelFlows], rule: Rule) -> Standing:
        """Judge the group as it stands."""
        women, men = (sum(levels[row].stock[sex] for row in self.rows) for sex in (0, 1))
        return judge(women, men, rule=rule)


def carried(levels: Sequence[LevelFlows], setting: Setting, *, name: str = "") -> tuple[StockFlow, ...]:
    """Carry levels (highest first) forward by the flows that were counted in `setting.years` years.

    Gives every level, the decision-making levels together where there are several, and all together. People counted
    as another or undisclosed are not carried. Raises ValueError where there is nothing to carry or no time to do it.
    """
    if not levels or setting.years <= 0 or setting.horizon < 1 or setting.runs < 1:
        raise ValueError("levels, years, horizon and runs are all needed")
    rates = observed(levels, setting.years)
    chosen = _selections(levels)
    if isinstance(rates, NoStockFlow):
        return tuple(_told(each, each.of(levels, setting.rule), setting, name, (), refused=rates) for each in chosen)
    start = np.array([level.stock for level in levels], dtype=np.int64)
    expected, drawn = _expected(start, rates, setting.horizon), _drawn(start, rates, setting)
    found = []
    for each in chosen:
        rows = list(each.rows)
        own, runs = expected[:, rows].sum(axis=1), drawn[:, rows].sum(axis=1)
        found.append(_group(each, each.of(levels, setting.rule), setting, name, own=own, runs=runs))
    return tuple(found)


def _selections(levels: Sequence[LevelFlows]) -> tuple[Selection, ...]:
    every = tuple(range(len(levels)))
    deciding = tuple(row for row in every if levels[row].decision_making)
    single = tuple(Selection(levels[row].name, Scope.LEVELS, (row,), levels[row].label) for row in every)
    together = (Selection(ALL, Scope.DECISION_MAKING, deciding, {}),) if len(deciding) > 1 else ()
    return (*single, *together, Selection(ALL, Scope.LEVELS, every, {}))


def _expected(start: Counts, rates: Rates, horizon: int) -> Figures:
    """Return the expected women and men of every level (years × levels × 2), the present first."""
    posts = start.sum(axis=1)
    path = [start.astype(np.float64)]
    for _ in range(horizon):
        now = path[-1] * (1 - rates.left)
        for level in range(len(posts)):
            ways = _ways(now[level + 1 : level + 2], rates, level)
            risen, coming = np.split((posts[level] - now[level].sum()) * ways, 2)
            now[level] += coming + _rise(now, level, risen)
        path.append(now)
    return np.stack(path)


def _drawn(start: Counts, rates: Rates, setting: Setting) -> Counts:
    """Return the women and men of every level in every run (years × levels × runs × 2), the present first."""
    chance = np.random.default_rng(setting.seed)
    posts = start.sum(axis=1)
    path = [np.repeat(start[:, None], setting.runs, axis=1)]
    for _ in range(setting.horizon):
        now = path[-1] - chance.binomial(path[-1], rates.left[:, None])
        for level in range(len(posts)):
            ways = _ways(now[level + 1 : level + 2], rates, level)
            filled = chance.multinomial(posts[level] - now[level].sum(axis=-1), ways)
            risen, coming = np.split(filled, 2, axis=-1)
            now[level] += coming + _rise(now, level, risen)
        path.append(now)
    return np.stack(path)


def _ways(below: NDArray[Any], rates: Rates, level: int) -> Figures:
    """Return how a vacancy is filled: a woman or a man promoted, a woman or a man appointed; probabilities, sum 1.

    Women and men below rise in proportion to their numbers times their observed rates of promotion.
    """
    appointed = np.array([rates.women[level], 1 - rates.women[level]])
    if not len(below):
        return np.append(np.zeros(2), appointed)
    weights = below[0] * rates.promoted[level + 1]
    whole = weights.sum(axis=-1, keepdims=True)
    risen = np.divide(weights, whole, out=np.zeros_like(weights), where=whole > 0) * rates.from_below[level]
    return np.concatenate([risen, (1 - risen.sum(axis=-1, keepdims=True)) * appointed], axis=-1)


def _rise(now: NDArray[Any], level: int, risen: NDArray[Any]) -> NDArray[Any]:
    """Take those who rise from the level below; where there are too few below, the rest come from outside instead."""
    if level + 1 < len(now):
        now[level + 1] -= np.minimum(risen, now[level + 1])
    return risen


def _group(
    chosen: Selection, standing: Standing, setting: Setting, name: str, *, own: Figures, runs: Counts
) -> StockFlow:
    if standing.at_parity is None:
        return _told(chosen, standing, setting, name, (), refused=NoStockFlow.NO_VERDICT)
    stages = tuple(
        _stage(setting.since.year + ahead, own[ahead], runs[ahead], setting.rule) for ahead in range(1, len(own))
    )
    if standing.at_parity:
        return _told(chosen, standing, setting, name, stages, refused=NoStockFlow.REACHED)
    reached = [stage.year for stage, people in zip(stages, own[1:], strict=True) if _even(people, setting.rule)]
    if not reached:
        return _told(chosen, standing, setting, name, stages, refused=NoStockFlow.TOO_FAR)
    return _told(chosen, standing, setting, name, stages, year=reached[0])


def _told(
    chosen: Selection,
    standing: Standing,
    setting: Setting,
    name: str,
    stages: tuple[Stage, ...],
    *,
    year: int | None = None,
    refused: NoStockFlow | None = None,
) -> StockFlow:
    return StockFlow(
        name=name,
        group=chosen.name,
        scope=chosen.scope,
        label=chosen.label,
        since=setting.since,
        share=as_float(standing.share),
        runs=setting.runs,
        seed=setting.seed,
        stages=stages,
        year=year,
        refused=refused,
    )


def _stage(year: int, expected: Figures, runs: Counts, rule: Rule) -> Stage:
    low, high = np.quantile(runs[:, 0] / runs.sum(axis=1), BAND)
    return Stage(
        year=year,
        share=float(expected[0] / expected.sum()),
        low=float(low),
        high=float(high),
        at_parity=float(np.mean(_even(runs, rule))),
    )


def _even(people: NDArray[Any], rule: Rule) -> Any:  # noqa: ANN401 - one answer for one pair, many for many
    """Return whether women and men (the last axis) are at parity (`docs/formulas.md`); expected numbers are broken."""
    women, base = people[..., 0], people.sum(axis=-1)
    lower, upper = (float(edge) for edge in rule.band)
    within = (women >= lower * base - NEARLY) & (women <= upper * base + NEARLY)
    return within | (abs(women - float(rule.target) * base) <= float(HALF) + NEARLY)
