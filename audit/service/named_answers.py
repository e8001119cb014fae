"""The answers of a named set, one response after another, as the report of a closed audit froze them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from audit.analysis.report import digest
from audit.errors import Refused, message
from audit.lifecycle import Step
from audit.questionnaire.schema import Mode
from audit.service import reporting, showing
from audit.service.actors import Actor, require_step
from audit.service.history import record_audit
from audit.store import writing


@dataclass(frozen=True, slots=True)
class NamedAnswers:
    """The responses of a set: columns and values as in every data file, with the digest of the report they stand in."""

    report: str
    questionnaire: str
    version: str
    rows: tuple[Mapping[str, Any], ...]


def named_answers(session: Session, actor: Actor, audit_id: str, *, enquiry_id: str) -> NamedAnswers:
    """Return the answers of a named set, for those who may export them; that they were taken is remembered.

    Refused for anonymous and confidential questionnaires, whatever the actor is, and while the audit is not closed.
    """
    with writing(session):
        row = showing.audit_for(session, actor, audit_id)
        enquiry = showing.enquiry_of(row, enquiry_id)
        if enquiry.mode is not Mode.NAMED:
            said = message("These answers were given in confidence. Only what the report publishes of them can be read")
            raise Refused("not-named", said)
        require_step(actor, row.body_id, step=Step.EXPORT, state=row.state)
        told = reporting.in_force(session, row)
        part = next(each for each in told.parts if each.scorecard.questionnaire.name == enquiry.questionnaire_name)
        record_audit(session, actor, "audit-exported", audit=row, document=f"answers of {enquiry.questionnaire_name}")
    asked = part.scorecard.questionnaire
    return NamedAnswers(digest(told), asked.name, asked.version, part.rows)
