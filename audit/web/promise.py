"""What a respondent is promised, in sentences made from the settings of the enquiry: who sees what, until when."""

from audit.analysis.rules import rule_set
from audit.errors import mark
from audit.lifecycle import Role
from audit.questionnaire.schema import Mode
from audit.service.notice import Notice
from audit.web import spoken
from audit.wording import count, say

MODES = {
    Mode.ANONYMOUS: mark(
        "The survey is anonymous. Answers are kept apart from the list of those invited; "
        "nobody can see what you answered, not even those who run the audit."
    ),
    Mode.CONFIDENTIAL: mark(
        "The survey is confidential. The system links your answers to your invitation, "
        "but people are shown summaries only, never single answers."
    ),
    Mode.NAMED: mark("The answers are not anonymous: they are kept with the name of whoever fills them in."),
}
READERS = {
    Role.ADMINISTRATOR: mark("administrators of the system"),
    Role.AUDITOR: mark("auditors"),
    Role.MANAGEMENT: mark("management"),
    Role.FOCAL_POINT: mark("focal points"),
}
KEEP_THE_LINK = mark(
    "This link is yours alone: do not pass it on. Until you submit, whoever has it, and whoever sent it to you, "
    "can open your answers; afterwards nobody can open them with it."
)
UNSENT = mark("What you do not submit is deleted when the audit closes.")
ROUNDED = mark("Numbers of people are rounded to the nearest %(step)d before anybody sees them.")
OWN_WORDS = mark("Where you write in your own words, leave out names and details that would let people be recognised.")

READ_AND_PUBLISHED = mark(
    "Some of what you write in your own words may be published without your name, after an auditor has read it and "
    "changed what would let you be recognised."
)


def sentences(
    notice: Notice, page: str, *, personal: bool = True, writes: bool = False, publishes: bool = False
) -> tuple[str, ...]:
    """Return the promise.

    `personal` is about a personal link, `writes` about free text being asked, `publishes` about such text leaving.
    """
    told = [say(page, MODES[notice.mode])]
    if notice.mode is not Mode.NAMED:
        told.append(_groups(notice, page))
        if not rule_set(notice.rules).is_exact:
            told.append(say(page, ROUNDED, step=rule_set(notice.rules).step))
    if notice.rows_seen_by:
        told.append(say(page, "Single answers are seen by: %(who)s.", who=_listed(notice.rows_seen_by, page)))
    if notice.results_seen_by:
        told.append(say(page, "Summaries are seen by: %(who)s.", who=_listed(notice.results_seen_by, page)))
    if writes and notice.mode is not Mode.NAMED:
        told.append(say(page, OWN_WORDS))
    if publishes:
        told.append(say(page, READ_AND_PUBLISHED))
    if notice.deadline:
        told.append(say(page, "You can answer until %(day)s inclusive.", day=spoken.day(notice.deadline, page)))
    if notice.drafts_deleted:
        told.append(say(page, UNSENT))
    if personal:
        told.append(say(page, KEEP_THE_LINK))
    return tuple(told)


def _groups(notice: Notice, page: str) -> str:
    plain = count(
        page,
        "Results are shown only for groups of at least %(n)d person; smaller groups are hidden from everybody.",
        "Results are shown only for groups of at least %(n)d people; smaller groups are hidden from everybody.",
        notice.threshold,
    )
    if notice.sensitive_threshold == notice.threshold:
        return plain
    sensitive = count(
        page,
        "For sensitive questions the least number is %(n)d person.",
        "For sensitive questions the least number is %(n)d people.",
        notice.sensitive_threshold,
    )
    return f"{plain} {sensitive}"


def _listed(roles: tuple[Role, ...], page: str) -> str:
    return ", ".join(say(page, READERS[role]) for role in roles)
