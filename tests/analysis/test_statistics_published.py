"""Intervals, ranks and tests against examples that others have printed, each with its source."""

from collections.abc import Sequence
from fractions import Fraction
from math import comb

import pytest

from audit.analysis.statistics import (
    benjamini_hochberg,
    cliffs_delta,
    delta_label,
    fisher,
    holm,
    mann_whitney,
    mann_whitney_u,
    wilson,
)

# R. G. Newcombe, Statist. Med. 17 (1998), 857–872, table I, method 3: the score method without continuity correction.
NEWCOMBE = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0000, 0.1611),
    (1, 29, 0.0061, 0.1718),
]
# Y. Benjamini and Y. Hochberg, J. R. Statist. Soc. B 57 (1995), 289–300; adjusted as SciPy's page of
# `false_discovery_control` prints.
THROMBOLYSIS = (
    *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459),
    *(0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.000),
)
ADJUSTED = (
    *(0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.06385714, 0.06385714, 0.0645, 0.0765),
    *(0.486, 0.58118182, 0.714875, 0.75323077, 0.81321429, 1.0),
)
# The ages of diagnosis on SciPy's page of `mannwhitneyu`, which prints U = 17 and p = 0.11134688653314041 by the normal
# curve; no two are the same.
MEN, WOMEN = (19, 22, 16, 29, 24), (20, 11, 17, 12)
# The example on the page `cliff.delta` of the R package effsize, there of K. Y. Hogarty and J. D. Kromrey (1999), of
# which the package's own tests print delta −0.25, small.
TREATED, UNTREATED = (10, 10, 20, 20, 20, 30, 30, 30, 40, 50), (10, 20, 30, 40, 40, 50)


def counted(values: Sequence[int], scale: Sequence[int]) -> list[int]:
    """How many values stand on each step of a scale."""
    return [values.count(step) for step in sorted(set(scale))]


@pytest.mark.parametrize(("hits", "people", "low", "high"), NEWCOMBE)
def test_wilson_gives_newcombes_table(hits: int, people: int, low: float, high: float) -> None:
    assert wilson(hits, people) == pytest.approx((low, high), abs=5e-5)


def test_wilson_holds_the_shares_that_the_score_test_does_not_reject() -> None:
    """At its ends (p̂ − p)² = z²·p(1 − p)/n, of which the interval is the solution (E. B. Wilson, 1927)."""
    for end in wilson(6, 15) or ():
        assert (0.4 - end) ** 2 == pytest.approx(1.959963984540054**2 * end * (1 - end) / 15)


def test_the_finite_population_enters_as_design_section_4_4_says() -> None:
    """n·(N − 1)/(N − n) of 22 of 30 is 79.75; at its ends the score test of so many holds."""
    for end in wilson(11, 22, population=30) or ():
        assert (0.5 - end) ** 2 == pytest.approx(1.959963984540054**2 * end * (1 - end) / 79.75)


def test_mann_whitney_gives_the_documented_u_and_p() -> None:
    ages = MEN + WOMEN
    men, women = counted(MEN, ages), counted(WOMEN, ages)
    assert mann_whitney_u(men, women) == 17
    assert mann_whitney(men, women) == pytest.approx(0.11134688653314041)


def test_cliffs_delta_gives_the_documented_effect() -> None:
    steps = TREATED + UNTREATED
    delta = cliffs_delta(counted(TREATED, steps), counted(UNTREATED, steps))
    assert (delta, delta_label(Fraction(-1, 4))) == (Fraction(-1, 4), "small")


def test_benjamini_hochberg_gives_the_documented_values() -> None:
    assert benjamini_hochberg(THROMBOLYSIS) == pytest.approx(ADJUSTED, abs=5e-9)


def test_benjamini_hochberg_rejects_as_its_authors_do() -> None:
    """At 0.05 they reject the four smallest: the largest k of which p(k) ≤ k/m·0.05."""
    assert sum(p <= 0.05 for p in benjamini_hochberg(THROMBOLYSIS)) == 4


def test_benjamini_hochberg_is_the_least_of_what_follows_worked_out_exactly() -> None:
    raw = [Fraction(str(p)) * 15 / place for place, p in enumerate(THROMBOLYSIS, start=1)]
    assert benjamini_hochberg(THROMBOLYSIS) == pytest.approx([float(min(raw[place:])) for place in range(15)])


def test_holm_is_worked_out_by_hand() -> None:
    """Each p times how many are left, never less than the one before: 15·0.0001, 14·0.0004, …, 10·0.0278 thrice."""
    by_hand = (0.0015, 0.0056, 0.0247, 0.114, 0.2211, 0.278, 0.278, 0.278, 0.3213, *[1] * 6)
    assert holm(THROMBOLYSIS) == pytest.approx(by_hand)


def test_fisher_gives_the_p_of_the_lady_tasting_tea() -> None:
    """Two-sided of ((3, 1), (1, 3)): 34 of 70 ways; R's page of `fisher.test` prints 0.2429 for one side, 17 of 70."""
    ways = sum(comb(4, cell) ** 2 for cell in (0, 1, 3, 4))
    assert fisher(((3, 1), (1, 3))) == pytest.approx(ways / comb(8, 4))
    assert fisher(((3, 1), (1, 3))) / 2 == pytest.approx(0.2429, abs=5e-5)
