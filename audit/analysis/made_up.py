"""A made-up report with a figure of every kind, to try out what lays reports out; it passes the gate like any other."""

from datetime import date
from functools import cache

from audit.analysis import assembly
from audit.analysis.assembly import AuditFacts, EnquiryFacts
from audit.analysis.report import Report
from audit.questionnaire import loader
from audit.questionnaire.answers import Answers
from audit.questionnaire.reading import read
from audit.questionnaire.schema import Mode, Questionnaire

DAY = date(2000, 1, 1)
INSTITUTION = """
name: institution
version: "1"
respondent: institution
languages: [en]
title: Institution
dimensions: [{name: people, label: People}]
sections:
  - name: people
    label: People
    questions:
      - name: posts
        type: headcount
        label: Posts
        rows: [{name: head, decision_making: true, label: Head}, {name: staff, label: Staff}]
indicators: [{name: levels, dimension: people, measure: parity, of: posts}]
"""
STAFF = """
name: staff
version: "1"
respondent: staff
languages: [en]
title: Staff
disaggregate_by: [sex]
choices:
  sex: [{name: woman, counts_as: women, label: Woman}, {name: man, counts_as: men, label: Man}]
  agree: [{name: "1", label: "No"}, {name: "2", label: In part}, {name: "3", label: "Yes"}]
sections:
  - name: work
    label: Work
    questions:
      - {name: sex, type: select_one, choices: sex, label: Sex}
      - {name: heard, type: select_one, choices: agree, label: I am heard}
"""
POSTS = {"posts": {"head": {"women": 1, "men": 3, "other": 0}, "staff": {"women": 10, "men": 10, "other": 0}}}
#: Ten women and ten men, of whom four and six agree.
HEARD = {"woman": "1122223333", "man": "1122333333"}


@cache
def report() -> Report:
    """Return the report; nobody stands behind it, and it says so."""
    audit = AuditFacts(
        body={"en": "Body"},
        title={"en": "Audit"},
        synthetic=True,
        languages=("en",),
        cycle=str(DAY.year),
        period_start=DAY,
        period_end=DAY,
        reference_date=DAY,
        closed_on=DAY,
    )
    institution, staff = loader.loads(INSTITUTION), loader.loads(STAFF)
    people = [read(staff, {"sex": sex, "heard": each}) for sex, steps in HEARD.items() for each in steps]
    asked = (_asked(institution, Mode.NAMED, [read(institution, POSTS)]), _asked(staff, Mode.ANONYMOUS, people))
    return assembly.build(audit, asked)


def _asked(questionnaire: Questionnaire, mode: Mode, responses: list[Answers]) -> EnquiryFacts:
    return EnquiryFacts(
        questionnaire=questionnaire,
        digest=loader.digest(questionnaire),
        mode=mode,
        threshold=5,
        sensitive_threshold=10,
        invited=len(responses),
        responses=responses,
    )
