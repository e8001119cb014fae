"""Statistics beside the figures of a scorecard: intervals, weights, reliability, strata and how levels are spread.

All of it rests on figures that the same report publishes, but for Cronbach's alpha, which has a gate of its own
(`audit.analysis.reliability`).
"""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from audit.analysis.report.values import Text, Value, Withheld


class Interval(Value):
    """A favourable share (0–1) of a published group and its Wilson interval of 95 %.

    `population` are the people of whom `n` have a value; without one nothing is corrected for a finite population.
    """

    group: str
    counts_as: str | None = None
    n: int
    favourable: float
    low: float
    high: float
    population: int | None = None


class Cell(Value):
    """A published group: people in the head-count, answers with a value, and how many people an answer stands for."""

    by: str
    group: str
    label: Text = Field(default_factory=dict)
    people: int
    n: int


class Weighted(Value):
    """The favourable share (0–1) of everybody as it would be had all groups of `by` answered alike.

    `design_effect` is Kish's; `effective` the evenly weighted answers that the weighted ones are worth. `cells` are
    the groups with the people that they have and their answers; `capped` says that a weight was cut.
    """

    by: tuple[str, ...]
    favourable: float
    design_effect: float
    effective: float
    greatest: float
    capped: bool = False
    cells: tuple[Cell, ...] = ()


class ItemStatistics(Value):
    """What goes with one question or matrix item: intervals of all, women and men, and weighted shares."""

    question: str
    item: str | None = None
    intervals: tuple[Interval, ...] = ()
    weighted: tuple[Weighted, ...] = ()


class Reliability(Value):
    """Cronbach's alpha of a matrix, to one decimal (to two in reports of earlier programs).

    It is of those who gave a value to each of its `items`, `n` of them at most: so many gave one to the item that the
    fewest answered. Withheld with the reason where it would tell of single answers.
    """

    question: str
    label: Text = Field(default_factory=dict)
    items: int
    n: int | Withheld
    alpha: float | Withheld


class Statistics(Value):
    """The statistics of one questionnaire; `correction` names what p-values are corrected by."""

    correction: Literal["holm", "benjamini_hochberg"] = "holm"
    items: tuple[ItemStatistics, ...] = ()
    reliability: tuple[Reliability, ...] = ()


class StratumRate(Value):
    """Women's and men's rates of passing in one stratum; no ratio where nobody of a sex entered or no man passed."""

    name: str
    label: Text = Field(default_factory=dict)
    women_passed: int
    women_entered: int
    men_passed: int
    men_entered: int
    ratio: float | None


class Stratified(Value):
    """A rate ratio over strata beside the pooled one of the same people.

    `ratio` and `odds_ratio` (women over men) are Mantel and Haenszel's, `p` that of their test. `reverses` says that
    pooled and stratified ratio lie on different sides of 1. `adds_up` tells whether the strata are all people of the
    indicator's own rows; `unanswered` names strata that take no part, as their rows are empty or cannot be.
    """

    strata: tuple[StratumRate, ...]
    pooled: float | None
    ratio: float | None
    odds_ratio: float | None
    p: float | None
    reverses: bool
    adds_up: bool
    unanswered: tuple[str, ...] = ()


class NoCeiling(StrEnum):
    """Why there is no glass-ceiling index."""

    NO_TOP = "no_top"
    NOBODY = "nobody"
    NO_WOMEN = "no_women"


class Spread(Value):
    """How women and men are spread over the levels of a head-count.

    Duncan's dissimilarity (0–1), the glass-ceiling index or why there is none, EIGE's metric (1–100) of all levels
    together, and UNDP's points (0–100) with their light, where decision-making levels are named.
    """

    dissimilarity: float | None
    glass_ceiling: float | None
    no_ceiling: NoCeiling | None = None
    eige: float
    undp: int | None = None
    light: Literal["green", "yellow", "red"] | None = None
