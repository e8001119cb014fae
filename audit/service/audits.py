"""The auditor's journey: begin an audit, open it, follow it, close it into a Report, reopen it with a reason."""

from sqlalchemy.orm import Session

from audit.service.actors import Actor
from audit.service.views import (
    AuditDraft,
    AuditView,
    EnquiryDraft,
    EnquiryProgress,
    EnquiryView,
    EventView,
    QuestionnaireCard,
    UnitProgress,
)

__all__ = [
    "AuditDraft",
    "AuditView",
    "EnquiryDraft",
    "EnquiryProgress",
    "EnquiryView",
    "EventView",
    "QuestionnaireCard",
    "UnitProgress",
]


def create_audit(session: Session, actor: Actor, draft: AuditDraft) -> AuditView:
    """Begin an audit; its questionnaires are read from the shelf now and frozen when it opens."""
    raise NotImplementedError


def update_audit(session: Session, actor: Actor, audit_id: str, draft: AuditDraft) -> AuditView:
    """Change a draft audit; an opened one is refused."""
    raise NotImplementedError


def audits(session: Session, actor: Actor) -> tuple[AuditView, ...]:
    """Return the audits of the bodies that the actor has a role in, the latest first."""
    raise NotImplementedError


def audit(session: Session, actor: Actor, audit_id: str) -> AuditView:
    """Return one audit; NotFound when there is none for this actor."""
    raise NotImplementedError


def open_audit(session: Session, actor: Actor, audit_id: str) -> AuditView:
    """Freeze the questionnaires' text and the notice, and let answers in."""
    raise NotImplementedError


def close_audit(session: Session, actor: Actor, audit_id: str) -> AuditView:
    """Close the audit and keep its Report, in one transaction."""
    raise NotImplementedError


def reopen_audit(session: Session, actor: Actor, audit_id: str, *, reason: str) -> AuditView:
    """Let answers in again; the report that was shown stays, marked as retired."""
    raise NotImplementedError


def progress(session: Session, actor: Actor, audit_id: str) -> tuple[EnquiryProgress, ...]:
    """Return how many were invited and have submitted, as far as the disclosure rules let it be seen."""
    raise NotImplementedError


def questionnaires() -> tuple[QuestionnaireCard, ...]:
    """Return the questionnaires on the shelf, by name."""
    raise NotImplementedError


def events(session: Session, actor: Actor, audit_id: str) -> tuple[EventView, ...]:
    """Return what was done to an audit, the latest first."""
    raise NotImplementedError
