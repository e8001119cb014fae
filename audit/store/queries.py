"""Each question the use cases ask the database, one function each."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import bindparam, delete, func, or_, select, update
from sqlalchemy.orm import Session, selectinload

from audit.lifecycle import Role, State
from audit.store.models import (
    Audit,
    Body,
    Definition,
    Enquiry,
    Event,
    Headcount,
    Membership,
    Participation,
    Snapshot,
    User,
)


class Asker(NamedTuple):
    """What a respondent is told of the body that asks."""

    name: Mapping[str, str]
    synthetic: bool


#: What every page of a respondent asks is put together once.
INVITED_BY = (
    select(Participation, Enquiry, Audit, Body.name, Body.synthetic)
    .join(Enquiry, Enquiry.id == Participation.enquiry_id)
    .join(Audit, Audit.id == Enquiry.audit_id)
    .join(Body, Body.id == Audit.body_id)
    .where(Participation.key == bindparam("key"))
    .execution_options(populate_existing=True)
)
SHARED_STATE = select(Audit.state).where(Audit.id == bindparam("audit_id")).with_for_update(read=True)


def body(session: Session, body_id: str) -> Body | None:
    """Return a body with its levels and units."""
    return session.get(Body, body_id)


def bodies(session: Session) -> Sequence[Body]:
    """Return every body with its levels and units."""
    wanted = select(Body).options(selectinload(Body.levels), selectinload(Body.units)).order_by(Body.id)
    return session.scalars(wanted).all()


def headcounts(session: Session, body_id: str) -> Sequence[Headcount]:
    """Return a body's head-counts, the earliest day first."""
    wanted = select(Headcount).where(Headcount.body_id == body_id).order_by(Headcount.counted_on, Headcount.level)
    return session.scalars(wanted).all()


def forget_headcount(session: Session, body_id: str, *, on: date) -> None:
    """Delete the head-count of one day."""
    session.execute(delete(Headcount).where(Headcount.body_id == body_id, Headcount.counted_on == on))


def user_by_email(session: Session, email: str) -> User | None:
    """Return the account of an address, however it is capitalised."""
    return session.scalars(select(User).where(func.lower(User.email) == email.lower())).one_or_none()


def users(session: Session) -> Sequence[User]:
    """Return every account with its memberships, by name."""
    return session.scalars(select(User).options(selectinload(User.memberships)).order_by(User.name, User.id)).all()


def roles_held(session: Session, body_id: str) -> frozenset[Role]:
    """Return the roles that somebody with a working account has for a body."""
    held = select(Membership.role).join(User, User.id == Membership.user_id)
    return frozenset(session.scalars(held.where(Membership.body_id == body_id, User.active.is_(True))))


def audit(session: Session, audit_id: str) -> Audit | None:
    """Return an audit with its enquiries."""
    return session.get(Audit, audit_id)


def locked_audit(session: Session, audit_id: str) -> Audit | None:
    """Return an audit that nobody else changes or answers until this transaction ends."""
    return session.get(Audit, audit_id, with_for_update=True, populate_existing=True)


def share_audit(session: Session, audit_id: str) -> State | None:
    """Return an audit's state and keep it so until this transaction ends; others may share it."""
    return session.scalars(SHARED_STATE, {"audit_id": audit_id}).one_or_none()


def audits(session: Session) -> Sequence[Audit]:
    """Return every audit with its enquiries, the latest reference date first."""
    wanted = select(Audit).options(selectinload(Audit.enquiries)).order_by(Audit.reference_date.desc(), Audit.id)
    return session.scalars(wanted).all()


def definition(session: Session, digest: str) -> Definition | None:
    """Return the questionnaire text of a digest."""
    return session.get(Definition, digest)


def texts(session: Session, digests: Collection[str]) -> Mapping[str, str]:
    """Return the questionnaire texts of some digests."""
    wanted = select(Definition.digest, Definition.text).where(Definition.digest.in_(digests))
    return dict(session.execute(wanted).all())


def participation(session: Session, participation_id: str) -> Participation | None:
    """Return somebody's participation."""
    return session.get(Participation, participation_id)


def invited_by(session: Session, key: str) -> tuple[Participation, Enquiry, Audit, Asker] | None:
    """Return the participation that a link's key opens, as it is now, and the rows around it."""
    found = session.execute(INVITED_BY, {"key": key}).one_or_none()
    return None if found is None else (found[0], found[1], found[2], Asker(found[3], found[4]))


def participations(session: Session, enquiry_id: str) -> Sequence[Participation]:
    """Return everybody invited to an enquiry, by label; the order says nothing else."""
    wanted = select(Participation).where(Participation.enquiry_id == enquiry_id)
    return session.scalars(wanted.order_by(Participation.label, Participation.id)).all()


def counts_by_unit(session: Session, enquiry_id: str) -> Mapping[str | None, tuple[int, int]]:
    """Return how many were invited and how many submitted, by unit."""
    submitted = func.count().filter(Participation.submitted)
    wanted = select(Participation.unit, func.count(), submitted).where(Participation.enquiry_id == enquiry_id)
    return {unit: (invited, done) for unit, invited, done in session.execute(wanted.group_by(Participation.unit))}


def tick(session: Session, enquiry_id: str, *, participation_id: str | None = None) -> None:
    """Mark an anonymous participation (or none) as submitted, rewriting all of the enquiry's at once.

    PostgreSQL keeps with each row the transaction that wrote it. Were only one row written, that number would join it
    to the response that the same transaction wrote. The enquiry is held first, so that two of these take turns.
    """
    held = select(Enquiry.id).where(Enquiry.id == enquiry_id).with_for_update(key_share=True)
    session.execute(held).one()
    ticked = or_(Participation.submitted, Participation.id == participation_id)
    session.execute(
        update(Participation)
        .where(Participation.enquiry_id == enquiry_id)
        .values(submitted=ticked)
        .execution_options(synchronize_session=False)
    )


def audit_of(session: Session, enquiry_id: str) -> str:
    """Return the identifier of an enquiry's audit."""
    return session.scalars(select(Enquiry.audit_id).where(Enquiry.id == enquiry_id)).one()


def relink(session: Session, person: Participation, *, key: str) -> None:
    """Give a participation another key, in its turn among the enquiry's ticks."""
    tick(session, person.enquiry_id)
    person.key = key


def snapshots(session: Session, audit_id: str) -> Sequence[Snapshot]:
    """Return every snapshot of an audit, the earliest first."""
    return session.scalars(select(Snapshot).where(Snapshot.audit_id == audit_id).order_by(Snapshot.number)).all()


def snapshots_kept(session: Session, *, digest: str = "", cycle: str = "") -> Sequence[tuple[Audit, Snapshot]]:
    """Return every kept report of a digest or of a cycle, whosever it is, the latest first."""
    wanted = select(Audit, Snapshot).join(Snapshot, Snapshot.audit_id == Audit.id)
    found = wanted.where(Snapshot.digest == digest) if digest else wanted.where(Audit.cycle == cycle)
    ordered = found.order_by(Snapshot.closed_on.desc(), Snapshot.number.desc(), Audit.id)
    return [(row[0], row[1]) for row in session.execute(ordered)]


def closings(session: Session, audit_id: str) -> int:
    """Return how many times an audit was closed."""
    return session.scalars(select(func.count()).where(Snapshot.audit_id == audit_id)).one()


def reports_in_force(session: Session, body_id: str) -> Sequence[tuple[Audit, Snapshot]]:
    """Return a body's closed audits with their reports, the earliest reference date first."""
    wanted = (
        select(Audit, Snapshot)
        .join(Snapshot, Snapshot.audit_id == Audit.id)
        .where(Audit.body_id == body_id, Audit.state == State.CLOSED, Snapshot.retired_on.is_(None))
        .order_by(Audit.reference_date, Audit.id)
    )
    return [(row[0], row[1]) for row in session.execute(wanted)]


def events(session: Session, audit_id: str) -> Sequence[Event]:
    """Return what was done to an audit, the latest first."""
    return session.scalars(select(Event).where(Event.audit_id == audit_id).order_by(Event.id.desc())).all()
