"""Holds what somebody is about to change, so that nobody changes it between her last look and the change."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from audit.store import queries
from audit.store.models import Body, Webhook


def hold(session: Session, named: Mapping[str, str]) -> None:
    """Hold the audit, the body or the webhook that is named until the transaction ends; what is not there is not held.

    SQLite's one writer holds everything; on PostgreSQL these rows are what every use case that changes them locks.
    """
    if "audit_id" in named:
        queries.locked_audit(session, named["audit_id"])
    if "body_id" in named:
        session.get(Body, named["body_id"], with_for_update=True)
    if "webhook_id" in named:
        session.get(Webhook, named["webhook_id"], with_for_update=True)
