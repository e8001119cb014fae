"""Each question about findings and promises that the use cases ask the database, one function each."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from audit.store.models import Action, Audit, Finding


def findings(session: Session, audit_id: str) -> Sequence[Finding]:
    """Return an audit's findings, by number."""
    return session.scalars(select(Finding).where(Finding.audit_id == audit_id).order_by(Finding.number)).all()


def finding(session: Session, finding_id: str) -> Finding | None:
    """Return a finding."""
    return session.get(Finding, finding_id)


def locked_finding(session: Session, finding_id: str) -> Finding | None:
    """Return a finding as it is now, held until this transaction ends."""
    return session.get(Finding, finding_id, with_for_update=True, populate_existing=True)


def actions(session: Session, body_id: str) -> Sequence[tuple[Action, Audit]]:
    """Return a body's promises with the audits they followed, the nearest last day first."""
    wanted = (
        select(Action, Audit)
        .join(Audit, Audit.id == Action.audit_id)
        .where(Audit.body_id == body_id)
        .order_by(Action.due, Audit.reference_date, Action.number)
    )
    return [(row[0], row[1]) for row in session.execute(wanted)]


def numbers_of_actions(session: Session, audit_id: str) -> Sequence[int]:
    """Return the numbers that an audit's promises have."""
    return session.scalars(select(Action.number).where(Action.audit_id == audit_id)).all()


def action(session: Session, action_id: str) -> Action | None:
    """Return a promise."""
    return session.get(Action, action_id)


def locked_action(session: Session, action_id: str) -> Action | None:
    """Return a promise as it is now, held until this transaction ends."""
    return session.get(Action, action_id, with_for_update=True, populate_existing=True)
