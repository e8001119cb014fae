"""How women and men are spread over the levels that an indicator judges."""

from typing import Any

import pytest

from audit.analysis.report import NoCeiling, Spread
from tests.analysis.asked import example, judged, measured, people

POSTS = {"head": people(0, 1), "chief": people(1, 2), "staff": people(13, 7)}


def spread(posts: dict[str, Any], indicator: str = "levels") -> Spread | None:
    """The spread that an indicator tells of a head-count."""
    return measured(indicator, {"posts": posts}).spread


def test_levels_are_told_together() -> None:
    told = spread(POSTS)
    assert told is not None
    assert told.dissimilarity == pytest.approx((abs(0 - 1 / 10) + abs(1 / 14 - 2 / 10) + abs(13 / 14 - 7 / 10)) / 2)
    assert told.glass_ceiling == (14 / 24) / (1 / 4)
    assert told.eige == 83.5


def test_undps_points_are_of_all_levels_and_of_those_that_decide() -> None:
    """14 of 24 and 1 of 4: 50 − 1.5·8.33… = 37.5, and 50 − 1.5·25 = 12.5."""
    told = spread(POSTS)
    assert told is not None
    assert (told.undp, told.light) == (50, "red")


def test_a_top_without_women_has_its_reason() -> None:
    told = spread(POSTS | {"chief": people(0, 3)})
    assert told is not None
    assert (told.glass_ceiling, told.no_ceiling) == (None, NoCeiling.NO_WOMEN)


def test_an_empty_top_has_its_reason() -> None:
    told = spread({"head": people(0, 0), "chief": people(0, 0), "staff": people(3, 4)})
    assert told is not None
    assert (told.no_ceiling, told.undp) == (NoCeiling.NOBODY, None)


def test_a_head_count_with_an_empty_row_is_not_spread() -> None:
    assert spread({"head": people(0, 1), "staff": people(3, 4)}) is None


def test_a_pooled_indicator_has_no_levels_to_spread_over() -> None:
    assert spread(POSTS, "decision") is None


def test_a_head_count_of_nobody_is_not_spread() -> None:
    assert spread(dict.fromkeys(POSTS, people(0, 0))) is None


def test_the_normative_example_tells_its_spread_beside_what_it_told() -> None:
    questionnaire, raw = example()
    told = [each.spread for part in judged(questionnaire, raw).dimensions for each in part.indicators if each.spread]
    assert told
    assert all(each.eige <= 100 for each in told)
