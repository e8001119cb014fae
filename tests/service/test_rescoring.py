"""A closed audit is scored by other rules after a preview, with a reason; the old report keeps its rule and digest."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from audit.errors import Mistaken, NotFound, Refused
from audit.lifecycle import Role
from audit.service import audits, reporting, rescoring, responding
from audit.service.actors import SYSTEM
from tests import build

LINE = "straight-line"


def closed(session: Session) -> build.FieldWork:
    work = build.field_work(session)
    focal = build.an_actor(work.body.id, Role.FOCAL_POINT)
    where = (session, focal, work.audit.id)
    responding.save_as(*where, enquiry_id=work.institution, answers={"posts": build.POSTS})
    responding.submit_as(*where, enquiry_id=work.institution, today=build.TODAY)
    audits.close_audit(session, SYSTEM, work.audit.id, today=build.TODAY)
    return work


def rescore(session: Session, work: build.FieldWork, **given: object) -> str:
    previewed = rescoring.preview(session, SYSTEM, LINE)[0].digest
    asked: dict[str, object] = {"name": LINE, "reason": "The council asked", "previewed": previewed, **given}
    return rescoring.rescore(session, SYSTEM, work.audit.id, **asked)  # type: ignore[arg-type]  # each test gives its own


def test_the_preview_says_which_audits_move_and_by_how_much(session: Session) -> None:
    closed(session)
    found = rescoring.preview(session, SYSTEM, LINE)[0]
    assert found.moved
    assert [(move.name, move.before, move.after) for move in found.moves] == [
        ("small-institution", pytest.approx((100 + 100 * 0.25 / 0.47) / 2), 75.0),
        ("people", pytest.approx((100 + 100 * 0.25 / 0.47) / 2), 75.0),
        ("small-staff", None, None),
    ]


def test_a_preview_changes_nothing(session: Session) -> None:
    work = closed(session)
    before = reporting.report(session, SYSTEM, work.audit.id)
    rescoring.preview(session, SYSTEM, LINE)
    assert reporting.report(session, SYSTEM, work.audit.id) == before


def test_an_audit_that_is_open_is_not_in_the_preview(session: Session) -> None:
    build.field_work(session)
    assert rescoring.preview(session, SYSTEM, LINE) == ()


def test_the_new_report_is_what_was_previewed_and_the_old_one_stays_retired(session: Session) -> None:
    work = closed(session)
    old = reporting.snapshots(session, SYSTEM, work.audit.id)[0]
    made = rescore(session, work)
    report = reporting.report(session, SYSTEM, work.audit.id)
    assert (report.parts[0].scorecard.score, report.scoring and report.scoring.name) == (75.0, LINE)
    kept = reporting.snapshots(session, SYSTEM, work.audit.id)
    assert [(each.number, each.digest, each.retired_on is None) for each in kept] == [
        (1, old.digest, False),
        (2, made, True),
    ]


def test_the_reason_and_the_rules_are_remembered(session: Session) -> None:
    work = closed(session)
    made = rescore(session, work)
    event = audits.events(session, SYSTEM, work.audit.id)[0]
    assert (event.what, event.details["reason"], event.details["rules"], event.details["report"]) == (
        "audit-rescored",
        "The council asked",
        f"{LINE}-1",
        made,
    )


@pytest.mark.parametrize("reason", ["", "  \n", "\x00"])
def test_without_a_reason_nothing_is_scored_anew(session: Session, reason: str) -> None:
    work = closed(session)
    with pytest.raises(Mistaken):
        rescore(session, work, reason=reason)
    assert len(reporting.snapshots(session, SYSTEM, work.audit.id)) == 1


def test_a_preview_of_another_report_is_refused(session: Session) -> None:
    work = closed(session)
    with pytest.raises(Refused) as refused:
        rescore(session, work, previewed="0" * 64)
    assert refused.value.code == "previewed-another"


def test_the_same_rules_twice_are_refused(session: Session) -> None:
    work = closed(session)
    made = rescore(session, work)
    with pytest.raises(Refused) as refused:
        rescore(session, work, previewed=made)
    assert refused.value.code == "scored-so-already"


def test_rules_that_nobody_knows_are_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        rescoring.preview(session, SYSTEM, "mine")


@pytest.mark.parametrize("role", [Role.MANAGEMENT, Role.FOCAL_POINT])
def test_only_auditors_score_anew_and_see_what_would_move(session: Session, role: Role) -> None:
    work = closed(session)
    actor = build.an_actor(work.body.id, role)
    assert rescoring.preview(session, actor, LINE) == ()
    with pytest.raises(Refused):
        rescoring.rescore(session, actor, work.audit.id, name=LINE, reason="x", previewed="0" * 64)


def test_an_audit_that_is_reopened_and_closed_is_scored_as_its_questionnaires_say(session: Session) -> None:
    work = closed(session)
    rescore(session, work)
    audits.reopen_audit(session, SYSTEM, work.audit.id, reason="A correction", today=build.TODAY)
    audits.close_audit(session, SYSTEM, work.audit.id, today=date(2026, 3, 9))
    report = reporting.report(session, SYSTEM, work.audit.id)
    assert report.scoring is None
    assert report.parts[0].scorecard.score == pytest.approx((100 + 100 * 0.25 / 0.47) / 2)
