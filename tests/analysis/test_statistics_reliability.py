"""Cronbach's alpha against a worked example and against the formulas that it becomes in special cases."""

import random
import statistics
from collections.abc import Sequence
from fractions import Fraction

import pytest

from audit.analysis.statistics import cronbach_alpha

# Six people's answers to three items, of which the formula gives 0.94375.
ROWS = [(4, 5, 4), (2, 2, 3), (3, 3, 3), (5, 4, 5), (1, 2, 1), (4, 4, 5)]


def alpha(rows: Sequence[Sequence[int]]) -> Fraction | None:
    """Alpha of people's answers, by way of the sums it is worked out from."""
    columns = list(zip(*rows, strict=True))
    totals = [sum(row) for row in rows]
    return cronbach_alpha(
        [sum(value**2 for value in column) for column in columns],
        [sum(column) for column in columns],
        total=(sum(total**2 for total in totals), sum(totals)),
        people=len(rows),
    )


def test_the_worked_example() -> None:
    assert alpha(ROWS) == Fraction("0.94375")


def test_alpha_is_its_definition_by_sample_variances() -> None:
    chance = random.Random(4)  # noqa: S311 - reproducible answers, not a secret
    rows = [[chance.randint(1, 5) for _ in range(4)] for _ in range(25)]
    own = sum(statistics.variance(column) for column in zip(*rows, strict=True))
    expected = 4 / 3 * (1 - own / statistics.variance([sum(row) for row in rows]))
    assert float(alpha(rows) or 0) == pytest.approx(expected)


def test_alpha_of_yes_and_no_is_kuder_and_richardsons_formula_20() -> None:
    """G. F. Kuder and M. W. Richardson, Psychometrika 2 (1937): k/(k − 1)·(1 − Σpq/σ²), all by populations."""
    rows = [(1, 1, 0), (1, 0, 0), (0, 0, 0), (1, 1, 1), (1, 1, 1), (0, 1, 0)]
    shares = [Fraction(sum(column), 6) for column in zip(*rows, strict=True)]
    totals = [sum(row) for row in rows]
    spread = Fraction(sum(total**2 for total in totals), 6) - Fraction(sum(totals), 6) ** 2
    assert alpha(rows) == Fraction(3, 2) * (1 - sum(share * (1 - share) for share in shares) / spread)


def test_alpha_of_two_even_items_is_spearman_and_browns_step_up() -> None:
    """2r/(1 + r) of two items of the same spread."""
    rows = [(1, 2), (2, 1), (3, 4), (4, 3), (5, 5)]
    r = Fraction(8, 10)
    assert alpha(rows) == 2 * r / (1 + r)


@pytest.mark.parametrize("rows", [[(1,), (2,)], [(3, 4)], [(1, 5), (5, 1), (3, 3)]])
def test_there_is_no_alpha_of_one_item_of_one_person_or_of_equal_totals(rows: list[tuple[int, ...]]) -> None:
    assert alpha(rows) is None
