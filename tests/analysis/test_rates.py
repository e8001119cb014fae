"""Rates over strata beside the pooled rate of the same people: what is shown, and the flag where they reverse."""

from typing import Any

import pytest

from audit.analysis.report import Stratified
from tests.analysis.asked import INSTITUTION, measured, people

INDICATOR = "  - {name: ratio, dimension: d, measure: rate_ratio, of: intake, passed: appointed, entered: applied}\n"
STRATA = (
    "  - name: ratio\n    dimension: d\n    measure: rate_ratio\n    of: intake\n    passed: appointed\n"
    "    entered: applied\n    strata:\n"
    "      - {name: senior, label: Senior, passed: appointed_senior, entered: applied_senior}\n"
    "      - {name: junior, label: Junior, of: intake_junior, passed: appointed, entered: applied}\n"
)
ROWS = """          - {name: applied, label: Applied}
          - {name: appointed, label: Appointed}
"""
MORE = """          - {name: applied_senior, label: Applied to senior posts}
          - {name: appointed_senior, label: Appointed to senior posts}
      - name: intake_junior
        type: headcount
        label: Intake of juniors
        rows:
          - {name: applied, label: Applied}
          - {name: appointed, label: Appointed}
"""
ASKED = INSTITUTION.replace(INDICATOR, STRATA).replace(ROWS, ROWS + MORE)
# Women apply where few are taken: 20 of 80 and 30 of 40 against 6 of 30 and 60 of 90 – better in each, worse in all.
INTAKE = {
    "applied": people(120, 120),
    "appointed": people(50, 66),
    "applied_senior": people(80, 30),
    "appointed_senior": people(20, 6),
}
JUNIOR = {"applied": people(40, 90), "appointed": people(30, 60)}


def stratified(**changes: Any) -> Stratified:  # noqa: ANN401 - answers as a file gives them
    """The strata of the ratio over raw answers."""
    told = measured("ratio", {"intake": INTAKE, "intake_junior": JUNIOR} | changes, ASKED).stratified
    assert told is not None
    return told


def test_a_reversal_is_flagged_beside_the_pooled_ratio() -> None:
    told = stratified()
    assert (told.pooled, told.reverses, told.adds_up) == (50 / 66, True, True)
    assert [round(each.ratio or 0, 3) for each in told.strata] == [1.25, 1.125]
    assert 1.125 < (told.ratio or 0) < 1.25


def test_the_score_stays_that_of_the_pooled_rates() -> None:
    indicator = measured("ratio", {"intake": INTAKE, "intake_junior": JUNIOR}, ASKED)
    assert indicator.score == 100 * 50 / 66


def test_the_odds_ratio_and_the_p_of_the_strata_are_shown() -> None:
    """Women over men: (20·24/110 + 30·30/130)/(6·60/110 + 60·10/130)."""
    told = stratified()
    assert told.odds_ratio == pytest.approx((20 * 24 / 110 + 30 * 30 / 130) / (6 * 60 / 110 + 60 * 10 / 130))
    assert told.p is not None
    assert 0.05 < told.p < 1


def test_strata_that_are_not_all_people_say_so() -> None:
    assert not stratified(intake=INTAKE | {"applied": people(121, 120)}).adds_up


def test_a_stratum_with_an_empty_row_is_named_and_takes_no_part() -> None:
    told = stratified(intake_junior={"applied": people(40, 90)})
    assert ([each.name for each in told.strata], told.unanswered) == (["senior"], ("junior",))


def test_a_stratum_in_which_more_passed_than_entered_takes_no_part() -> None:
    assert stratified(intake_junior=JUNIOR | {"appointed": people(41, 60)}).unanswered == ("junior",)


def test_without_strata_nothing_is_told_of_them() -> None:
    indicator = measured("ratio", {"intake": {"applied": people(80, 120), "appointed": people(20, 48)}})
    assert indicator.stratified is None
    assert "stratified" not in indicator.model_dump(mode="json")
