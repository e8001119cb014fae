"""Projections recompute what was printed, and refuse where they would say nothing."""

import csv
from datetime import date
from fractions import Fraction
from itertools import product
from math import floor
from pathlib import Path

import pytest

from audit.analysis.projection import Point, linear, mean_annual_change, nearest_year, years_between, years_to
from audit.analysis.report import NoProjection

DATA = Path(__file__).parent.parent / "data"
WITH_YEAR = ["P-3", "P-4", "P-5", "D-1", "D-2", "UG", "Total"]
END = date(2013, 12, 31)


def printed() -> dict[str, dict[str, str]]:
    with (DATA / "un_system_projection_A69_346.csv").open(encoding="utf-8") as file:
        return {row["level"]: row for row in csv.DictReader(file)}


def rounded_from(figure: str, unit: str) -> tuple[Fraction, Fraction]:
    """The ends of what rounds to a printed figure."""
    half = Fraction(unit) / 2
    return Fraction(figure) - half, Fraction(figure) + half


def years(row: dict[str, str]) -> list[Fraction]:
    """The years that follow from the ends of the printed share and of the printed change of ten years."""
    ends = product(rounded_from(row["pct_women_2013"], "1"), rounded_from(row["change_pp"], "0.1"))
    return [2013 + years_to(share / 100, change / 1000) for share, change in ends]


@pytest.mark.parametrize("level", WITH_YEAR)
def test_the_years_of_a_69_346_follow_from_its_shares(level: str) -> None:
    row = printed()[level]
    least, most = Fraction(row["recomputed_year_low"]), Fraction(row["recomputed_year_high"])
    possible = years(row)
    assert min(possible) - Fraction(1, 10) <= least
    assert most <= max(possible) + Fraction(1, 10)
    nearest = range(nearest_year(2013, least - 2013), nearest_year(2013, most - 2013) + 1)
    assert int(row["reported_parity_year"]) in nearest


def test_every_row_of_the_table_of_a_69_346_is_recomputed() -> None:
    rows = printed()
    assert set(rows) == {*WITH_YEAR, "P-1", "P-2"}
    for level, row in rows.items():
        least, most = rounded_from(row["change_pp"], "0.1")
        assert least / 10 - Fraction("0.05") <= Fraction(row["avg_annual_increment_pp"]) <= most / 10 + Fraction("0.05")
        ends = [rounded_from(row[f"pct_women_{year}"], "1") for year in (2003, 2013)]
        assert ends[1][0] - ends[0][1] <= Fraction(row["change_pp"]) <= ends[1][1] - ends[0][0], level


@pytest.mark.parametrize("level", ["P-4", "D-1"])
def test_rounding_up_would_not_give_what_is_printed(level: str) -> None:
    row = printed()[level]
    assert floor(Fraction(row["recomputed_year_low"])) + 1 > int(row["reported_parity_year"])


@pytest.mark.parametrize("level", ["P-1", "P-2"])
def test_levels_of_a_69_346_with_half_women_are_reached(level: str) -> None:
    row = printed()[level]
    shares = {2003: row["pct_women_2003"], 2008: row["pct_women_2003"], 2013: row["pct_women_2013"]}
    points = [Point(date(year, 12, 31), Fraction(share) / 100) for year, share in shares.items()]
    assert row["reported_parity_year"] == "reached"
    assert linear(points).refused is NoProjection.REACHED


def test_the_united_nations_system_of_2019_to_2021_comes_to_half_in_mid_2025() -> None:
    points = [Point(date(2019, 12, 31), Fraction("0.453")), Point(date(2021, 12, 31), Fraction("0.47"))]
    change = mean_annual_change(points)
    assert change == Fraction("0.0085")
    assert float(years_to(points[-1].share, change)) == pytest.approx(3.53, abs=0.005)


def series(*percentages: int, since: int = 2020) -> list[Point]:
    return [Point(date(since + at, 6, 30), Fraction(share, 100)) for at, share in enumerate(percentages)]


def test_a_year_is_said_from_three_points() -> None:
    found = linear(series(30, 33, 34))
    assert (found.change, found.years, found.year) == (Fraction(2, 100), Fraction(8), 2030)


def test_only_the_first_and_the_last_point_make_the_line() -> None:
    assert linear(series(30, 49, 34)) == linear(series(30, 31, 34))


def test_the_order_of_points_does_not_matter() -> None:
    assert linear(reversed(series(30, 33, 34))) == linear(series(30, 33, 34))


def test_two_points_are_too_few() -> None:
    assert linear(series(30, 34)).refused is NoProjection.TOO_FEW


def test_three_points_on_two_dates_are_too_few() -> None:
    points = series(30, 34)
    assert linear([*points, points[-1]]).refused is NoProjection.TOO_FEW


@pytest.mark.parametrize("shares", [(40, 35, 40), (40, 35, 30)])
def test_without_an_increase_no_year_is_said(shares: tuple[int, ...]) -> None:
    assert linear(series(*shares)).refused is NoProjection.NO_INCREASE


def test_a_group_at_parity_is_not_projected() -> None:
    assert linear(series(30, 40, 48), at_parity=True).refused is NoProjection.REACHED


def test_a_group_at_parity_with_one_point_is_at_parity_first_of_all() -> None:
    assert linear(series(50)).refused is NoProjection.REACHED


def test_a_date_beyond_fifty_years_is_not_said() -> None:
    assert linear(series(20, 20, 21)).refused is NoProjection.TOO_FAR
    assert linear(series(20, 20, 21), farthest=60).year == 2080


def test_half_a_year_is_rounded_up() -> None:
    assert nearest_year(2013, Fraction(31, 2)) == 2029


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        (date(2003, 12, 31), END, 10),
        (date(2024, 6, 30), date(2025, 6, 30), 1),
        (date(2024, 2, 29), date(2025, 2, 28), 1),
        (date(2025, 1, 1), date(2025, 1, 1), 0),
    ],
)
def test_anniversaries_are_whole_years_apart(first: date, last: date, years: int) -> None:
    assert years_between(first, last) == years
