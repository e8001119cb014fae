"""Women's rate of passing over men's (selection, promotion, staying): pooled, and over strata beside it."""

from collections.abc import Mapping
from fractions import Fraction

from audit.analysis import headcounts, statistics
from audit.analysis.outcome import FULL, NOTHING, Outcome, Reading, why
from audit.analysis.report import Stratified, StratumRate, Why, as_float
from audit.questionnaire.answers import Absent
from audit.questionnaire.indicators import RateRatioIndicator, Stratum

FOUR_FIFTHS = Fraction(4, 5)


def rate_ratio(indicator: RateRatioIndicator, reading: Reading) -> Outcome:
    """Divide women's rate of passing by men's, with Fisher's exact p beside it (`docs/formulas.md`)."""
    question = headcounts.headcount(reading, indicator.of)
    grid = reading.value(indicator.of)
    rule = {"passed": indicator.passed, "entered": indicator.entered, "flag_below": float(FOUR_FIFTHS)}
    if isinstance(grid, Absent) or not isinstance(grid, Mapping):
        return Outcome(None, why(grid) if isinstance(grid, Absent) else Why.NOT_ANSWERED, rule=rule)
    read = [row for row in question.rows if row.name in (indicator.passed, indicator.entered)]
    sources = tuple(headcounts.leaf(indicator.of, row, grid) for row in read)
    passed, entered = headcounts.cells_of(grid, indicator.passed), headcounts.cells_of(grid, indicator.entered)
    if passed is None or entered is None:
        return Outcome(None, Why.NOT_ANSWERED, rule=rule, sources=sources)
    base = entered[0] + entered[1]
    if not entered[0] or not entered[1] or not passed[1]:
        return Outcome(None, Why.NO_VERDICT, base=base, rule=rule, sources=sources)
    ratio = Fraction(passed[0], entered[0]) / Fraction(passed[1], entered[1])
    return Outcome(
        FULL * min(ratio, 1 / ratio) if ratio else NOTHING,
        value=float(ratio),
        base=base,
        rule=rule,
        flag="below_four_fifths" if ratio < FOUR_FIFTHS else None,
        p=_fisher(passed, entered),
        sources=sources,
        stratified=stratified(indicator, reading),
    )


def stratified(indicator: RateRatioIndicator, reading: Reading) -> Stratified | None:
    """Return the same rates over the indicator's strata, pooled and by Mantel and Haenszel; None where it has none.

    A stratum of which a row is empty, or of which more passed than entered, is named and takes no part.
    """
    read = {stratum.name: _counted(indicator, stratum, reading) for stratum in indicator.strata}
    counted = {name: stratum for name, stratum in read.items() if stratum is not None}
    if not counted:
        return None
    strata = list(counted.values())
    pooled = statistics.rate_ratio(sum(strata[1:], strata[0]))
    ratio = statistics.stratified_rate_ratio(strata)
    whole = _stratum(reading.value(indicator.of), indicator.passed, indicator.entered)
    return Stratified(
        strata=tuple(_shown(one, counted[one.name]) for one in indicator.strata if one.name in counted),
        pooled=as_float(pooled),
        ratio=as_float(ratio),
        odds_ratio=as_float(statistics.common_odds_ratio(strata)),
        p=statistics.mantel_haenszel(strata),
        reverses=statistics.reverses(pooled, ratio),
        adds_up=sum(strata[1:], strata[0]) == whole,
        unanswered=tuple(name for name, stratum in read.items() if stratum is None),
    )


def _counted(indicator: RateRatioIndicator, stratum: Stratum, reading: Reading) -> statistics.Stratum | None:
    return _stratum(reading.value(stratum.of or indicator.of), stratum.passed, stratum.entered)


def _stratum(grid: object, passed: str, entered: str) -> statistics.Stratum | None:
    if not isinstance(grid, Mapping):
        return None
    some, everybody = headcounts.cells_of(grid, passed), headcounts.cells_of(grid, entered)
    if some is None or everybody is None or some[0] > everybody[0] or some[1] > everybody[1]:
        return None
    return statistics.Stratum(some[0], everybody[0], some[1], everybody[1])


def _shown(declared: Stratum, counted: statistics.Stratum) -> StratumRate:
    return StratumRate(
        name=declared.name,
        label=dict(declared.label or {}),
        women_passed=counted.women_passed,
        women_entered=counted.women_entered,
        men_passed=counted.men_passed,
        men_entered=counted.men_entered,
        ratio=as_float(statistics.rate_ratio(counted)),
    )


def _fisher(passed: headcounts.Cells, entered: headcounts.Cells) -> float | None:
    """Return Fisher's exact two-sided p of the rates; None where more passed than had entered."""
    failed = (entered[0] - passed[0], entered[1] - passed[1])
    if min(failed) < 0:
        return None
    return statistics.fisher(((passed[0], failed[0]), (passed[1], failed[1])))
