"""What respondents are told before the first question: facts made from the settings, digested when the audit opens."""

from dataclasses import dataclass
from datetime import date

from audit.lifecycle import Role
from audit.questionnaire.schema import Mode


@dataclass(frozen=True, slots=True)
class Notice:
    """The promise: how answers are tied to people, the smallest published group, who sees what, until when.

    `rows_seen_by` are the roles that see single responses (none in anonymous and confidential enquiries),
    `results_seen_by` those that see the published tables. `digest` is the SHA-256 of all of it, kept on the
    enquiry and repeated on the receipt.
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
