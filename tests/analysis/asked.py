"""Questionnaires and answers for the tests of analysis, written as an author would."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from audit.analysis import scorecard
from audit.analysis.report import IndicatorScore, Scorecard
from audit.questionnaire import answers, loader
from audit.questionnaire.schema import Questionnaire

TODAY = date(2026, 3, 31)
EXAMPLES = Path(__file__).parent.parent / "examples"

INSTITUTION = """
name: every-measure
version: "1"
respondent: institution
languages: [en]
title: Every measure
dimensions:
  - {name: d, label: D}
choices:
  adopted:
    - {name: "yes", score: 100, label: "Yes"}
    - {name: draft, score: 50, label: Drafted}
    - {name: unknown, label: Without points}
    - {name: na, absent: not_applicable, label: Not applicable}
    - {name: dk, absent: dont_know, label: Not known}
  means:
    - {name: flexible, score: 60, label: Flexible hours}
    - {name: leave, score: 60, label: Leave}
    - {name: room, label: A room}
    - {name: none, score: 0, exclusive: true, label: None}
  agree:
    - {name: "1", label: No}
    - {name: "2", label: Rather no}
    - {name: "3", label: Rather yes}
    - {name: "4", label: "Yes"}
    - {name: dk, absent: dont_know, label: Not known}
sections:
  - name: s
    label: S
    questions:
      - name: posts
        type: headcount
        label: Posts
        rows:
          - {name: head, decision_making: true, label: Head}
          - {name: chief, decision_making: true, label: Chiefs}
          - {name: staff, label: Staff}
      - name: intake
        type: headcount
        label: Intake
        rows:
          - {name: applied, label: Applied}
          - {name: appointed, label: Appointed}
      - {name: policy, type: select_one, choices: adopted, label: Policy}
      - {name: measures, type: select_multiple, choices: means, label: Measures}
      - name: climate
        type: matrix
        choices: agree
        label: Climate
        items:
          - {name: voice, label: Voice}
          - {name: excluded, reverse: true, label: Excluded}
      - {name: safe, type: select_one, choices: agree, label: Safe}
      - {name: total, type: money, currency: USD, label: Total}
      - {name: part, type: money, currency: USD, relevant: "${total} > 0", label: Part}
      - {name: missions, type: integer, label: Missions}
      - {name: days, type: decimal, label: Days to answer}
      - {name: hidden, type: integer, relevant: "${missions} > 1000", label: Hidden}
      - {name: twice, type: calculate, calculation: "${missions} * 2"}
indicators:
  - {name: levels, dimension: d, measure: parity, of: posts, weights: {staff: 3}}
  - {name: decision, dimension: d, measure: parity, of: posts, rows: decision_making, pooled: true}
  - {name: chosen_rows, dimension: d, measure: parity, of: posts, rows: [chief, staff], curve: linear}
  - {name: ratio, dimension: d, measure: rate_ratio, of: intake, passed: appointed, entered: applied}
  - {name: policy_adopted, dimension: d, measure: choice, of: policy}
  - {name: measures_taken, dimension: d, measure: choice, of: measures}
  - {name: climate_score, dimension: d, measure: likert, of: climate}
  - {name: safe_score, dimension: d, measure: likert, of: safe}
  - {name: part_share, dimension: d, measure: share, of: part, out_of: total, at_least: 0.15}
  - {name: missions_held, dimension: d, measure: count, of: missions, at_least: 4}
  - {name: days_taken, dimension: d, measure: threshold, of: days, at_most: 10}
  - {name: hidden_count, dimension: d, measure: count, of: hidden, at_least: 1}
  - {name: twice_held, dimension: d, measure: count, of: twice, at_least: 8}
"""


@cache
def loaded(text: str = INSTITUTION) -> Questionnaire:
    """Load a questionnaire once for all tests that read it."""
    return loader.loads(text)


def example(**changes: object) -> tuple[Questionnaire, dict[str, Any]]:
    """Return the normative example and its answers, as a file gives them, with some of them changed."""
    raw = json.loads((EXAMPLES / "institution.answers.json").read_text(encoding="utf-8"))
    return loader.load(EXAMPLES / "institution.yaml"), raw | changes


def judged(questionnaire: Questionnaire, raw: dict[str, Any]) -> Scorecard:
    """Judge raw answers as a file would give them."""
    read = answers.read(questionnaire, raw)
    return scorecard.judge(questionnaire, digest="", today=TODAY, answers=read)


def measured(name: str, raw: dict[str, Any], text: str = INSTITUTION) -> IndicatorScore:
    """Return one indicator of a questionnaire over raw answers."""
    card = judged(loaded(text), raw)
    return next(each for part in card.dimensions for each in part.indicators if each.name == name)


def people(women: int, men: int, other: int = 0) -> dict[str, int]:
    """One row of a head-count."""
    return {"women": women, "men": men, "other": other}
