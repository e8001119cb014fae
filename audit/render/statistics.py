"""Statistics in sentences: how sure a share is, what weighting changes, what holds together, what strata say."""

from collections.abc import Iterator
from dataclasses import dataclass

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
from audit.render.words import label, p_value, quoted
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


@dataclass(frozen=True, slots=True)
class SaidItem:
    """One item in the cells of a table: favourable share of everybody, its interval, who answered, weighted share.

    `weighted` is empty where nothing can be weighted, `effect` says what weighting costs.
    """

    share: str
    interval: str
    answers: str
    weighted: str
    effect: str


def item_said(card: Scorecard, gap: Gap, language: str) -> SaidItem | None:
    """Say how sure the share of everybody is on one item, and what weighting makes of it; None where it is withheld."""
    own = of_item(card, gap)
    everyone = next((each for each in own.intervals if each.group == ALL), None) if own else None
    if own is None or everyone is None:
        return None
    weighted = own.weighted[-1] if own.weighted else None
    return SaidItem(
        percent(language, everyone.favourable),
        bounds_said(everyone, language),
        answers_said(everyone, language),
        percent(language, weighted.favourable) if weighted else "",
        effect_said(weighted, language) if weighted else "",
    )


def bounds_said(interval: Interval, language: str) -> str:
    """Say the ends of an interval, `51–75%`; of a full census that all have answered."""
    if interval.population == interval.n:
        return say(language, "all answered")
    return f"{number(language, 100 * interval.low)}–{percent(language, interval.high)}"


def answers_said(interval: Interval, language: str) -> str:
    """Say how many answered of how many, as far as that is known: `23 of 30`."""
    n, people = interval.n, interval.population
    return str(n) if people is None else say(language, "%(n)d\u00a0of\u00a0%(people)d", n=n, people=people)


def weights_said(card: Scorecard, language: str) -> str:
    """Say what shares of a scorecard are weighted to, by the item that is weighted by most; nothing where none is."""
    told = [each for item in (card.statistics.items if card.statistics else ()) for each in item.weighted]
    if not told:
        return ""
    names = {"women": mark("women"), "men": mark("men")}
    most = max(told, key=lambda each: len(each.cells))
    groups = ", ".join(
        f"{say(language, names[cell.group])} {cell.people}"
        if cell.group in names
        else f"{quoted(language, [(cell.label, cell.group)])} {cell.people}"
        for cell in most.cells
    )
    return say(language, "Weighted to the head-count: %(groups)s", groups=groups)


def effect_said(weighted: Weighted, language: str) -> str:
    """Say what weighting costs: Kish's design effect, and that the greatest weights were cut."""
    effect = figure(language, weighted.design_effect, digits=2)
    return say(language, "%(effect)s, weights cut", effect=effect) if weighted.capped else effect


def reliability_said(told: Reliability, language: str) -> str:
    """Say whether the statements of a scale hold together; nothing where that is not told."""
    if isinstance(told.alpha, Withheld):
        return ""
    values = {"scale": label(told.label, language, told.question), "items": told.items}
    alpha = figure(language, told.alpha, DOUBTFUL, ENOUGH)
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


def scales_said(card: Scorecard, language: str) -> tuple[str, ...]:
    """Say of each scale whether it holds together, and of how many that is not told."""
    scales = card.statistics.reliability if card.statistics else ()
    told = [reliability_said(one, language) for one in scales if isinstance(one.alpha, float)]
    left = len(scales) - len(told)
    if left:
        said = count(
            language,
            "Cronbach’s α is not told of %(n)d scale: it would tell of single answers",
            "Cronbach’s α is not told of %(n)d scales: it would tell of single answers",
            left,
        )
        told.append(said)
    return tuple(told)


def correction_said(card: Scorecard, language: str) -> str:
    """Name the correction that p-values of a scorecard are read by."""
    chosen = card.statistics.correction if card.statistics else "holm"
    return say(language, CORRECTIONS[chosen])


def of_item(card: Scorecard, gap: Gap) -> ItemStatistics | None:
    """Return the statistics of the item that a gap is of."""
    own = card.statistics.items if card.statistics else ()
    return next((each for each in own if (each.question, each.item) == (gap.question, gap.item)), None)


def of_strata(indicator: IndicatorScore, language: str) -> str:
    """Say an indicator's strata in whole sentences; nothing where it has none."""
    return "" if indicator.stratified is None else f"{strata_said(indicator.stratified, language)}."
