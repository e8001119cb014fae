"""Findings are whole sentences with the number in them, right in number and gender in both languages."""

import pytest

from audit.analysis.report import Group, Report, Scope, TrendPoint, Verdict
from audit.render import findings, words
from tests.render.sample import (
    DIRECTORS,
    EVERYONE,
    gaps,
    group,
    institution,
    parity_by_level,
    parity_decision,
    regional_centre,
    representation,
    staff,
)

NO_BREAK = "\u00a0"


def deciding(decisions: Group) -> Report:
    """A report whose decision-making level is this group."""
    indicator = parity_decision().model_copy(update={"groups": (decisions,)})
    dimension = representation().model_copy(update={"indicators": (parity_by_level(), indicator)})
    part = institution()
    card = part.scorecard.model_copy(update={"dimensions": (dimension,)})
    return regional_centre(parts=(part.model_copy(update={"scorecard": card}),))


def under(women: int, men: int, posts: int) -> Group:
    return group("all", women, men, score=50.0, verdict=Verdict.WOMEN_UNDER, posts=posts)


@pytest.mark.parametrize(
    ("decisions", "english", "russian"),
    [
        (
            under(1, 3, 1),
            "At decision-making level a woman holds 1 of 4 posts. 1 post to parity",
            "На уровне принятия решений женщина занимает 1 из 4 постов. До паритета — 1 пост",
        ),
        (
            under(0, 5, 2),
            "At decision-making level women hold 0 of 5 posts. 2 posts to parity",
            "На уровне принятия решений женщины занимают 0 из 5 постов. До паритета — 2 поста",
        ),
        (
            under(3, 18, 7),
            "At decision-making level women hold 3 of 21 posts. 7 posts to parity",
            "На уровне принятия решений женщины занимают 3 из 21 поста. До паритета — 7 постов",
        ),
        (
            under(21, 91, 21),
            "At decision-making level women hold 21 of 112 posts. 21 posts to parity",
            "На уровне принятия решений женщины занимают 21 из 112 постов. До паритета — 21 пост",
        ),
        (
            group("all", 2, 2, score=100.0, verdict=Verdict.AT_PARITY, posts=0),
            "At decision-making level women hold 2 of 4 posts. Parity is reached",
            "На уровне принятия решений женщины занимают 2 из 4 постов. Паритет достигнут",
        ),
        (
            group("all", 1, 0, score=None, verdict=Verdict.SINGLE_POST, posts=None),
            "At decision-making level a woman holds 1 of 1 post. Single post, not judged",
            "На уровне принятия решений женщина занимает 1 из 1 поста. Один пост, не оценивается",
        ),
    ],
)
def test_the_headline_counts_posts(decisions: Group, english: str, russian: str) -> None:
    report = deciding(decisions)
    assert findings.headline(report, "en") == english
    assert findings.headline(report, "ru") == russian


def test_without_a_decision_level_the_headline_speaks_of_everyone() -> None:
    dimension = representation().model_copy(update={"indicators": (parity_by_level(),)})
    part = institution()
    card = part.scorecard.model_copy(update={"dimensions": (dimension,)})
    report = regional_centre(parts=(part.model_copy(update={"scorecard": card}),))
    assert findings.headline(report, "ru") == "Женщины занимают 14 из 29 постов. Паритет достигнут"


def test_without_head_counts_the_headline_is_the_title_of_the_audit() -> None:
    assert findings.headline(regional_centre(parts=(staff(),)), "ru") == "Гендерный аудит 2026 года"


def test_the_standing_names_date_base_and_rule() -> None:
    assert findings.standing(regional_centre(), "ru") == (
        "Аудит: 2026 · отчётная дата 30 июня 2026 · 30 сотрудников · "
        f"правило: 47–53{NO_BREAK}% либо ближайшее возможное соотношение"
    )


def test_heads_are_counted_in_words() -> None:
    assert words.heads("ru", EVERYONE) == "14 женщин, 15 мужчин, 1 — иное или не указано"
    assert words.heads("ru", DIRECTORS) == "1 женщина, 2 мужчины"
    assert words.heads("en", EVERYONE) == "14 women, 15 men, 1 another or undisclosed"


def test_levels_at_parity_are_counted_and_the_weakest_named() -> None:
    indicator = parity_by_level()
    assert findings.parity_finding(indicator, "en") == (
        "Parity is reached at 1 of 3 levels; the weakest is Support staff"
    )
    assert findings.parity_finding(indicator, "ru") == (
        "Паритет достигнут на 1 из 3 уровней; дальше всего от него — «Вспомогательный персонал»"
    )


def test_a_body_of_single_posts_is_not_judged() -> None:
    single = group("head", 0, 1, score=None, verdict=Verdict.SINGLE_POST, posts=None)
    indicator = parity_by_level((single, single.model_copy(update={"name": "all"})))
    assert findings.parity_finding(indicator, "ru") == (
        "Ни один уровень нельзя оценить: на каждом один пост или ни одного"
    )


def test_a_body_with_one_level_that_is_judged_reads_of_that_one() -> None:
    indicator = parity_by_level((group("directors", 1, 5, score=10.0, verdict=Verdict.WOMEN_UNDER, posts=2), EVERYONE))
    assert findings.parity_finding(indicator, "ru") == (
        "Паритет не достигнут на единственном уровне, который можно оценить, — «directors»"
    )


def test_parity_everywhere_is_said_so() -> None:
    assert findings.parity_finding(parity_by_level((DIRECTORS, EVERYONE)), "en") == (
        "Parity is reached at every level that can be judged"
    )


def points(*counts: tuple[int, int], scope: Scope = Scope.DECISION_MAKING) -> tuple[TrendPoint, ...]:
    first = regional_centre().parity_trend[0]
    return tuple(
        first.model_copy(
            update={"cycle": str(2024 + at), "women": w, "men": m, "other": 0, "share": w / (w + m), "scope": scope}
        )
        for at, (w, m) in enumerate(counts)
    )


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (((0, 4), (1, 3)), "выросла с 0 % (0 из 4) до 25 % (1 из 4), 2024–2025"),
        (((2, 2), (1, 3)), "снизилась с 50 % (2 из 4) до 25 % (1 из 4), 2024–2025"),
        (((1, 3), (2, 6)), "не изменилась: было 25 % (1 из 4), стало 25 % (2 из 8), 2024–2025"),
    ],
)
def test_a_trend_says_where_from_and_where_to(counts: tuple[tuple[int, int], ...], said: str) -> None:
    found = findings.trend_finding(points(*counts), "ru").replace(NO_BREAK, " ")
    assert found == f"Доля женщин на уровне принятия решений {said}"


def test_the_weakest_dimension_is_named_with_its_score() -> None:
    assert findings.dimensions_finding(institution(), "ru") == "Слабее всего — «Ресурсы»: 73,3 из 100"


def test_a_difference_that_chance_explains_is_no_finding() -> None:
    unsure = tuple(gap.model_copy(update={"p_holm": 0.2}) for gap in gaps()[:3])
    assert findings.gaps_finding(unsure, "en") == "No difference between women and men is larger than chance explains"


def test_the_widest_sure_difference_is_the_finding() -> None:
    assert findings.gaps_finding(gaps(), "ru").replace(NO_BREAK, " ") == (
        "Женщины реже мужчин отвечают положительно: «Продвижение справедливо» — 25 % против 70 %"
    )


def test_gaps_that_are_all_withheld_are_said_to_be() -> None:
    assert findings.gaps_finding(gaps()[3:], "ru") == (
        "Ответы женщин и мужчин нельзя показать отдельно: группы слишком малы"
    )
