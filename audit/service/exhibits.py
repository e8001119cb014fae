"""The documents of a named set as its auditor finds them: submitted as evidence, by respondent and question."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from audit.errors import Refused, message
from audit.lifecycle import AUDITORS
from audit.questionnaire.answers import Answers
from audit.questionnaire.documents import Dates, Document, documents
from audit.questionnaire.schema import Mode, Questionnaire
from audit.service import answering, definitions, evidence, showing
from audit.service.actors import Actor, require_role
from audit.service.evidence import Kept
from audit.service.views import Text
from audit.store import files, queries, reading, responses
from audit.store.models import Enquiry, Participation


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A document as evidence: whose set it is in (empty for an institution's one), what it answers, and itself."""

    participation_id: str
    respondent: str
    question: Text
    document: Document


def listed(session: Session, actor: Actor, audit_id: str, *, enquiry_id: str) -> tuple[Exhibit, ...]:
    """Return the documents of all submitted answers of a named set; drafts are nobody's to read but who writes them."""
    with reading(session):
        enquiry, questionnaire = _looked_into(session, actor, audit_id, enquiry_id)
        found: list[Exhibit] = []
        for person in queries.participations(session, enquiry.id):
            label = "" if person.id == enquiry.id else person.label or ""
            answers, dates = _submitted(session, questionnaire, person), files.dates(session, person.id)
            found += _of(questionnaire, answers, dates, person.id, label)
    return tuple(found)


def handed(
    session: Session, actor: Actor, audit_id: str, *, enquiry_id: str, participation_id: str, digest: str
) -> Kept:
    """Return one file of a submitted answer; NotFound for what is not among them."""
    with reading(session):
        enquiry, questionnaire = _looked_into(session, actor, audit_id, enquiry_id)
        person = queries.participation(session, participation_id)
        if person is None or person.enquiry_id != enquiry.id:
            raise evidence.unknown()
        answers = _submitted(session, questionnaire, person)
        return evidence.handed(session, questionnaire, answers, participation_id=person.id, digest=digest)


def _looked_into(session: Session, actor: Actor, audit_id: str, enquiry_id: str) -> tuple[Enquiry, Questionnaire]:
    audit = showing.audit_for(session, actor, audit_id)
    require_role(actor, audit.body_id, allowed=AUDITORS)
    enquiry = showing.enquiry_of(audit, enquiry_id)
    if enquiry.mode is not Mode.NAMED:
        raise Refused("no-files", message("Only a named set takes files"))
    return enquiry, definitions.kept(session, {enquiry.digest})[enquiry.digest]


def _submitted(session: Session, questionnaire: Questionnaire, person: Participation) -> Answers:
    draft = responses.one(session, key=None, participation_id=person.id)
    return answering.typed(questionnaire, draft.texts) if draft is not None and draft.submitted else {}


def _of(
    questionnaire: Questionnaire, answers: Answers, dates: Dates, participation_id: str, respondent: str
) -> Iterator[Exhibit]:
    for each in documents(questionnaire, answers, dates):
        label = questionnaire.every[each.question].label
        yield Exhibit(participation_id, respondent, label, each)
