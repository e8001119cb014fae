"""Answers of named sets, for programs that have that right; those of all others are asked for in vain."""

from typing import Any

from audit.service import named_answers
from audit.web.api.models import Answer, Page
from audit.web.api.operations import Call


class GivenAnswers(Answer):
    """One response: its number in the report, and its answers by column; what is not there is named as absent."""

    number: int
    answers: dict[str, Any]


class AnswersPage(Page[GivenAnswers]):
    """Responses of one set, with the digest of the report they stand in: as long as it is the same, so are they."""

    report: str
    questionnaire: str
    version: str


def list_answers(call: Call) -> AnswersPage:
    """Return the responses of a named set of a closed audit; never those of anonymous or confidential ones."""
    found = named_answers.named_answers(
        call.session, call.actor, call.path["audit_id"], enquiry_id=call.path["enquiry_id"]
    )
    cursor = call.query.cursor
    first = int(cursor) if cursor.isdecimal() and len(cursor) <= len(str(len(found.rows))) else 0
    shown = found.rows[first : first + call.query.limit]
    until = first + len(shown)
    return AnswersPage(
        items=tuple(GivenAnswers(number=n, answers=dict(row)) for n, row in enumerate(shown, start=first + 1)),
        next=str(until) if until < len(found.rows) else None,
        report=found.report,
        questionnaire=found.questionnaire,
        version=found.version,
    )
