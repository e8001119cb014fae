"""What the use cases ask of participations that answer on paper."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from audit.store.models import PaperForm, Participation

#: How a form that was handed out is called: by its number, as it stands for no invited person.
LABEL = "№ "


def handed_out(session: Session, enquiry_id: str) -> frozenset[str]:
    """Return the participations of an enquiry that are forms handed out on paper; no link leads to them."""
    wanted = select(Participation.id).join(PaperForm, PaperForm.participation_id == Participation.id)
    return frozenset(
        session.scalars(wanted.where(Participation.enquiry_id == enquiry_id, Participation.label.startswith(LABEL)))
    )


def unused(session: Session, enquiry_id: str) -> Participation | None:
    """Return a paper form of an enquiry that nothing was typed in from yet, held; any of them is as good."""
    wanted = select(Participation).join(PaperForm, PaperForm.participation_id == Participation.id)
    own = (Participation.enquiry_id == enquiry_id, Participation.submitted.is_(False))
    return session.scalars(wanted.where(*own).limit(1).with_for_update(of=Participation)).first()


def counts(session: Session, enquiry_id: str) -> tuple[int, int]:
    """Return how many paper forms an enquiry has and from how many of them answers were typed in."""
    typed = func.count().filter(Participation.submitted)
    wanted = select(func.count(), typed).join(PaperForm, PaperForm.participation_id == Participation.id)
    row = session.execute(wanted.select_from(Participation).where(Participation.enquiry_id == enquiry_id)).one()
    return int(row[0]), int(row[1])
