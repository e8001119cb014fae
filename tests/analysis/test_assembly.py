"""The Report put together: parts, rows, response figures and trends, from a named set and an anonymous survey."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from audit.analysis import assembly
from audit.analysis.assembly import AuditFacts, EnquiryFacts
from audit.analysis.report import Reason, Report, Scope, Withheld, canonical
from audit.analysis.rules import LATEST, RuleName
from audit.questionnaire import answers, loader
from audit.questionnaire.answers import Answers
from audit.questionnaire.schema import Mode

EXAMPLES = Path(__file__).parent.parent / "examples"
INSTITUTION = loader.load(EXAMPLES / "institution.yaml")
STAFF = loader.load(EXAMPLES / "staff.yaml")
RAW = json.loads((EXAMPLES / "institution.answers.json").read_text(encoding="utf-8"))


def facts(year: int) -> AuditFacts:
    return AuditFacts(
        body={"en": "Centre"},
        title={"en": "Audit"},
        synthetic=True,
        languages=("en", "ru"),
        cycle=str(year),
        period_start=date(year, 1, 1),
        period_end=date(year, 12, 31),
        reference_date=date(year, 12, 31),
        closed_on=date(year + 1, 2, 1),
    )


def institution(**changed: Any) -> EnquiryFacts:  # noqa: ANN401 - any answer
    response = answers.read(INSTITUTION, RAW | changed)
    return EnquiryFacts(INSTITUTION, "d1", Mode.NAMED, 5, 10, invited=1, responses=[response])


def staff(people: int, *, mode: Mode = Mode.ANONYMOUS) -> EnquiryFacts:
    responses: Sequence[Answers] = [
        {
            "sex": "woman" if at % 2 else "man",
            "level": "other_staff",
            "climate": {"voice": str(1 + at % 5), "fair_promotion": str(1 + at % 4), "excluded": str(1 + at % 3)},
        }
        for at in range(people)
    ]
    return EnquiryFacts(STAFF, "d2", mode, 5, 10, invited=30, responses=responses)


def test_a_report_says_of_the_audit_what_it_was_told() -> None:
    report = assembly.build(facts(2025), [institution()])
    assert (report.cycle, report.closed_on, report.rule_version) == ("2025", date(2026, 2, 1), "threshold-3")
    assert report.software.startswith("paritet ")


def test_a_named_set_has_its_scorecard_its_codebook_and_a_row() -> None:
    (part,) = assembly.build(facts(2025), [institution()]).parts
    assert (part.scorecard.score, part.submitted, part.mode) == (73.56578704982961, 1, "named")
    assert list(part.rows[0]) == [entry.column for entry in part.codebook]
    assert part.rows[0]["posts/support/other"] == 1


SHOWN_AND_WORKED_OUT = """
name: short
version: "1"
respondent: institution
languages: [en]
title: Short
sections:
  - name: all
    label: All
    questions:
      - {name: policy, type: select_one, label: Policy, choices: [{name: y, label: Yes}, {name: n, label: No}]}
      - {name: year, type: integer, label: Year, relevant: "${policy} = 'y'"}
      - {name: staff, type: integer, label: Staff}
      - {name: half, type: calculate, label: Half, calculation: "${staff} div 2"}
"""


def test_a_row_tells_what_was_not_shown_from_what_was_not_answered_and_has_what_is_worked_out() -> None:
    asked = loader.loads(SHOWN_AND_WORKED_OUT)
    read = [answers.read(asked, raw) for raw in ({"policy": "n", "staff": 30}, {"policy": "y"})]
    (part,) = assembly.build(facts(2025), [EnquiryFacts(asked, "d3", Mode.NAMED, 5, 10, 1, responses=read)]).parts
    first, second = part.rows
    assert (first["year"], first["half"]) == ({"absent": "not_shown"}, 15)
    assert second["year"] is None


@pytest.mark.parametrize("mode", [Mode.ANONYMOUS, Mode.CONFIDENTIAL])
def test_a_survey_has_tables_and_gaps_and_no_rows(mode: Mode) -> None:
    (part,) = assembly.build(facts(2025), [staff(30, mode=mode)]).parts
    assert part.rows == ()
    assert (len(part.scorecard.gaps), part.submitted, part.invited) == (3, 30, 30)
    assert {table.by for table in part.scorecard.tables} == {"all", "sex", "level"}


def test_a_handful_of_answers_is_not_even_counted() -> None:
    (part,) = assembly.build(facts(2025), [staff(4)]).parts
    assert part.submitted == Withheld(withheld=Reason.SMALL)


def test_a_small_groups_answers_are_nowhere_in_the_report() -> None:
    told = json.loads(canonical(assembly.build(facts(2025), [staff(4)])))["parts"][0]["scorecard"]
    figures = [group[key] for table in told["tables"] for group in table["groups"] for key in ("n", "counts", "mean")]
    assert all(isinstance(figure, dict) and set(figure) == {"withheld"} for figure in figures)


def test_trends_run_over_the_earlier_reports_and_this_one_by_date() -> None:
    earlier = [
        assembly.build(facts(year), [institution(policy=policy)]) for year, policy in ((2024, "yes"), (2023, "no"))
    ]
    report = assembly.build(facts(2025), [institution(), staff(30)], earlier)
    named = [(point.cycle, point.questionnaire) for point in report.score_trend]
    assert named == [
        ("2023", "example-institution"),
        ("2024", "example-institution"),
        ("2025", "example-institution"),
        ("2025", "example-staff"),
    ]
    assert report.score_trend[0].score != report.score_trend[1].score
    decision = [point for point in report.parity_trend if point.scope is Scope.DECISION_MAKING]
    assert [(point.cycle, point.group, point.women, point.men) for point in decision] == [
        ("2023", "all", 1, 3),
        ("2024", "all", 1, 3),
        ("2025", "all", 1, 3),
    ]


def test_the_trend_of_a_trend_counts_no_cycle_twice() -> None:
    first = assembly.build(facts(2023), [institution()])
    second = assembly.build(facts(2024), [institution()], [first])
    third = assembly.build(facts(2025), [institution()], [first, second])
    assert [point.cycle for point in third.score_trend] == ["2023", "2024", "2025"]


def test_parts_of_one_answer_set_are_united_and_the_first_answer_counts() -> None:
    one = answers.read(INSTITUTION, {"posts": RAW["posts"], "policy": "yes"})
    other = answers.read(INSTITUTION, {key: value for key, value in RAW.items() if key != "posts"})
    enquiry = EnquiryFacts(INSTITUTION, "d", Mode.NAMED, 5, 10, invited=2, responses=[one, other])
    (part,) = assembly.build(facts(2025), [enquiry]).parts
    assert part.scorecard.coverage == 1.0
    assert part.scorecard.dimensions[1].indicators[0].value == "yes"


def test_a_report_survives_its_canonical_text() -> None:
    report = assembly.build(facts(2025), [institution(), staff(30)])
    assert Report.model_validate_json(canonical(report)) == report


def test_an_audit_that_nobody_answered_still_has_a_report() -> None:
    empty = EnquiryFacts(INSTITUTION, "d", Mode.NAMED, 5, 10, invited=1, responses=[])
    report = assembly.build(facts(2025), [empty, staff(0)])
    assert [part.scorecard.score for part in report.parts] == [None, None]


def test_a_survey_under_another_rule_set_says_so_and_is_rounded_throughout() -> None:
    (part,) = assembly.build(facts(2025), [replace(staff(31), rules=LATEST[RuleName.HESA])]).parts
    assert (part.rules, part.submitted, part.invited) == ("hesa-1", 30, 30)
    counts = [group.counts for table in part.scorecard.tables for group in table.groups]
    assert {people % 5 for each in counts if not isinstance(each, Withheld) for people in each.values()} == {0}
