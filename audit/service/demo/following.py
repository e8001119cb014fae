"""What follows the demo's closed audits: findings from what the report proposes, and promises, one of them late."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from audit.lifecycle import ActionState, FindingKind, FindingState
from audit.service.actors import SYSTEM
from audit.service.follow_up import actions, findings
from audit.service.follow_up.drafts import ActionDraft, FindingDraft

MOST_FINDINGS = 3
OFFICES = ("Канцелярия руководителя", "Отдел кадров", "Координатор по гендерным вопросам")
#: Days from today to a promise's last day, and how far it is.
PROGRESS = ((-30, ActionState.UNDER_WAY), (120, ActionState.PLANNED), (-60, ActionState.DONE))


def follow(session: Session, audit_id: str, *, today: date) -> None:
    """Agree on findings about the lowest indicators of a closed audit, and promise an action for each."""
    lowest = findings.proposals(session, SYSTEM, audit_id)[:MOST_FINDINGS]
    for proposal, office, (days, state) in zip(lowest, OFFICES, PROGRESS, strict=False):
        found = FindingDraft(
            title=dict(proposal.ground.label),
            text={},
            kind=FindingKind.BARRIER,
            priority=proposal.priority,
            state=FindingState.AGREED,
            grounds=(proposal.key,),
        )
        kept = findings.write(session, SYSTEM, audit_id, found)
        promised = ActionDraft(proposal.recommendation, office, today + timedelta(days=days), kept.id)
        made = actions.promise(session, SYSTEM, audit_id, promised, today=today)
        if state is not ActionState.PLANNED:
            actions.report_progress(session, SYSTEM, made.id, state=state, note="", edition=made.edition, today=today)
