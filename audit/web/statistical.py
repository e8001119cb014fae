"""What templates say of how sure a report's figures are: filters that speak the reader's language."""

from collections.abc import Callable, Mapping

from audit.analysis.report import Gap, IndicatorScore, Scorecard
from audit.render import statistics, words
from audit.render.statistics import SaidItem
from audit.web import access


def spread_said(indicator: IndicatorScore) -> tuple[str, ...]:
    """Say how women and men are spread over the levels of an indicator; nothing where that is not told."""
    return statistics.spread_said(indicator.spread, access.language()) if indicator.spread else ()


def scales_said(card: Scorecard) -> tuple[str, ...]:
    """Say of each scale of a survey whether its statements hold together."""
    return statistics.scales_said(card, access.language())


def items_said(card: Scorecard) -> tuple[tuple[Gap, SaidItem], ...]:
    """Say of each item whose share is published how sure it is, and what weighting makes of it."""
    told = ((gap, statistics.item_said(card, gap, access.language())) for gap in card.gaps)
    return tuple((gap, said) for gap, said in told if said is not None)


def weights_said(card: Scorecard) -> str:
    """Say what weighted shares are weighted to; nothing where none is."""
    return statistics.weights_said(card, access.language())


def correction(card: Scorecard) -> str:
    """Name the correction of a scorecard's p-values."""
    return statistics.correction_said(card, access.language())


def graded(indicator: IndicatorScore) -> str:
    """Say how far a score is borne out; nothing where there was nothing to score."""
    return words.grade(access.language(), indicator.evidence)


FILTERS: Mapping[str, Callable[..., object]] = {
    "spread_said": spread_said,
    "scales_said": scales_said,
    "items_said": items_said,
    "weights_said": weights_said,
    "correction": correction,
    "graded": graded,
}
