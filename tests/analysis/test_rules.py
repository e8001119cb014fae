"""Rule sets: named, versioned, and rounding that favours no side."""

from dataclasses import replace
from typing import Any

import pytest

from audit.analysis.rules import LATEST, RULE_SETS, THRESHOLD, RuleName, rule_set

HESA = LATEST[RuleName.HESA]


@pytest.mark.parametrize(
    ("people", "shown"), [(0, 0), (1, 0), (2, 0), (3, 5), (7, 5), (8, 10), (12, 10), (13, 15), (22, 20), (23, 25)]
)
def test_hesa_rounds_counts_to_the_nearest_five(people: int, shown: int) -> None:
    assert HESA.count(people) == shown


def test_the_threshold_rule_shows_counts_as_they_are() -> None:
    assert [THRESHOLD.count(people) for people in range(30)] == list(range(30))


def test_rounding_errs_upwards_as_often_as_downwards() -> None:
    assert sum(HESA.count(people) - people for people in range(1000)) == 0


def test_a_rule_set_is_found_by_the_label_that_a_report_states() -> None:
    assert [rule_set(rules.label) for rules in RULE_SETS] == list(RULE_SETS)


def test_an_unknown_rule_set_is_refused() -> None:
    with pytest.raises(KeyError):
        rule_set("threshold-0")


def test_no_two_rule_sets_share_a_label() -> None:
    assert len({rules.label for rules in RULE_SETS}) == len(RULE_SETS)


@pytest.mark.parametrize("wrong", [{"threshold": 2}, {"sensitive_threshold": 1}, {"step": 0}])
def test_a_rule_set_that_protects_too_little_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"never below 3|multiples of 1"):
        replace(THRESHOLD, **wrong)
