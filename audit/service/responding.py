"""The respondent's journey: arrive by a link, save as she goes, submit once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from audit.errors import Mistake, Refused
from audit.questionnaire.answers import Answers
from audit.questionnaire.schema import Questionnaire
from audit.service import answering, links, seats, showing
from audit.service.actors import Actor
from audit.service.history import record_audit
from audit.service.notice import Notice, told
from audit.service.seats import Seat
from audit.service.views import AuditView, EnquiryView
from audit.store import queries, reading, responses, writing
from audit.store.models import Response, identifier

__all__ = ["Notice", "Progress", "Receipt", "Saved", "Sitting"]


class Progress(StrEnum):
    """How far one response is."""

    NEW = "new"
    DRAFT = "draft"
    SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True)
class Sitting:
    """Everything a page needs to ask on: the frozen questionnaire and the answers so far (none once submitted)."""

    audit: AuditView
    enquiry: EnquiryView
    questionnaire: Questionnaire
    answers: Answers
    language: str | None
    state: Progress
    notice: Notice


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving did: the sitting after it, and the mistakes of what was refused, by question."""

    sitting: Sitting
    mistakes: Mapping[str, tuple[Mistake, ...]]


@dataclass(frozen=True, slots=True)
class Receipt:
    """That answers were taken; the number is made from the link and kept nowhere, `repeated` means: in already."""

    number: str
    submitted_on: date | None
    notice_digest: str
    notice: Notice
    repeated: bool


def arrive(session: Session, token: str, *, today: date | None = None) -> Sitting:
    """Return what a personal link opens; an anonymous set that was submitted opens with its state and no answers.

    Raises NotFound `unknown-link`, Refused `audit-not-open` and, after the last day, `link-expired`.
    """
    with reading(session):
        return _arrived(session, seats.by_link(session, token), today=today or date.today())


def save(
    session: Session,
    token: str,
    answers: Mapping[str, Any],
    *,
    language: str | None = None,
    today: date | None = None,
) -> Saved:
    """Keep what is valid of these answers (None clears one) and say what was refused; no other answer is touched.

    Hidden answers are kept until they are submitted. Refused as `arrive`, and `already-submitted`.
    """
    with writing(session):
        seat = seats.by_link(session, token)
        return _saved(session, seat, answers, language=language, today=today or date.today())


def submit(session: Session, token: str, *, today: date) -> Receipt:
    """Take the answers in, once; raises InvalidAnswers that names every required question still missing.

    Submitting again takes nothing and returns a receipt marked `repeated`. Refused as `arrive`.
    """
    with writing(session):
        return _submitted(session, seats.by_link(session, token), today=today)


def arrive_as(session: Session, actor: Actor, audit_id: str, *, enquiry_id: str, today: date | None = None) -> Sitting:
    """Open the one shared set of an institution for a signed-in focal point."""
    with reading(session):
        seat = seats.by_right(session, actor, audit_id, enquiry_id=enquiry_id)
        return _arrived(session, seat, today=today or date.today())


def save_as(
    session: Session,
    actor: Actor,
    audit_id: str,
    *,
    enquiry_id: str,
    answers: Mapping[str, Any],
    language: str | None = None,
    today: date | None = None,
) -> Saved:
    """As `save`, in the institution's set; the event names the questions, never the answers."""
    with writing(session):
        seat = seats.by_right(session, actor, audit_id, enquiry_id=enquiry_id)
        saved = _saved(session, seat, answers, language=language, today=today or date.today())
        questions = sorted(set(answers) - set(saved.mistakes))
        record_audit(session, actor, "answers-saved", audit=seat.audit, enquiry=enquiry_id, questions=questions)
        return saved


def submit_as(session: Session, actor: Actor, audit_id: str, *, enquiry_id: str, today: date) -> Receipt:
    """As `submit`, of the institution's set."""
    with writing(session):
        seat = seats.by_right(session, actor, audit_id, enquiry_id=enquiry_id)
        receipt = _submitted(session, seat, today=today)
        if not receipt.repeated:
            record_audit(session, actor, "answers-submitted", audit=seat.audit, enquiry=enquiry_id)
        return receipt


def _arrived(session: Session, seat: Seat, *, today: date) -> Sitting:
    seats.admit(seat, state=seat.audit.state, today=today)
    person = None if seat.anonymous else seat.person.id
    found, texts = responses.one(session, key=seat.response_key, participation_id=person)
    return _sitting(seat, found, answers=answering.typed(seat.questionnaire, texts))


def _sitting(seat: Seat, response: Response | None, *, answers: Answers) -> Sitting:
    submitted = seat.person.submitted or (response is not None and response.submitted)
    enquiry = showing.enquiry_view(seat.enquiry, seat.questionnaire)
    return Sitting(
        audit=showing.audit_to_answer(seat.audit, seat.body, enquiry),
        enquiry=enquiry,
        questionnaire=seat.questionnaire,
        answers=answers,
        language=response.language if response is not None else None,
        state=Progress.SUBMITTED if submitted else Progress.DRAFT if response is not None else Progress.NEW,
        notice=told(seat.enquiry),
    )


def _saved(session: Session, seat: Seat, given: Mapping[str, Any], *, language: str | None, today: date) -> Saved:
    seats.admit(seat, state=queries.share_audit(session, seat.audit.id), today=today)
    draft = seats.hold(session, seat)
    draft.language = language or draft.language
    known = answering.typed(seat.questionnaire, responses.answers(session, draft.id))
    spoken = draft.language or seat.questionnaire.languages[0]
    sifted = answering.sift(seat.questionnaire, given, known=known, today=today, language=spoken)
    texts = {name: None if value is None else answering.as_text(value) for name, value in sifted.kept.items()}
    session.flush()
    responses.keep(session, draft.id, values=texts)
    after = _sitting(seat, draft, answers=answering.merged(known, sifted.kept))
    return Saved(after, sifted.mistakes)


def _submitted(session: Session, seat: Seat, *, today: date) -> Receipt:
    state = queries.share_audit(session, seat.audit.id)
    seats.admit(seat, state=state, today=today)
    try:
        draft = seats.hold(session, seat)
    except Refused:
        session.rollback()
        return _receipt(seat, submitted_on=seat.person.submitted_on, repeated=True)
    answers = answering.typed(seat.questionnaire, responses.answers(session, draft.id))
    spoken = draft.language or seat.questionnaire.languages[0]
    settled = answering.settled(seat.questionnaire, answers, today=today, language=spoken)
    texts = {name: answering.as_text(value) for name, value in settled.items()}
    if seat.anonymous:
        _let_go(session, seat, draft, texts)
    else:
        _take_in(session, seat, draft, cleared=set(answers) - set(texts), today=today)
    return _receipt(seat, submitted_on=today, repeated=False)


def _let_go(session: Session, seat: Seat, draft: Response, texts: Mapping[str, str]) -> None:
    """Move an anonymous draft's answers to a row that nothing leads to, and tick the participation."""
    response = Response(id=identifier(), enquiry_id=seat.enquiry.id, mode=seat.enquiry.mode, submitted=True)
    session.delete(draft)
    session.add(response)
    session.flush()
    responses.keep(session, response.id, values=texts)
    queries.tick(session, seat.enquiry.id, participation_id=seat.person.id)


def _take_in(session: Session, seat: Seat, draft: Response, *, cleared: set[str], today: date) -> None:
    responses.keep(session, draft.id, values=dict.fromkeys(cleared))
    draft.submitted, draft.submitted_on = True, today
    seat.person.submitted, seat.person.submitted_on = True, today
    session.flush()


def _receipt(seat: Seat, *, submitted_on: date | None, repeated: bool) -> Receipt:
    notice = told(seat.enquiry)
    return Receipt(links.receipt_number(seat.secret), submitted_on, notice.digest, notice, repeated)
