"""What templates say of a report's statistics: filters that speak the reader's language."""

from collections.abc import Callable, Mapping

from audit.analysis.report import Gap, IndicatorScore, Scorecard
from audit.render import statistics
from audit.web import access


def spread_said(indicator: IndicatorScore) -> tuple[str, ...]:
    """Say how women and men are spread over the levels of an indicator; nothing where that is not told."""
    return statistics.spread_said(indicator.spread, access.language()) if indicator.spread else ()


def scales_said(card: Scorecard) -> tuple[str, ...]:
    """Say of each scale of a survey whether its statements hold together."""
    return statistics.statistics_said(card, access.language())


def item_said(card: Scorecard, gap: Gap) -> str:
    """Say how sure the share of everybody is on one item, and what weighting makes of it."""
    return statistics.item_said(card, gap, access.language())


def correction(card: Scorecard) -> str:
    """Name the correction of a scorecard's p-values."""
    return statistics.correction_said(card, access.language())


FILTERS: Mapping[str, Callable[..., object]] = {
    "spread_said": spread_said,
    "scales_said": scales_said,
    "item_said": item_said,
    "correction": correction,
}
