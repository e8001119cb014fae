"""What does not agree is told to auditors before they close an audit, and is kept in its report."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from audit.errors import Refused
from audit.lifecycle import Role
from audit.questionnaire.schema import Sex
from audit.service import audits, bodies, checking, reporting, responding
from audit.service.actors import SYSTEM
from tests import build

COUNTS = {"head": {Sex.WOMEN: 1, Sex.MEN: 1}, "staff": {Sex.WOMEN: 4, Sex.MEN: 9}}


def checks(session: Session, work: build.FieldWork) -> list[str]:
    return [each.check for each in checking.inconsistencies(session, SYSTEM, work.audit.id, today=build.TODAY)]


def test_a_body_without_a_head_count_is_told(session: Session) -> None:
    assert checks(session, build.field_work(session)) == ["no-headcount"]


def test_a_head_count_that_fits_leaves_nothing_to_tell(session: Session) -> None:
    work = build.field_work(session)
    bodies.record_headcount(session, SYSTEM, work.body.id, on=date(2025, 12, 31), counts=COUNTS)
    assert checks(session, work) == []


def test_more_people_invited_than_there_are_is_told(session: Session) -> None:
    work = build.field_work(session, people=20)
    bodies.record_headcount(session, SYSTEM, work.body.id, on=date(2025, 12, 31), counts=COUNTS)
    assert checks(session, work) == ["invited-exceeds-headcount"]


def test_an_institutions_figures_are_looked_at_once_they_are_submitted(session: Session) -> None:
    work = build.field_work(session)
    bodies.record_headcount(session, SYSTEM, work.body.id, on=date(2025, 12, 31), counts=COUNTS)
    focal = build.an_actor(work.body.id, Role.FOCAL_POINT)
    where = (session, focal, work.audit.id)
    responding.save_as(*where, enquiry_id=work.institution, answers={"posts": build.POSTS})
    assert checks(session, work) == []
    responding.submit_as(*where, enquiry_id=work.institution, today=build.TODAY)
    assert checks(session, work) == ["level-not-as-counted"]


def test_only_those_who_may_close_are_told(session: Session) -> None:
    work = build.field_work(session)
    for role in (Role.MANAGEMENT, Role.FOCAL_POINT):
        with pytest.raises(Refused):
            checking.inconsistencies(session, build.an_actor(work.body.id, role), work.audit.id)


def test_a_closed_audit_keeps_what_did_not_agree_in_its_report(session: Session) -> None:
    work = build.field_work(session)
    audits.close_audit(session, SYSTEM, work.audit.id, today=build.TODAY)
    report = reporting.report(session, SYSTEM, work.audit.id)
    assert [each.check for each in report.inconsistencies or ()] == ["no-headcount", "few-answered"]
    with pytest.raises(Refused):
        checking.inconsistencies(session, SYSTEM, work.audit.id)
