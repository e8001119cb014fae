"""What the use cases ask of the versions of an enquiry's questionnaire, and of answers under earlier ones."""

from collections.abc import Mapping, Sequence

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from audit.store.models import EnquiryVersion, FormerAnswer, Participation, Response, ResponseVersion
from audit.store.responses import UNSEEN


def versions(session: Session, enquiry_id: str) -> Sequence[EnquiryVersion]:
    """Return the versions of an enquiry, the earliest first; none where it was never changed."""
    wanted = select(EnquiryVersion).where(EnquiryVersion.enquiry_id == enquiry_id).order_by(EnquiryVersion.number)
    return session.scalars(wanted).all()


def former(session: Session, enquiry_id: str) -> Sequence[FormerAnswer]:
    """Return the submitted answers of an enquiry that stand apart, in the order of their random identifiers."""
    own = (FormerAnswer.enquiry_id == enquiry_id, FormerAnswer.submitted.is_(True))
    return session.scalars(select(FormerAnswer).where(*own).order_by(FormerAnswer.id)).all()


def set_apart(session: Session, rows: Sequence[Mapping[str, object]]) -> None:
    """Keep answers apart, in the order of their random identifiers."""
    if rows:
        session.execute(insert(FormerAnswer), sorted(rows, key=lambda row: str(row["id"])))


def submitted_with(session: Session, enquiry_id: str) -> dict[str, int]:
    """Return the version of each response that was submitted with an earlier one than the present."""
    wanted = select(ResponseVersion.response_id, ResponseVersion.version).join(
        Response, Response.id == ResponseVersion.response_id
    )
    rows = session.execute(wanted.where(Response.enquiry_id == enquiry_id))
    return {row.response_id: row.version for row in rows}


def remember(session: Session, response_ids: Sequence[str], *, version: int) -> None:
    """Remember the version that responses were submitted with, where none is remembered."""
    known = set(
        session.scalars(select(ResponseVersion.response_id).where(ResponseVersion.response_id.in_(response_ids)))
    )
    rows = [{"response_id": each, "version": version} for each in response_ids if each not in known]
    if rows:
        session.execute(insert(ResponseVersion), rows)


def ask_again(session: Session, enquiry_id: str) -> None:
    """Take the submission of an institution's one set back, so that it can be completed and submitted again."""
    own = select(Response.id).where(Response.enquiry_id == enquiry_id)
    session.execute(delete(ResponseVersion).where(ResponseVersion.response_id.in_(own)), execution_options=UNSEEN)
    for table in (Response, Participation):
        taken = update(table).where(table.enquiry_id == enquiry_id).values(submitted=False, submitted_on=None)
        session.execute(taken, execution_options=UNSEEN)
