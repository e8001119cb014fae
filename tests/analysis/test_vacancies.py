"""The way to parity by coming vacancies, against a second count that tries every person."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.analysis.vacancies import NoPath, path


def test_one_of_two_directors_leaving_must_be_followed_by_a_woman() -> None:
    found = path(1, 3, vacancies=1, women_leaving=0)
    assert (found.least, found.assured, found.reachable) == (1, 1, True)


def test_parity_cannot_be_reached_by_one_vacancy_of_ten() -> None:
    found = path(2, 8, vacancies=1)
    assert not found.reachable
    assert [case.appointed for case in found.cases] == [(), ()]


def test_where_it_is_unknown_who_leaves_both_ends_are_said() -> None:
    found = path(4, 6, vacancies=2)
    assert (found.least, found.most) == (1, 2)
    assert [(case.women, case.appointed) for case in found.cases] == [(0, (1,)), (1, (2,)), (2, ())]
    assert found.assured is None


def test_a_number_that_suits_whoever_leaves_is_assured() -> None:
    found = path(5, 6, vacancies=1)
    assert [(case.women, case.appointed) for case in found.cases] == [(0, (0, 1)), (1, (1,))]
    assert found.assured == 1


def test_parity_that_is_there_can_be_lost() -> None:
    assert path(5, 5, vacancies=2, women_leaving=2).least == 2


@pytest.mark.parametrize(
    ("women", "men", "vacancies", "refused"),
    [
        (1, 3, 0, NoPath.NO_VACANCIES),
        (1, 3, 5, NoPath.MORE_THAN_POSTS),
        (0, 1, 1, NoPath.NO_VERDICT),
    ],
)
def test_no_path_is_said_with_its_reason(women: int, men: int, vacancies: int, refused: NoPath) -> None:
    found = path(women, men, vacancies=vacancies)
    assert (found.refused, found.cases, found.reachable) == (refused, (), False)


def test_women_who_are_not_there_cannot_leave() -> None:
    with pytest.raises(ValueError, match="cannot leave"):
        path(1, 3, vacancies=2, women_leaving=2)


def test_a_negative_number_of_vacancies_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        path(1, 3, vacancies=-1)


def every_person(women: int, men: int, vacancies: int) -> dict[int, set[int]]:
    """Let every set of people leave and every sequence of people come, one by one, and see where parity is."""
    staff = "w" * women + "m" * men
    found: dict[int, set[int]] = {}
    for leavers in combinations(range(len(staff)), vacancies):
        stayed = [sex for at, sex in enumerate(staff) if at not in leavers]
        gone = sum(1 for at in leavers if staff[at] == "w")
        for coming in range(vacancies + 1):
            share = (stayed.count("w") + coming) / len(staff)
            nearest = abs(stayed.count("w") + coming - len(staff) / 2) <= 0.5
            found.setdefault(gone, set()).update({coming} if nearest or 0.47 <= share <= 0.53 else set())
    return found


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 5), st.integers(0, 5), st.integers(1, 4))
def test_every_person_tried_gives_the_same_numbers(women: int, men: int, vacancies: int) -> None:
    if women + men < 2 or vacancies > women + men:
        return
    found = path(women, men, vacancies=vacancies)
    assert {case.women: set(case.appointed) for case in found.cases} == every_person(women, men, vacancies)
