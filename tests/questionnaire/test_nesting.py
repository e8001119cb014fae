"""Choices that are parts of other choices."""

import pytest

from audit.questionnaire import loader

UNITS = """\
name: units
version: "1"
respondent: staff
languages: [en]
title: {en: Units}
confidentiality: {mode: anonymous, threshold: 5, sensitive_threshold: 10}
disaggregate_by: [unit]
sections:
  - name: only
    label: {en: Only}
    questions:
      - name: unit
        type: select_one
        label: {en: Unit}
        choices:
          - {name: political, label: {en: Political}}
          - {name: asia, label: {en: Asia}, parent: PARENT}
          - {name: pnts, label: {en: Prefer not to say}, absent: prefer_not_to_say}
"""


def _said(parent: str) -> list[str]:
    return [str(each) for each in loader.examined(UNITS.replace("PARENT", parent))[1]]


def test_a_division_lies_within_its_department() -> None:
    assert _said("political") == []


@pytest.mark.parametrize(
    ("parent", "wrong"),
    [
        ("politcal", "there is no choice 'politcal' in this list"),
        ("asia", "'asia' lies within itself"),
        ("pnts", "an absence is no part of another choice"),
    ],
)
def test_a_parent_that_is_none_is_named(parent: str, wrong: str) -> None:
    assert [wrong in said for said in _said(parent)] == [True]


def test_two_choices_within_each_other_are_a_circle() -> None:
    circle = UNITS.replace("label: {en: Political}", "label: {en: Political}, parent: asia").replace(
        "PARENT", "political"
    )
    assert sum("lies within itself" in str(each) for each in loader.examined(circle)[1]) == 2
