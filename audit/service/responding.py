"""The respondent's journey: arrive by a link, save as she goes, submit once."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from audit.errors import Mistake
from audit.questionnaire.answers import Answers, Value
from audit.questionnaire.documents import Dates
from audit.questionnaire.schema import FileQuestion, Questionnaire
from audit.service import answering, changes, evidence, links, seats, showing
from audit.service.actors import Actor
from audit.service.answering import Given
from audit.service.history import record_audit
from audit.service.notice import Notice, told
from audit.service.seats import Seat
from audit.service.submitting import Receipt as Receipt
from audit.service.submitting import submitted
from audit.service.views import AuditView, EnquiryView
from audit.store import reading, responses, writing
from audit.store.responses import Draft


class Progress(StrEnum):
    """How far one response is."""

    NEW = "new"
    DRAFT = "draft"
    SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True)
class Sitting:
    """Everything a page needs to ask on: the frozen questionnaire and the answers so far (none once submitted).

    A new form has the answers that it begins with, kept with the first that are given. `seed` is this form's own, for
    random orders that stay the same. `dates` are the days of its documents.
    """

    audit: AuditView
    enquiry: EnquiryView
    questionnaire: Questionnaire
    answers: Answers
    language: str | None
    state: Progress
    notice: Notice
    seed: str = ""
    dates: Dates = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving did: the sitting after it, and the mistakes of what was refused, by question."""

    sitting: Sitting
    mistakes: Mapping[str, tuple[Mistake, ...]]


@dataclass(frozen=True, slots=True)
class Desk:
    """A set opened to be written to, while its transaction lasts: the sitting, and `keep` as `save` keeps.

    `attach` takes a file in as evidence and returns the reference that is its answer; `dated` keeps the day of the
    document that is an answer.
    """

    sitting: Sitting
    keep: Callable[[Given, str | None], Saved]
    attach: Callable[[str, bytes, FileQuestion], str] | None = None
    dated: Callable[[str, date | None], None] | None = None


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
        return submitted(session, seats.by_link(session, token), today=today)


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
        receipt = submitted(session, seat, today=today)
        if not receipt.repeated:
            record_audit(session, actor, "answers-submitted", audit=seat.audit, enquiry=enquiry_id)
        return receipt


def _arrived(session: Session, seat: Seat, *, today: date) -> Sitting:
    seats.admit(seat, state=seat.audit.state, today=today)
    return _sitting(seat, seats.response(session, seat), today, evidence.dates(session, seat))


def _sitting(seat: Seat, draft: Draft | None, today: date, dates: Dates) -> Sitting:
    submitted = seat.person.submitted or (draft is not None and draft.submitted)
    enquiry = showing.enquiry_view(seat.enquiry, seat.questionnaire, held_in=seat.audit.languages)
    return Sitting(
        audit=showing.audit_to_answer(seat.audit, seat.body, enquiry),
        enquiry=enquiry,
        questionnaire=seat.questionnaire,
        answers=_begun(seat, today) if draft is None and not submitted else _so_far(seat, draft),
        language=draft.language if draft is not None else None,
        state=Progress.SUBMITTED if submitted else Progress.DRAFT if draft is not None else Progress.NEW,
        notice=told(seat.enquiry),
        seed=links.seed(seat.secret),
        dates=dates,
    )


def _so_far(seat: Seat, draft: Draft | None) -> Answers:
    return answering.typed(seat.questionnaire, draft.texts) if draft is not None else {}


def _begun(seat: Seat, today: date) -> Answers:
    spoken = seat.questionnaire.languages[0]
    return changes.beginning(seat.questionnaire, today, language=spoken, seed=links.seed(seat.secret))


def _desk(session: Session, seat: Seat, *, today: date) -> Desk:
    seats.admit(seat, state=seats.shared_state(session, seat), today=today)
    draft = seats.held(session, seat)
    sitting = _sitting(seat, draft, today, evidence.dates(session, seat))

    def keep(given: Given, language: str | None) -> Saved:
        held = seats.hold(session, seat, draft)
        now = sitting if held is draft else _sitting(seat, held, today, sitting.dates)
        if draft is None and not held.texts:
            now = replace(now, answers=sitting.answers)
        return _kept(session, seat, held, now, given, language=language or held.language, today=today)

    def attach(name: str, content: bytes, question: FileQuestion) -> str:
        return evidence.attach(session, seat, name=name, content=content, question=question, today=today)

    def dated(document: str, day: date | None) -> None:
        evidence.date_document(session, seat, document, dated=day)

    return Desk(sitting, keep, attach, dated)


def _kept(
    session: Session, seat: Seat, draft: Draft, sitting: Sitting, given: Given, *, language: str | None, today: date
) -> Saved:
    if language != draft.language:
        responses.change(session, draft.id, language=language)
    spoken = language or sitting.enquiry.languages[0]
    sifted = answering.sift(sitting.questionnaire, given, known=sitting.answers, today=today, language=spoken)
    answers = answering.merged(sitting.answers, sifted.kept)
    answers = changes.set_off(
        sitting.questionnaire, sitting.answers, answers, today, language=spoken, seed=sitting.seed
    )
    before = sitting.answers if draft.texts else {}
    responses.keep(session, draft.id, values=_texts(before, sifted.kept, answers))
    evidence.tidy(session, seat, draft, answers)
    return Saved(replace(sitting, answers=answers, language=language), sifted.mistakes)


def _texts(before: Answers, kept: Mapping[str, Value | None], after: Answers) -> dict[str, str | None]:
    """Return what is to be written: what was given, and what that set off or the form began with."""
    changed = {name for name, value in after.items() if name in kept or before.get(name) is not value}
    gone = [name for name in (*kept, *before) if name not in after]
    return {**dict.fromkeys(gone), **{name: answering.as_text(after[name]) for name in after if name in changed}}
