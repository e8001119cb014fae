"""Institutional sets measure what they say: by hand, a weaker body lower, every better answer higher."""

from fractions import Fraction

import pytest

from audit.errors import Mistake
from audit.questionnaire import loader
from audit.questionnaire.flow import problems
from tests.content.worked import SHELF, TODAY, card, indicator, judged, scored, shelved, worked

NAMES = ("regional-centre-institution", "international-partners")
# 9 women of 21 delegates are outside the band and one post away: 100 · (9/21) / 0.47.
NEGOTIATORS = Fraction(30000, 329)
BY_HAND = {
    # 3 of 7, 2 of 5 and 6 of 11 are the nearest splits; 7 of 14 is parity; trainees are left out.
    ("regional-centre-institution", "parity_processes"): (4 * 100 + NEGOTIATORS) / 5,
    # Of the log's entries together 4 of 9 led and 18 of 35 were members: the nearest split, and parity.
    ("regional-centre-institution", "parity_delegations"): Fraction(100),
    # 31,200 of 240,000 is 13 % against 15 %.
    ("regional-centre-institution", "mediation_share"): Fraction(1300, 15),
    # 3 of 10 women against 3 of 9 men: 0.9.
    ("regional-centre-institution", "promotion_rate"): Fraction(90),
    # 6 of 16 agreements against one half.
    ("international-partners", "long_agreements"): Fraction(75),
    # 4 of 8 and 11 of 21 are parity; 23 of 50 is 46 % of 47 %.
    ("international-partners", "parity_participants"): (2 * 100 + NEGOTIATORS + Fraction(4600, 47)) / 4,
    # 630,000 of 900,000 is 70 % against 80 %.
    ("international-partners", "pledges_paid"): Fraction(7000, 80),
}
SCORED = [(name, question) for name in NAMES for question in dict.fromkeys(each for _, each in scored(name))]


def _mistakes(name: str) -> tuple[Mistake, ...]:
    return loader.check(SHELF / f"{name}.yaml")


@pytest.mark.parametrize("name", NAMES)
def test_the_set_has_neither_mistake_nor_warning(name: str) -> None:
    assert _mistakes(name) == ()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", ["fair", "weak"])
def test_a_worked_set_is_whole_and_breaks_no_rule(name: str, kind: str) -> None:
    asked = shelved(name)
    assert problems(asked, worked(name, kind), tuple(asked.questions), TODAY) == ()
    assert card(name, kind).coverage == 1


@pytest.mark.parametrize(("name", "measured"), BY_HAND)
def test_a_score_is_what_a_hand_works_out(name: str, measured: str) -> None:
    score = indicator(card(name, "fair"), measured).score
    assert score == pytest.approx(float(BY_HAND[name, measured]), abs=1e-9)


def test_a_dimension_is_what_a_hand_works_out() -> None:
    centre = card("regional-centre-institution", "fair")
    protection = next(each for each in centre.dimensions if each.name == "protection")
    assert protection.score == pytest.approx((2 * 60 + 70 + 70 + 70 + 100) / 6)


@pytest.mark.parametrize("name", NAMES)
def test_a_weaker_body_scores_lower_on_every_dimension(name: str) -> None:
    fair, weak = card(name, "fair"), card(name, "weak")
    pairs = [(low.score or 0, high.score or 0) for low, high in zip(weak.dimensions, fair.dimensions, strict=True)]
    assert all(low + 20 < high for low, high in pairs)
    assert (weak.score or 0) + 40 < (fair.score or 0)


@pytest.mark.parametrize(("name", "question"), SCORED)
def test_a_better_answer_raises_the_score(name: str, question: str) -> None:
    weak, fair = worked(name, "weak"), worked(name, "fair")
    assert weak[question] != fair[question]
    before, after = judged(name, weak), judged(name, {**weak, question: fair[question]})
    assert (after.score or 0) > (before.score or 0)


@pytest.mark.parametrize("name", NAMES)
def test_every_indicator_says_what_to_do_when_it_is_low(name: str) -> None:
    silent = [each.name for each in shelved(name).indicators if not (each.recommendation and each.label)]
    assert silent == []


@pytest.mark.parametrize("name", NAMES)
def test_every_level_says_what_it_means(name: str) -> None:
    assert all(level.meaning for level in shelved(name).scale)


def test_what_is_not_a_partners_task_lowers_nothing() -> None:
    name = "international-partners"
    answers = dict(worked(name, "fair"))
    fewer = judged(name, answers | {"r4_5": "not_ours"})
    assert fewer.coverage == 1
    assert (fewer.score or 0) > (judged(name, answers).score or 0)
