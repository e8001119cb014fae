"""A questionnaire's data is changed piece by piece: nothing else changes, and each mistake is at its piece."""

from pathlib import Path

import pytest

from audit.questionnaire import loader
from audit.questionnaire.editing import conditions, moves, tree
from audit.questionnaire.editing.conditions import Comparison, Condition
from audit.questionnaire.editing.findings import examined
from audit.wording import ROOT

SHIPPED = sorted((ROOT / "questionnaires").glob("*.yaml"))
SMALL = """\
name: small
version: "1"  # the first
respondent: staff
languages: [en]
title: {en: "Small # not a comment"}
sections:
  - name: one
    label: {en: One}
    questions:
      # about years
      - {name: years, type: integer, label: {en: Years}}
      - name: trips
        type: repeat
        label: {en: Trips}
        questions:
          - {name: days, type: integer, label: {en: Days}}
  - {name: two, label: {en: Two}, questions: [{name: why, type: text, label: {en: Why}}]}
"""


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_questionnaire_is_written_anew_as_the_same_one(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    anew = tree.write(tree.read(text))
    assert (tree.read(anew), loader.digest(anew)) == (tree.read(text), loader.digest(text))


def test_comments_are_counted_and_signs_within_texts_are_none() -> None:
    assert (tree.comments(SMALL), tree.comments(tree.write(tree.read(SMALL)))) == (2, 0)


def test_brackets_without_end_are_given_up_before_they_cost_hours() -> None:
    assert tree.comments("# a comment\n" + "[" * 2_000_000) == 0


def test_a_copy_has_new_names_within_it_too() -> None:
    changed, to = moves.duplicated(tree.read(SMALL), ("sections", 0, "questions", 1))
    made = tree.at(changed, to)
    assert (to[-1], made["name"], made["questions"][0]["name"]) == (2, "trips_2", "days_2")


def test_a_question_at_the_end_of_a_section_goes_down_into_the_next() -> None:
    changed, to = moves.moved(tree.read(SMALL), ("sections", 0, "questions", 1), by=1)
    assert (to, [each["name"] for each in changed["sections"][1]["questions"]]) == (
        ("sections", 1, "questions", 0),
        ["trips", "why"],
    )


def test_what_stands_first_or_last_stays_where_it_is() -> None:
    data = tree.read(SMALL)
    assert moves.moved(data, ("sections", 0, "questions", 0), by=-1)[0] == data
    assert moves.moved(data, ("sections", 1), by=1)[0] == data


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        (
            "label: {en: Days}",
            "relevant: '${x} = 1', label: {en: Days}",
            ("sections", 0, "questions", 1, "questions", 0, "relevant"),
        ),
        ("label: {en: Why}", "hint: {en: y}", ("sections", 1, "questions", 0, "label")),
        ("respondent: staff", "respondent: cats", ("respondent",)),
    ],
)
def test_a_mistake_is_at_its_piece_though_many_stand_on_one_line(old: str, new: str, path: tree.Path) -> None:
    found = examined(SMALL.replace(old, new))
    assert (path in [each.path for each in found.errors], found.questionnaire) == (True, None)


def test_what_is_wrong_is_left_out_of_what_is_shown() -> None:
    found = examined(SMALL.replace("label: {en: Why}", "relevant: '${x} = 1', label: {en: Why}"))
    assert found.shown is not None
    assert found.shown.questions["why"].relevant is None


@pytest.mark.parametrize("comparison", list(Comparison))
def test_a_condition_put_together_is_read_back(comparison: Comparison) -> None:
    asked_for = comparison not in (Comparison.ANSWERED, Comparison.UNANSWERED)
    condition = Condition("years", comparison, "3" if asked_for else "")
    assert conditions.simple(conditions.written(condition)) == condition


@pytest.mark.parametrize("expression", ["${a} = 'b' and ${c} = 'd'", "count(${a}) > 2", "${a} > 'b'", "today()"])
def test_an_expression_that_says_more_is_left_as_it_is_written(expression: str) -> None:
    assert conditions.simple(expression) is None
