"""Surveys are measured from published tables alone: the same means, and nothing of what was withheld."""

import pytest

from audit.analysis import assembly, survey
from audit.analysis.disclosure import Rule
from audit.analysis.report import IndicatorScore, Reason, Scorecard, Why, Withheld
from audit.questionnaire.answers import Absent, Answers
from audit.questionnaire.schema import Absence
from tests.analysis.asked import TODAY
from tests.analysis.audits import a_matrix, a_select_one, a_survey

POLICY = [
    {"name": "yes", "label": "Yes", "score": "100"},
    {"name": "partly", "label": "Partly", "score": "40"},
    {"name": "no", "label": "No", "score": "0"},
    {"name": "dk", "label": "?", "absent": "dont_know"},
]
MEANS = [{"name": name, "label": name, "score": "30"} for name in ("a", "b", "c")]
TOO_MANY = [{"name": name, "label": name, "score": "60"} for name in ("a", "b")]
INDICATORS = [
    {"name": "climate_score", "dimension": "d", "measure": "likert", "of": "climate"},
    {"name": "policy_score", "dimension": "d", "measure": "choice", "of": "policy"},
    {"name": "means_score", "dimension": "d", "measure": "choice", "of": "means"},
    {"name": "capped_score", "dimension": "d", "measure": "choice", "of": "capped"},
]
SURVEY = a_survey(
    a_matrix(),
    a_select_one("policy", POLICY),
    {"name": "means", "type": "select_multiple", "label": "Means", "choices": MEANS},
    {"name": "capped", "type": "select_multiple", "label": "Capped", "choices": TOO_MANY},
    dimensions=[{"name": "d", "label": "D"}],
    indicators=INDICATORS,
)


def response(at: int) -> Answers:
    """Respondents go through the steps five by five, women and men by turns of five; men feel safer."""
    step, is_woman = at % 5, at // 5 % 2 == 0
    return {
        "sex": "woman" if is_woman else "man",
        "climate": {
            "voice": str(step + 1),
            "excluded": "2" if step else "1",
            "safety": str(1 + step // (1 + is_woman)),
        },
        "policy": "partly" if step else "yes",
        "means": ("a", "b") if step else ("c",),
        "capped": ("a", "b"),
    }


def card_of(people: int) -> Scorecard:
    responses = [response(at) for at in range(people)]
    return assembly.judged(SURVEY, responses, digest="", rule=Rule(), today=TODAY)


def indicator(name: str, people: int = 30) -> IndicatorScore:
    return next(each for each in card_of(people).dimensions[0].indicators if each.name == name)


def test_a_scale_is_the_mean_of_its_items_means() -> None:
    climate = indicator("climate_score")
    assert [leaf.value for leaf in climate.sources] == [50, 80, 35]
    assert (climate.score, climate.base) == (55.0, 30)


def test_a_choice_is_the_mean_of_its_points() -> None:
    assert (indicator("policy_score").score, indicator("policy_score").base) == (52.0, 30)


def test_several_choices_are_the_mean_of_sums_that_cannot_pass_a_hundred() -> None:
    assert indicator("means_score").score == 54.0
    assert indicator("capped_score").why is Why.INSUFFICIENT_DATA


def test_a_mean_of_the_tree_is_the_mean_of_the_published_table() -> None:
    card = card_of(30)
    tables = {table.item: table.groups[0].mean for table in card.tables if table.question == "climate"}
    assert [leaf.value for leaf in card.dimensions[0].indicators[0].sources] == pytest.approx(
        [tables[name] for name in ("voice", "excluded", "safety")]
    )


def test_a_survey_below_its_threshold_has_no_figure_anywhere() -> None:
    card = card_of(4)
    gone = Withheld(withheld=Reason.SMALL)
    assert [each.score for each in card.dimensions[0].indicators[:3]] == [gone, gone, gone]
    assert (card.score, card.dimensions[0].score) == (None, None)


def test_an_item_that_is_withheld_is_named_and_takes_no_part() -> None:
    climate = indicator("climate_score", people=5)
    assert [leaf.value for leaf in climate.sources] == [50, {"withheld": "unanimous"}, {"withheld": "small"}]
    assert (climate.score, climate.rule["items_withheld"]) == (50.0, 2)


def test_absences_leave_the_mean() -> None:
    silent: list[Answers] = [{"policy": "dk"}, {"policy": Absent(Absence.DONT_KNOW)}, {}] * 10
    responses = [response(at) for at in range(30)] + silent
    card = assembly.judged(SURVEY, responses, digest="", rule=Rule(), today=TODAY)
    assert (card.dimensions[0].indicators[1].score, card.dimensions[0].indicators[1].base) == (52.0, 30)


def test_a_survey_that_nobody_answered_is_not_answered() -> None:
    card = assembly.judged(SURVEY, [], digest="", rule=Rule(), today=TODAY)
    assert card.score is None
    assert card.tables


def test_a_measure_that_tables_cannot_give_has_insufficient_data() -> None:
    asked = a_survey(
        {"name": "years", "type": "integer", "label": "Years"},
        dimensions=[{"name": "d", "label": "D"}],
        indicators=[{"name": "n", "dimension": "d", "measure": "count", "of": "years", "at_least": "1"}],
    )
    assert survey.measure(asked.indicators[0], asked, {}).why is Why.INSUFFICIENT_DATA


def test_women_and_men_are_compared_where_both_sides_are_published() -> None:
    gaps = {gap.item or gap.question: gap for gap in card_of(30).gaps}
    assert (gaps["voice"].women_favourable, gaps["voice"].men_favourable, gaps["voice"].cliffs_delta) == (0.4, 0.4, 0.0)
