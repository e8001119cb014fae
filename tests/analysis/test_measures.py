"""Every measure of a named answer set: its formula, its edges, and the name of every absence."""

from fractions import Fraction
from typing import Any

import pytest

from audit.analysis.measures import points_at_least, points_at_most
from audit.analysis.report import Scope, Why
from audit.analysis.statistics import fisher
from audit.questionnaire.indicators import CountIndicator
from tests.analysis.asked import INSTITUTION, judged, loaded, measured, people

POSTS = {"head": people(0, 1), "chief": people(1, 3), "staff": people(7, 4, 1)}
INTAKE = {"applied": people(80, 120), "appointed": people(5, 12)}


def absent(reason: str) -> dict[str, str]:
    return {"absent": reason}


def test_a_level_score_is_the_weighted_mean_over_the_levels_with_a_verdict() -> None:
    chief, staff = Fraction(2500, 47), Fraction(40000, 517)
    assert measured("levels", {"posts": POSTS}).score == float((chief + 3 * staff) / 4)


def test_every_level_is_shown_then_the_pooled_figure_and_the_weakest() -> None:
    levels = measured("levels", {"posts": POSTS})
    assert [group.name for group in levels.groups] == ["head", "chief", "staff", "all"]
    assert (levels.weakest, levels.scope, levels.groups[2].weight) == ("chief", Scope.LEVELS, 3)


def test_decision_making_is_pooled_over_its_levels_only() -> None:
    decision = measured("decision", {"posts": POSTS})
    assert [(group.name, group.women, group.men) for group in decision.groups] == [("all", 1, 4)]
    assert (decision.scope, decision.value, decision.base) == (Scope.DECISION_MAKING, 0.2, 5)


def test_chosen_levels_follow_their_own_curve() -> None:
    chosen = measured("chosen_rows", {"posts": POSTS})
    assert (chosen.score, chosen.scope) == (float((50 + Fraction(800, 11)) / 2), Scope.SELECTED)


def test_single_posts_and_nobody_have_no_verdict_and_leave_the_score() -> None:
    posts = {"head": people(1, 0), "chief": people(0, 0), "staff": people(0, 0)}
    levels = measured("levels", {"posts": posts})
    assert (levels.score, levels.why) == (None, Why.NO_VERDICT)


def test_a_level_left_empty_is_named_and_nothing_is_pooled_over_it() -> None:
    levels = measured("levels", {"posts": {"chief": people(1, 3), "staff": people(7, 4)}})
    assert [group.name for group in levels.groups] == ["chief", "staff"]
    assert levels.rule["unanswered_rows"] == ["head"]
    assert measured("decision", {"posts": {"chief": people(1, 3)}}).why is Why.NOT_ANSWERED


def test_a_rate_ratio_has_its_value_score_flag_and_fishers_p() -> None:
    ratio = measured("ratio", {"intake": INTAKE})
    assert (ratio.value, ratio.score, ratio.flag) == (0.625, 62.5, "below_four_fifths")
    assert ratio.p == pytest.approx(fisher(((5, 75), (12, 108))))


def test_the_methodologys_four_fifths_example_has_its_published_p() -> None:
    ratio = measured("ratio", {"intake": {"applied": people(80, 120), "appointed": people(20, 48)}})
    assert (ratio.value, round(ratio.p or 0, 4)) == (0.625, 0.0332)


@pytest.mark.parametrize(
    ("applied", "appointed", "score", "flag"),
    [
        ((10, 10), (8, 4), 50.0, None),
        ((10, 10), (4, 5), 80.0, None),
        ((10, 10), (0, 5), 0.0, "below_four_fifths"),
        ((10, 10), (5, 5), 100.0, None),
    ],
)
def test_a_ratio_scores_its_distance_from_one_on_either_side(
    applied: tuple[int, int], appointed: tuple[int, int], score: float, flag: str | None
) -> None:
    ratio = measured("ratio", {"intake": {"applied": people(*applied), "appointed": people(*appointed)}})
    assert (ratio.score, ratio.flag) == (score, flag)


@pytest.mark.parametrize(
    ("applied", "appointed"), [((0, 0), (0, 0)), ((0, 5), (0, 2)), ((5, 0), (2, 0)), ((5, 5), (2, 0))]
)
def test_a_ratio_without_entrants_or_with_a_mens_rate_of_nothing_has_no_verdict(
    applied: tuple[int, int], appointed: tuple[int, int]
) -> None:
    ratio = measured("ratio", {"intake": {"applied": people(*applied), "appointed": people(*appointed)}})
    assert (ratio.score, ratio.why) == (None, Why.NO_VERDICT)


def test_more_passed_than_entered_gives_a_ratio_without_a_p() -> None:
    ratio = measured("ratio", {"intake": {"applied": people(4, 4), "appointed": people(8, 4)}})
    assert (ratio.value, ratio.p) == (2.0, None)


@pytest.mark.parametrize(("chosen", "score"), [("yes", 100.0), ("draft", 50.0)])
def test_a_choice_gives_its_points(chosen: str, score: float) -> None:
    choice = measured("policy_adopted", {"policy": chosen})
    assert (choice.score, choice.value) == (score, chosen)


@pytest.mark.parametrize(
    ("chosen", "score"),
    [(["flexible"], 60.0), (["flexible", "leave"], 100.0), (["leave", "room"], 60.0), (["none"], 0.0)],
)
def test_several_choices_add_their_points_to_at_most_a_hundred(chosen: list[str], score: float) -> None:
    assert measured("measures_taken", {"measures": chosen}).score == score


def test_a_choice_without_points_has_no_verdict() -> None:
    assert measured("policy_adopted", {"policy": "unknown"}).why is Why.NO_VERDICT


def test_a_scale_is_mirrored_where_the_statement_is() -> None:
    climate = measured("climate_score", {"climate": {"voice": "4", "excluded": "2"}})
    assert climate.score == float((100 + (100 - Fraction(100, 3))) / 2)


def test_absences_leave_the_base_of_a_scale() -> None:
    climate = measured("climate_score", {"climate": {"voice": "2", "excluded": "dk"}})
    assert (climate.score, climate.base) == (float(Fraction(100, 3)), 1)


def test_a_single_question_can_be_a_scale() -> None:
    assert measured("safe_score", {"safe": "3"}).score == float(Fraction(200, 3))


@pytest.mark.parametrize(
    ("statements", "why"),
    [
        ({"voice": "dk", "excluded": "dk"}, Why.DONT_KNOW),
        ({"voice": "dk"}, Why.NOT_ANSWERED),
        ({"voice": absent("not_applicable"), "excluded": absent("not_applicable")}, Why.NOT_APPLICABLE),
    ],
)
def test_a_scale_without_any_value_says_which_absence_is_to_blame(statements: dict[str, Any], why: Why) -> None:
    assert measured("climate_score", {"climate": statements}).why is why


@pytest.mark.parametrize(("part", "score"), [(0, 0.0), (105, 70.0), (150, 100.0), (1000, 100.0)])
def test_a_share_is_held_against_its_threshold_exactly(part: int, score: float) -> None:
    assert measured("part_share", {"total": 1000, "part": part}).score == score


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ({"total": 0}, Why.NOT_APPLICABLE),
        ({}, Why.NOT_ANSWERED),
        ({"total": absent("dont_know")}, Why.DONT_KNOW),
        ({"total": 100}, Why.NOT_ANSWERED),
        ({"total": 100, "part": absent("not_applicable")}, Why.NOT_APPLICABLE),
    ],
)
def test_a_share_without_both_amounts_says_why(raw: dict[str, Any], why: Why) -> None:
    share = measured("part_share", raw)
    assert (share.score, share.why) == (None, why)


@pytest.mark.parametrize(("missions", "score"), [(0, 0.0), (1, 25.0), (4, 100.0), (9, 100.0)])
def test_a_count_is_held_against_at_least(missions: int, score: float) -> None:
    assert measured("missions_held", {"missions": missions}).score == score


@pytest.mark.parametrize(("days", "score"), [("10", 100.0), ("12.5", 75.0), ("20", 0.0), ("30", 0.0)])
def test_a_value_is_held_against_at_most(days: str, score: float) -> None:
    assert measured("days_taken", {"days": days}).score == score


def test_a_threshold_of_nothing_is_met_by_nothing_only() -> None:
    assert [points_at_most(Fraction(value), Fraction(0)) for value in (0, 1)] == [100, 0]
    assert [points_at_least(Fraction(value), Fraction(0)) for value in (-1, 0, 1)] == [0, 100, 100]


def test_a_negative_value_scores_nothing_rather_than_less() -> None:
    assert points_at_least(Fraction(-3), Fraction(4)) == 0


def test_a_question_that_was_not_shown_is_named_so() -> None:
    assert measured("hidden_count", {"missions": 1}).why is Why.NOT_SHOWN


def test_a_calculation_can_be_measured() -> None:
    assert measured("twice_held", {"missions": 3}).score == 75.0


def test_a_value_without_a_threshold_is_shown_unscored() -> None:
    asked = loaded()
    free = CountIndicator(name="free", dimension="d", measure="count", of="missions")
    shown = judged(asked.model_copy(update={"indicators": (free,)}), {"missions": 3}).dimensions[0].indicators[0]
    assert (shown.score, shown.why, shown.value) == (None, Why.NO_VERDICT, 3)


@pytest.mark.parametrize("reason", ["not_answered", "not_applicable", "dont_know", "prefer_not_to_say", "not_asked"])
@pytest.mark.parametrize(
    ("indicator", "question"),
    [
        ("levels", "posts"),
        ("ratio", "intake"),
        ("policy_adopted", "policy"),
        ("measures_taken", "measures"),
        ("climate_score", "climate"),
        ("safe_score", "safe"),
        ("missions_held", "missions"),
    ],
)
def test_each_absence_keeps_its_name_in_every_measure(indicator: str, question: str, reason: str) -> None:
    found = measured(indicator, {question: absent(reason)})
    assert (found.score, found.why) == (None, Why(reason))


@pytest.mark.parametrize(("chosen", "why"), [("na", Why.NOT_APPLICABLE), ("dk", Why.DONT_KNOW)])
def test_a_chosen_absence_is_that_absence(chosen: str, why: Why) -> None:
    assert measured("policy_adopted", {"policy": chosen}).why is why


def test_every_leaf_names_its_question_and_the_answer_as_given() -> None:
    share = measured("part_share", {"total": "1000.50", "part": 100})
    assert [(leaf.question, leaf.value) for leaf in share.sources] == [("part", 100), ("total", 1000.5)]
    levels = measured("levels", {"posts": POSTS})
    assert (levels.sources[0].part, levels.sources[0].value) == ("head", {"women": 0, "men": 1, "other": 0})


def test_the_options_of_parity_reach_the_judgement() -> None:
    text = INSTITUTION.replace("rows: decision_making, pooled: true", "pooled: true, base: all, direction: women")
    posts = {"head": people(0, 0), "chief": people(0, 0), "staff": people(8, 1, 1)}
    decision = measured("decision", {"posts": posts}, text)
    assert (decision.score, decision.value) == (100.0, 0.8)
