"""Statistics are said in whole sentences and short cells, in the reader's language."""

import pytest

from audit.analysis.report import Interval, NoCeiling, Reliability, Spread, Stratified, Weighted, Withheld
from audit.analysis.report.values import Reason
from audit.render import explanations, statistics
from tests.render.measured import first_gap, measured, ratio, survey_of

REPORT = measured()
SPREAD = Spread(dissimilarity=0.16401, glass_ceiling=1.316, eige=90.1, undp=70, light="yellow")
SHARE = Interval(group="all", n=23, favourable=14 / 23, low=0.512, high=0.748, population=30)


def weighted(**changes: object) -> Weighted:
    values = {"by": ("sex",), "favourable": 0.5, "design_effect": 1.154, "effective": 19.9, "greatest": 2.0}
    return Weighted.model_validate(values | changes)


def scale(alpha: float | Withheld) -> Reliability:
    return Reliability(question="climate", label={"en": "Climate", "ru": "Климат"}, items=5, n=40, alpha=alpha)


def test_strata_say_that_they_reverse_the_pooled_rates() -> None:
    told = ratio(REPORT)
    assert told.stratified is not None
    assert statistics.strata_said(told.stratified, "en") == (
        "Within 2 strata a woman’s chance is 1.15 of a man’s (Mantel–Haenszel), pooled 0.76; p = 0.357. "
        "The pooled rates reverse what holds within the strata: read the strata, not the pooled figure"
    )


def test_an_explanation_ends_with_its_strata() -> None:
    assert explanations.of_indicator(ratio(REPORT), "ru").endswith(
        "Внутри 2 групп шанс женщины составляет 1,15 шанса мужчины (Мантель — Хензель), без разделения — 0,76; "
        "p = 0,357. Общие доли говорят обратное тому, что видно внутри групп: смотрите на группы, а не на общую цифру."
    )


def test_strata_that_do_not_add_up_say_so() -> None:
    told = Stratified(
        strata=(), pooled=1.2, ratio=1.1, odds_ratio=None, p=None, reverses=False, adds_up=False, unanswered=("a",)
    )
    assert statistics.strata_said(told, "en").endswith("pooled 1.20. The strata do not add up to the pooled rows")


def test_strata_without_a_ratio_say_so() -> None:
    told = Stratified(strata=(), pooled=None, ratio=None, odds_ratio=None, p=None, reverses=False, adds_up=True)
    assert statistics.strata_said(told, "ru") == "Внутри групп сравнивать нечего"


def test_levels_are_said_a_sentence_a_figure() -> None:
    assert statistics.spread_said(SPREAD, "en") == (
        "16% of the women or of the men would have to change level to be spread alike (Duncan)",
        "Glass-ceiling index 1.32: women are fewer at decision-making levels than among all",
        "EIGE’s metric of all levels together: 90.1 of 100",
        "UNDP’s gender parity score: 70 of 100, yellow",
    )


@pytest.mark.parametrize(("index", "word"), [(0.9, "more"), (1.0, "as many"), (1.001, "fewer")])
def test_a_glass_ceiling_says_which_side_it_is_on(index: float, word: str) -> None:
    said = statistics.spread_said(SPREAD.model_copy(update={"glass_ceiling": index}), "en")[1]
    assert f"women are {word}" in said
    assert ("1.00:" in said) is (index == 1.0)


def test_a_ceiling_without_end_says_why() -> None:
    told = Spread(dissimilarity=None, glass_ceiling=None, no_ceiling=NoCeiling.NO_WOMEN, eige=1.0)
    assert statistics.spread_said(told, "ru")[0] == (
        "Индекса стеклянного потолка нет: на уровнях принятия решений нет ни одной женщины, индекс бесконечен"
    )


@pytest.mark.parametrize(
    ("alpha", "words"),
    [(0.59, "do not measure one thing"), (0.6, "hold together loosely"), (0.7, "their mean says one thing")],
)
def test_alpha_says_what_to_make_of_it(alpha: float, words: str) -> None:
    assert words in statistics.reliability_said(scale(alpha), "en")


def test_alphas_that_are_not_told_are_counted() -> None:
    assert statistics.scales_said(survey_of(REPORT), "en")[0].startswith("“All”: Cronbach’s α = 0.")
    statistics_told = survey_of(REPORT).statistics
    assert statistics_told is not None
    gone = statistics_told.model_copy(update={"reliability": (scale(Withheld(withheld=Reason.SMALL)),)})
    card = survey_of(REPORT).model_copy(update={"statistics": gone})
    assert statistics.scales_said(card, "en") == (
        "Cronbach’s α is not told of 1 scale: it would tell of single answers",
    )


def test_an_interval_is_said_with_what_it_rests_on() -> None:
    assert (statistics.bounds_said(SHARE, "ru"), statistics.answers_said(SHARE, "ru")) == (
        "51–75\u00a0%",
        "23\u00a0из\u00a030",
    )


def test_a_full_census_has_no_interval_to_say() -> None:
    assert statistics.bounds_said(SHARE.model_copy(update={"population": 23}), "en") == "all answered"


def test_weights_that_were_cut_say_so() -> None:
    assert statistics.effect_said(weighted(capped=True), "en") == "1.15, weights cut"


def test_an_item_is_said_in_cells() -> None:
    told = statistics.item_said(survey_of(REPORT), first_gap(REPORT), "en")
    assert told is not None
    assert told.answers == "120\u00a0of\u00a0150"
    assert told.weighted.endswith("%")
    assert float(told.effect) >= 1


def test_a_withheld_item_has_no_cells() -> None:
    gap = first_gap(REPORT).model_copy(update={"item": "elsewhere"})
    assert statistics.item_said(survey_of(REPORT), gap, "en") is None


def test_what_is_weighted_to_is_named() -> None:
    assert statistics.weights_said(survey_of(REPORT), "en") == (
        "Weighted to the head-count: women 80, men 60, “senior” 52, “middle” 88"
    )


def test_the_chosen_correction_is_named() -> None:
    assert statistics.correction_said(survey_of(REPORT), "ru") == "p (Бенджамини — Хохберг)"
    assert statistics.correction_said(REPORT.parts[0].scorecard, "en") == "p (Holm)"
