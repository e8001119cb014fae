"""What follows the sample audit: a finding with its ground, an action in time and one that is late."""

from datetime import date

from audit.analysis.report import Action, Finding, FollowUp, Ground
from audit.lifecycle import ActionState, FindingKind, Priority
from tests.render.sample import text

FOLLOW_UP = FollowUp(
    as_of=date(2026, 10, 1),
    findings=(
        Finding(
            number=1,
            kind=FindingKind.BARRIER,
            priority=Priority.HIGH,
            title=text("Few women decide", "Мало женщин принимает решения"),
            text=text("One post of four.", "Один пост из четырёх."),
            grounds=(
                Ground(
                    questionnaire="example-institution",
                    indicator="parity_decision",
                    label=text("Decision-making", "Принятие решений"),
                    score=53.2,
                ),
            ),
        ),
    ),
    actions=(
        Action(
            number=1,
            cycle="2026",
            what=text("Announce posts openly", "Объявлять посты открыто"),
            responsible="HR",
            due=date(2026, 12, 31),
            state=ActionState.UNDER_WAY,
            finding=1,
        ),
        Action(
            number=2,
            cycle="2025",
            what=text("Adopt the policy", "Принять политику"),
            responsible="Head",
            due=date(2026, 9, 1),
            state=ActionState.PLANNED,
            note="draft is ready",
        ),
    ),
)
