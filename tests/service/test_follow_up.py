"""Findings are the auditors' until agreed; promises are a body's, and are late once their day is over."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from audit.errors import Mistaken, NotFound, Refused
from audit.lifecycle import ActionState, FindingState, Priority, Role
from audit.service import audits, responding
from audit.service.actors import SYSTEM, Actor
from audit.service.follow_up import actions, findings
from audit.service.follow_up.drafts import ActionDraft, FindingDraft
from tests import build
from tests.build import TODAY, FieldWork

POSTS = {"head": {"women": 0, "men": 2, "other": 0}, "staff": {"women": 3, "men": 9, "other": 0}}
KEY = "small-institution/parity"
DRAFT = FindingDraft({"en": "Few women decide"}, {"en": "One of four."}, grounds=(KEY,))
PROMISE = ActionDraft({"en": "Open posts to women"}, "Office of the head", date(2026, 6, 30))


@pytest.fixture
def closed(session: Session) -> FieldWork:
    """An audit that closed with few women at any level."""
    work = build.field_work(session)
    given: dict[str, Any] = {"posts": POSTS}
    responding.save_as(
        session, SYSTEM, work.audit.id, enquiry_id=work.institution, answers=given, language="en", today=TODAY
    )
    responding.submit_as(session, SYSTEM, work.audit.id, enquiry_id=work.institution, today=TODAY)
    audits.close_audit(session, SYSTEM, work.audit.id, today=TODAY)
    return work


def _promised(session: Session, work: FieldWork, draft: ActionDraft = PROMISE) -> actions.ActionView:
    return actions.promise(session, SYSTEM, work.audit.id, draft, today=TODAY)


def test_a_low_indicator_is_proposed_until_a_finding_rests_on_it(session: Session, closed: FieldWork) -> None:
    proposed = findings.proposals(session, SYSTEM, closed.audit.id)
    findings.write(session, SYSTEM, closed.audit.id, DRAFT)
    assert [each.key for each in proposed] == [KEY]
    assert proposed[0].ground.score is not None
    assert proposed[0].ground.score < 70
    assert findings.proposals(session, SYSTEM, closed.audit.id) == ()


def test_a_dismissed_proposal_stays_dismissed_with_its_reason_and_only_once(
    session: Session, closed: FieldWork
) -> None:
    for _ in range(2):
        findings.dismiss(session, SYSTEM, closed.audit.id, key=KEY, reason=" Too small a body ")
    kept = findings.findings(session, SYSTEM, closed.audit.id)
    assert [(each.state, each.reason) for each in kept] == [(FindingState.DISMISSED, "Too small a body")]
    assert findings.proposals(session, SYSTEM, closed.audit.id) == ()


def test_a_proposal_is_not_dismissed_without_a_reason(session: Session, closed: FieldWork) -> None:
    with pytest.raises(Mistaken):
        findings.dismiss(session, SYSTEM, closed.audit.id, key=KEY, reason="  ")


def test_of_two_who_change_a_finding_at_once_the_second_is_told(session: Session, closed: FieldWork) -> None:
    read = findings.write(session, SYSTEM, closed.audit.id, DRAFT)
    findings.rewrite(session, SYSTEM, read.id, replace(DRAFT, priority=Priority.HIGH), edition=read.edition)
    with pytest.raises(Refused) as refused:
        findings.rewrite(session, SYSTEM, read.id, replace(DRAFT, priority=Priority.LOW), edition=read.edition)
    assert refused.value.code == "changed-meanwhile"
    assert findings.finding(session, SYSTEM, read.id).priority is Priority.HIGH


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (replace(DRAFT, title={"en": "  "}), "no-title"),
        (replace(DRAFT, title={"en": "x" * 301}), "long-title"),
        (replace(DRAFT, text={"ru": "x" * 10_001}), "long-text"),
        (replace(DRAFT, text={"en": "turned \u202e round"}), "control-character"),
        (replace(DRAFT, state=FindingState.DISMISSED), "dismissed-so"),
    ],
)
def test_a_finding_that_cannot_be_kept_is_refused_with_what_is_wrong(
    session: Session, closed: FieldWork, draft: FindingDraft, code: str
) -> None:
    with pytest.raises(Mistaken) as mistaken:
        findings.write(session, SYSTEM, closed.audit.id, draft)
    assert [each.code for each in mistaken.value.mistakes] == [code]


def test_a_finding_rests_only_on_what_the_report_knows(session: Session, closed: FieldWork) -> None:
    with pytest.raises(NotFound):
        findings.write(session, SYSTEM, closed.audit.id, replace(DRAFT, grounds=("small-institution/other",)))


def test_findings_are_written_after_closing(session: Session) -> None:
    work = build.field_work(session)
    with pytest.raises(Refused) as refused:
        findings.write(session, SYSTEM, work.audit.id, DRAFT)
    assert refused.value.code == "wrong-state"


@pytest.mark.parametrize("role", [Role.MANAGEMENT, Role.FOCAL_POINT, None])
@pytest.mark.parametrize(
    "ask",
    [
        lambda session, actor, work: findings.findings(session, actor, work.audit.id),
        lambda session, actor, work: findings.proposals(session, actor, work.audit.id),
        lambda session, actor, work: findings.write(session, actor, work.audit.id, DRAFT),
        lambda session, actor, work: findings.dismiss(session, actor, work.audit.id, key=KEY, reason="no"),
    ],
)
def test_findings_are_the_auditors_alone(
    session: Session, closed: FieldWork, role: Role | None, ask: Callable[[Session, Actor, FieldWork], object]
) -> None:
    with pytest.raises((Refused, NotFound)):
        ask(session, build.an_actor(closed.body.id, role), closed)


def test_only_agreed_findings_are_handed_on(session: Session, closed: FieldWork) -> None:
    findings.write(session, SYSTEM, closed.audit.id, DRAFT)
    agreed = findings.write(session, SYSTEM, closed.audit.id, replace(DRAFT, state=FindingState.AGREED, grounds=()))
    reader = build.an_actor(closed.body.id, Role.MANAGEMENT)
    told = actions.following(session, reader, closed.audit.id, today=TODAY)
    assert [each.number for each in told.findings] == [agreed.number]


@pytest.mark.parametrize(
    ("state", "today", "late"),
    [
        (ActionState.PLANNED, date(2026, 6, 30), False),
        (ActionState.PLANNED, date(2026, 7, 1), True),
        (ActionState.UNDER_WAY, date(2026, 7, 1), True),
        (ActionState.DONE, date(2026, 7, 1), False),
        (ActionState.DROPPED, date(2026, 7, 1), False),
    ],
)
def test_a_promise_is_late_from_the_day_after_its_last(
    session: Session, closed: FieldWork, state: ActionState, today: date, late: bool
) -> None:
    made = _promised(session, closed)
    actions.report_progress(session, SYSTEM, made.id, state=state, note="", edition=made.edition, today=TODAY)
    (kept,) = actions.plan(session, SYSTEM, closed.body.id, today=today)
    told = actions.following(session, SYSTEM, closed.audit.id, today=today)
    assert (kept.late, [each.number for each in told.late()]) == (late, [made.number] if late else [])


def test_a_focal_point_reports_on_a_promise_and_does_not_change_it(session: Session, closed: FieldWork) -> None:
    made = _promised(session, closed)
    actor = build.an_actor(closed.body.id, Role.FOCAL_POINT)
    told = actions.report_progress(
        session, actor, made.id, state=ActionState.UNDER_WAY, note="Posts are open", edition=made.edition, today=TODAY
    )
    assert (told.state, told.note, told.reported_on) == (ActionState.UNDER_WAY, "Posts are open", TODAY)
    with pytest.raises(Refused):
        actions.change(session, actor, made.id, PROMISE, edition=told.edition, today=TODAY)


def test_of_two_reports_on_one_promise_the_second_is_told(session: Session, closed: FieldWork) -> None:
    made = _promised(session, closed)
    for state in (ActionState.DONE, ActionState.DONE):
        given: dict[str, Any] = {"state": state, "note": "", "edition": made.edition, "today": TODAY}
        if actions.action(session, SYSTEM, made.id, today=TODAY).edition == made.edition:
            actions.report_progress(session, SYSTEM, made.id, **given)
            continue
        with pytest.raises(Refused):
            actions.report_progress(session, SYSTEM, made.id, **given)


def test_a_moved_last_day_stays_in_the_history(session: Session, closed: FieldWork) -> None:
    made = _promised(session, closed)
    later = replace(PROMISE, due=date(2026, 12, 31))
    actions.change(session, SYSTEM, made.id, later, edition=made.edition, today=TODAY)
    kept = audits.events(session, SYSTEM, closed.audit.id)[0]
    assert (kept.what, kept.details) == ("action-changed", {"number": 1, "due": "2026-06-30 → 2026-12-31"})


def test_the_report_keeps_its_digest_whatever_follows_it(session: Session, closed: FieldWork) -> None:
    findings.write(session, SYSTEM, closed.audit.id, replace(DRAFT, state=FindingState.AGREED))
    before = actions.following(session, SYSTEM, closed.audit.id, today=TODAY)
    _promised(session, closed)
    after = actions.following(session, SYSTEM, closed.audit.id, today=TODAY)
    assert before.findings == after.findings
    assert (len(before.actions), len(after.actions)) == (0, 1)


def test_nobody_of_another_body_sees_a_promise(session: Session, closed: FieldWork) -> None:
    made = _promised(session, closed)
    stranger = build.an_actor(build.a_body(session).id, Role.AUDITOR)
    with pytest.raises(NotFound):
        actions.action(session, stranger, made.id, today=TODAY)
    with pytest.raises(NotFound):
        actions.plan(session, stranger, closed.body.id, today=TODAY)


def test_a_promise_answers_only_a_finding_of_its_own_audit(session: Session, closed: FieldWork) -> None:
    with pytest.raises(NotFound):
        _promised(session, closed, replace(PROMISE, finding_id="0" * 32))
