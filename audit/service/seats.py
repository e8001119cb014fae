"""Who sits down to answer, and in which set: by a personal link, or signed in for an institution."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from audit.errors import NotFound, Refused, message
from audit.lifecycle import State, Step
from audit.questionnaire.schema import Mode, Questionnaire
from audit.service import definitions, links, showing
from audit.service.actors import Actor, require_step
from audit.store import queries, responses
from audit.store.models import Audit, Body, Enquiry, Participation, Response


@dataclass(frozen=True, slots=True)
class Seat:
    """A participation with the rows around it; `secret` makes the receipt's number; lives in one transaction only."""

    person: Participation
    enquiry: Enquiry
    audit: Audit
    body: Body
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


def hold(session: Session, seat: Seat) -> Response:
    """Return the seat's draft, begun if need be, held until the transaction ends; Refused once it was submitted.

    The draft is held before the participation is read again: whoever waited here for somebody's submission sees it.
    """
    person = None if seat.anonymous else seat.person.id
    held = responses.held(session, seat.enquiry, key=seat.response_key, participation_id=person)
    session.refresh(seat.person)
    if seat.person.key not in (None, links.participation_key(seat.secret)):
        raise _unknown_link()  # The link was replaced while this waited.
    if held is None or held.submitted or seat.person.submitted:
        raise Refused("already-submitted", message("These answers have been submitted and cannot be changed any more"))
    return held


def _unknown_link() -> NotFound:
    said = message("This link is not known. Check that it was copied whole, or ask whoever sent it for a new one")
    return NotFound("unknown-link", said)
