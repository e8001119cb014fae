"""How much more the gate hides than the least that could be hidden: against the optimum of integer programming."""

import random
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pytest
from scipy.optimize import LinearConstraint, milp

from audit.analysis import suppression
from audit.analysis.report import Reason

TABLES = 400
THRESHOLD = 5


@dataclass(frozen=True)
class Lost:
    """People and groups hidden in some tables, by the gate and at least."""

    people: int = 0
    groups: int = 0
    least_people: int = 0
    least_groups: int = 0

    def __add__(self, other: "Lost") -> "Lost":
        return Lost(
            self.people + other.people,
            self.groups + other.groups,
            self.least_people + other.least_people,
            self.least_groups + other.least_groups,
        )


def _least(sizes: Mapping[str, int], weights: list[float]) -> float:
    """Return the least weight of groups to hide: all small ones, two or more, the threshold or more people in all.

    Small groups alone do not suffice where their sizes follow from their sum. With siblings, of which the reader knows
    that they are no smaller than the threshold, so many people must be hidden that each group may be of three sizes.
    What else he knows, as that siblings are taken from the smallest upwards, is left out: no rule that holds can hide
    less than this.
    """
    small = np.array([0 < size < THRESHOLD for size in sizes.values()], dtype=float)
    if not small.any():
        return 0.0
    told = not _is_open([size for size in sizes.values() if 0 < size < THRESHOLD])
    people = np.array(list(sizes.values()), dtype=float)
    somebody = (people > 0).astype(float)
    sibling = somebody - small
    rows = np.vstack([people, somebody, sibling, people - THRESHOLD * sibling])
    bounds = LinearConstraint(rows, lb=[THRESHOLD, 2, float(told), small.sum() + 2])
    solved = milp(weights, integrality=np.ones(len(sizes)), bounds=(small, np.ones(len(sizes))), constraints=bounds)
    return float(solved.fun) if solved.success else float(np.dot(weights, somebody))


def _is_open(small: list[int]) -> bool:
    """Tell whether three sizes at least remain possible for each of some small groups whose sum is known."""
    most, total, others = THRESHOLD - 1, sum(small), len(small) - 1
    low, high = max(1, total - others * most), min(most, total - others)
    return high - low >= 2


def _lost(sizes: Mapping[str, int]) -> Lost:
    hidden = suppression.breakdown(sizes, THRESHOLD).hidden
    somebody = [name for name in hidden if sizes[name]]
    return Lost(
        sum(sizes[name] for name in hidden),
        len(somebody),
        round(_least(sizes, [float(size) for size in sizes.values()])),
        round(_least(sizes, [float(size > 0) for size in sizes.values()])),
    )


def _tables(most: int) -> list[dict[str, int]]:
    chance = random.Random(most)  # noqa: S311 - reproducible tables, not a secret
    drawn = [[round(chance.random() ** 2 * most) for _ in range(chance.choice([2, 3, 4, 5, 7]))] for _ in range(TABLES)]
    return [{f"group{place}": size for place, size in enumerate(sizes)} for sizes in drawn]


@pytest.mark.parametrize(("most", "people", "groups"), [(12, 1.12, 1.08), (30, 1.11, 1.09), (100, 1.03, 1.05)])
def test_the_gate_hides_little_more_than_the_least_possible(most: int, people: float, groups: float) -> None:
    lost = sum((_lost(sizes) for sizes in _tables(most)), Lost())
    assert lost.least_people <= lost.people <= people * lost.least_people
    assert lost.least_groups <= lost.groups <= groups * lost.least_groups


def test_no_table_hides_less_than_the_least() -> None:
    """Were it so, the optimum would be none, or the gate would have a hole."""
    beneath = [sizes for most in (12, 30) for sizes in _tables(most) if _lost(sizes).people < _lost(sizes).least_people]
    assert beneath == []


def test_a_gate_that_takes_the_largest_sibling_is_found_to_hide_more(monkeypatch: pytest.MonkeyPatch) -> None:
    def wasteful(sizes: Mapping[str, int], threshold: int) -> suppression.Breakdown:
        small = [name for name, size in sizes.items() if 0 < size < threshold]
        largest = max(sizes, key=lambda name: sizes[name])
        return suppression.Breakdown(sizes, dict.fromkeys([*small, largest] if small else [], Reason.SMALL), {})

    monkeypatch.setattr(suppression, "breakdown", wasteful)
    lost = sum((_lost(sizes) for sizes in _tables(30)), Lost())
    assert lost.people > 1.12 * lost.least_people
