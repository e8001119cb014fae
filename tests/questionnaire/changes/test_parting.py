"""Answers to what means something else by now stand apart; all others go on; nothing is lost."""

from collections.abc import Mapping
from pathlib import Path

from audit.questionnaire import answers, loader
from audit.questionnaire.changes import Apart, apart, difference, parted
from tests import build

STAFF = build.SHELF["small-staff"]
REPEAT = """\
name: log
version: "1"
respondent: institution
languages: [en]
title: Log
choices:
  agree: [{name: a, label: A}, {name: b, label: B}]
sections:
  - name: all
    label: All
    questions:
      - name: views
        type: matrix
        label: Views
        choices: agree
        items: [{name: one, label: One}, {name: two, label: Two}]
      - name: trips
        type: repeat
        label: Trips
        questions:
          - {name: place, type: text, label: Place}
          - {name: days, type: integer, label: Days}
"""
GIVEN = {"views": {"one": "a", "two": "b"}, "trips": [{"place": "Almaty", "days": 2}, {"place": "Osh"}]}


def split(text: str, new: str, given: Mapping[str, object]) -> tuple[object, object]:
    old, now = loader.loads(text), loader.loads(new)
    on, aside = parted(now, answers.read(old, given), apart(difference(old, now)))
    return answers.plain(on), answers.plain(aside)


def test_what_was_corrected_in_spelling_goes_on() -> None:
    given = {"sex": "woman", "heard": "3"}
    assert split(STAFF, STAFF.replace("I am heard", "They hear me"), given) == (given, {})


def test_a_question_of_another_type_and_one_that_is_gone_stand_apart() -> None:
    new = STAFF.replace("share, type: decimal", "share, type: text").replace("name: comment", "name: remark")
    given = {"sex": "man", "share": 0.5, "comment": "Nothing"}
    assert split(STAFF, new, given) == ({"sex": "man"}, {"share": 0.5, "comment": "Nothing"})


def test_what_was_said_in_words_stands_apart_with_its_question() -> None:
    old = STAFF.replace("choices: agree, label", "choices: agree, or_other: true, label")
    on, aside = split(old, STAFF, {"heard": "other", "heard_other": "Sometimes"})
    assert (on, aside) == ({}, {"heard": "other", "heard_other": "Sometimes"})


def test_a_statement_that_changed_leaves_the_others_of_its_matrix() -> None:
    on, aside = split(REPEAT, REPEAT.replace("{name: two, label: Two}", "{name: three, label: Three}"), GIVEN)
    assert on == {**GIVEN, "views": {"one": "a"}}
    assert aside == {"views": {"one": "a", "two": "b"}}


def test_a_member_that_changed_leaves_the_others_of_its_entries() -> None:
    on, aside = split(REPEAT, REPEAT.replace("days, type: integer", "days, type: text"), GIVEN)
    assert on == {**GIVEN, "trips": [{"place": "Almaty"}, {"place": "Osh"}]}
    assert aside == {"trips": GIVEN["trips"]}


def test_an_answer_that_cannot_be_read_any_more_stands_apart_though_nobody_said_so() -> None:
    new = loader.loads(STAFF.replace('    - {name: "2", label: {en: Neither, ru: Ни да ни нет}}\n', ""))
    on, aside = parted(new, {"heard": "2", "sex": "man"}, Apart())
    assert (on, aside) == ({"sex": "man"}, {"heard": "2"})


def test_every_shipped_questionnaire_agrees_with_itself() -> None:
    for path in sorted((Path(__file__).parents[3] / "questionnaires").glob("*.yaml")):
        found = loader.load(path)
        assert difference(found, loader.load(path)) == ()
