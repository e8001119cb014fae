"""Requests that may come twice: the first is done, the second gets the first one's answer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from audit.store import writing
from audit.store.models import ApiAnswer

#: How long an answer is kept for whoever asks again.
KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Kept:
    """What an earlier request with the same key was: of which fingerprint, how answered; no status while it runs."""

    fingerprint: str
    status: int | None
    sealed: str


def begin(session: Session, token_id: str, *, key: str, fingerprint: str, now: datetime) -> Kept | None:
    """Take a key for a request that begins; what was kept under it where another took it before."""
    with writing(session):
        session.execute(delete(ApiAnswer).where(ApiAnswer.made_at < now - KEPT))
        wanted = select(ApiAnswer).where(ApiAnswer.token_id == token_id, ApiAnswer.key == key)
        row = session.scalars(wanted).one_or_none()
        if row is not None:
            return Kept(row.fingerprint, row.status, row.sealed)
        session.add(ApiAnswer(token_id=token_id, key=key, fingerprint=fingerprint, status=None, made_at=now))
        return None


def finish(session: Session, token_id: str, *, key: str, status: int, sealed: str) -> None:
    """Keep how a request was answered."""
    with writing(session):
        row = session.get_one(ApiAnswer, (token_id, key))
        row.status, row.sealed = status, sealed


def forget(session: Session, token_id: str, *, key: str) -> None:
    """Let a key be taken again: what was asked under it was refused and changed nothing."""
    with writing(session):
        session.execute(delete(ApiAnswer).where(ApiAnswer.token_id == token_id, ApiAnswer.key == key))
