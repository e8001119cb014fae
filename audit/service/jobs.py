"""Documents made behind the pages: asked for, followed, cancelled, fetched; begun anew once after a crash."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import TypeAdapter
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from audit.errors import Mistake, NotFound, Refused, message
from audit.lifecycle import AUDITORS, ENDED, JobState, State, Step
from audit.service import showing
from audit.service.actors import Actor, require_role, require_step
from audit.service.history import record_audit
from audit.store import moments, queries, reading, writing
from audit.store.models import Audit, Job

FOLDER = "exports"
KEPT = timedelta(days=7)
MOST_ATTEMPTS = 2
#: Documents that one audit may have under way at once; more would only wait in one queue.
MOST_WAITING = 10
CRASHED, REOPENED, BROKE = "crashed", "reopened", "broke"
MISTAKES = TypeAdapter(tuple[Mistake, ...])


@dataclass(frozen=True, slots=True)
class JobView:
    """A document on its way: `progress` in per cent, `why` it failed as one of the codes above.

    Of one that could not be made of what somebody gave, `mistakes` say what is wrong, `why` is the first one's code.
    """

    id: str
    audit_id: str
    document: str
    language: str
    layout: str
    file: str
    state: JobState
    progress: int
    why: str
    asked_at: datetime
    ended_at: datetime | None
    mistakes: tuple[Mistake, ...] = ()


def ask(
    session: Session, actor: Actor, audit_id: str, *, document: str, language: str, file: str, layout: str = ""
) -> JobView:
    """Ask for a document of a closed audit; one that is already on its way for this actor is not asked for twice.

    `layout` says in a word how responses are laid out in it; whoever makes it reads that word.
    """
    with writing(session):
        row = showing.locked_audit_for(session, actor, audit_id)
        require_step(actor, row.body_id, step=Step.EXPORT, state=row.state)
        waiting = [each for each in _of(session, audit_id) if each.state not in ENDED]
        for each in waiting:
            if (each.user_id, each.document, each.language, each.layout) == (actor.user_id, document, language, layout):
                return _view(each)
        if len(waiting) >= MOST_WAITING:
            said = message("Ten documents of this audit are on their way already. Wait for one of them, or cancel it")
            raise Refused("too-many-documents", said)
        made = Job(audit_id=audit_id, user_id=actor.user_id, document=document, language=language, file=file)
        made.layout = layout
        made.asked_at, made.state, made.progress, made.attempts, made.why = moments.now(), JobState.QUEUED, 0, 0, ""
        session.add(made)
        session.flush()
        record_audit(session, actor, "audit-exported", audit=row, document=file)
        return _view(made)


def jobs(session: Session, actor: Actor, audit_id: str) -> tuple[JobView, ...]:
    """Return the documents asked for of an audit, the latest first; auditors only."""
    with reading(session):
        row = showing.audit_for(session, actor, audit_id)
        require_role(actor, row.body_id, allowed=AUDITORS)
        return tuple(_view(each) for each in _of(session, audit_id))


def job(session: Session, actor: Actor, job_id: str) -> JobView:
    """Return one document on its way; auditors of the body only."""
    with reading(session):
        return _view(_known(session, actor, job_id)[0])


def fetch(session: Session, actor: Actor, job_id: str) -> JobView:
    """Return a document that is ready, for whoever may still export it now."""
    with reading(session):
        row, audit = _known(session, actor, job_id)
        require_step(actor, audit.body_id, step=Step.EXPORT, state=audit.state)
        if row.state is not JobState.DONE:
            raise NotFound("no-document", message("This document is not ready, or it is no longer kept"))
        return _view(row)


def cancel(session: Session, actor: Actor, job_id: str) -> JobView:
    """Cancel a document on its way; one that has ended stays as it is."""
    with writing(session):
        row, _ = _known(session, actor, job_id)
        if row.state not in ENDED:
            row.state, row.ended_at = JobState.CANCELLED, moments.now()
        session.flush()
        return _view(row)


def place(instance: Path, job_id: str) -> Path:
    """Return where the file of a job lies."""
    return instance / FOLDER / job_id


def begin(session: Session, job_id: str) -> JobView | None:
    """Take a waiting job for the worker; None where it no longer waits, so that nothing is made twice."""
    with writing(session):
        taken = session.execute(
            update(Job)
            .where(Job.id == job_id, Job.state == JobState.QUEUED)
            .values(state=JobState.RUNNING, attempts=Job.attempts + 1, progress=0)
        )
        row = session.get(Job, job_id)
        if row is None or not taken.rowcount:  # type: ignore[attr-defined]  # an update's result has it
            return None
        audit = queries.audit(session, row.audit_id)
        if audit is None or audit.state is not State.CLOSED:
            row.state, row.why, row.ended_at = JobState.FAILED, REOPENED, moments.now()
            return None
        return _view(row)


def advance(session: Session, job_id: str, progress: int) -> bool:
    """Note how far a job is (per cent); False where it was cancelled meanwhile."""
    return _step(session, job_id, progress=min(max(progress, 0), 99))


def finish(session: Session, job_id: str) -> bool:
    """Note that a job's file lies where it belongs; False where it was cancelled meanwhile."""
    return _step(session, job_id, state=JobState.DONE, progress=100, ended_at=moments.now())


def fail(session: Session, job_id: str, *, why: str = BROKE) -> bool:
    """Note that a document could not be made."""
    return _step(session, job_id, state=JobState.FAILED, why=why, ended_at=moments.now())


def refuse(session: Session, job_id: str, mistakes: tuple[Mistake, ...]) -> bool:
    """Note what is wrong in what somebody gave, so that the document could not be made of it."""
    return fail(session, job_id, why=MISTAKES.dump_json(mistakes).decode("utf-8"))


def again(session: Session, job_id: str) -> bool:
    """Let a job wait once more after its maker was killed; False where that was its last attempt."""
    row = session.get(Job, job_id, populate_existing=True)
    return row is not None and row.attempts < MOST_ATTEMPTS and _step(session, job_id, state=JobState.QUEUED)


def going_on(session: Session, job_id: str) -> bool:
    """Tell whether a job is still to be made."""
    with reading(session):
        row = session.get(Job, job_id)
        return row is not None and row.state is JobState.RUNNING


def left_behind(session: Session) -> tuple[str, ...]:
    """Return the jobs to be made after the worker began anew: those that wait, and once those it died over."""
    with writing(session):
        for row in session.scalars(select(Job).where(Job.state == JobState.RUNNING)):
            again = row.attempts < MOST_ATTEMPTS
            row.state, row.why = (JobState.QUEUED, "") if again else (JobState.FAILED, CRASHED)
            row.ended_at = None if again else moments.now()
        session.flush()
        return tuple(session.scalars(select(Job.id).where(Job.state == JobState.QUEUED).order_by(Job.asked_at)))


def forget_old(session: Session, *, now: datetime) -> tuple[str, ...]:
    """Forget jobs that ended a week ago; return them, so that their files go too."""
    with writing(session):
        old = session.scalars(select(Job).where(Job.ended_at < now - KEPT)).all()
        for row in old:
            session.delete(row)
        return tuple(row.id for row in old)


def _step(session: Session, job_id: str, **values: object) -> bool:
    with writing(session):
        stepped = session.execute(update(Job).where(Job.id == job_id, Job.state == JobState.RUNNING).values(**values))
        return bool(stepped.rowcount)  # type: ignore[attr-defined]  # an update's result has it


def _of(session: Session, audit_id: str) -> list[Job]:
    wanted = select(Job).where(Job.audit_id == audit_id).order_by(Job.asked_at.desc(), Job.id)
    return list(session.scalars(wanted))


def _known(session: Session, actor: Actor, job_id: str) -> tuple[Job, Audit]:
    row = session.get(Job, job_id)
    audit = queries.audit(session, row.audit_id) if row else None
    if row is None or audit is None or not actor.roles_for(audit.body_id):
        raise NotFound("no-document", message("This document is not ready, or it is no longer kept"))
    require_role(actor, audit.body_id, allowed=AUDITORS)
    return row, audit


def _view(row: Job) -> JobView:
    mistakes = MISTAKES.validate_json(row.why) if row.why.startswith("[") else ()
    return JobView(
        row.id,
        row.audit_id,
        row.document,
        row.language,
        row.layout,
        row.file,
        row.state,
        row.progress,
        mistakes[0].code if mistakes else row.why,
        row.asked_at,
        row.ended_at,
        mistakes,
    )
