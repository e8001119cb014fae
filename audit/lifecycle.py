"""The states of an audit and the steps between them, as data; one function says who may not take which step and why."""

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
    CLOSE = "close"
    EXPORT = "export"
    REOPEN = "reopen"
    READ = "read"


AUDITORS = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
READERS = AUDITORS | {Role.MANAGEMENT}
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
        Step.CLOSE: (AUDITORS, State.CLOSED),
    },
    State.CLOSED: {
        Step.READ: (READERS, State.CLOSED),
        Step.EXPORT: (AUDITORS, State.CLOSED),
        Step.REOPEN: (AUDITORS, State.OPEN),
    },
}

STATE_NAMES = {State.DRAFT: mark("draft"), State.OPEN: mark("open"), State.CLOSED: mark("closed")}
STEP_NAMES = {
    Step.EDIT: mark("change the audit"),
    Step.OPEN: mark("open the audit"),
    Step.INVITE: mark("invite people"),
    Step.ANSWER: mark("fill in answers"),
    Step.CLOSE: mark("close the audit"),
    Step.EXPORT: mark("export the results"),
    Step.REOPEN: mark("reopen the audit"),
    Step.READ: mark("read the results"),
}


def refusal(roles: frozenset[Role], step: Step, state: State) -> Refused | None:
    """Return why somebody in these roles may not take the step now, or None when she may."""
    allowed = STEPS[state].get(step)
    if allowed is None:
        sentence = message(
            "This cannot be done while the audit is %(state)s: %(step)s",
            state=message(STATE_NAMES[state]),
            step=message(STEP_NAMES[step]),
        )
        return Refused("wrong-state", sentence)
    if roles.isdisjoint(allowed[0]):
        return Refused("wrong-role", message("Your role does not allow this: %(step)s", step=message(STEP_NAMES[step])))
    return None


def after(step: Step, state: State) -> State:
    """Return the state that a permitted step leads to."""
    return STEPS[state][step][1]
