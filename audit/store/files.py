"""The files of named sets and the dates of their documents, written and found by participation and digest."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from audit.store.models import Evidence, EvidenceDate, Participation


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
    """Delete a document: the bytes of a file, and its date."""
    for kept in (Evidence, EvidenceDate):
        session.execute(delete(kept).where(kept.participation_id == participation_id, kept.digest == digest))


def dates(session: Session, participation_id: str) -> Mapping[str, date]:
    """Return the dates of a participation's documents by their digest."""
    wanted = select(EvidenceDate.digest, EvidenceDate.dated).where(EvidenceDate.participation_id == participation_id)
    return {row.digest: row.dated for row in session.execute(wanted)}


def dates_of_enquiry(session: Session, enquiry_id: str) -> Mapping[str, date]:
    """Return the dates of an enquiry's documents by their digest; the earliest where several people gave one."""
    wanted = select(EvidenceDate.digest, func.min(EvidenceDate.dated).label("dated")).join(
        Participation, Participation.id == EvidenceDate.participation_id
    )
    wanted = wanted.where(Participation.enquiry_id == enquiry_id).group_by(EvidenceDate.digest)
    return {row.digest: row.dated for row in session.execute(wanted)}


def set_date(session: Session, participation_id: str, *, digest: str, dated: date | None) -> None:
    """Write the date of a document, or delete it."""
    own = (EvidenceDate.participation_id == participation_id, EvidenceDate.digest == digest)
    session.execute(delete(EvidenceDate).where(*own))
    if dated is not None:
        session.add(EvidenceDate(participation_id=participation_id, digest=digest, dated=dated))
        session.flush()
