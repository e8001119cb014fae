"""By which day parity can come, and that it cannot before it, against a second count that tries every person."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.analysis.dated_vacancies import Timetable, Vacancy, timetable
from audit.analysis.parity import judge
from audit.analysis.vacancies import NoPath
from audit.questionnaire.values import Sex

DAYS = [date(2027, 3, 1), date(2028, 6, 30), date(2029, 9, 15)]


def days(found: Timetable) -> tuple[date | None, date | None]:
    earliest, assured = found.earliest, found.assured
    return earliest.on if earliest else None, assured.on if assured else None


def test_one_man_of_three_leaving_brings_parity_on_that_day_if_a_woman_follows() -> None:
    found = timetable(1, 3, [Vacancy(DAYS[0], Sex.MEN)])
    assert days(found) == (DAYS[0], DAYS[0])
    assert found.stands[0].path.assured == 1


def test_parity_cannot_come_before_enough_posts_fall_vacant() -> None:
    found = timetable(1, 7, [Vacancy(day, Sex.MEN) for day in DAYS])
    assert days(found) == (DAYS[2], DAYS[2])
    assert [stand.path.reachable for stand in found.stands] == [False, False, True]
    assert found.stands[2].path.least == 3


def test_vacancies_that_women_leave_bring_nothing() -> None:
    assert days(timetable(2, 8, [Vacancy(DAYS[0], Sex.WOMEN)])) == (None, None)


def test_where_it_is_unknown_who_leaves_the_day_is_possible_and_not_assured() -> None:
    assert days(timetable(4, 6, [Vacancy(DAYS[0])])) == (DAYS[0], None)


def test_vacancies_of_one_day_are_filled_together_and_their_order_does_not_matter() -> None:
    given = [Vacancy(DAYS[1], Sex.MEN), Vacancy(DAYS[0], Sex.MEN), Vacancy(DAYS[1], Sex.MEN)]
    found = timetable(1, 7, given)
    assert [(stand.on, stand.path.vacancies) for stand in found.stands] == [(DAYS[0], 1), (DAYS[1], 3)]
    assert found == timetable(1, 7, reversed(given))


def test_a_post_counts_once() -> None:
    found = timetable(0, 2, [Vacancy(day) for day in DAYS])
    assert found.stands[2].path.refused is NoPath.MORE_THAN_POSTS


def test_more_leavers_of_a_sex_than_there_are_is_an_error() -> None:
    with pytest.raises(ValueError, match="more people leave"):
        timetable(0, 5, [Vacancy(DAYS[0], Sex.WOMEN)])


def test_no_vacancy_has_no_day() -> None:
    assert timetable(1, 3, []) == Timetable((), None, None)


@settings(max_examples=60)
@given(
    women=st.integers(0, 6),
    men=st.integers(0, 6),
    given=st.lists(st.builds(Vacancy, st.sampled_from(DAYS), st.sampled_from([None, Sex.WOMEN, Sex.MEN])), max_size=4),
)
def test_no_day_before_the_earliest_has_a_case_with_parity(women: int, men: int, given: list[Vacancy]) -> None:
    try:
        found = timetable(women, men, given)
    except ValueError:
        return
    assert days(found)[0] == _first_day(women, men, given)


def _first_day(women: int, men: int, given: list[Vacancy]) -> date | None:
    if women + men < 2:
        return None
    for day in sorted({vacancy.on for vacancy in given}):
        gone = [vacancy.held_by for vacancy in given if vacancy.on <= day]
        choices = [[held] if held else [Sex.WOMEN, Sex.MEN] for held in gone]
        for left, came in product(product(*choices), product([Sex.WOMEN, Sex.MEN], repeat=len(gone))):
            staying = (women - left.count(Sex.WOMEN), men - left.count(Sex.MEN))
            if (
                min(staying) >= 0
                and judge(staying[0] + came.count(Sex.WOMEN), staying[1] + came.count(Sex.MEN)).at_parity
            ):
                return day
    return None
