"""Vacancies that a set declares are read from its answers and led to parity, decisions first, each level by itself."""

from datetime import date
from typing import Any

import pytest

from audit.analysis.declared_vacancies import vacancy_paths
from audit.analysis.report import NoWay, Scope, VacancyPath
from audit.errors import Mistaken
from audit.questionnaire import answers, loader
from audit.questionnaire.schema import Questionnaire

SINCE = date(2026, 6, 30)
DECLARED = "{name: coming, of: posts, log: leaving, level: from_level, on: leaves_on, held_by: holder}"
SET = """\
name: s
version: "1"
respondent: institution
languages: [en]
title: {en: S}
sections:
  - name: people
    label: {en: People}
    questions:
      - name: posts
        type: headcount
        label: {en: Posts}
        rows:
          - {name: head, decision_making: true, label: {en: Head}}
          - {name: senior, decision_making: true, label: {en: Seniors}}
          - {name: staff, label: {en: Staff}}
      - name: aside
        type: date
        label: {en: A day}
      - name: leaving
        type: repeat
        label: {en: Which posts fall vacant?}
        questions:
          - name: from_level
            type: select_one
            label: {en: Level}
            choices:
              - {name: head, label: {en: Head}}
              - {name: senior, label: {en: Seniors}}
              - {name: staff, label: {en: Staff}}
          - {name: leaves_on, type: date, label: {en: Day}}
          - name: holder
            type: select_one
            label: {en: Who holds it}
            choices:
              - {name: her, counts_as: women, label: {en: A woman}}
              - {name: him, counts_as: men, label: {en: A man}}
              - {name: open, label: {en: Not known}}
vacancies: [DECLARED]
"""


def a_set(declared: str = DECLARED) -> Questionnaire:
    return loader.loads(SET.replace("DECLARED", declared))


def cells(**rows: tuple[int, int]) -> dict[str, dict[str, int]]:
    return {name: {"women": pair[0], "men": pair[1]} for name, pair in rows.items()}


def entry(level: str, on: str, holder: str = "") -> dict[str, str]:
    return {"from_level": level, "leaves_on": on} | ({"holder": holder} if holder else {})


POSTS = cells(head=(0, 1), senior=(1, 2), staff=(13, 12))


def paths(leaving: list[dict[str, str]], posts: dict[str, Any] = POSTS) -> dict[tuple[str, str], VacancyPath]:
    asked = a_set()
    given = answers.read(asked, {"posts": posts, "leaving": leaving})
    return {(each.scope, each.group): each for each in vacancy_paths(asked, given, since=SINCE)}


def deciding(leaving: list[dict[str, str]], posts: dict[str, Any] = POSTS) -> VacancyPath:
    return paths(leaving, posts)[Scope.DECISION_MAKING, "all"]


def told(path: VacancyPath) -> list[tuple[str, int, int | None, int | None, int | None]]:
    return [(each.on.isoformat(), each.vacancies, each.least, each.most, each.assured) for each in path.days]


def test_a_man_who_leaves_makes_room_for_the_one_woman_that_parity_needs() -> None:
    found = deciding([entry("senior", "2027-03-01", "him")])
    assert (found.to, found.earliest, told(found)) == ("women", date(2027, 3, 1), [("2027-03-01", 1, 1, 1, 1)])


def test_a_woman_who_leaves_brings_no_parity_even_where_a_woman_follows_her() -> None:
    found = deciding([entry("senior", "2027-03-01", "her")])
    assert (found.earliest, told(found)) == (None, [("2027-03-01", 1, None, None, None)])


def test_who_leaves_may_not_be_known() -> None:
    """Of one woman and three men two leave: 1 woman is enough if both are men, 2 where she is among them."""
    found = deciding([entry("senior", "2027-03-01", "open"), entry("head", "2027-03-01")])
    assert told(found) == [("2027-03-01", 2, 1, 2, None)]


def test_vacancies_add_up_day_by_day_and_the_first_day_of_parity_is_named() -> None:
    posts = cells(head=(0, 1), senior=(0, 3), staff=(1, 1))
    found = deciding([entry("senior", "2028-01-01", "him"), entry("head", "2027-03-01", "him")], posts)
    assert told(found) == [("2027-03-01", 1, None, None, None), ("2028-01-01", 2, 2, 2, 2)]
    assert found.earliest == date(2028, 1, 1)


def test_where_men_are_too_few_the_posts_that_must_go_to_men_are_counted() -> None:
    posts = cells(head=(0, 1), senior=(1, 2), staff=(7, 3))
    found = paths([entry("staff", f"2027-0{month}-01", "her") for month in (1, 2, 3)], posts)[Scope.LEVELS, "staff"]
    assert (found.to, told(found)[-1], found.earliest) == ("men", ("2027-03-01", 3, 2, 2, 2), date(2027, 2, 1))


def test_what_is_past_or_tells_no_level_is_left_out() -> None:
    found = deciding([entry("senior", "2026-06-29", "him"), {"leaves_on": "2027-01-01"}, {"from_level": "senior"}])
    assert (found.refused, found.days) == (NoWay.NO_VACANCIES, ())


def test_no_way_is_shown_where_there_is_parity_a_single_post_or_more_leavers_than_people() -> None:
    found = paths([entry("senior", "2027-01-01", "her")] * 2)
    refused = {key[1]: each.refused for key, each in found.items() if key[0] == Scope.LEVELS}
    assert refused == {
        "head": NoWay.NO_VERDICT,
        "senior": NoWay.REACHED,
        "staff": NoWay.REACHED,
        "all": NoWay.REACHED,
    }
    assert found[Scope.DECISION_MAKING, "all"].refused is NoWay.INCONSISTENT


def test_a_group_with_an_empty_row_has_no_path() -> None:
    assert set(paths([], cells(head=(0, 1), senior=(1, 2)))) == {
        (Scope.DECISION_MAKING, "all"),
        (Scope.LEVELS, "head"),
        (Scope.LEVELS, "senior"),
    }


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        (DECLARED.replace("of: posts", "of: aside"), "'aside' is of type date"),
        (DECLARED.replace("log: leaving", "log: posts"), "'posts' is of type headcount"),
        (DECLARED.replace("on: leaves_on", "on: aside"), "'aside' is not asked in the entries of 'leaving'"),
        (DECLARED.replace("held_by: holder", "held_by: holders"), "there is no question 'holders'"),
        (DECLARED.replace("level: from_level", "level: holder"), "question 'posts' has no row 'her'"),
    ],
)
def test_what_is_declared_wrongly_is_named(declared: str, said: str) -> None:
    with pytest.raises(Mistaken) as wrong:
        a_set(declared)
    assert said in str(wrong.value)
