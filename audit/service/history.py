"""The append-only record of who did what; never an answer, never anything of anonymous answering."""

from typing import Any

from sqlalchemy.orm import Session

from audit.service.actors import Actor
from audit.service.webhooks import outbox
from audit.store import moments
from audit.store.models import Audit, Event


def record(session: Session, actor: Actor, what: str, *, body_id: str | None = None, **details: Any) -> None:  # noqa: ANN401 - JSON
    """Append an event, in the transaction of the change it tells of."""
    _append(session, actor, what, body_id=body_id, audit_id=None, details=details)


def record_audit(session: Session, actor: Actor, what: str, *, audit: Audit, **details: Any) -> None:  # noqa: ANN401 - JSON
    """Append an event of an audit."""
    _append(session, actor, what, body_id=audit.body_id, audit_id=audit.id, details=details)


def _append(
    session: Session, actor: Actor, what: str, *, body_id: str | None, audit_id: str | None, details: dict[str, Any]
) -> None:
    now = moments.now()
    session.add(
        Event(
            at=now,
            user_id=actor.user_id,
            actor=actor.name,
            body_id=body_id,
            audit_id=audit_id,
            what=what,
            details=details,
        )
    )
    outbox.write(session, what, body_id=body_id, audit_id=audit_id, details=details, now=now)
