"""The way through repeats: relevance, calculations and problems entry by entry, and what is seen from outside them."""

from datetime import date

import pytest

from audit.questionnaire.flow import NOT_SHOWN, Way, missing, problems, walk
from audit.questionnaire.loader import loads
from audit.questionnaire.piping import piped
from audit.questionnaire.values import Answers

TODAY = date(2026, 3, 15)
MISSIONS = loads("""
name: missions
version: "1"
respondent: institution
languages: [en]
title: Missions
choices:
  cities:
    - {name: osh, label: Osh, attributes: {country: kg}}
    - {name: bishkek, label: Bishkek, attributes: {country: kg}}
    - {name: almaty, label: Almaty, attributes: {country: kz}}
sections:
  - name: all
    label: All
    questions:
      - name: missions
        type: repeat
        label: Missions
        least: 1
        most: 3
        required: true
        entry_label: "Mission to ${where}"
        questions:
          - name: country
            type: select_one
            label: Country
            choices: [{name: kg, label: Kyrgyzstan}, {name: kz, label: Kazakhstan}]
          - name: where
            type: select_one
            label: City
            required: true
            choices: cities
            choice_filter: country = ${country}
          - {name: days, type: integer, label: "Days in ${where}", constraint: ". > 0"}
          - {name: why, type: text, label: Why so long, relevant: "${days} > 10", required: true}
          - name: members
            type: repeat
            label: Members
            count: ${size}
            questions:
              - {name: sex, type: select_one, label: Sex, choices: [{name: w, label: Woman}, {name: m, label: Man}]}
              - {name: number, type: calculate, calculation: "position(..)"}
          - {name: size, type: integer, label: Size}
          - name: so_far
            type: calculate
            calculation: indexed-repeat(${so_far}, ${missions}, position(..) - 1) + ${days}
      - {name: total, type: calculate, calculation: "sum(${days})"}
      - {name: how_many, type: calculate, calculation: "count(${missions})"}
      - {name: long, type: text, label: "Long: ${days}", relevant: "${total} > 20"}
""")


def _walk(*entries: dict[str, object]) -> Way:
    return walk(MISSIONS, _answers(*entries), TODAY)


def _answers(*entries: dict[str, object]) -> Answers:
    return {"missions": entries}  # type: ignore[dict-item]  # entries are typed in short here


def test_a_member_is_relevant_in_its_own_entry_only() -> None:
    way = _walk({"days": 12}, {"days": 3})
    assert {"missions/1/why", "missions/2/days"} <= way.relevant
    assert "missions/2/why" not in way.relevant
    assert way.values["missions"][1]["why"] == NOT_SHOWN  # type: ignore[index]  # a tuple of entries


def test_what_is_outside_sees_every_entry() -> None:
    way = _walk({"days": 12}, {"days": 9})
    assert (way.values["total"], way.values["how_many"], "long" in way.relevant) == (21, 2, True)


def test_a_repeat_has_the_least_number_of_entries_from_the_beginning() -> None:
    assert _walk().entries == {"missions": 1, "missions/1/members": 0}


def test_entries_are_counted_by_an_answer() -> None:
    way = _walk({"size": 2}, {"size": 1, "members": ({"sex": "w"}, {"sex": "m"})})
    assert way.entries == {"missions": 2, "missions/1/members": 2, "missions/2/members": 1}
    assert way.values["missions"][1]["members"] == ({"sex": "w", "number": 1},)  # type: ignore[index]
    assert way.value("missions/1/members/2/number") == 2


def test_an_entry_may_look_back_at_the_one_before() -> None:
    way = _walk({"days": 2}, {"days": 3}, {"days": 4})
    assert [way.value(f"missions/{number}/so_far") for number in (2, 3)] == [None, None]


def test_a_choice_that_is_no_longer_offered_counts_as_not_answered_and_is_said() -> None:
    way = _walk({"country": "kz", "where": "osh"}, {"country": "kg", "where": "osh"})
    assert [way.value(f"missions/{number}/where") for number in (1, 2)] == [None, "osh"]
    assert way.dropped == {"missions/1/where": ("osh",)}
    found = problems(MISSIONS, _answers({"country": "kz", "where": "osh"}), ["where"], TODAY)
    assert [(each.question, each.code) for each in found] == [
        ("missions/1/where", "required"),
        ("missions/1/where", "not-offered"),
    ]


def test_offered_choices_are_asked_of_the_way() -> None:
    way = _walk({"country": "kg"}, {})
    assert [choice.name for choice in way.offered("missions/1/where")] == ["osh", "bishkek"]
    assert way.offered("missions/2/where") == ()


@pytest.mark.parametrize("name", ["days", "missions", "missions/2", "missions/2/days"])
def test_problems_are_found_by_member_repeat_entry_and_path(name: str) -> None:
    found = problems(MISSIONS, _answers({"days": 1, "where": "osh"}, {"days": 0}), [name], TODAY)
    assert ("missions/2/days", "constraint") in {(each.question, each.code) for each in found}


def test_what_is_missing_is_named_entry_by_entry() -> None:
    found = [each.question for each in missing(MISSIONS, _answers({"days": 12}, {}), TODAY)]
    assert found == ["missions/1/where", "missions/1/why", "missions/2/where"]


def test_more_entries_than_asked_for_are_a_problem_and_none_is_lost() -> None:
    found = problems(MISSIONS, _answers({}, {}, {}, {}), ["missions"], TODAY)
    assert ("missions", "entries") in {(each.question, each.code) for each in found}
    assert _walk({}, {}, {}, {}).entries["missions"] == 4


def test_labels_quote_the_answers_of_their_own_entry_and_of_all_from_outside() -> None:
    way = _walk({"country": "kg", "where": "osh", "days": 2}, {"country": "kz", "where": "almaty", "days": 3})
    days = MISSIONS.every["days"].label
    assert piped(way, "missions/2/days", days, language="en") == "Days in Almaty"
    assert piped(way, "missions/1", {"en": "Mission to ${where}"}, language="en") == "Mission to Osh"
    assert piped(way, "long", MISSIONS.every["long"].label, language="en") == "Long: 2, 3"
