"""Answers taken in: settled, moved away from who gave them where that was promised, and answered with a receipt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from audit.errors import Refused
from audit.service import answering, links, seats
from audit.service.notice import Notice, told
from audit.service.seats import Seat
from audit.store import queries, responses
from audit.store.models import Response, identifier
from audit.store.responses import Draft


@dataclass(frozen=True, slots=True)
class Receipt:
    """That answers were taken; the number is made from the link and kept nowhere, `repeated` means: in already."""

    number: str
    submitted_on: date | None
    notice_digest: str
    notice: Notice
    repeated: bool


def submitted(session: Session, seat: Seat, *, today: date) -> Receipt:
    """Take a seat's answers in, once; InvalidAnswers names what is missing or broken."""
    seats.admit(seat, state=seats.shared_state(session, seat), today=today)
    try:
        draft = seats.hold(session, seat, seats.held(session, seat))
    except Refused:
        session.rollback()
        return _receipt(seat, submitted_on=seat.person.submitted_on, repeated=True)
    answers = answering.typed(seat.questionnaire, draft.texts)
    spoken = draft.language or seat.questionnaire.languages[0]
    settled = answering.settled(seat.questionnaire, answers, today=today, language=spoken)
    texts = {name: answering.as_text(value) for name, value in settled.items()}
    if seat.anonymous:
        _let_go(session, seat, draft, texts)
    else:
        _take_in(session, seat, draft, texts=texts, today=today)
    return _receipt(seat, submitted_on=today, repeated=False)


def _let_go(session: Session, seat: Seat, draft: Draft, texts: Mapping[str, str]) -> None:
    """Move an anonymous draft's answers to a row that nothing leads to, and tick the participation."""
    response = Response(id=identifier(), enquiry_id=seat.enquiry.id, mode=seat.enquiry.mode, submitted=True)
    responses.forget(session, draft.id)
    session.add(response)
    session.flush()
    responses.keep(session, response.id, values=texts)
    queries.tick(session, seat.enquiry.id, participation_id=seat.person.id)


def _take_in(session: Session, seat: Seat, draft: Draft, *, texts: Mapping[str, str], today: date) -> None:
    cleared = dict.fromkeys(name for name in draft.texts if name not in texts)
    responses.keep(session, draft.id, values={**cleared, **_unlike(texts, draft.texts)})
    responses.change(session, draft.id, submitted=True, submitted_on=today)
    seat.person.submitted, seat.person.submitted_on = True, today
    session.flush()


def _unlike(texts: Mapping[str, str], before: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in texts.items() if before.get(name) != text}


def _receipt(seat: Seat, *, submitted_on: date | None, repeated: bool) -> Receipt:
    notice = told(seat.enquiry)
    return Receipt(links.receipt_number(seat.secret), submitted_on, notice.digest, notice, repeated)
