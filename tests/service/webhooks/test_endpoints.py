"""Webhooks are kept by those who audit the body and by nobody else; acts are told to those who asked for them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from audit import config
from audit.errors import NotFound, Refused
from audit.lifecycle import Role
from audit.questionnaire.schema import Sex
from audit.service import audits, bodies, holding, responding
from audit.service.actors import SYSTEM, Actor
from audit.service.webhooks import addresses, deliveries, endpoints, kinds
from audit.service.webhooks.endpoints import CheckedDraft, WebhookDraft, WebhookView
from audit.service.webhooks.kinds import Kind
from audit.store import writing
from audit.store.models import WebhookMessage
from audit.store.models.webhooks import WebhookState
from tests import build

SECRET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGH"
DRAFT = CheckedDraft("archive", "https://example.org/", tuple(Kind))
Use = Callable[[Session, Actor, WebhookView, config.Settings], Any]
USES: dict[str, Use] = {
    "make": lambda s, a, w, c: endpoints.make(s, a, w.body_id, DRAFT, settings=c),
    "change": lambda s, a, w, _: endpoints.change(s, a, w.id, DRAFT),
    "rotate": lambda s, a, w, c: endpoints.rotate(s, a, w.id, settings=c),
    "switch": lambda s, a, w, _: endpoints.switch(s, a, w.id, to=WebhookState.PAUSED),
    "end": lambda s, a, w, _: endpoints.end(s, a, w.id),
    "webhook": lambda s, a, w, _: endpoints.webhook(s, a, w.id),
    "webhooks": lambda s, a, w, _: endpoints.webhooks(s, a, body_id=w.body_id),
    "deliveries": lambda s, a, w, _: deliveries.deliveries(s, a, w.id),
    "test": lambda s, a, w, _: deliveries.test(s, a, w.id),
    "again": lambda s, a, w, _: deliveries.again(s, a, w.id, message_id="0" * 32),
}


@pytest.fixture
def settings(tmp_path: Path) -> config.Settings:
    """Settings of an instance."""
    return config.Settings(tmp_path, "sqlite://", config.Secrets(SECRET, SECRET, SECRET))


def _made(session: Session, settings: config.Settings, body_id: str, *kinds: Kind) -> WebhookView:
    draft = CheckedDraft("archive", "https://example.org/", kinds or tuple(Kind))
    return endpoints.make(session, SYSTEM, body_id, draft, settings=settings)


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("role", [Role.MANAGEMENT, Role.FOCAL_POINT])
def test_other_roles_are_refused(use: str, role: Role, session: Session, settings: config.Settings) -> None:
    kept = _made(session, settings, build.a_body(session).id)
    with pytest.raises(Refused):
        USES[use](session, build.an_actor(kept.body_id, role), kept, settings)


@pytest.mark.parametrize("use", USES)
def test_for_somebody_elses_auditor_nothing_is_there(use: str, session: Session, settings: config.Settings) -> None:
    kept = _made(session, settings, build.a_body(session).id)
    other = build.an_actor(build.a_body(session).id, Role.AUDITOR)
    with pytest.raises(NotFound):
        USES[use](session, other, kept, settings)


@pytest.mark.parametrize("use", sorted(set(USES) - {"again"}))
def test_an_auditor_of_the_body_may(use: str, session: Session, settings: config.Settings) -> None:
    kept = _made(session, settings, build.a_body(session).id)
    USES[use](session, build.an_actor(kept.body_id, Role.AUDITOR), kept, settings)


def _told(session: Session) -> list[str]:
    session.rollback()
    return sorted(session.scalars(select(WebhookMessage.kind)))


def test_a_cycle_is_told_step_by_step(session: Session, settings: config.Settings) -> None:
    work = build.field_work(session, people=1)
    _made(session, settings, work.body.id)
    responding.submit(session, _filled(session, work), today=build.TODAY)
    assert _told(session) == [], "what staff answer anonymously is told to nobody"
    responding.save_as(session, SYSTEM, work.audit.id, enquiry_id=work.institution, answers={"posts": build.POSTS})
    responding.submit_as(session, SYSTEM, work.audit.id, enquiry_id=work.institution, today=build.TODAY)
    assert _told(session) == ["set.submitted"]
    audits.close_audit(session, SYSTEM, work.audit.id, today=build.TODAY)
    audits.reopen_audit(session, SYSTEM, work.audit.id, reason="late")
    assert _told(session) == ["audit.closed", "audit.reopened", "report.made", "set.submitted"]


def _filled(session: Session, work: build.FieldWork) -> str:
    responding.save(session, work.tokens[0], {"sex": "woman"}, language="en")
    return work.tokens[0]


def test_a_message_holds_identifiers_alone(session: Session, settings: config.Settings) -> None:
    body = build.a_body(session)
    _made(session, settings, body.id)
    bodies.record_headcount(session, SYSTEM, body.id, on=build.TODAY, counts={"head": {Sex.WOMEN: 7319}})
    session.rollback()
    (kept,) = session.scalars(select(WebhookMessage))
    assert kept.about == {"body_id": body.id, "day": "2026-03-02"}
    assert kept.link == f"/api/v1/bodies/{body.id}/head-counts"


def test_other_bodies_and_other_kinds_are_not_told(session: Session, settings: config.Settings) -> None:
    body = build.a_body(session)
    _made(session, settings, body.id, Kind.AUDIT_OPENED)
    _made(session, settings, build.a_body(session).id)
    build.an_audit(session, body.id)
    assert _told(session) == []


def test_every_kind_is_told_of_some_act() -> None:
    assert {kind for told in kinds.OF_ACTS.values() for kind in told} == set(Kind) == set(kinds.KINDS)


def test_nobody_takes_a_webhook_away_from_under_an_act(any_session: Session, settings: config.Settings) -> None:
    body = build.a_body(any_session)
    kept = _made(any_session, settings, body.id)
    build.an_audit(any_session, body.id)
    endpoints.end(any_session, SYSTEM, kept.id)
    build.an_audit(any_session, body.id, cycle="2026")
    assert _told(any_session) == []


def test_what_is_held_need_not_be_there(any_session: Session) -> None:
    with writing(any_session):
        holding.hold(any_session, {"audit_id": "0" * 32, "body_id": "0" * 32, "webhook_id": "0" * 32, "day": "x"})


def test_a_draft_is_looked_over_as_a_whole(settings: config.Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "looked_up", lambda *_: ("93.184.216.34",))
    draft = WebhookDraft(" archive ", " https://example.org/ ", {Kind.AUDIT_CLOSED, Kind.AUDIT_OPENED})
    told = endpoints.checked(draft, settings=settings)
    assert told == CheckedDraft("archive", "https://example.org/", (Kind.AUDIT_OPENED, Kind.AUDIT_CLOSED))
