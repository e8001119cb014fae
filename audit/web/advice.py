"""What to work on first: the recommendations of a scorecard, by how much each would add to its total."""

from dataclasses import dataclass
from math import prod

from audit.analysis.report import DimensionScore, IndicatorScore, Report, Scorecard

BEST = 100.0
SHOWN = 3


@dataclass(frozen=True, slots=True)
class NextStep:
    """An indicator below its best, and the points that the total would gain if it reached 100 (0–100)."""

    indicator: IndicatorScore
    gain: float


def judged(report: Report) -> Scorecard | None:
    """Return the first scorecard with dimensions, the one whose total management's page shows."""
    return next((part.scorecard for part in report.parts if part.scorecard.dimensions), None)


def next_steps(card: Scorecard) -> tuple[NextStep, ...]:
    """Return the three indicators with a recommendation that would raise the total most, the greatest gain first."""
    found = [
        NextStep(each, _gain(card, dimension, each))
        for dimension in card.dimensions
        for each in dimension.indicators
        if each.recommendation and isinstance(each.score, float) and each.score < BEST
    ]
    found = [step for step in found if step.gain > 0]
    return tuple(sorted(found, key=lambda step: step.gain, reverse=True)[:SHOWN])


def _gain(card: Scorecard, dimension: DimensionScore, indicator: IndicatorScore) -> float:
    """Work out how much the total grows when one indicator reaches 100 and nothing else changes (design, 4.3)."""
    if dimension.score is None or card.score is None or not isinstance(indicator.score, float):
        return 0.0
    scored = sum(each.weight for each in dimension.indicators if isinstance(each.score, float))
    raised = dimension.score + (BEST - indicator.score) * indicator.weight / scored
    counted = [(each.weight, each.score) for each in card.dimensions if each.score is not None]
    after = [
        (each.weight, raised if each is dimension else each.score) for each in card.dimensions if each.score is not None
    ]
    return _mean(after, card.mean) - _mean(counted, card.mean)


def _mean(weighted: list[tuple[float, float]], mean: str) -> float:
    whole = sum(weight for weight, _ in weighted)
    if mean == "geometric":
        return float(prod(score ** (weight / whole) for weight, score in weighted))
    return sum(weight * score for weight, score in weighted) / whole
