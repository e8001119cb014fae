"""The arithmetic of parity against the published oracles, its own laws, and a slow search for posts to parity."""

import csv
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.analysis.parity import Rule, Standing, judge
from audit.analysis.report import Verdict
from audit.questionnaire.indicators import BAND

DATA = Path(__file__).parent.parent / "data"
with (DATA / "attainable_parity_n1_60.csv").open(newline="") as file:
    ATTAINABLE = list(csv.DictReader(file))

counts = st.integers(0, 60)
rules = st.builds(
    Rule,
    target=st.sampled_from([Fraction(1, 2), Fraction(2, 5), Fraction(1, 3)]),
    band=st.sampled_from([BAND, (Fraction(2, 5), Fraction(3, 5)), (Fraction(0), Fraction(1))]),
    base=st.sampled_from(["binary", "all"]),
    curve=st.sampled_from(["band", "linear", "eige", "undp"]),
    direction=st.sampled_from(["both", "women"]),
)


@pytest.mark.parametrize("row", ATTAINABLE[1:], ids=lambda row: row["n"])
def test_the_women_at_parity_are_those_of_the_attainable_table(row: dict[str, str]) -> None:
    size = int(row["n"])
    at_parity = [women for women in range(size + 1) if judge(women, size - women).at_parity]
    nearest = {int(row["nearest_k_low"]), int(row["nearest_k_high"])}
    within = {women for women in range(size + 1) if 47 * size <= 100 * women <= 53 * size}
    assert set(at_parity) == nearest | within
    assert bool(within) == (row["band_47_53_reachable"] == "yes")


@pytest.mark.parametrize("row", ATTAINABLE[1:], ids=lambda row: row["n"])
def test_the_nearest_shares_are_those_of_the_attainable_table(row: dict[str, str]) -> None:
    size = int(row["n"])
    low, high = (judge(int(row[key]), size - int(row[key])).share for key in ("nearest_k_low", "nearest_k_high"))
    assert low is not None
    assert high is not None
    assert (f"{float(100 * low):.2f}", f"{float(100 * high):.2f}") == (row["pct_low"], row["pct_high"])


@pytest.mark.parametrize("women", [0, 1])
def test_a_single_post_has_a_share_and_no_verdict(women: int) -> None:
    standing = judge(women, 1 - women)
    assert standing == Standing(
        women, 1 - women, 0, 1, Fraction(women), Fraction(100 * women - 50), None, None, None, Verdict.SINGLE_POST
    )


def test_nobody_has_neither_share_nor_verdict() -> None:
    assert judge(0, 0, other=3) == Standing(0, 0, 3, 0, None, None, None, None, None, Verdict.NOBODY)


def test_one_ambassador_of_fifty_eight_is_the_methodologys_figure() -> None:
    standing = judge(1, 57)
    assert standing.share == Fraction(1, 58)
    assert standing.gap == Fraction(100, 58) - 50
    assert round(float(standing.gap), 3) == -48.276
    assert standing.posts_to_parity == 27  # 28 of 58 is 48.3 %, inside the band; 29 is not needed


def test_fourteen_of_thirty_is_one_post_away() -> None:
    standing = judge(14, 16)
    assert (standing.verdict, standing.posts_to_parity) == (Verdict.WOMEN_UNDER, 1)


@pytest.mark.parametrize(("women", "men"), [(15, 15), (15, 16), (16, 15), (1, 2), (2, 1), (8, 9), (9, 8)])
def test_the_nearest_split_a_body_can_have_is_parity(women: int, men: int) -> None:
    assert judge(women, men).verdict is Verdict.AT_PARITY


def test_seventeen_is_the_first_odd_size_inside_the_band_itself() -> None:
    reachable = [size for size in range(1, 18, 2) if any(47 * size <= 100 * k <= 53 * size for k in range(size + 1))]
    assert reachable == [17]


@pytest.mark.parametrize(("women", "men"), [(47, 53), (53, 47)])
def test_the_edges_of_the_band_belong_to_it(women: int, men: int) -> None:
    assert judge(women, men).at_parity


@pytest.mark.parametrize(("women", "men", "verdict"), [(469, 531, Verdict.WOMEN_UNDER), (531, 469, Verdict.MEN_UNDER)])
def test_a_thousandth_beyond_the_band_is_compared_exactly(women: int, men: int, verdict: Verdict) -> None:
    assert judge(women, men).verdict is verdict


@pytest.mark.parametrize(
    ("women", "men", "score"),
    [(0, 8, "0"), (8, 0, "0"), (6, 8, "30000/329"), (1, 3, "2500/47"), (7, 4, "40000/517")],
)
def test_the_band_curve_falls_in_a_straight_line_to_nothing(women: int, men: int, score: str) -> None:
    assert judge(women, men).score == Fraction(score)


@pytest.mark.parametrize(("women", "score"), [(30, "60.40"), (45, "90.10"), (47, "94.06"), (0, "1.00")])
def test_the_eige_curve_gives_the_methodologys_figures(women: int, score: str) -> None:
    standing = judge(women, 100 - women, rule=Rule(curve="eige"))
    assert standing.score is not None
    assert f"{float(standing.score):.2f}" == score


def test_two_undp_halves_give_the_corrected_seventy() -> None:
    rule = Rule(curve="undp")
    workforce, leadership = judge(45, 55, rule=rule).score, judge(35, 65, rule=rule).score
    assert workforce is not None
    assert leadership is not None
    assert (workforce / 2, leadership / 2) == (Fraction(85, 2), Fraction(55, 2))


def test_the_linear_curve_is_full_only_at_half() -> None:
    assert [judge(w, 100 - w, rule=Rule(curve="linear")).score for w in (0, 25, 48, 50, 75)] == [0, 50, 96, 100, 50]


def test_above_the_band_is_full_where_only_women_are_counted_for() -> None:
    standing = judge(9, 1, rule=Rule(direction="women"))
    assert (standing.score, standing.verdict, standing.posts_to_parity) == (Fraction(100), Verdict.MEN_UNDER, 4)


def test_another_or_undisclosed_counts_in_the_base_only_when_asked_for() -> None:
    assert judge(7, 4, other=1).base == 11
    assert judge(7, 4, other=1, rule=Rule(base="all")).share == Fraction(7, 12)


def test_parity_that_no_exchange_can_reach_has_no_number_of_posts() -> None:
    standing = judge(1, 1, other=98, rule=Rule(base="all"))
    assert (standing.verdict, standing.posts_to_parity) == (Verdict.WOMEN_UNDER, None)


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        judge(3, -1)


@given(counts, counts, counts, rules)
def test_posts_to_parity_is_what_trying_every_exchange_finds(women: int, men: int, other: int, rule: Rule) -> None:
    standing = judge(women, men, other=other, rule=rule)
    if standing.at_parity is None:
        assert standing.posts_to_parity is None
        return
    reached = [k for k in range(-women, men + 1) if judge(women + k, men - k, other=other, rule=rule).at_parity]
    assert standing.posts_to_parity == min((abs(k) for k in reached), default=None)


@given(counts, counts, rules)
def test_a_score_lies_between_nothing_and_full(women: int, men: int, rule: Rule) -> None:
    score = judge(women, men, rule=rule).score
    assert score is None or 0 <= score <= 100


@given(counts, counts, st.sampled_from(["band", "linear", "eige", "undp"]))
def test_exchanging_women_and_men_mirrors_the_verdict_and_keeps_the_score(women: int, men: int, curve: str) -> None:
    rule = Rule(curve=curve)  # type: ignore[arg-type]  # Hypothesis draws the literal as a plain text.
    mirror = {Verdict.WOMEN_UNDER: Verdict.MEN_UNDER, Verdict.MEN_UNDER: Verdict.WOMEN_UNDER}
    one, other = judge(women, men, rule=rule), judge(men, women, rule=rule)
    assert (one.score, one.posts_to_parity) == (other.score, other.posts_to_parity)
    assert mirror.get(one.verdict, one.verdict) is other.verdict
