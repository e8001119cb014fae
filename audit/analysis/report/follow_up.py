"""What follows an audit: the auditor's findings and the actions a body promised, beside the frozen Report.

They are written after the report is frozen and change while they are kept, so they are no part of it: the report's
digest does not move, and a follow-up has a digest of its own.
"""

from datetime import date

from pydantic import Field

from audit.analysis.report.values import Text, Value
from audit.lifecycle import ActionState, FindingKind, Priority

#: States in which nothing is awaited any more.
SETTLED = frozenset({ActionState.DONE, ActionState.DROPPED})


def is_late(state: ActionState, due: date, *, on: date) -> bool:
    """Tell whether a promise is broken on a day: its last day is over and it is neither done nor dropped."""
    return due < on and state not in SETTLED


class Ground(Value):
    """An indicator that a finding rests on: its questionnaire, its name and label, and its score (0–100) then."""

    questionnaire: str
    indicator: str
    label: Text = Field(default_factory=dict)
    score: float | None = None


class Finding(Value):
    """What an auditor found: a barrier, a strength or an observation, and the figures it rests on."""

    number: int
    kind: FindingKind
    priority: Priority
    title: Text
    text: Text = Field(default_factory=dict)
    grounds: tuple[Ground, ...] = ()


class Action(Value):
    """What a body promised: who answers for it (an office, not a person), until when, and how far it is.

    `cycle` is the audit's that it was promised after, `finding` the number of that audit's finding it answers.
    """

    number: int
    cycle: str
    what: Text
    responsible: str
    due: date
    state: ActionState
    note: str = ""
    finding: int | None = None
    reported_on: date | None = None

    def late(self, on: date) -> bool:
        """Tell whether the promise is broken on a day."""
        return is_late(self.state, self.due, on=on)


class FollowUp(Value):
    """The agreed findings of an audit and the promises of its body up to its cycle, as they stood on a day."""

    as_of: date
    findings: tuple[Finding, ...] = ()
    actions: tuple[Action, ...] = ()

    def late(self) -> tuple[Action, ...]:
        """Return the broken promises, the longest broken first."""
        return tuple(sorted((each for each in self.actions if each.late(self.as_of)), key=lambda each: each.due))
