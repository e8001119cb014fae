"""Default deny: every use case refuses whoever has no role for it, by a refusal that tells nothing more."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from audit.errors import NotFound, Refused
from audit.lifecycle import Role
from audit.service import audits, bodies, invitations, people, reporting, responding
from audit.service.actors import SYSTEM, Actor
from audit.store.models import Event
from tests import build
from tests.build import FieldWork

Use = Callable[[Session, Actor, FieldWork], Any]
AUDITOR, MANAGEMENT, FOCAL_POINT = Role.AUDITOR, Role.MANAGEMENT, Role.FOCAL_POINT
DAY = date(2026, 1, 1)

USES: dict[str, tuple[Use, set[Role]]] = {
    "body": (lambda s, a, w: bodies.body(s, a, w.body.id), {AUDITOR, MANAGEMENT, FOCAL_POINT}),
    "update_body": (lambda s, a, w: bodies.update_body(s, a, w.body.id, build.a_body_draft()), {AUDITOR}),
    "record_headcount": (lambda s, a, w: bodies.record_headcount(s, a, w.body.id, on=DAY, counts={}), {AUDITOR}),
    "headcounts": (lambda s, a, w: bodies.headcounts(s, a, w.body.id), {AUDITOR, MANAGEMENT}),
    "audit": (lambda s, a, w: audits.audit(s, a, w.audit.id), {AUDITOR, MANAGEMENT, FOCAL_POINT}),
    "create_audit": (lambda s, a, w: audits.create_audit(s, a, build.an_audit_draft(w.body.id)), {AUDITOR}),
    "close_audit": (lambda s, a, w: audits.close_audit(s, a, w.audit.id), {AUDITOR}),
    "progress": (lambda s, a, w: audits.progress(s, a, w.audit.id), {AUDITOR}),
    "events": (lambda s, a, w: audits.events(s, a, w.audit.id), {AUDITOR}),
    "invite": (lambda s, a, w: invitations.invite(s, a, w.audit.id, enquiry_id=w.staff, invitees=()), {AUDITOR}),
    "participations": (lambda s, a, w: invitations.participations(s, a, w.audit.id, enquiry_id=w.staff), {AUDITOR}),
    "arrive_as": (lambda s, a, w: responding.arrive_as(s, a, w.audit.id, enquiry_id=w.institution), {FOCAL_POINT}),
    "save_as": (
        lambda s, a, w: responding.save_as(s, a, w.audit.id, enquiry_id=w.institution, answers={}),
        {FOCAL_POINT},
    ),
    "snapshots": (lambda s, a, w: reporting.snapshots(s, a, w.audit.id), {AUDITOR}),
}


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("role", [AUDITOR, MANAGEMENT, FOCAL_POINT])
def test_a_use_case_serves_its_roles_and_refuses_the_others(session: Session, use: str, role: Role) -> None:
    work = build.field_work(session)
    act, allowed = USES[use]
    actor = build.an_actor(work.body.id, role)
    before = session.scalar(select(func.count()).select_from(Event))
    if role in allowed:
        act(session, actor, work)
        return
    with pytest.raises(Refused):
        act(session, actor, work)
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Event)) == before


@pytest.mark.parametrize("use", USES)
def test_for_somebody_elses_auditor_nothing_is_there(session: Session, use: str) -> None:
    work = build.field_work(session)
    other = build.a_body(session)
    with pytest.raises(NotFound):
        USES[use][0](session, build.an_actor(other.id, AUDITOR), work)


@pytest.mark.parametrize("use", USES)
def test_somebody_without_any_role_finds_nothing(session: Session, use: str) -> None:
    work = build.field_work(session)
    with pytest.raises(NotFound):
        USES[use][0](session, Actor(user_id=None), work)


@pytest.mark.parametrize("role", [MANAGEMENT, FOCAL_POINT, None])
def test_lists_hold_only_what_one_has_a_role_in(session: Session, role: Role | None) -> None:
    work = build.field_work(session)
    build.an_audit(session, build.a_body(session).id)
    actor = build.an_actor(work.body.id, role)
    expected = [work.body.id] if role else []
    assert [each.id for each in bodies.list_bodies(session, actor)] == expected
    assert [each.body_id for each in audits.audits(session, actor)] == expected


@pytest.mark.parametrize("role", [AUDITOR, MANAGEMENT, FOCAL_POINT, None])
def test_only_administrators_keep_accounts(session: Session, role: Role | None) -> None:
    body, user = build.a_body(session), build.a_user(session)
    actor = build.an_actor(body.id, role)
    uses: list[Callable[[], object]] = [
        lambda: people.users(session, actor),
        lambda: people.create_user(session, actor, email="b@example.org", password_hash=None, name="B"),
        lambda: people.grant(session, actor, user.id, body_id=body.id, role=AUDITOR),
        lambda: people.revoke(session, actor, user.id, body_id=body.id, role=AUDITOR),
    ]
    for use in uses:
        with pytest.raises(Refused):
            use()


@pytest.mark.parametrize("role", [MANAGEMENT, FOCAL_POINT, None])
def test_only_auditors_and_administrators_begin_bodies(session: Session, role: Role | None) -> None:
    body = build.a_body(session)
    with pytest.raises(Refused):
        bodies.create_body(session, build.an_actor(body.id, role), build.a_body_draft())


def test_the_report_is_for_its_readers(session: Session) -> None:
    work = build.field_work(session)
    audits.close_audit(session, SYSTEM, work.audit.id)
    assert reporting.report(session, build.an_actor(work.body.id, MANAGEMENT), work.audit.id).cycle == "2025"
    with pytest.raises(Refused):
        reporting.report(session, build.an_actor(work.body.id, FOCAL_POINT), work.audit.id)
