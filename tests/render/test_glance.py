"""What management sees first says what the report holds: vacancies, course, differences, contradictions, promises."""

from datetime import date

import pytest

from audit.analysis.report import (
    Caution,
    FollowUp,
    NoWay,
    Report,
    Scope,
    ScoringRule,
    Stage,
    StockFlow,
    VacancyDay,
    VacancyPath,
)
from audit.render import glance, narrative, ruling
from tests.render import sample

DAY = date(2027, 3, 1)
WAY = VacancyPath(
    name="v",
    group="all",
    scope=Scope.DECISION_MAKING,
    women=1,
    men=3,
    to="women",
    days=(VacancyDay(on=DAY, vacancies=1, least=1, most=1, assured=1),),
    earliest=DAY,
)
FLOW = StockFlow(
    name="f",
    group="all",
    scope=Scope.DECISION_MAKING,
    since=date(2026, 6, 30),
    share=0.25,
    runs=100,
    seed=1,
    stages=(Stage(year=2029, share=0.5, low=0.25, high=0.75, at_parity=0.46),),
    year=2029,
    refused=None,
)


def line(report: Report, place: int, language: str = "en") -> tuple[str, str, str]:
    """One line of those that stand beside the chart: its name, figure and words."""
    found = glance.lines(report, FollowUp(as_of=DAY), language)[place]
    return found.name, found.figure, found.base


def test_the_coming_vacancies_are_said_with_the_posts_to_parity() -> None:
    report = sample.regional_centre(vacancies=(WAY,))
    said = "Parity cannot come before 1 March 2027. The one post that falls vacant by then must go to a woman"
    assert line(report, 0) == ("Coming vacancies", "1 post to parity", said)


def test_that_parity_cannot_be_reached_is_said_too() -> None:
    days = (VacancyDay(on=DAY, vacancies=1, least=None, most=None, assured=None),)
    report = sample.regional_centre(vacancies=(WAY.model_copy(update={"days": days, "earliest": None}),))
    said = "The posts known to fall vacant, the last on 1 March 2027, are not enough for parity"
    assert line(report, 0)[2] == said


def test_without_any_known_vacancy_the_reason_is_said() -> None:
    path = WAY.model_copy(update={"days": (), "earliest": None, "refused": NoWay.NO_VACANCIES})
    assert line(sample.regional_centre(vacancies=(path,)), 0)[2] == "No post is known to fall vacant"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "By who comes and leaves: parity about 2029; 46% of the simulations are at parity then "
            "(in 8 of 10 the share of women is from 25% to 75%)",
        ),
        (
            "ru",
            "По приходу и уходу: паритет примерно в 2029 году; к нему тогда приходят 46\u00a0% расчётов "
            "(в 8 расчётах из 10 доля женщин — от 25\u00a0% до 75\u00a0%)",
        ),
    ],
)
def test_the_course_is_carried_on_by_the_body_s_own_flows_with_their_band(language: str, said: str) -> None:
    assert line(sample.regional_centre(stock_flows=(FLOW,)), 1, language)[2] == said


def test_flows_and_vacancies_are_in_the_summary_of_documents() -> None:
    report = sample.regional_centre(stock_flows=(FLOW,), vacancies=(WAY,))
    told = " ".join(narrative.summary(report, None, "en"))
    assert ("parity about 2029" in told, "cannot come before 1 March 2027" in told) == (True, True)


def test_without_a_follow_up_nothing_is_said_of_promises() -> None:
    report = sample.regional_centre()
    assert "Late promises" not in [each.name for each in glance.lines(report, None, "en")]


def test_other_rules_of_scoring_are_named_with_their_version() -> None:
    rules = ScoringRule(name="strict", version="2", digest="0" * 64, label={"en": "Strict"})
    assert "“Strict”, version 2" in ruling.scored_by(sample.regional_centre(scoring=rules), "en")


def test_the_questionnaires_own_rules_need_no_word() -> None:
    assert ruling.scored_by(sample.regional_centre(), "en") == ""


def test_why_this_cycle_is_compared_with_care_is_said_once() -> None:
    report = sample.regional_centre()
    trend = tuple(
        point.model_copy(update={"cautions": (Caution.OTHER_VERSION,)}) if point.cycle == report.cycle else point
        for point in report.parity_trend
    )
    said = "Compare this cycle with earlier ones with care: another version of the questionnaire."
    assert ruling.cautions(report.model_copy(update={"parity_trend": trend}), "en") == said


def test_cautions_of_earlier_cycles_are_not_this_one_s() -> None:
    assert ruling.cautions(sample.regional_centre(), "en") == ""


def test_rounded_counts_say_so() -> None:
    report = sample.regional_centre()
    parts = tuple(
        part.model_copy(
            update={
                "scorecard": part.scorecard.model_copy(
                    update={
                        "tables": tuple(each.model_copy(update={"rounded_to": 5}) for each in part.scorecard.tables)
                    }
                )
            }
        )
        for part in report.parts
    )
    said = tuple(ruling.rounded(report.model_copy(update={"parts": parts}), "en"))
    assert [("nearest 5" in each) for each in said] == [True]
