"""Statistics in sentences: how sure a share is, what weighting changes, what holds together, what strata say."""

from collections.abc import Iterator

from audit.analysis.report import (
    ALL,
    Gap,
    IndicatorScore,
    Interval,
    ItemStatistics,
    NoCeiling,
    Reliability,
    Scorecard,
    Spread,
    Stratified,
    Weighted,
    Withheld,
)
from audit.errors import mark
from audit.render.precision import figure
from audit.render.words import label, p_value, withheld
from audit.wording import count, number, percent, say

#: Below the first no mean is to be taken, from the second on items are commonly taken to hold together.
DOUBTFUL, ENOUGH = 0.6, 0.7
CORRECTIONS = {"holm": mark("p (Holm)"), "benjamini_hochberg": mark("p (Benjamini–Hochberg)")}
LIGHTS = {"green": mark("green"), "yellow": mark("yellow"), "red": mark("red")}
NO_CEILING = {
    NoCeiling.NO_TOP: mark("no level is marked as decision-making apart from the others"),
    NoCeiling.NOBODY: mark("the decision-making levels have nobody"),
    NoCeiling.NO_WOMEN: mark("no woman is at a decision-making level: it has no end"),
}


def interval_said(interval: Interval, language: str) -> str:
    """Say a share with its interval and what it rests on; of a full census the share alone."""
    share = percent(language, interval.favourable)
    if interval.population == interval.n:
        return count(
            language,
            "%(share)s (all: %(n)d person answered)",
            "%(share)s (all: %(n)d people answered)",
            interval.n,
            share=share,
        )
    values = {"share": share, "bounds": bounds_said(interval, language), "n": interval.n}
    if interval.population is None:
        return say(language, "%(share)s (95%% interval %(bounds)s; answers: %(n)d)", **values)
    template = mark("%(share)s (95%% interval %(bounds)s; answers: %(n)d of %(people)d)")
    return say(language, template, people=interval.population, **values)


def bounds_said(interval: Interval, language: str) -> str:
    """Say the ends of an interval: `51–75%`."""
    return f"{number(language, 100 * interval.low)}–{percent(language, interval.high)}"


def weighted_said(weighted: Weighted, language: str) -> str:
    """Say a weighted share, what it is weighted by, and what the weights cost."""
    template = WEIGHTED[min(len(weighted.by), 2)]
    said = say(
        language,
        template,
        share=percent(language, weighted.favourable),
        groups=_groups(weighted, language),
        effect=figure(language, weighted.design_effect, 1.0, digits=2),
        effective=number(language, weighted.effective),
    )
    if not weighted.capped:
        return said
    return say(language, "%(weighted)s; the greatest weights were cut", weighted=said)


WEIGHTED = {
    1: mark(
        "%(share)s weighted to the head-count (%(groups)s; design effect %(effect)s, worth %(effective)s even answers)"
    ),
    2: mark(
        "%(share)s weighted to the head-count by both sex and level (%(groups)s; design effect %(effect)s, "
        "worth %(effective)s even answers)"
    ),
}


def _groups(weighted: Weighted, language: str) -> str:
    """Name the groups with their answers and their people: `women 12 of 18`."""
    names = {"women": mark("women"), "men": mark("men")}
    return ", ".join(
        say(
            language,
            "%(group)s %(n)d\u00a0of\u00a0%(people)d",
            group=say(language, names[cell.group]) if cell.group in names else label(cell.label, language, cell.group),
            n=cell.n,
            people=cell.people,
        )
        for cell in weighted.cells
    )


def reliability_said(told: Reliability, language: str) -> str:
    """Say whether the statements of a scale hold together, or why that is not told."""
    values = {"scale": label(told.label, language, told.question), "items": told.items}
    if isinstance(told.alpha, Withheld):
        return say(language, "“%(scale)s”: Cronbach’s α %(reason)s", reason=withheld(language, told.alpha), **values)
    alpha = figure(language, told.alpha, DOUBTFUL, ENOUGH, digits=2)
    template = FEW if told.alpha < DOUBTFUL else DOUBT if told.alpha < ENOUGH else HOLD
    return say(language, template, alpha=alpha, n=told.n, **values)


FEW = mark(
    "“%(scale)s”: Cronbach’s α = %(alpha)s (statements: %(items)d, answers: %(n)s): "
    "the statements do not measure one thing; read each by itself"
)
DOUBT = mark(
    "“%(scale)s”: Cronbach’s α = %(alpha)s (statements: %(items)d, answers: %(n)s): "
    "the statements hold together loosely"
)
HOLD = mark(
    "“%(scale)s”: Cronbach’s α = %(alpha)s (statements: %(items)d, answers: %(n)s): "
    "the statements hold together, their mean says one thing"
)


def strata_said(told: Stratified, language: str) -> str:
    """Say the rate ratio over strata beside the pooled one, and loudly where the two point different ways."""
    if told.ratio is None or told.pooled is None:
        return say(language, "Over strata there is nothing to compare")
    said = count(
        language,
        "Within %(n)d stratum a woman’s chance is %(ratio)s of a man’s (Mantel–Haenszel), pooled %(pooled)s",
        "Within %(n)d strata a woman’s chance is %(ratio)s of a man’s (Mantel–Haenszel), pooled %(pooled)s",
        len(told.strata),
        ratio=figure(language, told.ratio, told.pooled, 1.0, digits=2),
        pooled=figure(language, told.pooled, told.ratio, 1.0, digits=2),
    )
    sentences = [said if told.p is None else f"{said}; {p_value(language, told.p)}"]
    if told.reverses:
        sentences.append(
            say(
                language,
                "The pooled rates reverse what holds within the strata: read the strata, not the pooled figure",
            )
        )
    if not told.adds_up:
        sentences.append(say(language, "The strata do not add up to the pooled rows"))
    return ". ".join(sentences)


def spread_said(told: Spread, language: str) -> tuple[str, ...]:
    """Say how women and men are spread over levels, a sentence a figure."""
    return tuple(_spread(told, language))


def _spread(told: Spread, language: str) -> Iterator[str]:
    if told.dissimilarity is not None:
        template = mark("%(share)s of the women or of the men would have to change level to be spread alike (Duncan)")
        yield say(language, template, share=percent(language, told.dissimilarity))
    if told.glass_ceiling is not None:
        index = figure(language, told.glass_ceiling, 1.0, digits=2)
        yield say(language, CEILINGS[(told.glass_ceiling > 1) - (told.glass_ceiling < 1)], index=index)
    elif told.no_ceiling is not None:
        yield say(language, "No glass-ceiling index: %(why)s", why=say(language, NO_CEILING[told.no_ceiling]))
    yield say(
        language, "EIGE’s metric of all levels together: %(points)s of 100", points=number(language, told.eige, 1)
    )
    if told.undp is not None and told.light is not None:
        light = say(language, LIGHTS[told.light])
        yield say(language, "UNDP’s gender parity score: %(points)d of 100, %(light)s", points=told.undp, light=light)


CEILINGS = {
    1: mark("Glass-ceiling index %(index)s: women are fewer at decision-making levels than among all"),
    0: mark("Glass-ceiling index %(index)s: women are as many at decision-making levels as among all"),
    -1: mark("Glass-ceiling index %(index)s: women are more at decision-making levels than among all"),
}


def statistics_said(card: Scorecard, language: str) -> tuple[str, ...]:
    """Say a survey's statistics in whole: of each scale whether it holds together."""
    told = card.statistics
    return tuple(reliability_said(one, language) for one in told.reliability) if told else ()


def correction_said(card: Scorecard, language: str) -> str:
    """Name the correction that p-values of a scorecard are read by."""
    chosen = card.statistics.correction if card.statistics else "holm"
    return say(language, CORRECTIONS[chosen])


def of_item(card: Scorecard, gap: Gap) -> ItemStatistics | None:
    """Return the statistics of the item that a gap is of."""
    own = card.statistics.items if card.statistics else ()
    return next((each for each in own if (each.question, each.item) == (gap.question, gap.item)), None)


def item_said(card: Scorecard, gap: Gap, language: str) -> str:
    """Say of one item how sure the share of everybody is, and what weighting makes of it; nothing where withheld."""
    own = of_item(card, gap)
    everyone = next((each for each in own.intervals if each.group == ALL), None) if own else None
    if own is None or everyone is None:
        return ""
    said = say(language, "All: %(share)s", share=interval_said(everyone, language))
    return "; ".join((said, *(weighted_said(each, language) for each in own.weighted[-1:])))


def of_strata(indicator: IndicatorScore, language: str) -> str:
    """Say an indicator's strata in whole sentences; nothing where it has none."""
    return "" if indicator.stratified is None else f"{strata_said(indicator.stratified, language)}."
