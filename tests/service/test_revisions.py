"""What an author declares of a version stands at the trend of the next cycle, as a version within an audit does."""

from collections.abc import Mapping

import pytest
from sqlalchemy.orm import Session

from audit.analysis import comparison
from audit.analysis.report import Report
from audit.questionnaire import changes, loader
from audit.questionnaire.changes import Meaning
from audit.questionnaire.revisions import lies_between
from audit.service import audits, definitions, reporting
from audit.service.actors import SYSTEM
from tests import build

SECOND = build.INSTITUTION.replace('version: "1"', 'version: "2"')
DECLARED = "revisions: [{since: '%s', change: %s, of: [posts], label: {en: Interns count now, ru: Со стажёрами}}]\n"


def declaring(since: str, meaning: str) -> str:
    return SECOND + DECLARED % (since, meaning)


def second_cycle(session: Session, text: str) -> Report:
    """Close two cycles of the small institution, the later one asked in another text; return its report."""
    work = build.field_work(session)
    audits.close_audit(session, SYSTEM, work.audit.id, today=build.TODAY)
    (definitions.SHELF / "small-institution.yaml").write_text(text, encoding="utf-8")
    later = {"cycle": "2026", "reference_date": build.TODAY, "period_end": build.TODAY}
    draft = build.an_audit(session, work.body.id, **later)
    again = audits.open_audit(session, SYSTEM, draft.id, today=build.TODAY)
    audits.close_audit(session, SYSTEM, again.id, today=build.TODAY)
    return reporting.report(session, SYSTEM, again.id)


def said(report: Report) -> Mapping[tuple[str, str], list[str]]:
    return {(each.cycle, each.questionnaire): [str(why) for why in each.cautions] for each in report.score_trend}


def test_a_declared_change_of_meaning_puts_a_note_on_the_trend_though_no_word_changed(session: Session) -> None:
    report = second_cycle(session, declaring("1", "changed"))
    assert said(report)["2026", "small-institution"] == ["other_meaning"]
    assert said(report)["2025", "small-institution"] == []
    assert report.parts[0].renewed == ("parity",)


@pytest.mark.parametrize("text", [SECOND, declaring("1", "kept"), declaring("1", "typing")])
def test_a_version_in_which_the_meaning_was_kept_puts_none(session: Session, text: str) -> None:
    assert said(second_cycle(session, text))["2026", "small-institution"] == []


def test_the_comparison_of_cycles_says_so_too(session: Session) -> None:
    later = second_cycle(session, declaring("1", "changed"))
    (earlier,) = reporting.kept(session, SYSTEM, cycle="2025")
    found = next(
        each for each in comparison.cycles((earlier.report, later)) if each.questionnaire == "small-institution"
    )
    rows = {row.name: [str(why) for why in row.cautions] for row in found.rows}
    assert (rows[""], rows["parity"]) == (["other_meaning"], ["other_meaning"])


@pytest.mark.parametrize(
    ("earlier", "since", "later", "between"),
    [
        ("2026.2", "2026.2", "2026.3", True),
        ("2026.1", "2026.2", "2026.3", True),
        ("2026.3", "2026.2", "2026.4", False),
        ("2026.2", "2026.3", "2026.3", False),
        ("2026.9", "2026.10", "2026.11", True),
        ("1", "1a", "2", True),
    ],
)
def test_a_change_counts_for_whoever_was_asked_before_it(earlier: str, since: str, later: str, between: bool) -> None:
    assert lies_between(earlier, since, later) is between


def test_the_difference_of_two_versions_tells_what_is_declared_and_why() -> None:
    old, new = loader.loads(build.INSTITUTION), loader.loads(declaring("1", "changed"))
    (found,) = (each for each in changes.difference(old, new) if "revisions" in each.key)
    assert (found.questions, found.least, found.meaning) == (("posts",), Meaning.CHANGED, Meaning.CHANGED)
    assert found.after == "Interns count now"
