"""The respondent's journey: arrive by a link, save as she goes, submit once."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from audit.errors import Mistake, Refused
from audit.questionnaire.answers import Answers
from audit.questionnaire.schema import Questionnaire
from audit.service import answering, links, seats, showing
from audit.service.actors import Actor
from audit.service.answering import Given
from audit.service.history import record_audit
from audit.service.notice import Notice, told
from audit.service.seats import Seat
from audit.service.views import AuditView, EnquiryView
from audit.store import queries, reading, responses, writing
from audit.store.models import Response, identifier
from audit.store.responses import Draft


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
class Desk:
    """A set opened to be written to, while its transaction lasts: the sitting, and `keep` as `save` keeps."""

    sitting: Sitting
    keep: Callable[[Given, str | None], Saved]


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


@contextmanager
def sit(session: Session, token: str, *, today: date | None = None) -> Iterator[Desk]:
    """Open what a link leads to, to read it and keep more in it in one transaction that others wait for."""
    with writing(session):
        yield _desk(session, seats.by_link(session, token), today=today or date.today())


def save(
    session: Session,
    token: str,
    answers: Given,
    *,
    language: str | None = None,
    today: date | None = None,
) -> Saved:
    """Keep what is valid of these answers (None clears one) and say what was refused; no other answer is touched.

    Hidden answers are kept until they are submitted. Refused as `arrive`, and `already-submitted`.
    """
    with sit(session, token, today=today) as desk:
        return desk.keep(answers, language)


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


@contextmanager
def sit_as(
    session: Session, actor: Actor, audit_id: str, *, enquiry_id: str, today: date | None = None
) -> Iterator[Desk]:
    """As `sit`, in the institution's set; the event names the questions kept, never the answers."""
    with writing(session):
        seat = seats.by_right(session, actor, audit_id, enquiry_id=enquiry_id)
        desk = _desk(session, seat, today=today or date.today())

        def keep(given: Given, language: str | None) -> Saved:
            saved = desk.keep(given, language)
            questions = sorted(set(given) - set(saved.mistakes))
            record_audit(session, actor, "answers-saved", audit=seat.audit, enquiry=enquiry_id, questions=questions)
            return saved

        yield replace(desk, keep=keep)


def save_as(
    session: Session,
    actor: Actor,
    audit_id: str,
    *,
    enquiry_id: str,
    answers: Given,
    language: str | None = None,
    today: date | None = None,
) -> Saved:
    """As `save`, in the institution's set."""
    with sit_as(session, actor, audit_id, enquiry_id=enquiry_id, today=today) as desk:
        return desk.keep(answers, language)


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
    return _sitting(seat, seats.response(session, seat))


def _sitting(seat: Seat, draft: Draft | None) -> Sitting:
    submitted = seat.person.submitted or (draft is not None and draft.submitted)
    enquiry = showing.enquiry_view(seat.enquiry, seat.questionnaire, held_in=seat.audit.languages)
    return Sitting(
        audit=showing.audit_to_answer(seat.audit, seat.body, enquiry),
        enquiry=enquiry,
        questionnaire=seat.questionnaire,
        answers=answering.typed(seat.questionnaire, draft.texts) if draft is not None else {},
        language=draft.language if draft is not None else None,
        state=Progress.SUBMITTED if submitted else Progress.DRAFT if draft is not None else Progress.NEW,
        notice=told(seat.enquiry),
    )


def _desk(session: Session, seat: Seat, *, today: date) -> Desk:
    seats.admit(seat, state=seats.shared_state(session, seat), today=today)
    draft = seats.held(session, seat)
    sitting = _sitting(seat, draft)

    def keep(given: Given, language: str | None) -> Saved:
        held = seats.hold(session, seat, draft)
        now = sitting if held is draft else _sitting(seat, held)
        return _kept(session, held, now, given, language=language or held.language, today=today)

    return Desk(sitting, keep)


def _kept(
    session: Session, draft: Draft, sitting: Sitting, given: Given, *, language: str | None, today: date
) -> Saved:
    if language != draft.language:
        responses.change(session, draft.id, language=language)
    spoken = language or sitting.enquiry.languages[0]
    sifted = answering.sift(sitting.questionnaire, given, known=sitting.answers, today=today, language=spoken)
    texts = {name: None if value is None else answering.as_text(value) for name, value in sifted.kept.items()}
    responses.keep(session, draft.id, values=texts)
    answers = answering.merged(sitting.answers, sifted.kept)
    return Saved(replace(sitting, answers=answers, language=language), sifted.mistakes)


def _submitted(session: Session, seat: Seat, *, today: date) -> Receipt:
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
        _take_in(session, seat, draft, cleared=set(answers) - set(texts), today=today)
    return _receipt(seat, submitted_on=today, repeated=False)


def _let_go(session: Session, seat: Seat, draft: Draft, texts: Mapping[str, str]) -> None:
    """Move an anonymous draft's answers to a row that nothing leads to, and tick the participation."""
    response = Response(id=identifier(), enquiry_id=seat.enquiry.id, mode=seat.enquiry.mode, submitted=True)
    responses.forget(session, draft.id)
    session.add(response)
    session.flush()
    responses.keep(session, response.id, values=texts)
    queries.tick(session, seat.enquiry.id, participation_id=seat.person.id)


def _take_in(session: Session, seat: Seat, draft: Draft, *, cleared: set[str], today: date) -> None:
    responses.keep(session, draft.id, values=dict.fromkeys(cleared))
    responses.change(session, draft.id, submitted=True, submitted_on=today)
    seat.person.submitted, seat.person.submitted_on = True, today
    session.flush()


def _receipt(seat: Seat, *, submitted_on: date | None, repeated: bool) -> Receipt:
    notice = told(seat.enquiry)
    return Receipt(links.receipt_number(seat.secret), submitted_on, notice.digest, notice, repeated)
