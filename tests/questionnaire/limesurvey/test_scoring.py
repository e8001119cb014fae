"""Assessments become scores whose total is LimeSurvey's total on the way from the lowest to the highest."""

from fractions import Fraction
from itertools import product

import pytest

from audit.analysis.scale import scale
from audit.questionnaire import limesurvey
from audit.questionnaire.schema import MatrixQuestion, Questionnaire, SelectMultipleQuestion, SelectOneQuestion
from tests.questionnaire.limesurvey.described import described
from tests.questionnaire.limesurvey.writer import lss

#: What LimeSurvey adds up for each answer; the question in which all answers have 3 adds it to every total.
POLICY = {"no": 0, "draft": 2, "yes": 5}
STEP, VIEWS, ALIKE = 2, {"1": 1, "2": 3, "3": 4}, 3
LOWEST, HIGHEST = 0 + 0 + 2 * 1 + ALIKE, 5 + 3 * STEP + 2 * 4 + ALIKE


def _survey(**settings: str) -> Questionnaire:
    given = {**described("assessment"), "settings": {**described("assessment")["settings"], **settings}}
    found = limesurvey.read(lss(given, new=True)).questionnaire
    assert found is not None
    return found


def _points(name: str) -> dict[str, Fraction]:
    question = _survey().questions[name]
    assert isinstance(question, SelectOneQuestion | SelectMultipleQuestion)
    return {choice.name: choice.score for choice in question.choices if choice.score is not None}


def test_the_least_value_is_no_point_and_the_greatest_all() -> None:
    assert _points("policy") == {"no": 0, "draft": 40, "yes": 100}


def test_all_boxes_together_reach_all_points() -> None:
    assert min(100, sum(_points("steps").values())) == 100


def test_a_question_weighs_as_much_as_its_values_lie_apart() -> None:
    assert {each.name: each.weight for each in _survey().indicators} == {"policy": 5, "steps": 6, "views": 6}


def test_a_group_weighs_as_much_as_its_questions() -> None:
    assert {each.name: each.weight for each in _survey().dimensions} == {"group_1": 11, "group_2": 6}


@pytest.mark.parametrize(("policy", "steps", "view"), list(product(POLICY, range(4), VIEWS)))
def test_the_total_stands_where_the_total_of_limesurvey_stands(policy: str, steps: int, view: str) -> None:
    whole = _survey()
    weights = {each.name: each.weight for each in whole.indicators}
    views = whole.questions["views"]
    assert isinstance(views, MatrixQuestion)
    on_scale = scale(whole, views, views.items[0])
    assert on_scale is not None
    scores = {
        "policy": _points("policy")[policy],
        "steps": min(Fraction(100), steps * _points("steps")["a"]),
        "views": on_scale.points[view],
    }
    total = sum((scores[name] * weight for name, weight in weights.items()), Fraction(0)) / sum(weights.values())
    theirs = POLICY[policy] + steps * STEP + 2 * VIEWS[view] + ALIKE
    assert abs(total - Fraction(100 * (theirs - LOWEST), HIGHEST - LOWEST)) < Fraction(1, 1000)


def test_rules_for_the_total_become_the_scale() -> None:
    levels = _survey().scale
    begins = Fraction(100 * (10 - LOWEST), HIGHEST - LOWEST)
    assert [levels[0].start, abs(levels[1].start - begins) < Fraction(1, 1000)] == [0, True]


def test_values_count_nothing_where_assessments_are_off() -> None:
    assert (_survey(assessments="N").indicators, _survey(assessments="N").scale) == ((), ())
