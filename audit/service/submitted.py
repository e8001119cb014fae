"""What was submitted in an enquiry: an institution's set as one, a survey's responses each by itself."""

from sqlalchemy.orm import Session

from audit.questionnaire.answers import Answers
from audit.questionnaire.schema import Questionnaire, Respondent
from audit.service.answering import typed
from audit.store import responses
from audit.store.models import Enquiry


def answers(session: Session, enquiry: Enquiry, questionnaire: Questionnaire) -> Answers:
    """Return the submitted answers of an institution's set, none of a survey; within the caller's transaction.

    Where several people gave parts of it, the first answer to a question counts.
    """
    if questionnaire.respondent is not Respondent.INSTITUTION:
        return {}
    kept = responses.of_enquiry(session, enquiry.id, submitted=True)
    united: Answers = {}
    for response_id in sorted(kept):
        united = {**typed(questionnaire, kept[response_id]), **united}
    return united


def every(session: Session, enquiry: Enquiry, questionnaire: Questionnaire) -> tuple[Answers, ...]:
    """Return every submitted response of an enquiry, in the order of their random identifiers."""
    kept = responses.of_enquiry(session, enquiry.id, submitted=True)
    return tuple(typed(questionnaire, kept[response_id]) for response_id in sorted(kept))
