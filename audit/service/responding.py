"""The respondent's journey: arrive by a link, save as she goes, submit once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from audit.errors import Mistake
from audit.questionnaire.answers import Answers
from audit.questionnaire.schema import Questionnaire
from audit.service.actors import Actor
from audit.service.notice import Notice
from audit.service.views import AuditView, EnquiryView

__all__ = ["Notice", "Progress", "Receipt", "Saved", "Sitting"]


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
class Receipt:
    """That answers were taken; the number is made from the link and kept nowhere, `repeated` means: in already."""

    number: str
    submitted_on: date | None
    notice_digest: str
    notice: Notice
    repeated: bool


def arrive(session: Session, token: str) -> Sitting:
    """Return what a personal link opens; a submitted one opens with its state and no answers.

    Raises NotFound `unknown-link`, Refused `audit-not-open`. After the deadline it still opens nothing: `link-expired`.
    """
    raise NotImplementedError


def save(session: Session, token: str, answers: Mapping[str, Any], *, language: str | None = None) -> Saved:
    """Keep what is valid of these answers (None clears one) and say what was refused; nothing else is touched."""
    raise NotImplementedError


def submit(session: Session, token: str, *, today: date) -> Receipt:
    """Take the answers in, once; raises InvalidAnswers that name every required question still missing."""
    raise NotImplementedError


def arrive_as(session: Session, actor: Actor, audit_id: str, *, enquiry_id: str) -> Sitting:
    """Open the one shared set of an institution for a signed-in focal point."""
    raise NotImplementedError


def save_as(
    session: Session,
    actor: Actor,
    audit_id: str,
    *,
    enquiry_id: str,
    answers: Mapping[str, Any],
    language: str | None = None,
) -> Saved:
    """As `save`, in the institution's set."""
    raise NotImplementedError


def submit_as(session: Session, actor: Actor, audit_id: str, *, enquiry_id: str, today: date) -> Receipt:
    """As `submit`, of the institution's set."""
    raise NotImplementedError
