"""Documents behind the pages: asked for once, cancelled for good, begun anew once after a crash, fetched by right."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from audit.errors import Mistake, NotFound, Refused, message
from audit.lifecycle import JobState, Role
from audit.service import audits, jobs
from audit.service.actors import SYSTEM, Actor
from tests import build
from tests.build import TODAY, FieldWork


@pytest.fixture
def closed(session: Session) -> FieldWork:
    """A closed audit."""
    work = build.field_work(session)
    audits.close_audit(session, SYSTEM, work.audit.id, today=TODAY)
    return work


def _asked(session: Session, work: FieldWork, actor: Actor = SYSTEM, document: str = "workbook") -> jobs.JobView:
    return jobs.ask(session, actor, work.audit.id, document=document, language="ru", file="paritet.xlsx")


def test_the_same_document_is_on_its_way_only_once(session: Session, closed: FieldWork) -> None:
    first, second = _asked(session, closed), _asked(session, closed)
    assert first.id == second.id
    jobs.cancel(session, SYSTEM, first.id)
    assert _asked(session, closed).id != first.id


def test_no_more_than_ten_documents_wait(session: Session, closed: FieldWork) -> None:
    for number in range(10):
        _asked(session, closed, document=str(number))
    with pytest.raises(Refused):
        _asked(session, closed, document="one more")


def test_a_document_is_begun_by_one_worker_only(session: Session, closed: FieldWork) -> None:
    asked = _asked(session, closed)
    assert [jobs.begin(session, asked.id) is None for _ in range(2)] == [False, True]


def test_a_cancelled_document_is_never_finished(session: Session, closed: FieldWork) -> None:
    asked = _asked(session, closed)
    jobs.begin(session, asked.id)
    jobs.cancel(session, SYSTEM, asked.id)
    assert (jobs.advance(session, asked.id, 50), jobs.finish(session, asked.id)) == (False, False)
    assert jobs.job(session, SYSTEM, asked.id).state is JobState.CANCELLED


def test_a_document_that_the_worker_died_over_is_begun_once_more_and_then_given_up(
    session: Session, closed: FieldWork
) -> None:
    asked = _asked(session, closed)
    jobs.begin(session, asked.id)
    assert jobs.left_behind(session) == (asked.id,)
    jobs.begin(session, asked.id)
    assert jobs.left_behind(session) == ()
    kept = jobs.job(session, SYSTEM, asked.id)
    assert (kept.state, kept.why) == (JobState.FAILED, jobs.CRASHED)


def test_a_document_of_an_audit_reopened_meanwhile_is_not_made(session: Session, closed: FieldWork) -> None:
    asked = _asked(session, closed)
    audits.reopen_audit(session, SYSTEM, closed.audit.id, reason="Somebody was forgotten")
    assert jobs.begin(session, asked.id) is None
    assert jobs.job(session, SYSTEM, asked.id).why == jobs.REOPENED


def test_a_ready_document_is_fetched_only_by_who_may_still_export(session: Session, closed: FieldWork) -> None:
    auditor = build.an_actor(closed.body.id, Role.AUDITOR)
    asked = _asked(session, closed, auditor)
    with pytest.raises(NotFound):
        jobs.fetch(session, auditor, asked.id)
    jobs.begin(session, asked.id)
    jobs.finish(session, asked.id)
    assert jobs.fetch(session, auditor, asked.id).state is JobState.DONE
    for role in (Role.MANAGEMENT, Role.FOCAL_POINT, None):
        with pytest.raises((Refused, NotFound)):
            jobs.fetch(session, build.an_actor(closed.body.id, role), asked.id)
    audits.reopen_audit(session, SYSTEM, closed.audit.id, reason="Somebody was forgotten")
    with pytest.raises(Refused):
        jobs.fetch(session, auditor, asked.id)


def test_a_document_is_forgotten_after_a_week(session: Session, closed: FieldWork) -> None:
    asked = _asked(session, closed)
    cancelled = jobs.cancel(session, SYSTEM, asked.id)
    assert cancelled.ended_at is not None
    assert jobs.forget_old(session, now=cancelled.ended_at + timedelta(days=7)) == ()
    assert jobs.forget_old(session, now=cancelled.ended_at + timedelta(days=7, seconds=1)) == (asked.id,)


def test_what_is_wrong_in_what_somebody_gave_is_kept_with_the_job(session: Session, closed: FieldWork) -> None:
    asked = _asked(session, closed)
    jobs.begin(session, asked.id)
    wrong = Mistake("template-x", (message("paragraph %(number)d", number=3),), message("wrong"), message("Mend it."))
    assert jobs.refuse(session, asked.id, (wrong,))
    kept = jobs.job(session, SYSTEM, asked.id)
    assert (kept.state, kept.why, kept.mistakes) == (JobState.FAILED, "template-x", (wrong,))
