"""Random audits reported whole, by everything that an audit may hold, and the same reports made of what they published.

A reader needs nothing but the report: whatever in it does not follow from its tables, alphas and numbers of people,
when the program that made it is run again without a single answer, tells of answers past the gate.
"""

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from audit.analysis import assembly, disclosure, reliability
from audit.analysis import versions as asked_versions
from audit.analysis.assembly import EnquiryFacts
from audit.analysis.earlier import Earlier
from audit.analysis.report import Report, canonical
from audit.analysis.rules import THRESHOLD, RuleSet
from audit.analysis.staff_list import Headcount, StaffLevel, StaffList
from audit.analysis.versions import AskedVersion, FormerValue, Versions
from audit.questionnaire import answers, loader
from audit.questionnaire.answers import Answers
from audit.questionnaire.changes import Apart
from audit.questionnaire.schema import Mode
from audit.questionnaire.values import Sex
from tests.analysis import counted, split, subtraction
from tests.analysis.attacker import KNOWN
from tests.analysis.audits import (
    AGREE,
    LEVEL,
    a_matrix,
    a_select_one,
    a_survey,
    random_answers,
    several_ways,
    with_units_and_ways,
)
from tests.analysis.test_inference import AUDIT

BY = ("sex", "level", "unit")
LEVELS = [str(level["name"]) for level in LEVEL]
SURVEY = a_survey(
    a_matrix(),
    several_ways(),
    a_select_one("fair", AGREE),
    by=BY,
    dimensions=[{"name": "climate", "label": "Climate"}, {"name": "daily", "label": "Daily work"}],
    indicators=[
        {"name": "climate", "dimension": "climate", "measure": "likert", "of": "climate"},
        {"name": "fair", "dimension": "daily", "measure": "likert", "of": "fair"},
    ],
    correction="benjamini_hochberg",
    weighting={"by": "level", "levels": {name: [name] for name in LEVELS}},
)
INSTITUTION = loader.loads(f"""
name: institution
version: "1"
respondent: institution
languages: [en, ru]
title: Institution
dimensions: [{{name: people, label: People}}]
sections:
  - name: people
    label: People
    questions:
      - name: posts
        type: headcount
        label: Posts
        rows: [{", ".join(f"{{name: {name}, decision_making: {name == 'senior'}, label: {name}}}" for name in LEVELS)}]
      - name: policy
        type: select_one
        label: Policy
        choices: [{{name: "yes", score: 100, label: "Yes"}}, {{name: "no", score: 0, label: "No"}}]
indicators:
  - {{name: parity, dimension: people, measure: parity, of: posts}}
  - {{name: policy, dimension: people, measure: choice, of: policy}}
contradictions:
  - name: unseen
    label: Staff do not see the policy
    indicator: policy
    at_least: 70
    against: {{questionnaire: survey, question: climate, item: voice, favourable_below: 0.6}}
""")
#: What was asked before "fair" meant something else.
FIRST = AskedVersion(1, SURVEY, "first", date(2025, 11, 1), Apart(frozenset({"fair"})))
SECOND = AskedVersion(2, SURVEY, "second", date(2025, 12, 1))

#: Nobody answers to another version after the first closing: by then its meaning stays.
LATE = 12
FEWER = 6

Row = list[EnquiryFacts]


def facts(seed: int, *, most: int = 400, rules: RuleSet = THRESHOLD) -> Row:
    """Return a random audit before its first closing: the institution's set and the survey, some of it on paper."""
    chance = random.Random(seed)  # noqa: S311 - a reproducible audit, not a secret
    everybody = with_units_and_ways(chance, random_answers(chance, BY[:2], most=most))
    asked, former = _asked_before(chance, everybody)
    survey = EnquiryFacts(
        SURVEY,
        "second",
        Mode.ANONYMOUS,
        5,
        10,
        len(everybody) + chance.randint(0, 30),
        asked,
        paper=chance.choice([0, 1, len(asked) // 3]),
        rules=rules,
        versions=Versions((FIRST, SECOND), former) if former else Versions(),
    )
    named = answers.read(INSTITUTION, {"posts": _posts(chance, everybody), "policy": chance.choice(["yes", "no"])})
    return [EnquiryFacts(INSTITUTION, "named", Mode.NAMED, 5, 10, 1, [named]), survey]


def _asked_before(chance: random.Random, everybody: Sequence[Answers]) -> tuple[list[Answers], tuple[FormerValue, ...]]:
    """Let some answer while "fair" meant something else: their answers to it stand apart, and lead back to nobody."""
    mix = [chance.random() ** 3 + 0.01 for _ in AGREE]
    steps = [str(step["name"]) for step in AGREE]
    early = chance.choice([0, 0, 2, 5, 9, len(everybody) // 2])
    silence = chance.choice([0.0, 0.1])
    first = max(0, len(everybody) - LATE)
    kept = set(chance.sample(range(first), min(early, first)))
    said = [chance.choices(steps, mix)[0] for _ in everybody]
    asked: list[Answers] = [
        {**answer} if place in kept or chance.random() < silence else {**answer, "fair": said[place]}
        for place, answer in enumerate(everybody)
    ]
    return asked, tuple(FormerValue(1, "fair", said[place]) for place in sorted(kept))


def _posts(chance: random.Random, everybody: Sequence[Answers]) -> dict[str, dict[str, int]]:
    """Return a head-count of at least those who answered, level by level."""
    women = [each.get("level") for each in everybody if each.get("sex") == "woman"]
    men = [each.get("level") for each in everybody if each.get("sex") == "man"]
    return {
        name: {"women": women.count(name) + chance.randint(0, 9), "men": men.count(name) + chance.randint(0, 9)}
        for name in LEVELS
    }


def _staff(row: Row) -> StaffList:
    """Return the body's own record, which agrees with what its institution said."""
    said = row[0].responses[0]["posts"]
    assert isinstance(said, Mapping)
    counts = {str(name): {Sex.WOMEN: 3, Sex.MEN: 4} for name in said}
    levels = tuple(StaffLevel(name, {"en": name}, name == "senior") for name in LEVELS)
    return StaffList(levels, (Headcount(AUDIT.reference_date, counts),))


def published(row: Row) -> Report:
    """Close the audit."""
    return assembly.build(AUDIT, row, staff=_staff(row))


def in_a_row(row: Row, times: int) -> list[Report]:
    """Close the audit, reopen it, let a few more answer and close it again."""
    reports: list[Report] = []
    before: Earlier | None = None
    people = len(row[1].responses)
    for late in range(times - 1, -1, -1):
        survey = row[1]
        some = survey.responses[: max(0, people - FEWER * late)]
        paper = min(survey.paper, len(some))
        reports.append(published([row[0], replace(survey, responses=some, paper=paper, before=before)]))
        before = Earlier.of(reports[-1].parts[1]) or before
    return reports


def replayed(report: Report, row: Row) -> Report:
    """Make a report again by the program itself from what the report says, nobody's answers being there any more."""
    told = Report.model_validate_json(canonical(report)).parts[1]
    card, survey = told.scorecard, row[1]
    alphas = card.statistics.reliability if card.statistics else ()
    people = told.submitted if isinstance(told.submitted, int) else 1
    nobody: Sequence[Answers] = [{}] * people
    known = replace(survey, responses=nobody, paper=survey.paper, versions=replace(survey.versions, former=()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disclosure, "protect", lambda *_, **__: card.tables)
        patch.setattr(reliability, "reliabilities", lambda *_, **__: alphas)
        patch.setattr(asked_versions, "tables", lambda *_, **__: told.former)
        again = assembly.build(AUDIT, [row[0], known], staff=_staff(row))
    part = again.parts[1].model_copy(update={"submitted": told.submitted, "paper": told.paper})
    return again.model_copy(update={"parts": (again.parts[0], part)})


def besides(report: Report, row: Row) -> list[str]:
    """Return where a report says what does not follow from what it publishes; empty where the gate is the only door."""
    told, again = (json.loads(canonical(each)) for each in (report, replayed(report, row)))
    return list(_differing(told, again, ""))


def _differing(told: Any, again: Any, at: str) -> list[str]:  # noqa: ANN401 - whatever JSON holds
    if isinstance(told, dict) and isinstance(again, dict):
        keys = dict.fromkeys([*told, *again])
        return [each for key in keys for each in _differing(told.get(key), again.get(key), f"{at}/{key}")]
    if isinstance(told, list) and isinstance(again, list) and len(told) == len(again):
        pairs = enumerate(zip(told, again, strict=True))
        return [each for place, (one, other) in pairs for each in _differing(one, other, f"{at}/{place}")]
    return [] if told == again else [at]


def findings(reports: Sequence[Report]) -> list[str]:
    """Return what a reader works out of the surveys of reports in a row, by all that they publish."""
    parts = [json.loads(canonical(each))["parts"][1] for each in reports]
    tables = [part["scorecard"]["tables"] for part in parts]
    found = subtraction.findings(tables, KNOWN)
    return found + [each for part in parts for each in (*split.findings(part, KNOWN), *counted.findings(part, KNOWN))]
