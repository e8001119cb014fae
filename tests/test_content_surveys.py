"""The surveys' content: long enough to matter, short enough to answer, and a score that follows the answers."""

import copy
import math
from collections.abc import Iterator
from typing import Any

import pytest

from audit.questionnaire import frameworks, loader
from audit.questionnaire.schema import Item, MatrixQuestion, Mode, Questionnaire, SelectOneQuestion, TextQuestion
from tests.content.counting import ASKED, filed, indicators, items, judged, minutes, questionnaire, scores

SURVEYS = ("staff-survey", "staff-survey-short", "civil-society-voice")
LANGUAGES = ("ru", "en")
SLOW_READER = 175
Answers = dict[str, Any]


@pytest.mark.parametrize("name", SURVEYS)
def test_a_survey_is_checked_without_a_warning(name: str) -> None:
    assert loader.check(ASKED / f"{name}.yaml") == ()


def test_the_staff_survey_has_45_to_60_items_and_the_short_one_20() -> None:
    assert 45 <= items(questionnaire("staff-survey")) <= 60
    assert items(questionnaire("staff-survey-short")) == 20
    assert items(questionnaire("civil-society-voice")) <= 15


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "most"), [("staff-survey", 10), ("staff-survey-short", 5), ("civil-society-voice", 5)]
)
def test_a_survey_is_answered_within_its_time_by_slow_readers_too(name: str, most: int, language: str) -> None:
    assert minutes(questionnaire(name), language, SLOW_READER) < most


@pytest.mark.parametrize("name", SURVEYS)
def test_the_minutes_promised_are_those_of_the_slower_language(name: str) -> None:
    asked = questionnaire(name)
    assert asked.minutes == math.ceil(max(minutes(asked, language) for language in LANGUAGES))


def test_the_short_form_asks_shared_items_in_the_same_words_so_that_trends_join() -> None:
    whole, short = questionnaire("staff-survey"), questionnaire("staff-survey-short")
    for question in short.questions.values():
        longer = whole.questions[question.name]
        assert question.model_dump(exclude={"items"}) == longer.model_dump(exclude={"items"})
        if isinstance(question, MatrixQuestion) and isinstance(longer, MatrixQuestion):
            assert all(item in longer.items for item in question.items)
    assert {each.name for each in short.indicators} <= {each.name for each in whole.indicators}
    assert all(each in whole.dimensions for each in short.dimensions)
    assert short.disaggregate_by == whole.disaggregate_by


@pytest.mark.parametrize("name", ["staff-survey", "staff-survey-short"])
def test_staff_are_asked_for_sex_and_level_only_and_every_matrix_of_four_has_a_reversed_item(name: str) -> None:
    asked = questionnaire(name)
    background = [each.name for each in asked.sections[0].questions]
    assert background == list(asked.disaggregate_by) == ["sex", "level"]
    scored = [each for each in asked.questions.values() if isinstance(each, MatrixQuestion) and len(each.items) > 3]
    assert all(any(item.reverse for item in each.items) for each in scored)


@pytest.mark.parametrize("name", SURVEYS)
def test_open_questions_and_questions_on_harm_are_sensitive(name: str) -> None:
    asked = questionnaire(name)
    harm = {"unwanted", "pressure", "would_report", "complaints", "safe", "harmed"}
    personal = [each for each in asked.questions.values() if isinstance(each, TextQuestion) or each.name in harm]
    assert personal
    assert all(each.sensitive for each in personal)


def test_the_public_is_asked_nothing_about_who_it_is() -> None:
    asked = questionnaire("civil-society-voice")
    assert asked.disaggregate_by == ()
    assert asked.confidentiality is not None
    assert asked.confidentiality.mode is Mode.ANONYMOUS
    assert set(asked.section_of.values()) == {"access", "heard", "answered", "safety", "requests"}


@pytest.mark.parametrize("name", SURVEYS)
def test_everything_asked_serves_a_framework_and_every_indicator_has_a_recommendation(name: str) -> None:
    asked = questionnaire(name)
    serving = {path.partition("/")[0] for _, path in frameworks.served(asked)}
    assert serving == set(asked.questions)
    assert all(each.recommendation for each in asked.indicators)
    assert all(level.meaning for level in asked.scale)


def test_the_staff_survey_is_scored_as_by_hand() -> None:
    asked = questionnaire("staff-survey")
    card = judged(asked, filed(asked, "staff-survey.fair"))
    found = indicators(card)
    # would_report: sure 24, know 12, unsure 8, three prefer not to say: (24·100 + 12·50 + 8·0) / 44 = 3000 / 44
    assert found["complaint"].score == pytest.approx(3000 / 44)
    # unwanted: never 30, seldom 8, sometimes 4, often 2: (30·100 + 8·50 + 4·25 + 2·0) / 44 = 3500 / 44
    assert found["unwanted"].score == pytest.approx(3500 / 44)
    # complaints, steps 1 to 5 stand for 0, 25, 50, 75, 100:
    #   protected  6 11  9 14 6: (275 + 450 + 1050 + 600) / 46 = 2375 / 46
    #   impartial  5 10 11 15 5: (250 + 550 + 1125 + 500) / 46 = 2425 / 46
    #   same_rules 4 12 12 13 6: (300 + 600 + 975 + 600) / 47 = 2475 / 47
    assert found["trust"].score == pytest.approx((2375 / 46 + 2425 / 46 + 2475 / 47) / 3)


def test_the_short_form_is_scored_as_by_hand() -> None:
    asked = questionnaire("staff-survey-short")
    found = indicators(judged(asked, filed(asked, "staff-survey-short.weak")))
    # would_report: sure 6, know 18, unsure 19: (600 + 900) / 43
    assert found["complaint"].score == pytest.approx(1500 / 43)
    # unwanted: never 14, seldom 11, sometimes 13, often 5: (1400 + 550 + 325) / 43
    assert found["unwanted"].score == pytest.approx(2275 / 43)
    # respect: respected 3 6 8 19 9: (150 + 400 + 1425 + 900) / 45 = 2875 / 45;
    #   jokes, reversed, 8 21 11 4 2, mirrored 2 4 11 21 8: (100 + 550 + 1575 + 800) / 46 = 3025 / 46
    assert found["respect"].score == pytest.approx((2875 / 45 + 3025 / 46) / 2)


@pytest.mark.parametrize("name", SURVEYS)
def test_a_weaker_body_scores_lower_in_everything(name: str) -> None:
    asked = questionnaire(name)
    fair, weak = (scores(judged(asked, filed(asked, f"{name}.{kind}"))) for kind in ("fair", "weak"))
    assert len(filed(asked, f"{name}.fair")) >= 30
    assert all(weak[place] < fair[place] for place in fair)


@pytest.mark.parametrize("name", SURVEYS)
def test_one_better_answer_raises_the_score_whatever_is_scored(name: str) -> None:
    asked = questionnaire(name).model_copy(update={"disaggregate_by": ()})
    given = filed(asked, f"{name}.weak")
    before = judged(asked, given)
    changed = list(_bettered(asked, given))
    scored = {indicator.of for indicator in asked.indicators}
    assert {question for question, _ in changed} == scored
    for question, better in changed:
        after = judged(asked, better)
        indicator = next(each.name for each in asked.indicators if each.of == question)
        assert indicators(after)[indicator].score > indicators(before)[indicator].score  # type: ignore[operator]  # both are scored
        assert after.score > before.score  # type: ignore[operator]  # both are scored


def _bettered(asked: Questionnaire, given: list[Answers]) -> Iterator[tuple[str, list[Answers]]]:
    """Yield, for every scored question and every statement of it, the answers with one of them a step better."""
    for name in {indicator.of: None for indicator in asked.indicators}:
        question = asked.questions[name]
        if isinstance(question, MatrixQuestion):
            yield from ((name, _statement(given, name, item)) for item in question.items)
        elif isinstance(question, SelectOneQuestion):
            yield name, _choice(given, question)


def _statement(given: list[Answers], name: str, item: Item) -> list[Answers]:
    worst, better = ("5", "4") if item.reverse else ("1", "2")
    place = next(n for n, each in enumerate(given) if each.get(name, {}).get(item.name) == worst)
    changed = copy.deepcopy(given)
    changed[place][name] = {**changed[place][name], item.name: better}
    return changed


def _choice(given: list[Answers], question: SelectOneQuestion) -> list[Answers]:
    points = {each.name: each.score for each in question.choices if each.score is not None}
    worst, better = sorted(points, key=lambda name: points[name])[:2]
    place = next(n for n, each in enumerate(given) if each.get(question.name) == worst)
    changed = copy.deepcopy(given)
    changed[place][question.name] = better
    return changed
