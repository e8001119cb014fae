"""Statistics from counts, against numbers worked out by hand, brute force and exact permutation."""

import itertools
import random
from collections.abc import Sequence
from fractions import Fraction
from math import comb

import pytest

from audit.analysis.disclosure import Rule, protect
from audit.analysis.report import Gap, Reason, Withheld
from audit.analysis.statistics import (
    benjamini_hochberg,
    cliffs_delta,
    delta_label,
    fisher,
    gaps,
    holm,
    mann_whitney,
    mann_whitney_u,
    wilson,
)
from audit.analysis.tally import tallies
from audit.questionnaire.answers import Answers
from tests.analysis.audits import BREAKDOWNS, SEX, a_matrix, a_survey

WOMEN, MEN = (4, 6, 5, 3, 2), (1, 2, 4, 7, 6)  # steps 1 to 5 of the worked example
PS = (0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205)
SHARES = [
    (1, 58, 0.31, 9.14),
    (0, 8, 0.0, 32.44),
    (6, 15, 19.82, 64.25),
    (20, 152, 8.68, 19.45),
    (15, 51, 18.71, 43.00),
    (41, 101, 31.53, 50.35),
]


def _people(counts: Sequence[int]) -> list[int]:
    return [step for step, people in enumerate(counts) for _ in range(people)]


def _pairs(first: Sequence[int], second: Sequence[int]) -> Fraction:
    """Cliff's delta by its definition: every pair is compared."""
    signs = [(mine > theirs) - (mine < theirs) for mine in _people(first) for theirs in _people(second)]
    return Fraction(sum(signs), len(signs))


def _exact_p(first: Sequence[int], second: Sequence[int]) -> float:
    """The two-sided p of the rank test by every way in which the people could have been divided."""
    everybody = sorted(_people(first) + _people(second))
    ranks = [
        sum(other < one for other in everybody) + sum(other == one for other in everybody) / 2 for one in everybody
    ]
    half = sum(first) * sum(ranks) / len(ranks)
    positions: list[int] = list(range(len(everybody)))
    mine = sum(ranks[everybody.index(step)] for step in _people(first))
    draws = [sum(ranks[place] for place in drawn) for drawn in itertools.combinations(positions, sum(first))]
    return sum(abs(draw - half) >= abs(mine - half) - 1e-9 for draw in draws) / len(draws)


def test_the_worked_example_gives_its_u() -> None:
    assert mann_whitney_u(WOMEN, MEN) == Fraction("104.5")


def test_the_worked_example_gives_its_delta() -> None:
    assert (cliffs_delta(WOMEN, MEN), delta_label(Fraction("-0.4775"))) == (Fraction("-0.4775"), "large")


def test_the_worked_example_gives_its_p() -> None:
    assert mann_whitney(WOMEN, MEN) == pytest.approx(0.00857, abs=5e-6)


@pytest.mark.parametrize("seed", range(30))
def test_delta_is_the_balance_of_all_pairs(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - reproducible counts, not a secret
    first, second = ([chance.randint(0, 5) for _ in range(5)] for _ in range(2))
    first[0] += 1
    second[4] += 1
    assert cliffs_delta(first, second) == _pairs(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((1, 1, 1, 0, 1, 1, 0, 1, 0, 0, 0, 0), (0, 0, 0, 1, 0, 0, 1, 0, 1, 1, 1, 1)),
        ((1, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 0), (0, 1, 0, 0, 1, 1, 0, 1, 0, 1, 0, 1)),
        ((3, 2, 1, 1), (0, 1, 3, 3)),
        ((4, 3, 0, 0), (0, 0, 3, 4)),
    ],
)
def test_the_normal_p_is_near_the_permutation_p(first: Sequence[int], second: Sequence[int]) -> None:
    assert mann_whitney(first, second) == pytest.approx(_exact_p(first, second), abs=0.02)


def test_exchanging_the_groups_turns_delta_and_keeps_p() -> None:
    assert (cliffs_delta(MEN, WOMEN), mann_whitney(MEN, WOMEN)) == (Fraction("0.4775"), mann_whitney(WOMEN, MEN))


def test_where_everybody_says_the_same_there_is_no_test() -> None:
    assert (mann_whitney((0, 9), (0, 7)), cliffs_delta((0, 9), (0, 7))) == (None, Fraction(0))


def test_an_empty_side_has_no_delta_and_no_p() -> None:
    assert (cliffs_delta((0, 0), (1, 2)), mann_whitney((0, 0), (1, 2))) == (None, None)


@pytest.mark.parametrize(
    ("delta", "label"),
    [("0.146", "negligible"), ("-0.147", "small"), ("0.33", "medium"), ("-0.474", "large"), ("1", "large")],
)
def test_delta_has_its_conventional_word(delta: str, label: str) -> None:
    assert delta_label(Fraction(delta)) == label


def test_holm_multiplies_by_how_many_are_left() -> None:
    """8·0.001, 7·0.008, then 6·0.039 = 0.234, which none of the rest passes."""
    assert holm(PS) == pytest.approx((0.008, 0.056, *[0.234] * 6), abs=1e-12)


def test_benjamini_hochberg_divides_by_the_place_and_takes_the_least_of_what_follows() -> None:
    """8·0.001, 8·0.008/2, thrice 8·0.042/5 = 0.0672, 8·0.06/6, 8·0.074/7, 0.205."""
    expected = (0.008, 0.032, 0.0672, 0.0672, 0.0672, 0.08, 0.592 / 7, 0.205)
    assert benjamini_hochberg(PS) == pytest.approx(expected)


def test_corrections_keep_the_order_given() -> None:
    turned = tuple(reversed(PS))
    assert (holm(turned), benjamini_hochberg(turned)) == (holm(PS)[::-1], benjamini_hochberg(PS)[::-1])


def test_a_correction_of_nothing_is_nothing() -> None:
    assert (holm(()), benjamini_hochberg(())) == ((), ())


@pytest.mark.parametrize(("hits", "people", "low", "high"), SHARES)
def test_wilson_gives_the_intervals_worked_out_by_its_formula(hits: int, people: int, low: float, high: float) -> None:
    interval = wilson(hits, people)
    assert interval == pytest.approx((low / 100, high / 100), abs=5e-5)


def test_a_full_census_has_no_interval() -> None:
    assert wilson(6, 15, population=15) == (0.4, 0.4)


def test_the_interval_narrows_with_the_part_of_the_body_that_answered() -> None:
    """22 of 30 answered: n counts as 22·29/8 = 79.75, between 79 and 80 of an endless population."""
    widths = [
        high - low for low, high in filter(None, (wilson(40, 80), wilson(11, 22, population=30), wilson(79, 158)))
    ]
    assert widths[0] < widths[1] < widths[0] + 0.001


def test_nobody_has_no_interval() -> None:
    assert wilson(0, 0) is None


def test_more_answers_than_people_are_refused() -> None:
    with pytest.raises(ValueError, match="more people"):
        wilson(3, 9, population=8)


def test_fisher_gives_the_p_of_the_four_fifths_example() -> None:
    """48 of 120 and 20 of 80: the tables as rare or rarer are counted, 0.0332."""
    ways = [comb(120, cell) * comb(80, 68 - cell) for cell in range(69)]
    expected = sum(way for way in ways if way <= ways[48]) / comb(200, 68)
    assert fisher(((48, 72), (20, 60))) == pytest.approx(expected)
    assert round(expected, 4) == 0.0332


def test_fisher_is_the_sum_of_tables_as_rare() -> None:
    ways = {cell: comb(6, cell) * comb(7, 5 - cell) for cell in range(6)}
    expected = sum(way for way in ways.values() if way <= ways[4]) / comb(13, 5)
    assert fisher(((4, 2), (1, 6))) == pytest.approx(expected)


def _said(sex: str, counts: Sequence[int], item: str = "voice") -> list[Answers]:
    return [{"sex": sex, "climate": {item: str(step + 1)}} for step in _people(counts)]


def _gaps(responses: Sequence[Answers]) -> dict[str | None, Gap]:
    questionnaire = a_survey(a_matrix(sensitive=()))
    tables = protect(questionnaire, tallies(questionnaire, responses), Rule())
    return {gap.item: gap for gap in gaps(questionnaire, tables)}


def test_a_gap_compares_published_women_with_men() -> None:
    gap = _gaps(_said("woman", WOMEN) + _said("man", MEN))["voice"]
    assert (gap.women_favourable, gap.men_favourable, gap.cliffs_delta, gap.label) == (0.25, 0.65, -0.4775, "large")


def test_a_gap_on_a_reversed_item_is_mirrored() -> None:
    gap = _gaps(_said("woman", WOMEN, "excluded") + _said("man", MEN, "excluded"))["excluded"]
    assert (gap.women_favourable, gap.cliffs_delta) == (0.5, 0.4775)


def test_a_gap_is_withheld_with_the_reason_of_its_table() -> None:
    gap = _gaps(_said("woman", WOMEN) + _said("man", (1, 0, 0, 2)))["voice"]
    figures = gap.model_dump(exclude={"question", "item", "text"}).values()
    assert list(figures) == [Withheld(withheld=Reason.SMALL).model_dump()] * 7


def test_holm_runs_over_the_items_that_could_be_compared() -> None:
    two_items: list[Answers] = [
        {"sex": sex, "climate": {"voice": str(step + 1), "excluded": str(step + 1)}}
        for sex, counts in (("woman", WOMEN), ("man", MEN))
        for step in _people(counts)
    ]
    gap = _gaps(two_items)["voice"]
    assert gap.p_holm == pytest.approx(2 * 0.00857, abs=1e-5)


def test_without_a_breakdown_by_sex_there_are_no_gaps() -> None:
    questionnaire = a_survey(a_matrix(), by=("level",))
    assert gaps(questionnaire, protect(questionnaire, tallies(questionnaire, []), Rule())) == ()


def test_women_are_every_choice_that_counts_as_women(monkeypatch: pytest.MonkeyPatch) -> None:
    finer = [*SEX, {"name": "girl", "label": "Girl", "counts_as": "women"}]
    monkeypatch.setitem(BREAKDOWNS, "sex", finer)
    gap = _gaps(_said("woman", WOMEN) + _said("girl", WOMEN) + _said("man", MEN))["voice"]
    assert (gap.women_favourable, gap.cliffs_delta) == (0.25, -0.4775)
