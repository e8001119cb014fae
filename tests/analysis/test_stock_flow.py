"""A body's own flows carry it forward: one level as by hand, levels together, the band of runs, and every refusal."""

from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from audit.analysis.flow_rates import LevelFlows, observed
from audit.analysis.parity import Rule
from audit.analysis.report import NoStockFlow, Scope, StockFlow
from audit.analysis.stock_flow import Setting, carried

SINCE = date(2026, 6, 30)
STAFF = LevelFlows("staff", (300, 700), appointed=(60, 40), left=(30, 70))
CENTRE = (
    LevelFlows("head", (1, 3), (1, 0), (0, 1), decision_making=True),
    LevelFlows("middle", (4, 8), (1, 1), (1, 1), (0, 1), decision_making=True),
    LevelFlows("entry", (8, 6), (2, 1), (1, 1), (1, 1)),
)


def one(*levels: LevelFlows, group: str = "staff", **settings: Any) -> StockFlow:  # noqa: ANN401 - whatever a setting holds
    found = carried(levels, Setting(SINCE, **settings))
    return next(each for each in found if each.group == group)


def test_one_level_follows_the_recurrence_worked_out_by_hand() -> None:
    women, men = 300.0, 700.0
    # The mean stocks of the year: 270 and 730 were there at its beginning.
    leaving = (30 / ((270 + 300) / 2), 70 / ((730 + 700) / 2))
    for stage in one(STAFF).stages:
        gone = women * leaving[0] + men * leaving[1]
        women, men = women * (1 - leaving[0]) + 0.6 * gone, men * (1 - leaving[1]) + 0.4 * gone
        assert stage.share == pytest.approx(women / 1000)


def test_the_year_is_the_first_in_which_the_expected_path_is_in_the_band() -> None:
    found = one(STAFF)
    assert found.year is not None
    before, at = (next(each for each in found.stages if each.year == found.year - back) for back in (1, 0))
    assert before.share < 0.47 <= at.share


def test_the_expected_path_lies_in_the_band_and_the_band_widens() -> None:
    stages = one(STAFF).stages
    assert all(each.low <= each.share <= each.high for each in stages)
    assert stages[9].high - stages[9].low > stages[0].high - stages[0].low


def test_the_runs_of_a_large_body_have_the_expected_path_for_their_middle() -> None:
    stage = one(STAFF).stages[9]
    assert (stage.low + stage.high) / 2 == pytest.approx(stage.share, abs=0.01)


def test_four_runs_of_five_of_one_year_agree_with_the_binomial_law() -> None:
    # Nobody leaves but men, and one man a year is followed by a woman in half of the cases.
    level = LevelFlows("staff", (10, 10), appointed=(2, 2), left=(0, 4))
    stage = carried((level,), Setting(SINCE, horizon=1))[0].stages[0]
    rate = 4 / ((12 + 10) / 2)
    chance = np.random.default_rng(1)
    left = chance.binomial(10, rate, 20_000)
    shares = (10 + chance.binomial(left, 0.5)) / 20
    assert (stage.low, stage.high) == pytest.approx(tuple(np.quantile(shares, (0.1, 0.9))), abs=0.051)


def test_the_same_seed_gives_the_same_band_and_another_seed_another() -> None:
    assert one(STAFF) == one(STAFF)
    assert one(STAFF).stages != one(STAFF, seed=1).stages


def test_levels_are_carried_together_and_each_keeps_its_size() -> None:
    found = {(each.group, each.scope): each for each in carried(CENTRE, Setting(SINCE))}
    assert list(found) == [
        ("head", Scope.LEVELS),
        ("middle", Scope.LEVELS),
        ("entry", Scope.LEVELS),
        ("all", Scope.DECISION_MAKING),
        ("all", Scope.LEVELS),
    ]
    shares = [found[name, Scope.LEVELS].stages[4].share for name in ("head", "middle", "entry", "all")]
    assert shares[3] == pytest.approx((4 * shares[0] + 12 * shares[1] + 14 * shares[2]) / 30)
    assert all(0 <= each.low <= each.high <= 1 for each in found["head", Scope.LEVELS].stages)


def test_promotion_takes_women_from_the_level_below() -> None:
    top = LevelFlows("top", (10, 90), appointed=(0, 5), left=(1, 9))
    plain = LevelFlows("below", (100, 100), appointed=(11, 10), left=(10, 10), promoted=(0, 5))
    rising = LevelFlows("below", (100, 100), appointed=(16, 5), left=(10, 10), promoted=(5, 0))
    with_women = carried((top, rising), Setting(SINCE))
    without = carried((top, plain), Setting(SINCE))
    assert with_women[0].stages[9].share > without[0].stages[9].share + 0.05


def test_a_period_of_two_years_halves_the_rates() -> None:
    whole, half = observed((STAFF,), Fraction(1)), observed((STAFF,), Fraction(2))
    assert not isinstance(whole, NoStockFlow)
    assert not isinstance(half, NoStockFlow)
    assert (whole.left / half.left).tolist() == [[2.0, 2.0]]


def test_a_sex_that_nobody_was_of_leaves_at_the_rate_of_both() -> None:
    rates = observed((LevelFlows("staff", (0, 10), appointed=(0, 1), left=(0, 1)),), Fraction(1))
    assert not isinstance(rates, NoStockFlow)
    assert rates.left.tolist() == [[0.1, 0.1]]


REFUSALS = {
    NoStockFlow.REACHED: LevelFlows("staff", (50, 50), (1, 1), (1, 1)),
    NoStockFlow.NO_VERDICT: LevelFlows("staff", (0, 1), (0, 1), (0, 1)),
    NoStockFlow.NO_APPOINTMENTS: LevelFlows("staff", (2, 8), (0, 0), (0, 1)),
    NoStockFlow.NO_MOVEMENT: LevelFlows("staff", (2, 8), (1, 0), (0, 0)),
    NoStockFlow.INCONSISTENT: LevelFlows("staff", (2, 8), (5, 0), (0, 1)),
    NoStockFlow.TOO_FAR: LevelFlows("staff", (20, 80), (2, 8), (2, 8)),
}


@pytest.mark.parametrize("reason", NoStockFlow)
def test_every_refusal_has_its_reason(reason: NoStockFlow) -> None:
    found = one(REFUSALS[reason])
    assert (found.year, found.refused) == (None, reason)


def test_promotion_out_of_the_highest_level_contradicts_the_levels() -> None:
    assert one(LevelFlows("staff", (5, 5), (1, 1), (1, 1), promoted=(1, 0))).refused is NoStockFlow.INCONSISTENT


def test_parity_is_judged_by_the_rule_that_is_given() -> None:
    level = LevelFlows("staff", (44, 56), (1, 1), (1, 1))
    assert one(level, rule=Rule(band=(Fraction("0.4"), Fraction("0.6")))).refused is NoStockFlow.REACHED
    assert one(level).refused is not NoStockFlow.REACHED


@pytest.mark.parametrize("wrong", [{"years": Fraction(0)}, {"runs": 0}, {"horizon": 0}])
def test_no_time_and_no_runs_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="all needed"):
        one(STAFF, **wrong)
