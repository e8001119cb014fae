"""The auditor's journey: begin an audit, open it, follow it, close it into a Report, reopen it with a reason."""

from sqlalchemy.orm import Session

from audit.analysis.rules import LATEST, RuleName
from audit.lifecycle import AUDITORS, State, Step
from audit.questionnaire.schema import Confidentiality, Questionnaire
from audit.service import definitions, drafting, showing
from audit.service.actors import Actor, require_role, require_step
from audit.service.authoring import publishing
from audit.service.definitions import questionnaires
from audit.service.fieldwork import close_audit, open_audit, reopen_audit
from audit.service.history import record_audit
from audit.service.progress import progress
from audit.service.views import AuditDraft, AuditView, EventView
from audit.store import queries, reading, writing
from audit.store.models import Audit, Enquiry

# What is one journey to an auditor is one door to those who call it: the steps stand in modules of their own.
__all__ = [
    "audit",
    "audits",
    "close_audit",
    "create_audit",
    "events",
    "open_audit",
    "progress",
    "questionnaires",
    "reopen_audit",
    "update_audit",
]


def create_audit(session: Session, actor: Actor, draft: AuditDraft) -> AuditView:
    """Begin an audit; its questionnaires are read from the shelf now and frozen when it opens.

    Raises NotFound for an unknown body or questionnaire, Mistaken with all that is wrong in the draft.
    """
    with writing(session):
        showing.body_for(session, actor, draft.body_id)
        require_role(actor, draft.body_id, allowed=AUDITORS)
        row = Audit(body_id=draft.body_id, state=State.DRAFT)
        _fill(session, row, draft)
        session.add(row)
        session.flush()
        record_audit(session, actor, "audit-created", audit=row)
        return showing.audit_view(session, row)


def update_audit(session: Session, actor: Actor, audit_id: str, draft: AuditDraft) -> AuditView:
    """Change a draft audit, all of it but its body; an opened one is refused."""
    with writing(session):
        row = showing.locked_audit_for(session, actor, audit_id)
        require_step(actor, row.body_id, step=Step.EDIT, state=row.state)
        row.enquiries.clear()
        session.flush()
        _fill(session, row, draft)
        session.flush()
        record_audit(session, actor, "audit-changed", audit=row)
        return showing.audit_view(session, row)


def audits(session: Session, actor: Actor) -> tuple[AuditView, ...]:
    """Return the audits of the bodies that the actor has a role in, the latest first."""
    with reading(session):
        rows = [row for row in queries.audits(session) if actor.roles_for(row.body_id)]
        return showing.audit_views(session, rows)


def audit(session: Session, actor: Actor, audit_id: str) -> AuditView:
    """Return one audit; NotFound when there is none for this actor."""
    with reading(session):
        return showing.audit_view(session, showing.audit_for(session, actor, audit_id))


def events(session: Session, actor: Actor, audit_id: str) -> tuple[EventView, ...]:
    """Return what was done to an audit, the latest first; auditors only."""
    with reading(session):
        row = showing.audit_for(session, actor, audit_id)
        require_role(actor, row.body_id, allowed=AUDITORS)
        found = queries.events(session, audit_id)
        return tuple(EventView(each.at, each.actor, each.what, dict(each.details)) for each in found)


def _fill(session: Session, row: Audit, draft: AuditDraft) -> None:
    texts = [publishing.text_for(session, draft.body_id, each.questionnaire_name) for each in draft.enquiries]
    asked = [definitions.parsed(text) for text in texts]
    drafting.check(draft, asked)
    row.title, row.cycle = dict(draft.title), draft.cycle
    row.period_start, row.period_end = draft.period_start, draft.period_end
    row.reference_date, row.deadline = draft.reference_date, draft.deadline
    row.languages = list(draft.languages)
    row.enquiries = [
        _enquiry(number, definitions.keep(session, text), terms=drafting.terms(each, one), rules=each.rules, asked=one)
        for number, (each, text, one) in enumerate(zip(draft.enquiries, texts, asked, strict=True))
    ]


def _enquiry(position: int, digest: str, *, terms: Confidentiality, rules: RuleName, asked: Questionnaire) -> Enquiry:
    return Enquiry(
        position=position,
        questionnaire_name=asked.name,
        digest=digest,
        mode=terms.mode,
        threshold=terms.threshold,
        sensitive_threshold=terms.sensitive_threshold,
        rules=LATEST[rules].label,
    )
