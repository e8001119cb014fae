"""Who sits down to answer, and in which set: by a personal link, or signed in for an institution."""

from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from sqlalchemy.orm import Session

from audit.errors import NotFound, Refused, message
from audit.lifecycle import State, Step
from audit.questionnaire.schema import Mode, Questionnaire
from audit.service import definitions, links, showing
from audit.service.actors import Actor, require_step
from audit.store import alone, queries, responses
from audit.store.models import Audit, Body, Enquiry, Participation
from audit.store.queries import Asker
from audit.store.responses import Draft


class Own(TypedDict):
    """By what a seat's response is found: a draft's key, or the participation."""

    key: str | None
    participation_id: str | None


@dataclass(frozen=True, slots=True)
class Seat:
    """A participation with the rows around it; `secret` makes the receipt's number; lives in one transaction only."""

    person: Participation
    enquiry: Enquiry
    audit: Audit
    body: Body | Asker
    questionnaire: Questionnaire
    response_key: str | None
    secret: str

    @property
    def anonymous(self) -> bool:
        """Return whether the answers must not be tied to the participation."""
        return self.enquiry.mode is Mode.ANONYMOUS


def by_link(session: Session, token: str) -> Seat:
    """Return the seat that a link opens; NotFound when nobody was given it."""
    found = queries.invited_by(session, links.participation_key(token))
    if found is None:
        raise _unknown_link()
    person, enquiry, audit, body = found
    key = links.response_key(token) if person.mode is Mode.ANONYMOUS else None
    questionnaire = definitions.kept(session, {enquiry.digest})[enquiry.digest]
    return Seat(person, enquiry, audit, body, questionnaire, key, token)


def response(session: Session, seat: Seat) -> Draft | None:
    """Return the seat's response with its answers, as it is now."""
    return responses.one(session, **_own(seat))


def by_right(session: Session, actor: Actor, audit_id: str, *, enquiry_id: str) -> Seat:
    """Return the seat at an institution's one set, for its focal points."""
    audit = showing.audit_for(session, actor, audit_id)
    require_step(actor, audit.body_id, step=Step.ANSWER, state=audit.state)
    enquiry = showing.enquiry_of(audit, enquiry_id)
    person = queries.participation(session, enquiry.id)
    if person is None:
        raise Refused("by-link-only", message("This questionnaire is answered by personal links only"))
    questionnaire = definitions.kept(session, {enquiry.digest})[enquiry.digest]
    body = showing.body_for(session, actor, audit.body_id)
    return Seat(person, enquiry, audit, body, questionnaire, None, person.id)


def admit(seat: Seat, *, state: State | None, today: date) -> None:
    """Raise Refused when answers are not taken now: the audit is not open, or the last day has passed."""
    if state is not State.OPEN:
        raise Refused("audit-not-open", message("This questionnaire is not open for answers now"))
    if seat.audit.deadline is not None and today > seat.audit.deadline and not seat.person.submitted:
        said = message("The last day for answers was %(day)s", day=seat.audit.deadline.isoformat())
        raise Refused("link-expired", said)


def shared_state(session: Session, seat: Seat) -> State | None:
    """Return the audit's state, which stays so until this transaction ends."""
    if alone(session):
        return seat.audit.state
    state, asked = queries.share_audit(session, seat.audit.id), seat.enquiry.digest
    session.refresh(seat.enquiry)
    if seat.enquiry.digest != asked:
        said = message("The questions were changed a moment ago. Open the page again: what was saved is kept")
        raise Refused("questions-changed", said)
    return state


def held(session: Session, seat: Seat) -> Draft | None:
    """Return the seat's response with its answers, held until the transaction ends; None while there is none."""
    found = responses.held(session, **_own(seat))
    _look_again(session, seat)
    return found


def hold(session: Session, seat: Seat, draft: Draft | None) -> Draft:
    """Return the draft that is held, or one begun now and held; Refused once it was submitted."""
    if draft is None and not seat.person.submitted:
        draft = responses.begun(session, seat.enquiry, **_own(seat))
        _look_again(session, seat)
    if draft is None or draft.submitted or seat.person.submitted:
        raise Refused("already-submitted", message("These answers have been submitted and cannot be changed any more"))
    return draft


def _own(seat: Seat) -> Own:
    return {"key": seat.response_key, "participation_id": None if seat.anonymous else seat.person.id}


def _look_again(session: Session, seat: Seat) -> None:
    """Read the participation after the draft is held: whoever waited for somebody's submission must see it."""
    if alone(session):
        return
    session.refresh(seat.person)
    if seat.person.key not in (None, links.participation_key(seat.secret)):
        raise _unknown_link()  # The link was replaced while this waited.


def _unknown_link() -> NotFound:
    said = message("This link is not known. Check that it was copied whole, or ask whoever sent it for a new one")
    return NotFound("unknown-link", said)
