"""The files of named sets, written and found by participation and digest."""

from datetime import date

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from audit.store.models import Evidence


def find(session: Session, participation_id: str, *, digest: str) -> Evidence | None:
    """Return one file."""
    return session.get(Evidence, (participation_id, digest))


def count(session: Session, participation_id: str) -> int:
    """Return how many files a participation has."""
    own = Evidence.participation_id == participation_id
    return session.scalars(select(func.count()).select_from(Evidence).where(own)).one()


def keep(session: Session, participation_id: str, *, digest: str, kind: str, content: bytes, added_on: date) -> None:
    """Write one file."""
    session.add(
        Evidence(
            participation_id=participation_id,
            digest=digest,
            kind=kind,
            size=len(content),
            content=content,
            added_on=added_on,
        )
    )
    session.flush()


def forget(session: Session, participation_id: str, *, digest: str) -> None:
    """Delete one file."""
    session.execute(delete(Evidence).where(Evidence.participation_id == participation_id, Evidence.digest == digest))
