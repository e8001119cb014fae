"""Rates over strata against printed examples, and the pooled figure that reverses them."""

import itertools
from fractions import Fraction
from math import comb, exp, pi, sqrt

import pytest

from audit.analysis.statistics import (
    Stratum,
    common_odds_ratio,
    mantel_haenszel,
    rate_ratio,
    reverses,
    stratified_rate_ratio,
)

# Admissions to six departments of Berkeley in 1973 (women admitted and applied, men admitted and applied): the data set
# UCBAdmissions of R. The documentation of the package vcdExtra prints what R's `mantelhaen.test` says of it: the common
# odds ratio of men 0.9046968 and p = 0.2323.
BERKELEY = [
    Stratum(89, 108, 512, 825),
    Stratum(17, 25, 353, 560),
    Stratum(202, 593, 120, 325),
    Stratum(131, 375, 138, 417),
    Stratum(94, 393, 53, 191),
    Stratum(24, 341, 22, 373),
]
# Deaths by treatment below and from 55 years, University Group Diabetes Program: table 15-1 of K. J. Rothman,
# S. Greenland and T. L. Lash, Modern Epidemiology (2008). The R package metafor works the chapter out again (example
# rothman2008): risk ratio 1.8113 and 1.1926 by age, 1.4356 pooled, 1.3256 over the strata, odds ratio 1.4031.
DIABETES = [Stratum(8, 106, 5, 120), Stratum(22, 98, 16, 85)]
# Penicillin and rabbits, the first example on R's page of `mantelhaen.test`, which prints p = 0.047 (Agresti, 1990).
# Cured and died of those treated at once, then of those treated later, by dose.
CURED = [(0, 6, 0, 5), (3, 3, 0, 6), (6, 0, 2, 4), (5, 1, 6, 0), (2, 0, 5, 0)]


def test_berkeley_gives_the_documented_odds_ratio_and_p() -> None:
    odds = common_odds_ratio(BERKELEY)
    assert odds is not None
    assert float(1 / odds) == pytest.approx(0.9046968, abs=5e-8)
    assert mantel_haenszel(BERKELEY) == pytest.approx(0.2323, abs=5e-5)


def test_berkeley_reverses_when_its_departments_are_pooled() -> None:
    pooled = sum(BERKELEY[1:], BERKELEY[0])
    assert (pooled.women_entered + pooled.men_entered, round(float(rate_ratio(pooled) or 0), 4)) == (4526, 0.6818)
    assert reverses(rate_ratio(pooled), stratified_rate_ratio(BERKELEY))


def test_the_diabetes_trial_gives_the_printed_ratios() -> None:
    pooled, ratio, odds = (
        rate_ratio(DIABETES[0] + DIABETES[1]),
        stratified_rate_ratio(DIABETES),
        common_odds_ratio(DIABETES),
    )
    assert [round(float(each or 0), 4) for each in (pooled, ratio, odds)] == [1.4356, 1.3256, 1.4031]
    assert [round(float(rate_ratio(each) or 0), 4) for each in DIABETES] == [1.8113, 1.1926]
    assert not reverses(pooled, ratio)


def test_the_rabbits_give_the_documented_p() -> None:
    rabbits = [Stratum(cured, cured + died, late, late + lost) for cured, died, late, lost in CURED]
    assert mantel_haenszel(rabbits) == pytest.approx(0.047, abs=5e-4)
    assert common_odds_ratio(rabbits) == 7


def test_one_stratum_has_its_own_ratio() -> None:
    """48 of 120 and 20 of 80: the worked four-fifths example, ratio 0.625."""
    stratum = Stratum(20, 80, 48, 120)
    assert rate_ratio(stratum) == stratified_rate_ratio([stratum]) == Fraction(5, 8)


def test_the_variance_of_the_test_is_that_of_all_ways_to_pass() -> None:
    """Two small strata: every way in which those who passed could have been drawn, weighed by its number."""
    strata = [Stratum(3, 4, 1, 4), Stratum(2, 3, 1, 4)]
    drawn = [[(k, comb(4, k) * comb(4, 4 - k)) for k in range(5)], [(k, comb(3, k) * comb(4, 3 - k)) for k in range(4)]]
    ways = [(a + b, x * y) for (a, x), (b, y) in itertools.product(*drawn)]
    total = sum(weight for _, weight in ways)
    mean = Fraction(sum(k * weight for k, weight in ways), total)
    variance = Fraction(sum(k * k * weight for k, weight in ways), total) - mean**2
    square = float((abs(5 - mean) - Fraction(1, 2)) ** 2 / variance)
    assert mantel_haenszel(strata) == pytest.approx(_beyond(square))


def _beyond(square: float) -> float:
    """The part of chi-squared of one degree above a value, by Simpson's rule over the normal curve."""
    steps, end, start = 2000, 12.0, square**0.5
    width = (end - start) / steps
    heights = [exp(-((start + place * width) ** 2) / 2) for place in range(steps + 1)]
    inner = sum((4 if place % 2 else 2) * heights[place] for place in range(1, steps))
    return float(2 * (heights[0] + inner + heights[-1]) * width / 3 / sqrt(2 * pi))


@pytest.mark.parametrize("strata", [[], [Stratum(0, 0, 3, 4)], [Stratum(4, 4, 4, 4)], [Stratum(1, 1, 0, 0)]])
def test_where_nothing_can_be_compared_there_is_no_test(strata: list[Stratum]) -> None:
    assert mantel_haenszel(strata) is None


@pytest.mark.parametrize("strata", [[], [Stratum(1, 2, 0, 0)], [Stratum(1, 2, 0, 2)]])
def test_without_a_man_who_passed_there_is_no_ratio(strata: list[Stratum]) -> None:
    assert stratified_rate_ratio(strata) is None


@pytest.mark.parametrize("counts", [(3, 2, 0, 1), (1, 2, 5, 4), (-1, 2, 0, 1)])
def test_more_passes_than_people_are_refused(counts: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="entered"):
        Stratum(*counts)


def test_a_ratio_of_one_reverses_nothing() -> None:
    assert not reverses(Fraction(1), Fraction(2))
    assert not reverses(None, Fraction(2))
