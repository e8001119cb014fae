"""Coming vacancies are told as before which day not and how many must go to whom, in both languages."""

from datetime import date

import pytest

from audit.analysis.report import NoWay, Scope, VacancyDay, VacancyPath
from audit.render import vacancies

SPRING = date(2027, 3, 1)


def path(to: str, falling: int, least: int | None, assured: int | None) -> VacancyPath:
    stand = VacancyDay(on=SPRING, vacancies=falling, least=least, most=least, assured=assured)
    earliest = None if least is None else SPRING
    scope = Scope.DECISION_MAKING
    return VacancyPath(name="v", group="all", scope=scope, women=1, men=3, to=to, days=(stand,), earliest=earliest)


@pytest.mark.parametrize(
    ("to", "falling", "needed", "ru", "en"),
    [
        (
            "women",
            1,
            1,
            "Единственный пост, который освободится к этому дню, должна занять женщина",
            "The one post that falls vacant by then must go to a woman",
        ),
        (
            "women",
            2,
            1,
            "Из 2 постов, которые освободятся к этому дню, 1 должна занять женщина",
            "Of the 2 posts that fall vacant by then, 1 must go to a woman",
        ),
        (
            "men",
            5,
            2,
            "Из 5 постов, которые освободятся к этому дню, 2 должны занять мужчины",
            "Of the 5 posts that fall vacant by then, 2 must go to men",
        ),
        (
            "women",
            21,
            5,
            "Из 21 поста, который освободится к этому дню, 5 должны занять женщины",
            "Of the 21 posts that fall vacant by then, 5 must go to women",
        ),
    ],
)
def test_it_says_how_many_must_go_to_whom(to: str, falling: int, needed: int, ru: str, en: str) -> None:
    found = path(to, falling, needed, needed)
    assert [vacancies.said(found, language) for language in ("ru", "en")] == [
        f"Раньше 1 марта 2027 года паритета не достичь. {ru}",
        f"Parity cannot come before 1 March 2027. {en}",
    ]


def test_what_depends_on_who_leaves_is_said_so() -> None:
    assert vacancies.said(path("women", 2, 1, None), "en").endswith(
        "Of the 2 posts that fall vacant by then, at least 1 must go to a woman; "
        "whether that is enough depends on who leaves"
    )


def test_what_cannot_be_reached_is_said_with_the_last_day() -> None:
    assert vacancies.said(path("women", 1, None, None), "ru") == (
        "Постов, которые, как известно, освободятся (последний — 1 марта 2027 года), для паритета не хватит"
    )


@pytest.mark.parametrize("why", list(NoWay))
def test_each_reason_for_no_way_is_a_sentence(why: NoWay) -> None:
    found = path("", 0, None, None).model_copy(update={"refused": why})
    assert vacancies.said(found, "ru") != vacancies.said(found, "en")
