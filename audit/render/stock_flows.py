"""Where a body's own flows lead, in the reader's language: the year of parity and its chance, or why none is said."""

from audit.analysis.report import ALL, NoStockFlow, Report, Scope, Stage, StockFlow
from audit.errors import mark
from audit.render.words import posts
from audit.wording import percent, say

REFUSED = {
    NoStockFlow.REACHED: mark("parity is there already"),
    NoStockFlow.NO_VERDICT: mark("the group is not judged, so that there is nothing to carry forward"),
    NoStockFlow.NO_APPOINTMENTS: mark("nobody was appointed in the period, so that nothing can be carried forward"),
    NoStockFlow.NO_MOVEMENT: mark("nobody left in the period, so that nothing can be carried forward"),
    NoStockFlow.INCONSISTENT: mark("the flows do not follow from the head-count: check who came, left and rose"),
}


def named(flow: StockFlow, language: str) -> str:
    """Name the group that is carried forward."""
    return posts(flow.label, language, group=flow.group, scope=flow.scope)


def said(flow: StockFlow, language: str) -> str:
    """Say the year of parity with its band, or what the last year carried to would be, or why nothing is said."""
    if flow.refused in REFUSED:
        return say(language, REFUSED[flow.refused])
    if flow.year is None:
        last = flow.stages[-1]
        template = mark("not at parity by %(year)d: the share of women would be about %(share)s")
        return _banded(say(language, template, year=last.year, share=percent(language, last.share)), last, language)
    at = next(stage for stage in flow.stages if stage.year == flow.year)
    template = mark("parity about %(year)d; %(chance)s of the simulations are at parity then")
    return _banded(say(language, template, year=flow.year, chance=percent(language, at.at_parity)), at, language)


def _banded(told: str, stage: Stage, language: str) -> str:
    """Add between which shares of women eight simulations of ten lie; nothing where they all agree."""
    low, high = percent(language, stage.low), percent(language, stage.high)
    if low == high:
        return told
    template = mark("%(said)s (in 8 of 10 the share of women is from %(low)s to %(high)s)")
    return say(language, template, said=told, low=low, high=high)


def of(report: Report, scope: Scope) -> StockFlow | None:
    """Return the course of all posts of a scope together, where the report carries one forward."""
    found = (each for each in report.stock_flows or () if each.scope is scope and each.group == ALL)
    return next(found, None)
