"""The ministry's set: its figures by hand, a weaker service that scores lower, and answers that raise the score."""

import copy
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from audit.analysis.report import Scorecard
from audit.questionnaire import frameworks, loader
from audit.questionnaire.indicators import (
    ChoiceIndicator,
    CountIndicator,
    Indicator,
    ParityIndicator,
    RateRatioIndicator,
    ShareIndicator,
)
from audit.questionnaire.schema import HeadcountQuestion, Questionnaire, Row, SelectOneQuestion
from tests.content.counting import ASKED, filed, indicators, judged, questionnaire, scores

NAME = "foreign-ministry-institution"
ASKED_OF = questionnaire(NAME)
Answers = dict[str, Any]
Grid = dict[str, dict[str, int]]


def test_the_set_is_checked_without_a_warning() -> None:
    assert loader.check(ASKED / f"{NAME}.yaml") == ()


def test_everything_asked_serves_a_framework_and_has_a_recommendation_and_every_level_a_meaning() -> None:
    serving = {path.partition("/")[0] for _, path in frameworks.served(ASKED_OF)}
    assert serving == set(ASKED_OF.questions)
    assert all(each.recommendation for each in ASKED_OF.indicators)
    assert all(level.meaning for level in ASKED_OF.scale)


def test_every_contradiction_names_what_the_staff_survey_asks() -> None:
    staff = questionnaire("staff-survey")
    assert len(ASKED_OF.contradictions) >= 3
    for each in ASKED_OF.contradictions:
        asked = staff.questions[each.against.question]
        names = [item.name for item in getattr(asked, "items", ())]
        assert each.against.questionnaire == staff.name
        assert each.against.item in names if names else each.against.item is None


def test_the_ministry_is_scored_as_by_hand() -> None:
    found = indicators(judged(ASKED_OF, filed(ASKED_OF, "ministry.fair")))
    # Ambassadors by size of mission, each share out of the lower end of the band, 0.47:
    #   3 of 13 = 0.230769 → 49.0998; 8 of 24 = 0.333333 → 70.9220; 8 of 21 = 0.380952 → 81.0537; mean 67.0251
    assert found["parity_size"].score == pytest.approx(67.0251, abs=1e-4)
    # With a spouse: women 60 of 120 = 0.5, men 112 of 160 = 0.7; 0.5 / 0.7 = 0.714286
    assert found["accompanied_rate"].score == pytest.approx(71.428571, abs=1e-6)
    # Wait for a rank: 4.5 / 4 = 1.125 against at most 1.1: 100 · (2 − 1.125 / 1.1) = 97.7273
    assert found["waiting_time"].score == pytest.approx(97.7273, abs=1e-4)
    # Complaints: 4 of 5 settled = 0.8 against 0.9: 88.8889
    assert found["complaints_settled"].score == pytest.approx(88.8889, abs=1e-4)


def test_a_weaker_service_scores_lower_in_everything() -> None:
    fair, weak = (scores(judged(ASKED_OF, filed(ASKED_OF, f"ministry.{kind}"))) for kind in ("fair", "weak"))
    assert all(weak[place] < fair[place] for place in fair)


@pytest.mark.parametrize("indicator", ASKED_OF.indicators, ids=lambda each: each.name)
def test_one_better_answer_raises_the_score(indicator: Indicator) -> None:
    given, before = _weak_ministry()
    after = judged(ASKED_OF, [_better(ASKED_OF, indicator, given)])
    assert indicators(after)[indicator.name].score > indicators(before)[indicator.name].score  # type: ignore[operator]  # both are scored
    assert after.score > before.score  # type: ignore[operator]  # both are scored


@cache
def _weak_ministry() -> tuple[Answers, Scorecard]:
    given = filed(ASKED_OF, "ministry.weak")[0]
    return given, judged(ASKED_OF, [given])


def _better(asked: Questionnaire, indicator: Indicator, given: Answers) -> Answers:
    """Return the answers with the one that the indicator reads changed for the better, by as little as it takes."""
    changed = copy.deepcopy(given)
    answer = changed[indicator.of]
    match indicator:
        case ParityIndicator():
            changed[indicator.of] = _nearer(asked, indicator, answer)
        case RateRatioIndicator():
            rates = {sex: answer[indicator.passed][sex] / answer[indicator.entered][sex] for sex in ("women", "men")}
            slower = min(rates, key=lambda sex: rates[sex])
            changed[indicator.of] = _moved(answer, indicator.passed, {slower: 1})
        case ChoiceIndicator():
            changed[indicator.of] = _next_choice(asked, indicator, answer)
        case ShareIndicator() | CountIndicator():
            changed[indicator.of] = answer + (1 if indicator.at_most is None else -1)
    return changed


def _nearer(asked: Questionnaire, indicator: ParityIndicator, answer: Grid) -> Grid:
    """Move one post of the least equal row from the sex that has more to the sex that has fewer."""
    question = asked.questions[indicator.of]
    assert isinstance(question, HeadcountQuestion)
    rows = [row.name for row in question.rows if _counts(row, indicator)]
    worst = max(rows, key=lambda row: abs(answer[row]["women"] / (answer[row]["women"] + answer[row]["men"]) - 0.5))
    fewer, more = sorted(("women", "men"), key=lambda sex: answer[worst][sex])
    return _moved(answer, worst, {fewer: 1, more: -1})


def _counts(row: Row, indicator: ParityIndicator) -> bool:
    if indicator.rows == "decision_making":
        return row.decision_making
    return indicator.rows is None or row.name in indicator.rows


def _moved(answer: Grid, row: str, by: Mapping[str, int]) -> Grid:
    counts = dict(answer[row])
    return {**answer, row: counts | {sex: counts[sex] + people for sex, people in by.items()}}


def _next_choice(asked: Questionnaire, indicator: ChoiceIndicator, answer: str) -> str:
    question = asked.questions[indicator.of]
    assert isinstance(question, SelectOneQuestion)
    points = {each.name: each.score for each in question.choices if each.score is not None}
    return min((name for name in points if points[name] > points[answer]), key=lambda name: points[name])
