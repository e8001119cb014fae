"""Rates of the shipped sets stand beside the same rates within levels; a pooled rate that hides the reverse is told."""

from datetime import date
from fractions import Fraction

import pytest

from audit.analysis.consistency import Asked, Facts, found
from audit.analysis.report import CATALOGUE, IndicatorScore, Stratified, Weight
from audit.questionnaire import answers
from audit.questionnaire.indicators import RateRatioIndicator
from audit.questionnaire.schema import Questionnaire
from audit.render import statistics
from audit.service.demo.facts import BODIES, DemoBody
from tests.content.worked import HERE, TODAY, card, indicator, judged, shelved

OFFERED = {
    "regional-centre-institution": ("appointment_rate", "promotion_rate"),
    "foreign-ministry-institution": ("nomination_rate", "intake_rate", "rank_rate"),
}
WORKED = {"regional-centre-institution": "regional-centre-institution", "foreign-ministry-institution": "ministry"}
CASES = [(name, rate) for name, rates in OFFERED.items() for rate in rates]
# Women apply more often to the diplomatic service, which takes one in 26; men to the administrative one, one in 13.
PARADOX = {
    "intake": {"applied": {"women": 410, "men": 395}, "admitted": {"women": 21, "men": 24}},
    "intake_by_service": {
        "diplomatic_applied": {"women": 310, "men": 135},
        "diplomatic_admitted": {"women": 12, "men": 5},
        "administrative_applied": {"women": 100, "men": 260},
        "administrative_admitted": {"women": 9, "men": 19},
    },
}
# By hand, women passed × men entered ÷ all who entered over men passed × women entered ÷ all, service by service.
OVER_SERVICES = (Fraction(12 * 135, 445) + Fraction(9 * 260, 360)) / (Fraction(5 * 310, 445) + Fraction(19 * 100, 360))


def _paradox() -> IndicatorScore:
    asked = shelved("foreign-ministry-institution")
    return indicator(judged("foreign-ministry-institution", answers.read(asked, PARADOX)), "intake_rate")


def _told(rate: IndicatorScore) -> Stratified:
    assert rate.stratified is not None
    return rate.stratified


@pytest.mark.parametrize(("name", "rate"), CASES)
@pytest.mark.parametrize("kind", ["fair", "weak"])
def test_a_worked_set_gives_its_rates_within_levels_and_they_add_up(name: str, rate: str, kind: str) -> None:
    told = _told(indicator(judged(name, _worked(name, kind)), rate))
    declared = next(each for each in shelved(name).indicators if each.name == rate)
    assert isinstance(declared, RateRatioIndicator)
    assert [each.name for each in told.strata] == [each.name for each in declared.strata]
    assert (told.adds_up, told.unanswered) == (True, ())


def _worked(name: str, kind: str) -> answers.Answers:
    (given,) = answers.read_file(shelved(name), str(HERE / f"{WORKED[name]}.{kind}.synthetic.json"))
    return given


def test_the_pooled_intake_reverses_what_holds_in_both_services() -> None:
    rate = _paradox()
    told = _told(rate)
    assert all((each.ratio or 0) > 1 for each in told.strata)
    assert rate.value == told.pooled == float(Fraction(21, 410) / Fraction(24, 395))
    assert told.ratio == float(OVER_SERVICES)
    assert (told.pooled or 0) < 1 < (told.ratio or 0)
    assert (told.reverses, told.adds_up) == (True, True)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Mantel–Haenszel", "1.16", "0.84", "The pooled rates reverse what holds within the strata")),
        ("ru", ("Мантел", "1,16", "0,84")),
    ],
)
def test_both_ratios_are_said_beside_each_other(language: str, words: tuple[str, ...]) -> None:
    said = statistics.of_strata(_paradox(), language)
    assert all(each in said for each in words), said


def test_a_set_without_the_second_table_keeps_the_pooled_rate_alone() -> None:
    asked = shelved("foreign-ministry-institution")
    rate = indicator(judged(asked.name, answers.read(asked, {"intake": PARADOX["intake"]})), "intake_rate")
    assert rate.stratified is None
    assert rate.score == pytest.approx(100 * 8295 / 9840)


@pytest.mark.parametrize("body", BODIES, ids=[each.key for each in BODIES])
def test_the_demo_answers_add_up_over_levels(body: DemoBody) -> None:
    for cycle in (each for each in body.cycles if each.finished):
        asked = shelved(body.institution)
        scored = judged(asked.name, answers.read(asked, dict(cycle.institution)))
        told = [_told(indicator(scored, rate)) for rate in OFFERED[asked.name]]
        assert all(each.adds_up and not each.unanswered for each in told)


def test_the_worked_centre_is_judged_by_its_pooled_rate() -> None:
    rate = indicator(card("regional-centre-institution", "fair"), "promotion_rate")
    assert rate.value == pytest.approx(0.9)
    assert _told(rate).pooled == rate.value


def _impossible(asked: Questionnaire, given: answers.Answers) -> set[tuple[str, str]]:
    facts = Facts(date.min, date.max, TODAY, TODAY, asked=(Asked(asked, given),))
    return {(each.check, each.question) for each in found(facts) if CATALOGUE[each.check].weight is Weight.IMPOSSIBLE}


@pytest.mark.parametrize("name", OFFERED)
@pytest.mark.parametrize("kind", ["fair", "weak"])
def test_a_worked_set_holds_nothing_impossible(name: str, kind: str) -> None:
    assert _impossible(shelved(name), _worked(name, kind)) == set()


def test_a_level_at_which_more_were_taken_than_applied_is_told() -> None:
    asked = shelved("foreign-ministry-institution")
    grid = PARADOX["intake_by_service"] | {"diplomatic_admitted": {"women": 311, "men": 5}}
    given = answers.read(asked, {"intake_by_service": grid})
    assert _impossible(asked, given) == {("funnel-grows", "intake_by_service")}
