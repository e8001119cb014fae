"""What the use cases take and hand out about audits: frozen values, never rows of the database."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from audit.analysis.report import Withheld
from audit.analysis.rules import RuleName
from audit.lifecycle import State
from audit.questionnaire.schema import Mode, Respondent

Text = dict[str, str]


@dataclass(frozen=True, slots=True)
class EnquiryDraft:
    """A questionnaire to be asked; None takes the mode and thresholds that the questionnaire declares.

    `rules` is the rule set that its figures are made publishable under.
    """

    questionnaire_name: str
    mode: Mode | None = None
    threshold: int | None = None
    sensitive_threshold: int | None = None
    rules: RuleName = RuleName.THRESHOLD


@dataclass(frozen=True, slots=True)
class AuditDraft:
    """What an auditor fills in to begin an audit."""

    body_id: str
    title: Text
    cycle: str
    period_start: date
    period_end: date
    reference_date: date
    languages: tuple[str, ...]
    deadline: date | None = None
    enquiries: tuple[EnquiryDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class EnquiryView:
    """One questionnaire of an audit; `digest` is its frozen text's, `notice_digest` that of the promise made.

    `takes_files` where a question of it is answered with a document, a file or a link.
    """

    id: str
    audit_id: str
    questionnaire_name: str
    version: str
    title: Text
    respondent: Respondent
    languages: tuple[str, ...]
    minutes: int | None
    questions: int
    digest: str
    mode: Mode
    threshold: int
    sensitive_threshold: int
    rules: RuleName
    notice_digest: str | None
    takes_files: bool = False


@dataclass(frozen=True, slots=True)
class AuditView:
    """An audit with its enquiries."""

    id: str
    body_id: str
    body_name: Text
    synthetic: bool
    title: Text
    cycle: str
    period_start: date
    period_end: date
    reference_date: date
    languages: tuple[str, ...]
    deadline: date | None
    state: State
    opened_on: date | None
    closed_on: date | None
    enquiries: tuple[EnquiryView, ...]


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """One unit's invited and submitted; `name` is the unit's name or "" for people invited without one."""

    name: str
    label: Text
    invited: int | Withheld
    submitted: int | Withheld


@dataclass(frozen=True, slots=True)
class EnquiryProgress:
    """How far an enquiry is; `exact` is false where `submitted` is rounded down to a multiple of the threshold."""

    enquiry_id: str
    title: Text
    respondent: Respondent
    mode: Mode
    threshold: int
    invited: int
    submitted: int | Withheld
    exact: bool
    by_unit: tuple[UnitProgress, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionnaireCard:
    """A questionnaire that can be asked; `shelved` where it is one on the shelf, not a body's own."""

    name: str
    version: str
    title: Text
    respondent: Respondent
    languages: tuple[str, ...]
    questions: int
    minutes: int | None
    mode: Mode
    threshold: int
    sensitive_threshold: int
    shelved: bool = True


@dataclass(frozen=True, slots=True)
class LeftOff:
    """A file of the shelf that cannot be used: where it lies in the project, and how many mistakes it has."""

    file: str
    mistakes: int


@dataclass(frozen=True, slots=True)
class EventView:
    """Who did what, when (UTC)."""

    at: datetime
    actor: str
    what: str
    details: dict[str, Any]
