"""Weights against printed numbers, and against what alone determines them."""

import itertools
from math import sqrt

import pytest

from audit.analysis.statistics import capped, cell_weights, kish_effect, rake

SEED, ROWS, COLUMNS = [[10, 20], [30, 5]], [15, 15], [12, 18]
# The table and totals on the page `IPFP` of the R package TeachingSampling, there "some example of Ardilly and Tille".
# The page prints no result, so that totals and cross-product ratios, which leave one solution, are held here.
TABLE = [[80, 170, 150], [90, 80, 210], [10, 80, 130]]
KNOWN_ROWS, KNOWN_COLUMNS = [430, 360, 210], [150, 300, 550]


def _first_cell() -> float:
    """The x with x·(3 + x)·600 = (15 − x)·(12 − x)·50, as odds ratio 1/12 and the totals ask for: 11x² + 63x = 180."""
    return (-63 + sqrt(63**2 + 4 * 11 * 180)) / 22


def test_raking_two_by_two_gives_what_a_hand_works_out() -> None:
    x = _first_cell()
    raked = rake(SEED, ROWS, COLUMNS)
    assert [cell for row in raked for cell in row] == pytest.approx([x, 15 - x, 12 - x, 3 + x])


def test_raked_weights_have_the_design_effect_that_a_hand_works_out() -> None:
    """n·Σw²/(Σw)² of 65 people who stand for 30: 65·(x²/10 + (15 − x)²/20 + (12 − x)²/30 + (3 + x)²/5)/900."""
    x = _first_cell()
    raked = rake(SEED, ROWS, COLUMNS)
    answered = [cell for row in SEED for cell in row]
    weights = [cell / some for cell, some in zip((cell for row in raked for cell in row), answered, strict=True)]
    expected = 65 * (x**2 / 10 + (15 - x) ** 2 / 20 + (12 - x) ** 2 / 30 + (3 + x) ** 2 / 5) / 900
    assert kish_effect(weights, answered) == pytest.approx(expected)


def test_raking_reaches_the_known_totals() -> None:
    raked = rake(TABLE, KNOWN_ROWS, KNOWN_COLUMNS)
    assert [sum(row) for row in raked] == pytest.approx(KNOWN_ROWS)
    assert [sum(column) for column in zip(*raked, strict=True)] == pytest.approx(KNOWN_COLUMNS)


def test_raking_keeps_every_cross_product_ratio() -> None:
    """Totals and these ratios have one solution only."""
    raked = rake(TABLE, KNOWN_ROWS, KNOWN_COLUMNS)
    for (i, k), (j, m) in itertools.product(itertools.combinations(range(3), 2), repeat=2):
        before = TABLE[i][j] * TABLE[k][m] / (TABLE[i][m] * TABLE[k][j])
        assert raked[i][j] * raked[k][m] / (raked[i][m] * raked[k][j]) == pytest.approx(before)


def test_raking_leaves_nobody_where_nobody_was() -> None:
    raked = rake([[10, 0], [5, 5]], [8, 12], [14, 6])
    assert raked[0] == pytest.approx((8, 0))


def test_totals_of_different_sums_are_refused() -> None:
    with pytest.raises(ValueError, match="add up"):
        rake(SEED, [15, 16], COLUMNS)


def test_a_total_without_anybody_is_refused() -> None:
    with pytest.raises(ValueError, match="nobody"):
        rake([[0, 0], [3, 4]], [5, 5], [5, 5])


def test_totals_that_no_table_has_are_refused() -> None:
    with pytest.raises(ValueError, match="no table"):
        rake([[1, 0], [0, 1]], [3, 7], [5, 5])


def test_a_cell_weight_is_people_for_a_respondent() -> None:
    assert cell_weights([18, 12], [6, 12]) == (3.0, 1.0)


def test_a_cell_without_respondents_is_refused() -> None:
    with pytest.raises(ValueError, match="without respondents"):
        cell_weights([18, 12], [6, 0])


def test_no_weight_passes_the_cap() -> None:
    assert capped((1.0, 2.0, 9.0), 5) == (1.0, 2.0, 5.0)


def test_even_weights_cost_nothing() -> None:
    assert kish_effect([2.5, 2.5, 2.5], [4, 9, 1]) == pytest.approx(1)


def test_kishs_effect_is_one_and_the_relative_variance_of_the_weights() -> None:
    """L. Kish, 1992: 1 + the squared coefficient of variation over all respondents."""
    everybody = [1.0] * 6 + [3.0] * 2
    mean = sum(everybody) / 8
    variance = sum((weight - mean) ** 2 for weight in everybody) / 8
    assert kish_effect([1.0, 3.0], [6, 2]) == pytest.approx(1 + variance / mean**2)


def test_weights_of_nobody_are_refused() -> None:
    with pytest.raises(ValueError, match="nobody"):
        kish_effect([0.0], [3])
