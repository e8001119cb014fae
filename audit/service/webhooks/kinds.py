"""Which acts of the history programs can be told of, under which names, and where what they tell of can be asked."""

from collections.abc import Mapping
from enum import StrEnum

from audit.errors import mark


class Kind(StrEnum):
    """What a message tells of; stable words, for programs compare them."""

    AUDIT_CREATED = "audit.created"
    AUDIT_CHANGED = "audit.changed"
    AUDIT_OPENED = "audit.opened"
    AUDIT_CLOSED = "audit.closed"
    AUDIT_REOPENED = "audit.reopened"
    REPORT_MADE = "report.made"
    QUESTIONNAIRE_CHANGED = "questionnaire.changed"
    SET_SUBMITTED = "set.submitted"
    FINDING_WRITTEN = "finding.written"
    FINDING_CHANGED = "finding.changed"
    FINDING_DISMISSED = "finding.dismissed"
    ACTION_PROMISED = "action.promised"
    ACTION_CHANGED = "action.changed"
    ACTION_REPORTED = "action.reported"
    HEAD_COUNT_RECORDED = "head_count.recorded"


#: What is sent when somebody tries an address; nobody chooses it.
TEST = "webhook.test"

KINDS: Mapping[Kind, str] = {
    Kind.AUDIT_CREATED: mark("an audit was planned"),
    Kind.AUDIT_CHANGED: mark("the plan of an audit was changed"),
    Kind.AUDIT_OPENED: mark("an audit was opened"),
    Kind.AUDIT_CLOSED: mark("an audit was closed"),
    Kind.AUDIT_REOPENED: mark("an audit was reopened; its report is retired"),
    Kind.REPORT_MADE: mark("a report was made: at closing, with what people wrote, or by other rules"),
    Kind.QUESTIONNAIRE_CHANGED: mark("a questionnaire of an open audit was changed"),
    Kind.SET_SUBMITTED: mark("the institution's set was submitted"),
    Kind.FINDING_WRITTEN: mark("a finding was written"),
    Kind.FINDING_CHANGED: mark("a finding was changed or agreed"),
    Kind.FINDING_DISMISSED: mark("a proposed finding was turned down"),
    Kind.ACTION_PROMISED: mark("an action was promised"),
    Kind.ACTION_CHANGED: mark("a promise was changed"),
    Kind.ACTION_REPORTED: mark("progress of a promise was reported"),
    Kind.HEAD_COUNT_RECORDED: mark("a head-count was recorded"),
}

#: The acts, as the history names them, and what each is told as; what staff answered anonymously is no act there.
OF_ACTS: Mapping[str, tuple[Kind, ...]] = {
    "audit-created": (Kind.AUDIT_CREATED,),
    "audit-changed": (Kind.AUDIT_CHANGED,),
    "audit-opened": (Kind.AUDIT_OPENED,),
    "audit-closed": (Kind.AUDIT_CLOSED, Kind.REPORT_MADE),
    "audit-reopened": (Kind.AUDIT_REOPENED,),
    "audit-rescored": (Kind.REPORT_MADE,),
    "texts-published": (Kind.REPORT_MADE,),
    "questionnaire-changed": (Kind.QUESTIONNAIRE_CHANGED,),
    "answers-submitted": (Kind.SET_SUBMITTED,),
    "finding-written": (Kind.FINDING_WRITTEN,),
    "finding-changed": (Kind.FINDING_CHANGED,),
    "finding-dismissed": (Kind.FINDING_DISMISSED,),
    "action-promised": (Kind.ACTION_PROMISED,),
    "action-changed": (Kind.ACTION_CHANGED,),
    "action-reported": (Kind.ACTION_REPORTED,),
    "headcount-recorded": (Kind.HEAD_COUNT_RECORDED,),
}

#: What of an act's details a message repeats, under its own name: identifiers, never what somebody wrote or counted.
ABOUT: Mapping[str, str] = {"enquiry": "enquiry_id", "number": "number", "on": "day"}

BASE = "/api/v1"
AN_AUDIT, A_BODY = f"{BASE}/audits/{{audit_id}}", f"{BASE}/bodies/{{body_id}}"
#: Where what a message tells of is asked, where that is not the audit itself.
LINKS: Mapping[str, str] = {
    Kind.REPORT_MADE: f"{AN_AUDIT}/report",
    Kind.SET_SUBMITTED: f"{AN_AUDIT}/enquiries",
    Kind.FINDING_WRITTEN: f"{AN_AUDIT}/findings",
    Kind.FINDING_CHANGED: f"{AN_AUDIT}/findings",
    Kind.FINDING_DISMISSED: f"{AN_AUDIT}/findings",
    Kind.ACTION_PROMISED: f"{A_BODY}/actions",
    Kind.ACTION_CHANGED: f"{A_BODY}/actions",
    Kind.ACTION_REPORTED: f"{A_BODY}/actions",
    Kind.HEAD_COUNT_RECORDED: f"{A_BODY}/head-counts",
    TEST: A_BODY,
}


def link(kind: str, *, body_id: str, audit_id: str) -> str:
    """Return the path at which a program asks for what a message tells of."""
    return LINKS.get(kind, AN_AUDIT).format(body_id=body_id, audit_id=audit_id)
