"""How far an institution's one set of answers is, as a focal point meets it among her work."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from audit.questionnaire import counting, flow
from audit.service import answering, seats
from audit.service.actors import Actor
from audit.store import reading


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a set is submitted, and when; until then how many of its questions are answered."""

    submitted: bool
    submitted_on: date | None
    answered: int
    questions: int


def standing(session: Session, actor: Actor, audit_id: str, *, enquiry_id: str, today: date | None = None) -> Standing:
    """Return how far the set of an open audit is; refused to whoever may not answer it."""
    with reading(session):
        seat = seats.by_right(session, actor, audit_id, enquiry_id=enquiry_id)
        draft = seats.response(session, seat)
        answers = answering.typed(seat.questionnaire, draft.texts) if draft is not None else {}
        language = (draft and draft.language) or seat.questionnaire.languages[0]
        way = flow.walk(seat.questionnaire, answers, today or date.today(), language=language)
        return Standing(
            submitted=seat.person.submitted,
            submitted_on=seat.person.submitted_on,
            answered=counting.answered(seat.questionnaire, answers, way.relevant),
            questions=counting.asked(seat.questionnaire),
        )
