"""Where a figure stands on the page of scores: anchors of totals, indicators and items."""

from audit.analysis.report import ALL, Contradiction, Gap, IndicatorScore, Report, Scope
from audit.render import findings


def total(number: int) -> str:
    """Return the anchor of a questionnaire's total, counted from 1."""
    return f"part-{number}"


def indicator(number: int, name: str) -> str:
    """Return the anchor of an indicator of the questionnaire of that number."""
    return f"score-{number}-{name}"


def item(number: int, place: int) -> str:
    """Return the anchor of an item of women beside men: its questionnaire's number and its place, from 1."""
    return f"item-{number}-{place}"


def of_indicator(report: Report, wanted: IndicatorScore) -> str:
    """Return the anchor of an indicator of a report, or the page's beginning where it is none of its own."""
    for number, part in enumerate(report.parts, start=1):
        if any(each is wanted for dimension in part.scorecard.dimensions for each in dimension.indicators):
            return indicator(number, wanted.name)
    return ""


def of_scope(report: Report, scope: Scope) -> str:
    """Return the anchor of the first parity indicator of a scope that shows its pooled group."""
    found = (each for _, _, each in findings.indicators(report) if each.scope is scope)
    pooled = next((each for each in found if any(group.name == ALL for group in each.groups)), None)
    return of_indicator(report, pooled) if pooled else ""


def of_gap(report: Report, wanted: Gap) -> str:
    """Return the anchor of an item of women beside men."""
    for number, part in enumerate(report.parts, start=1):
        for place, gap in enumerate(part.scorecard.gaps, start=1):
            if gap is wanted:
                return item(number, place)
    return ""


def of_leading(report: Report) -> str:
    """Return the anchor of the total that is shown first."""
    card = findings.leading(report)
    numbers = (number for number, part in enumerate(report.parts, start=1) if part.scorecard is card)
    return total(next(numbers, 1))


def of_sides(report: Report, found: Contradiction) -> tuple[str, str]:
    """Return the anchors of both sides of a contradiction: the indicator, or its head-count's, and the staff's item."""
    if found.headcount is not None:
        return of_scope(report, found.headcount.scope), _item(report, found)
    named = (each for _, _, each in findings.indicators(report) if each.name == found.indicator)
    indicator_found = next(named, None)
    return of_indicator(report, indicator_found) if indicator_found else "", _item(report, found)


def _item(report: Report, found: Contradiction) -> str:
    cards = (part.scorecard for part in report.parts if part.scorecard.questionnaire.name == found.questionnaire)
    asked = (gap for card in cards for gap in card.gaps if (gap.question, gap.item) == (found.question, found.item))
    gap = next(asked, None)
    return of_gap(report, gap) if gap else ""
