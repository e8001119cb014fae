"""Answers that nobody typed: defaults are given once, triggers write when their answer changes, and no sooner."""

from datetime import date

from audit.questionnaire.beginning import begun, revised
from audit.questionnaire.flow import walk
from audit.questionnaire.loader import loads
from audit.questionnaire.values import Answers

TODAY = date(2026, 3, 15)
FORM = loads("""
name: form
version: "1"
respondent: institution
languages: [en]
title: Form
sections:
  - name: all
    label: All
    questions:
      - {name: year, type: integer, label: Year, default: 2026}
      - {name: day, type: date, label: Day, default: today()}
      - {name: code, type: text, label: Code, default: north-east}
      - {name: next, type: integer, label: Next, default: "${year} + 1"}
      - {name: kind, type: select_one, label: Kind, default: a, choices: [{name: a, label: A}, {name: b, label: B}]}
      - {name: bad, type: integer, label: Bad, default: "concat('many')"}
      - {name: origin, type: hidden, default: "concat(${code}, '-', ${kind})"}
      - {name: reached, type: select_one, label: Reached, choices: [{name: "yes", label: Y}, {name: "no", label: N}]}
      - {name: when, type: date, label: When, calculation: today(), trigger: reached}
      - {name: note_of, type: text, label: Note, calculation: "concat('asked ', ${reached})", trigger: when}
      - {name: twice, type: integer, label: Twice, calculation: "${year} * 2"}
      - {name: is_big, type: calculate, calculation: "${twice} > 4055"}
      - {name: alarm, type: text, label: Alarm, calculation: "'big'", trigger: is_big}
      - name: trips
        type: repeat
        label: Trips
        count: ${year} - 2024
        questions:
          - {name: city, type: text, label: City, default: Almaty}
          - name: started
            type: text
            label: Started
            calculation: concat(${city}, ' ', ${reached})
            trigger: reached
      - name: extra
        type: repeat
        label: Extra
        least: 1
        questions:
          - {name: who, type: text, label: Who, default: "concat('person ', position(..))"}
          - {name: seen, type: text, label: Seen, calculation: "concat('seen ', ${who})", trigger: who}
""")


def _begun() -> Answers:
    return begun(FORM, TODAY)


def test_a_form_begins_with_its_defaults_in_the_order_of_asking() -> None:
    assert _begun() == {
        "year": 2026,
        "day": TODAY,
        "code": "north-east",
        "next": 2027,
        "kind": "a",
        "origin": "north-east-a",
        "trips": ({"city": "Almaty"}, {"city": "Almaty"}),
        "extra": ({"who": "person 1"},),
    }


def test_a_default_never_takes_the_place_of_an_answer() -> None:
    assert begun(FORM, TODAY, answers={"year": 2025})["next"] == 2026


def test_a_default_that_was_taken_away_does_not_come_back() -> None:
    without = {name: value for name, value in _begun().items() if name != "code"}
    assert revised(FORM, without, ["code"], TODAY) == without


def test_a_trigger_writes_and_what_it_writes_triggers_in_turn() -> None:
    after = revised(FORM, {**_begun(), "reached": "yes"}, ["reached"], TODAY)
    assert (after["when"], after["note_of"]) == (TODAY, "asked yes")


def test_what_was_triggered_may_be_changed_by_hand() -> None:
    typed = {**_begun(), "reached": "yes", "when": date(2026, 1, 1)}
    assert revised(FORM, typed, ["when"], TODAY)["when"] == date(2026, 1, 1)
    assert walk(FORM, typed, TODAY).values["when"] == date(2026, 1, 1)


def test_a_trigger_outside_a_repeat_writes_in_every_entry() -> None:
    after = revised(FORM, {**_begun(), "reached": "no"}, ["reached"], TODAY)
    assert [entry["started"] for entry in after["trips"]] == ["Almaty no", "Almaty no"]  # type: ignore[union-attr,index]  # a tuple of entries


def test_a_trigger_inside_writes_in_its_own_entry() -> None:
    two = {**_begun(), "extra": ({"who": "Aida"}, {"who": "Timur"})}
    after = revised(FORM, two, ["extra/2/who"], TODAY)
    assert after["extra"] == ({"who": "Aida"}, {"who": "Timur", "seen": "seen Timur"})


def test_a_new_entry_gets_its_defaults_once() -> None:
    added = revised(FORM, {**_begun(), "extra": ({"who": "Aida"}, {})}, ["extra/2"], TODAY)
    assert added["extra"] == ({"who": "Aida"}, {"who": "person 2"})
    emptied = {**added, "extra": ({"who": "Aida"}, {})}
    assert revised(FORM, emptied, ["extra/2/who"], TODAY)["extra"] == ({"who": "Aida"}, {"seen": "seen"})


def test_entries_that_an_answer_brings_begin_with_their_defaults() -> None:
    after = revised(FORM, {**_begun(), "year": 2028}, ["year"], TODAY)
    assert after["trips"] == ({"city": "Almaty"},) * 4


def test_entries_that_an_answer_takes_away_keep_what_was_typed() -> None:
    before = {**_begun(), "trips": ({"city": "Osh"}, {"city": "Talas"}), "year": 2025}
    assert revised(FORM, before, ["year"], TODAY)["trips"] == ({"city": "Osh"}, {"city": "Talas"})
    assert walk(FORM, before, TODAY).values["trips"] == ({"city": "Osh"},)


def test_a_calculation_that_changes_sets_off_its_trigger_when_the_way_before_is_known() -> None:
    before = walk(FORM, _begun(), TODAY)
    after = revised(FORM, {**_begun(), "year": 2030}, ["year"], TODAY, previous=before)
    assert after["alarm"] == "big"


def test_a_calculation_that_stays_as_it_was_sets_off_nothing() -> None:
    before = walk(FORM, _begun(), TODAY)
    assert "alarm" not in revised(FORM, {**_begun(), "year": 2027}, ["year"], TODAY, previous=before)


def test_a_calculated_question_is_worked_out_and_not_to_be_changed() -> None:
    way = walk(FORM, {**_begun(), "twice": 1}, TODAY)
    assert way.values["twice"] == 4052
    assert "twice" in way.read_only
    assert "when" not in way.read_only


def test_a_circle_of_triggers_comes_to_an_end() -> None:
    circle = loads("""
name: circle
version: "1"
respondent: institution
languages: [en]
title: Circle
sections:
  - name: all
    label: All
    questions:
      - {name: a, type: integer, label: A, calculation: "${b} + 1", trigger: b}
      - {name: b, type: integer, label: B, calculation: "${a} + 1", trigger: a}
""")
    assert revised(circle, {"a": 1, "b": 1}, ["a"], TODAY) == {"a": 3, "b": 2}
