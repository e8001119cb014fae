"""Rows of the database as the frozen values that the use cases hand out."""

from collections.abc import Collection, Sequence

from sqlalchemy.orm import Session

from audit.analysis.rules import rule_set
from audit.errors import NotFound, message
from audit.questionnaire import counting
from audit.questionnaire.documents import asks_for_any
from audit.questionnaire.schema import Questionnaire
from audit.service import definitions
from audit.service.actors import Actor
from audit.service.views import AuditView, EnquiryView
from audit.store import queries
from audit.store.models import Audit, Body, Enquiry
from audit.store.queries import Asker


def audit_for(session: Session, actor: Actor, audit_id: str) -> Audit:
    """Return an audit's row; NotFound when there is none, or none for an actor who is nothing to its body."""
    return _known(actor, queries.audit(session, audit_id))


def locked_audit_for(session: Session, actor: Actor, audit_id: str) -> Audit:
    """Return an audit's row as `audit_for`, held until the transaction ends."""
    return _known(actor, queries.locked_audit(session, audit_id))


def body_for(session: Session, actor: Actor, body_id: str) -> Body:
    """Return a body's row; NotFound when there is none, or none for an actor who is nothing to it."""
    row = queries.body(session, body_id)
    if row is None or not actor.roles_for(body_id):
        raise NotFound("unknown-body", message("There is no such body, or you have no access to it"))
    return row


def enquiry_of(audit: Audit, enquiry_id: str) -> Enquiry:
    """Return an audit's enquiry; NotFound when it has none such."""
    found = next((each for each in audit.enquiries if each.id == enquiry_id), None)
    if found is None:
        raise NotFound("unknown-enquiry", message("This audit has no such questionnaire"))
    return found


def audit_view(session: Session, row: Audit) -> AuditView:
    """Return one audit with its enquiries."""
    return audit_views(session, (row,))[0]


def audit_views(session: Session, rows: Sequence[Audit]) -> tuple[AuditView, ...]:
    """Return audits with their enquiries; every questionnaire text is read once."""
    digests = {enquiry.digest for row in rows for enquiry in row.enquiries}
    asked = definitions.kept(session, digests)
    return tuple(
        _audit_view(
            row,
            queries.body(session, row.body_id),
            tuple(enquiry_view(each, asked[each.digest], held_in=row.languages) for each in row.enquiries),
        )
        for row in rows
    )


def audit_to_answer(row: Audit, body: Body | Asker, enquiry: EnquiryView) -> AuditView:
    """Return an audit as who answers may see it: of its enquiries only hers."""
    return _audit_view(row, body, (enquiry,))


def _known(actor: Actor, row: Audit | None) -> Audit:
    if row is None or not actor.roles_for(row.body_id):
        raise NotFound("unknown-audit", message("There is no such audit, or you have no access to it"))
    return row


def _audit_view(row: Audit, body: Body | Asker | None, enquiries: tuple[EnquiryView, ...]) -> AuditView:
    return AuditView(
        id=row.id,
        body_id=row.body_id,
        body_name=dict(body.name) if body else {},
        synthetic=bool(body and body.synthetic),
        title=dict(row.title),
        cycle=row.cycle,
        period_start=row.period_start,
        period_end=row.period_end,
        reference_date=row.reference_date,
        languages=tuple(row.languages),
        deadline=row.deadline,
        state=row.state,
        opened_on=row.opened_on,
        closed_on=row.closed_on,
        enquiries=enquiries,
    )


def enquiry_view(row: Enquiry, questionnaire: Questionnaire, *, held_in: Collection[str]) -> EnquiryView:
    """Return one enquiry with what its questionnaire says of itself; `held_in` are the audit's languages.

    It is offered in the questionnaire's languages that are the audit's too; in all of them where none is.
    """
    offered = tuple(language for language in questionnaire.languages if language in held_in)
    return EnquiryView(
        id=row.id,
        audit_id=row.audit_id,
        questionnaire_name=row.questionnaire_name,
        version=questionnaire.version,
        title=questionnaire.title,
        respondent=questionnaire.respondent,
        languages=offered or questionnaire.languages,
        minutes=questionnaire.minutes,
        questions=counting.asked(questionnaire),
        digest=row.digest,
        mode=row.mode,
        threshold=row.threshold,
        sensitive_threshold=row.sensitive_threshold,
        rules=rule_set(row.rules).name,
        notice_digest=row.notice_digest,
        takes_files=asks_for_any(questionnaire),
    )
