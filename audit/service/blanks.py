"""Blank forms for auditors: of an audit's questionnaire with the promise made in it, or of one on the shelf."""

from sqlalchemy.orm import Session

from audit.analysis.blank import blank
from audit.analysis.report import BlankForm
from audit.lifecycle import AUDITORS
from audit.questionnaire.schema import Confidentiality
from audit.service import definitions, showing
from audit.service.actors import Actor, require_role
from audit.store import reading


def asked(session: Session, actor: Actor, audit_id: str, *, enquiry_id: str) -> BlankForm:
    """Return the form of one questionnaire of an audit; auditors only, NotFound when the audit has none such."""
    with reading(session):
        row = showing.audit_for(session, actor, audit_id)
        require_role(actor, row.body_id, allowed=AUDITORS)
        enquiry = showing.enquiry_of(row, enquiry_id)
        questionnaire = definitions.kept(session, {enquiry.digest})[enquiry.digest]
        promised = Confidentiality(
            mode=enquiry.mode, threshold=enquiry.threshold, sensitive_threshold=enquiry.sensitive_threshold
        )
        return blank(questionnaire, enquiry.digest, promised=promised)


def shelved(name: str) -> BlankForm:
    """Return the form of a questionnaire on the shelf as it declares itself; NotFound when the shelf has none such."""
    text = definitions.shelved(name)
    questionnaire = definitions.parsed(text)
    return blank(questionnaire, definitions.digest(text), promised=definitions.promised(questionnaire))
