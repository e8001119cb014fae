"""What would change a total most keeps its promise: done to the answers and scored again, the total is as promised."""

import json
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings

from audit.analysis import scorecard
from audit.analysis.report import (
    Answer,
    Choose,
    EvenRates,
    Improvement,
    MovePosts,
    RaiseAnswers,
    Reach,
    Scorecard,
    Table,
    TableGroup,
    Why,
)
from audit.questionnaire import loader
from audit.questionnaire.schema import MatrixQuestion, Questionnaire, SelectMultipleQuestion, SelectOneQuestion
from tests.analysis import naive
from tests.analysis.asked import EXAMPLES, TODAY, example, judged, loaded, people

OTHER = {"women": "men", "men": "women"}


def steps(card: Scorecard) -> tuple[Improvement, ...]:
    assert card.improvements is not None
    return card.improvements


def done(questionnaire: Questionnaire, raw: dict[str, Any], one: Improvement) -> dict[str, Any] | None:
    """Do a step to the answers as a person would, by what the report says alone; None where no answer is named."""
    step = one.step
    after: dict[str, Any] = json.loads(json.dumps(raw))
    if isinstance(step, Answer) or (isinstance(step, Reach) and step.figure is None):
        return None
    if isinstance(step, MovePosts):
        for move in step.moves:
            after[step.question][move.name][move.to] += move.posts
            after[step.question][move.name][OTHER[move.to]] -= move.posts
    elif isinstance(step, EvenRates):
        after[step.question][step.row][step.sex] = step.goal
    elif isinstance(step, Choose):
        names = [choice.name for choice in step.goal]
        several = isinstance(questionnaire.questions[step.question], SelectMultipleQuestion)
        after[step.question] = names if several else names[0]
    elif isinstance(step, Reach):
        after[step.question] = step.figure if step.figure is None or step.figure % 1 else int(step.figure)
    else:
        after[step.question] = best_answers(questionnaire, step)
    return after


def best_answers(questionnaire: Questionnaire, step: RaiseAnswers) -> str | dict[str, str]:
    question = questionnaire.questions[step.question]
    assert isinstance(question, SelectOneQuestion | MatrixQuestion)
    names = [choice.name for choice in question.choices if choice.absent is None]
    if isinstance(question, SelectOneQuestion):
        return names[-1]
    return {item.name: names[0] if item.reverse else names[-1] for item in question.items}


def test_the_example_would_gain_most_from_one_director_even_rates_and_the_policy() -> None:
    found = steps(judged(*example()))
    assert [one.indicator for one in found] == ["parity_decision", "appointment_rate", "policy_adopted"]
    assert [round(one.gain or 0, 1) for one in found] == [7.8, 6.2, 5.6]
    assert [one.total for one in found] == [pytest.approx(total) for total in (81.36720549, 79.81578705, 79.12134261)]


def test_a_director_s_post_is_moved_and_not_the_single_head_s() -> None:
    step = steps(judged(*example()))[0].step
    assert isinstance(step, MovePosts)
    assert [(move.name, move.to, move.posts) for move in step.moves] == [("director", "women", 1)]


def test_rates_come_even_at_eight_women_of_eighty() -> None:
    step = steps(judged(*example()))[1].step
    assert isinstance(step, EvenRates)
    assert (step.sex, step.now, step.goal, step.entered) == ("women", 5, 8, 80)


def test_a_missing_answer_is_worth_its_best_one_and_says_that_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audit.analysis.improvement.SHOWN", 99)
    questionnaire, raw = example()
    del raw["policy"]
    one = next(one for one in steps(judged(questionnaire, raw)) if one.indicator == "policy_adopted")
    assert (one.missing, one.score) == (Why.NOT_ANSWERED, None)
    assert isinstance(one.step, Choose)
    assert (one.step.now, [choice.name for choice in one.step.goal]) == ((), ["yes"])


def test_a_missing_head_count_is_to_be_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audit.analysis.improvement.SHOWN", 99)
    questionnaire, raw = example()
    del raw["recruitment"]
    one = next(one for one in steps(judged(questionnaire, raw)) if one.indicator == "appointment_rate")
    assert isinstance(one.step, Answer)
    assert one.step.question == "recruitment"


def test_without_a_total_what_raises_the_coverage_most_comes_first() -> None:
    questionnaire, raw = example()
    for name in ("posts", "recruitment", "policy"):
        del raw[name]
    card = judged(questionnaire, raw)
    found = steps(card)
    assert card.score is None
    assert found[0].step == Answer(question="posts", label=questionnaire.questions["posts"].label)
    assert [one.gain for one in found] == [None] * len(found)
    assert all((one.coverage or 0) > (card.coverage or 0) for one in found)


def test_full_marks_leave_nothing_to_improve() -> None:
    questionnaire, raw = example(policy="yes", mediation_women=30000)
    raw["posts"] = {row: people(5, 5) for row in ("head", "director", "professional", "support")}
    raw["recruitment"] = {"applied": people(10, 10), "appointed": people(2, 2)}
    assert steps(judged(questionnaire, raw)) == ()


def test_what_is_not_applicable_is_not_to_be_answered() -> None:
    found = steps(judged(*example(policy="na")))
    assert "policy_adopted" not in [one.indicator for one in found]


def test_a_share_is_raised_by_its_part_to_the_cent() -> None:
    text = (
        (EXAMPLES / "institution.yaml")
        .read_text(encoding="utf-8")
        .replace("weight: 1, measure: share", "weight: 9, measure: share")
    )
    _, raw = example(mediation_total=1000.01, mediation_women=1)
    one = steps(judged(loader.loads(text), raw))[0]
    assert isinstance(one.step, Reach)
    assert (one.step.goal, one.step.figure, one.step.whole) == (0.15, 150.01, 1000.01)


EVERY_KIND: dict[str, Any] = {
    "posts": {"head": people(0, 1), "chief": people(1, 5), "staff": people(9, 3)},
    "intake": {"applied": people(40, 30), "appointed": people(3, 9)},
    "policy": "draft",
    "measures": ["leave", "room"],
    "climate": {"voice": "2", "excluded": "3"},
    "safe": "1",
    "total": 1000,
    "part": 33,
    "missions": 1,
    "days": 13.5,
}


def every_improvement(monkeypatch: pytest.MonkeyPatch, raw: dict[str, Any]) -> Iterator[Improvement]:
    monkeypatch.setattr("audit.analysis.improvement.SHOWN", 99)
    yield from steps(judged(loaded(), raw))


def test_every_kind_of_step_keeps_its_promise(monkeypatch: pytest.MonkeyPatch) -> None:
    found = list(every_improvement(monkeypatch, EVERY_KIND))
    assert {one.step.kind for one in found} == {"posts", "rates", "choose", "scale", "reach"}
    for one in found:
        after = done(loaded(), EVERY_KIND, one)
        if after is not None:
            assert judged(loaded(), after).score == one.total


def test_a_value_that_is_worked_out_has_no_figure_to_enter(monkeypatch: pytest.MonkeyPatch) -> None:
    one = next(one for one in every_improvement(monkeypatch, EVERY_KIND) if one.indicator == "twice_held")
    assert isinstance(one.step, Reach)
    assert (one.step.now, one.step.goal, one.step.figure) == (2.0, 8.0, None)


@settings(max_examples=150, deadline=None)
@given(naive.cases())
def test_a_step_done_and_scored_again_gives_the_promised_total(case: naive.Case) -> None:
    questionnaire = Questionnaire.model_validate(case.definition)
    before = judged(questionnaire, case.answers)
    for one in steps(before):
        after = done(questionnaire, case.answers, one)
        if after is not None:
            again = judged(questionnaire, after)
            assert (again.score, again.coverage) == (one.total, one.coverage)


@settings(max_examples=150, deadline=None)
@given(naive.cases())
def test_steps_rise_above_the_total_and_the_greatest_comes_first(case: naive.Case) -> None:
    before = judged(Questionnaire.model_validate(case.definition), case.answers)
    gains = [one.gain for one in steps(before)]
    assert len(gains) <= 3
    if before.score is None:
        assert gains == [None] * len(gains)
        return
    known = [gain for gain in gains if gain is not None]
    assert known == sorted(gains, key=lambda gain: -(gain or 0))
    assert all(gain > 0 for gain in known)
    assert all(
        Fraction(one.total or 0) - Fraction(before.score) == pytest.approx(one.gain, abs=1e-9) for one in steps(before)
    )


SURVEY = """
name: survey
version: "1"
respondent: staff
languages: [en]
title: Survey
dimensions: [{name: d, label: D}]
choices:
  agree: [{name: "1", label: No}, {name: "2", label: So}, {name: "3", label: "Yes"}]
sections:
  - name: s
    label: S
    questions:
      - {name: heard, type: select_one, choices: agree, label: Heard}
      - {name: safe, type: select_one, choices: agree, label: Safe}
indicators:
  - {name: heard_score, dimension: d, measure: likert, of: heard, weight: 3}
  - {name: safe_score, dimension: d, measure: likert, of: safe}
"""


def published(question: str, counts: dict[str, int]) -> Table:
    n = sum(counts.values())
    mean = sum(50 * (int(name) - 1) * count for name, count in counts.items()) / n
    group = TableGroup(name="all", n=n, counts=counts, favourable=counts["3"] / n, mean=mean)
    return Table(question=question, by="all", groups=(group,))


def test_a_survey_s_steps_are_worked_out_from_its_published_tables() -> None:
    tables = (published("heard", {"1": 10, "2": 0, "3": 10}), published("safe", {"1": 0, "2": 10, "3": 10}))
    card = scorecard.judge(loader.loads(SURVEY), digest="", today=TODAY, tables=tables)
    assert card.score == 56.25
    assert [(one.indicator, one.gain, one.total) for one in steps(card)] == [
        ("heard_score", 37.5, 93.75),
        ("safe_score", 6.25, 62.5),
    ]
    assert isinstance(steps(card)[0].step, RaiseAnswers)
