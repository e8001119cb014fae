"""Rates of leaving, promotion and appointment by level and sex, from what was counted in a period."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from audit.analysis.report import NoStockFlow, Text

Pair = tuple[int, int]
Figures = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LevelFlows:
    """One level: women and men in post at the end of the period, and those who came, left and rose in it.

    `promoted` rose from here to the next level above.
    """

    name: str
    stock: Pair
    appointed: Pair = (0, 0)
    left: Pair = (0, 0)
    promoted: Pair = (0, 0)
    label: Text = field(default_factory=dict)
    decision_making: bool = False


@dataclass(frozen=True, slots=True)
class Rates:
    """What happens in a year at each level (arrays by level, the highest first; the last axis is women and men).

    `left` and `promoted` are yearly rates a person; `from_below` is the share of vacancies filled by promotion, and
    `women` the share of women among those appointed from outside (0–1 both).
    """

    left: Figures
    promoted: Figures
    from_below: Figures
    women: Figures


def observed(levels: Sequence[LevelFlows], years: Fraction) -> Rates | NoStockFlow:
    """Return the rates a year, or why there are none; levels are given highest first.

    A rate is the number of events over the mean stock of the period times its years. Where nobody of one sex was in
    post, the level's rate of both holds; where nobody was appointed to a level, the share of women among all appointed.
    A level that nobody rose or came to is filled from outside.
    The stock at the beginning follows from the stock at the end and the flows; below nought it contradicts them.
    """
    if any(level.promoted != (0, 0) for level in levels[:1]):
        return NoStockFlow.INCONSISTENT
    stock, came, gone, rose = (
        np.array([getattr(level, part) for level in levels], dtype=np.float64).reshape(-1, 2)
        for part in ("stock", "appointed", "left", "promoted")
    )
    begun = stock + gone + rose - came
    begun[:-1] -= rose[1:]
    if (begun < 0).any() or min(
        stock.min(initial=0), came.min(initial=0), gone.min(initial=0), rose.min(initial=0)
    ) < 0:
        return NoStockFlow.INCONSISTENT
    if not gone.any():
        return NoStockFlow.NO_MOVEMENT
    if not came.any():
        return NoStockFlow.NO_APPOINTMENTS
    exposed = (begun + stock) / 2 * float(years)
    appointed, risen = came.sum(axis=1), np.append(rose.sum(axis=1)[1:], 0)
    pooled = np.full(len(levels), came[:, 0].sum() / came.sum())
    return Rates(
        left=np.minimum(_rates(gone, exposed), 1),
        promoted=_rates(rose, exposed),
        from_below=_share(risen, appointed + risen, np.zeros(len(levels))),
        women=_share(came[:, 0], appointed, pooled),
    )


def _rates(events: Figures, exposed: Figures) -> Figures:
    """Return events per person and year; both sexes' rate where nobody of one was exposed, 0 where nobody was."""
    whole = exposed.sum(axis=1, keepdims=True)
    pooled = _share(events.sum(axis=1, keepdims=True), whole, np.zeros_like(whole))
    return _share(events, exposed, np.broadcast_to(pooled, exposed.shape))


def _share(part: Figures, whole: Figures, otherwise: Figures) -> Figures:
    """Return part over whole, and `otherwise` where the whole is nought."""
    return np.divide(part, whole, out=otherwise.copy(), where=whole > 0)
