"""The states of an audit and of what follows it, and the steps between them, as data.

One function says who may not take which step and why.
"""

from enum import StrEnum

from audit.errors import Refused, mark, message


class Role(StrEnum):
    """What a signed-in person is to a body; an administrator is one everywhere."""

    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    MANAGEMENT = "management"
    FOCAL_POINT = "focal_point"


class State(StrEnum):
    """Where an audit stands."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Step(StrEnum):
    """What can be done to an audit."""

    EDIT = "edit"
    OPEN = "open"
    INVITE = "invite"
    ANSWER = "answer"
    TYPE = "type"
    REVISE = "revise"
    CLOSE = "close"
    EXPORT = "export"
    REOPEN = "reopen"
    READ = "read"
    FIND = "find"
    RESCORE = "rescore"


class Sharing(StrEnum):
    """How a body may appear where others are compared with it."""

    NONE = "none"
    UNNAMED = "unnamed"
    NAMED = "named"


class FindingKind(StrEnum):
    """What an auditor found."""

    BARRIER = "barrier"
    STRENGTH = "strength"
    OBSERVATION = "observation"


class Priority(StrEnum):
    """How soon a finding wants an answer."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class FindingState(StrEnum):
    """Where a finding stands: only agreed ones leave the auditors; a proposal that was turned down is kept."""

    DRAFT = "draft"
    AGREED = "agreed"
    DISMISSED = "dismissed"


class ActionState(StrEnum):
    """How far a promise is."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"
    DROPPED = "dropped"


class Reading(StrEnum):
    """What an auditor made of an answer in somebody's own words."""

    UNREAD = "unread"
    LEFT_STANDING = "left_standing"
    REDACTED = "redacted"
    LEFT_OUT = "left_out"


class JobState(StrEnum):
    """How far a document is that is made behind the pages."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


#: States of a job that it never leaves.
ENDED = frozenset({JobState.DONE, JobState.FAILED, JobState.CANCELLED})


AUDITORS = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
READERS = AUDITORS | {Role.MANAGEMENT}
#: Who reports how far a promise is.
REPORTERS = READERS | {Role.FOCAL_POINT}
#: Administrators too, because the command line brings in answers that were filled on paper or in a workbook.
ANSWERERS = frozenset({Role.ADMINISTRATOR, Role.FOCAL_POINT})

STEPS: dict[State, dict[Step, tuple[frozenset[Role], State]]] = {
    State.DRAFT: {
        Step.EDIT: (AUDITORS, State.DRAFT),
        Step.OPEN: (AUDITORS, State.OPEN),
    },
    State.OPEN: {
        Step.INVITE: (AUDITORS, State.OPEN),
        Step.ANSWER: (ANSWERERS, State.OPEN),
        Step.TYPE: (AUDITORS, State.OPEN),
        Step.REVISE: (AUDITORS, State.OPEN),
        Step.CLOSE: (AUDITORS, State.CLOSED),
    },
    State.CLOSED: {
        Step.READ: (READERS, State.CLOSED),
        Step.EXPORT: (AUDITORS, State.CLOSED),
        Step.REOPEN: (AUDITORS, State.OPEN),
        Step.FIND: (AUDITORS, State.CLOSED),
        Step.RESCORE: (AUDITORS, State.CLOSED),
    },
}

ROLE_NAMES = {
    Role.ADMINISTRATOR: mark("administrator"),
    Role.AUDITOR: mark("auditor"),
    Role.MANAGEMENT: mark("management"),
    Role.FOCAL_POINT: mark("focal point"),
}
#: What somebody can be to one body; an administrator is one everywhere.
ROLES_OF_A_BODY = (Role.AUDITOR, Role.MANAGEMENT, Role.FOCAL_POINT)
FINDING_KINDS = {
    FindingKind.BARRIER: mark("barrier"),
    FindingKind.STRENGTH: mark("strength"),
    FindingKind.OBSERVATION: mark("observation"),
}
PRIORITIES = {
    Priority.HIGH: mark("high priority"),
    Priority.MEDIUM: mark("medium priority"),
    Priority.LOW: mark("low priority"),
}
FINDING_STATES = {
    FindingState.DRAFT: mark("not agreed yet"),
    FindingState.AGREED: mark("agreed"),
    FindingState.DISMISSED: mark("dismissed"),
}
ACTION_STATES = {
    ActionState.PLANNED: mark("planned"),
    ActionState.UNDER_WAY: mark("under way"),
    ActionState.DONE: mark("done"),
    ActionState.DROPPED: mark("dropped"),
}
READINGS = {
    Reading.UNREAD: mark("not read yet"),
    Reading.LEFT_STANDING: mark("publish as it stands"),
    Reading.REDACTED: mark("publish in my words"),
    Reading.LEFT_OUT: mark("leave out"),
}
JOB_STATES = {
    JobState.QUEUED: mark("waits for its turn"),
    JobState.RUNNING: mark("is being made"),
    JobState.DONE: mark("is ready"),
    JobState.FAILED: mark("could not be made"),
    JobState.CANCELLED: mark("was cancelled"),
}
STATE_NAMES = {State.DRAFT: mark("draft"), State.OPEN: mark("open"), State.CLOSED: mark("closed")}
STEP_NAMES = {
    Step.EDIT: mark("change the audit"),
    Step.OPEN: mark("open the audit"),
    Step.INVITE: mark("invite people"),
    Step.ANSWER: mark("fill in answers"),
    Step.TYPE: mark("type in answers from paper"),
    Step.REVISE: mark("change a questionnaire"),
    Step.CLOSE: mark("close the audit"),
    Step.EXPORT: mark("export the results"),
    Step.REOPEN: mark("reopen the audit"),
    Step.READ: mark("read the results"),
    Step.FIND: mark("write findings"),
    Step.RESCORE: mark("score by other rules"),
}
#: What is said of a step that its state does not allow.
NOT_NOW: dict[tuple[State, Step], str] = {
    (State.DRAFT, Step.INVITE): mark("The audit is not open yet: people are invited after it is opened"),
    (State.DRAFT, Step.ANSWER): mark("The audit is not open yet: answers are taken after it is opened"),
    (State.DRAFT, Step.REVISE): mark("The audit is not open yet: it will ask the newest text when it is opened"),
    (State.DRAFT, Step.TYPE): mark("The audit is not open yet: paper answers are typed in after it is opened"),
    (State.DRAFT, Step.CLOSE): mark("The audit is not open yet, so it cannot be closed"),
    (State.DRAFT, Step.EXPORT): mark("The audit is not open yet: its results can be exported after it is closed"),
    (State.DRAFT, Step.REOPEN): mark("The audit has not been opened yet: open it, there is nothing to reopen"),
    (State.DRAFT, Step.READ): mark("The audit is not open yet: its results can be read after it is closed"),
    (State.DRAFT, Step.FIND): mark("The audit is not open yet: findings are written after it is closed"),
    (State.OPEN, Step.FIND): mark("The audit is still open: findings are written after it is closed"),
    (State.DRAFT, Step.RESCORE): mark("The audit is not open yet: it can be scored by other rules after it is closed"),
    (State.OPEN, Step.EDIT): mark("The audit is open: its plan cannot be changed any more"),
    (State.OPEN, Step.OPEN): mark("The audit is already open"),
    (State.OPEN, Step.EXPORT): mark("The audit is still open: its results can be exported after it is closed"),
    (State.OPEN, Step.REOPEN): mark("The audit is already open"),
    (State.OPEN, Step.READ): mark("The audit is still open: its results can be read after it is closed"),
    (State.OPEN, Step.RESCORE): mark("The audit is still open: it can be scored by other rules after it is closed"),
    (State.CLOSED, Step.EDIT): mark("The audit is closed: its plan cannot be changed any more"),
    (State.CLOSED, Step.OPEN): mark("The audit is closed: an auditor can reopen it on its page, with a reason"),
    (State.CLOSED, Step.INVITE): mark("The audit is closed: nobody can be invited any more"),
    (State.CLOSED, Step.ANSWER): mark("The audit is closed: answers are no longer taken"),
    (State.CLOSED, Step.REVISE): mark("The audit is closed: its questionnaires cannot be changed any more"),
    (State.CLOSED, Step.TYPE): mark("The audit is closed: paper answers are no longer typed in"),
    (State.CLOSED, Step.CLOSE): mark("The audit is already closed"),
}


def refusal(roles: frozenset[Role], step: Step, state: State) -> Refused | None:
    """Return why somebody in these roles may not take the step now, or None when she may."""
    allowed = STEPS[state].get(step)
    if allowed is None:
        return Refused("wrong-state", message(NOT_NOW[state, step], state=message(STATE_NAMES[state])))
    if roles.isdisjoint(allowed[0]):
        return Refused("wrong-role", message("Your role does not allow this: %(step)s", step=message(STEP_NAMES[step])))
    return None


def after(step: Step, state: State) -> State:
    """Return the state that a permitted step leads to."""
    return STEPS[state][step][1]
