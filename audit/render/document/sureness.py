"""How sure figures are: intervals and weighted shares of items, and rates within strata, as tables of a document."""

from collections.abc import Iterator

from audit.analysis.report import IndicatorScore, Scorecard, StratumRate
from audit.errors import mark
from audit.render import statistics
from audit.render.document.blocks import NOTHING, Block, Paragraph, Table, Tone
from audit.render.precision import figure
from audit.render.words import label, statement
from audit.wording import percent, say

ITEMS = (
    mark("Statement"),
    mark("All, favourable"),
    mark("Interval"),
    mark("Answers"),
    mark("Weighted"),
    mark("Design effect (Kish)"),
)
STRATA = (mark("Stratum"), mark("Women who passed"), mark("Men who passed"), mark("Ratio"))
INTERVALS = mark(
    "The interval (Wilson) says where the share of everybody lies, and is right 95 times of 100; it narrows as more of "
    "the body answer. Weighting makes up for groups that answered less often than others, as far as each group is "
    "published; the design effect says what it costs: 23 answers at an effect of 1.15 say as much as 20."
)


def items(card: Scorecard, language: str) -> Iterator[Block]:
    """Give the interval of every item and what weighting makes of it; nothing where no item has one."""
    said = [(gap, statistics.item_said(card, gap, language)) for gap in card.gaps]
    rows = tuple(
        (statement(gap, language), one.share, one.interval, one.answers, one.weighted or NOTHING, one.effect or NOTHING)
        for gap, one in said
        if one
    )
    if not rows:
        return
    identity = card.questionnaire
    named = label(identity.title, language, identity.name)
    caption = say(language, mark("How sure the shares are: %(questionnaire)s"), questionnaire=named)
    words = tuple(say(language, word) for word in ITEMS)
    yield Table(caption, words, rows, (40, 12, 12, 12, 11, 13), frozenset(range(1, 6)))
    weights = statistics.weights_said(card, language)
    told = say(language, INTERVALS)
    yield Paragraph(f"{weights}. {told}" if weights else told, Tone.SOFT)


def strata(indicator: IndicatorScore, language: str) -> Iterator[Block]:
    """Give the rates of an indicator within its strata; what they say together stands with its score."""
    found = indicator.stratified
    if found is None or not found.strata:
        return
    named = label(indicator.label, language, indicator.name)
    caption = say(language, mark("Rates by stratum: %(indicator)s"), indicator=named)
    rows = tuple(_stratum(one, language) for one in found.strata)
    words = tuple(say(language, word) for word in STRATA)
    yield Table(caption, words, rows, (40, 24, 24, 12), frozenset({1, 2, 3}))


def _stratum(one: StratumRate, language: str) -> tuple[str, ...]:
    return (
        label(one.label, language, one.name),
        _rate(one.women_passed, one.women_entered, language),
        _rate(one.men_passed, one.men_entered, language),
        NOTHING if one.ratio is None else figure(language, one.ratio, 1.0, digits=2),
    )


def _rate(passed: int, entered: int, language: str) -> str:
    """Say how many of how many passed, with the share: `12 of 40 (30%)`."""
    said = say(language, "%(n)d\u00a0of\u00a0%(people)d", n=passed, people=entered)
    return f"{said} ({percent(language, passed / entered)})" if entered else said
