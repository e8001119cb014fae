"""What respondents are told before the first question: facts made from the settings, digested when the audit opens."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from audit.analysis.rules import THRESHOLD
from audit.lifecycle import READERS, STEPS, Role, State, Step
from audit.questionnaire.schema import Mode
from audit.store.models import Audit, Body, Enquiry


@dataclass(frozen=True, slots=True)
class Notice:
    """The promise: how answers are tied to people, the smallest published group, who sees what, until when.

    `rows_seen_by` are the roles that see single responses (none in anonymous and confidential enquiries),
    `results_seen_by` those that see the published tables. `drafts_deleted` says that closing deletes what was not
    submitted; a notice of before this was promised says nothing of it. `rules` is the rule set that figures are made
    publishable under. `digest` is the SHA-256 of all of it, kept on
    the enquiry and repeated on the receipt.
    """

    body: dict[str, str]
    title: dict[str, str]
    mode: Mode
    threshold: int
    sensitive_threshold: int
    rows_seen_by: tuple[Role, ...]
    results_seen_by: tuple[Role, ...]
    deadline: date | None
    digest: str
    drafts_deleted: bool = False
    rules: str = THRESHOLD.label


def promise(enquiry: Enquiry, *, audit: Audit, body: Body) -> None:
    """Write the notice and its digest on an enquiry from what is settled now."""
    readers = STEPS[State.CLOSED][Step.READ][0]
    facts: dict[str, Any] = {
        "body": dict(body.name),
        "title": dict(audit.title),
        "questionnaire": enquiry.digest,
        "mode": enquiry.mode.value,
        "threshold": enquiry.threshold,
        "sensitive_threshold": enquiry.sensitive_threshold,
        "rules": enquiry.rules,
        "rows_seen_by": _names(READERS if enquiry.mode is Mode.NAMED else frozenset()),
        "results_seen_by": _names(readers),
        "deadline": audit.deadline.isoformat() if audit.deadline else None,
        "drafts_deleted": enquiry.mode is not Mode.NAMED,
    }
    enquiry.notice = json.dumps(facts, ensure_ascii=False, sort_keys=True)
    enquiry.notice_digest = hashlib.sha256(enquiry.notice.encode()).hexdigest()


def told(enquiry: Enquiry) -> Notice:
    """Return the notice that an opened enquiry's respondents read."""
    return _read(enquiry.notice or "{}", enquiry.notice_digest or "")


@lru_cache(maxsize=64)
def _read(notice: str, digest: str) -> Notice:
    facts = json.loads(notice)
    return Notice(
        body=facts["body"],
        title=facts["title"],
        mode=Mode(facts["mode"]),
        threshold=facts["threshold"],
        sensitive_threshold=facts["sensitive_threshold"],
        rows_seen_by=tuple(Role(role) for role in facts["rows_seen_by"]),
        results_seen_by=tuple(Role(role) for role in facts["results_seen_by"]),
        deadline=date.fromisoformat(facts["deadline"]) if facts["deadline"] else None,
        digest=digest,
        drafts_deleted=facts.get("drafts_deleted", False),
        rules=facts.get("rules", THRESHOLD.label),
    )


def _names(roles: frozenset[Role]) -> list[str]:
    return sorted(role.value for role in roles)
