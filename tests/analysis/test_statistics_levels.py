"""Segregation and published scores of shares, against printed figures and against what they mean."""

import itertools
from fractions import Fraction

import pytest

from audit.analysis.statistics import (
    dissimilarity,
    eige_metric,
    glass_ceiling,
    undp_half,
    undp_light,
    undp_points,
)

# Women and men of OHRM and DPA, UN Secretariat, end of 2011 (Web Annex VI, source S03 of tests/data/SOURCES.csv).
OFFICES = [(37, 27), (41, 60)]


def test_dissimilarity_of_two_offices_is_how_far_their_shares_lie_apart() -> None:
    """Of two levels it is the difference of the parts that women and men have in one of them: 37/78 − 27/87."""
    assert dissimilarity(OFFICES) == Fraction(37, 78) - Fraction(27, 87)


def test_dissimilarity_is_the_least_part_that_would_have_to_move() -> None:
    """Women of small levels are moved in every way; the fewest moves that spread them as the men are spread."""
    levels = [(3, 2), (1, 4), (4, 2)]
    women, men = 8, 8
    targets = [women * man // men for _, man in levels]
    ways = [way for way in itertools.product(range(women + 1), repeat=3) if sum(way) == women and list(way) == targets]
    moved = min(sum(max(0, now - then) for (now, _), then in zip(levels, way, strict=True)) for way in ways)
    assert dissimilarity(levels) == Fraction(moved, women)


@pytest.mark.parametrize(
    ("levels", "expected"), [([(5, 0), (0, 7)], 1), ([(2, 4), (3, 6)], 0), ([(1, 0)], None), ([], None)]
)
def test_dissimilarity_runs_from_alike_to_apart(levels: list[tuple[int, int]], expected: int | None) -> None:
    assert dissimilarity(levels) == expected


@pytest.mark.parametrize(("top", "expected"), [((294, 706), 1.316), ((244, 756), 1.586)])
def test_the_glass_ceiling_of_the_secretariat(top: tuple[int, int], expected: float) -> None:
    """38.7 % of all; 29.4 % of under-secretaries-general, 24.4 % of D-2 (end of 2011): 1.316 and 1.586."""
    assert round(float(glass_ceiling((387, 613), top) or 0), 3) == expected


@pytest.mark.parametrize("top", [(0, 4), (0, 0)])
def test_a_top_without_women_has_no_index(top: tuple[int, int]) -> None:
    assert glass_ceiling((10, 10), top) is None


@pytest.mark.parametrize(
    ("share", "points"), [("0.30", "60.4"), ("0.45", "90.1"), ("0.47", "94.06"), ("0", "1"), ("1", "1")]
)
def test_eiges_metric_of_a_share(share: str, points: str) -> None:
    assert eige_metric(Fraction(share)) == Fraction(points)


def test_eiges_metric_is_its_definition_by_means() -> None:
    """1 + 99·(1 − |women / mean − 1|) of 3 women and 7 men, whose mean is 5."""
    assert eige_metric(Fraction(3, 10)) == 1 + 99 * (1 - abs(Fraction(3, 5) - 1))


def test_undps_worked_example() -> None:
    """Workforce 45 %, leadership 35 %: 42.5 + 27.5 = 70. The page prints 22.5 for the second half, and 70 in all."""
    halves = [undp_half(Fraction(45, 100)), undp_half(Fraction(35, 100))]
    assert halves == [Fraction("42.5"), Fraction("27.5")]
    points = undp_points(Fraction(45, 100), Fraction(35, 100))
    assert (points, undp_light(points)) == (70, "yellow")


def test_undps_sum_is_rounded_up() -> None:
    assert undp_points(Fraction(1, 3), Fraction(1, 2)) == 75


@pytest.mark.parametrize(("points", "light"), [(85, "green"), (84, "yellow"), (70, "yellow"), (69, "red")])
def test_undps_lights_turn_at_their_limits(points: int, light: str) -> None:
    assert undp_light(points) == light


def test_a_half_is_never_below_nothing() -> None:
    assert undp_half(Fraction(0)) == 0
