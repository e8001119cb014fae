"""The promises of a body: made after an audit, reported on until they are done, late where their day is over."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from audit.analysis import report as published
from audit.errors import NotFound, message
from audit.lifecycle import READERS, REPORTERS, ActionState, FindingState, Step
from audit.service import showing
from audit.service.actors import Actor, require_role, require_step
from audit.service.follow_up.drafts import ActionDraft, Text, check_action, check_note, require_edition, told
from audit.service.follow_up.findings import FindingView
from audit.service.follow_up.findings import view as finding_view
from audit.service.history import record_audit
from audit.store import follow_up, queries, reading, writing
from audit.store.models import Action, Audit


@dataclass(frozen=True, slots=True)
class ActionView:
    """A promise as it is kept; `finding` is the number of the finding it answers, `edition` grows with every change."""

    id: str
    audit_id: str
    body_id: str
    cycle: str
    number: int
    what: Text
    responsible: str
    due: date
    state: ActionState
    note: str
    reported_on: date | None
    finding_id: str | None
    finding: int | None
    edition: int
    late: bool


def plan(session: Session, actor: Actor, body_id: str, *, today: date) -> tuple[ActionView, ...]:
    """Return every promise of a body, the nearest last day first; whoever may report on them sees them."""
    with reading(session):
        showing.body_for(session, actor, body_id)
        require_role(actor, body_id, allowed=REPORTERS)
        return tuple(_view(session, row, audit, today) for row, audit in follow_up.actions(session, body_id))


def action(session: Session, actor: Actor, action_id: str, *, today: date) -> ActionView:
    """Return one promise."""
    with reading(session):
        return _view(session, *_known(session, actor, follow_up.action(session, action_id)), today)


def promise(session: Session, actor: Actor, audit_id: str, draft: ActionDraft, *, today: date) -> ActionView:
    """Keep a new promise after a closed audit; auditors and management make them."""
    check_action(draft)
    with writing(session):
        row = showing.audit_for(session, actor, audit_id)
        require_step(actor, row.body_id, step=Step.READ, state=row.state)
        queries.locked_audit(session, row.id)
        number = max(follow_up.numbers_of_actions(session, row.id), default=0) + 1
        made = Action(audit_id=row.id, number=number, state=ActionState.PLANNED, note="", edition=1)
        _fill(session, made, draft)
        session.add(made)
        session.flush()
        record_audit(session, actor, "action-promised", audit=row, number=number)
        return _view(session, made, row, today)


def change(
    session: Session, actor: Actor, action_id: str, draft: ActionDraft, *, edition: int, today: date
) -> ActionView:
    """Change what is promised; the history keeps the last day it had."""
    check_action(draft)
    with writing(session):
        kept, row = _known(session, actor, follow_up.locked_action(session, action_id))
        require_role(actor, row.body_id, allowed=READERS)
        require_edition(kept.edition, edition)
        before = kept.due
        _fill(session, kept, draft)
        kept.edition += 1
        moved = {"due": f"{before.isoformat()} → {kept.due.isoformat()}"} if kept.due != before else {}
        record_audit(session, actor, "action-changed", audit=row, number=kept.number, **moved)
        session.flush()
        return _view(session, kept, row, today)


def report_progress(
    session: Session, actor: Actor, action_id: str, *, state: ActionState, note: str, edition: int, today: date
) -> ActionView:
    """Say how far a promise is; focal points may too."""
    check_note(note)
    with writing(session):
        kept, row = _known(session, actor, follow_up.locked_action(session, action_id))
        require_edition(kept.edition, edition)
        kept.state, kept.note, kept.reported_on = state, note.strip(), today
        kept.edition += 1
        record_audit(session, actor, "action-reported", audit=row, number=kept.number, state=state.value)
        session.flush()
        return _view(session, kept, row, today)


def following(session: Session, actor: Actor, audit_id: str, *, today: date) -> published.FollowUp:
    """Return what a reader of a closed audit may hand on: agreed findings, and the promises up to its cycle."""
    with reading(session):
        row = showing.audit_for(session, actor, audit_id)
        require_step(actor, row.body_id, step=Step.READ, state=row.state)
        agreed = [each for each in follow_up.findings(session, row.id) if each.state is FindingState.AGREED]
        promised = [
            (each, audit)
            for each, audit in follow_up.actions(session, row.body_id)
            if audit.reference_date <= row.reference_date
        ]
        return published.FollowUp(
            as_of=today,
            findings=tuple(_finding(finding_view(each)) for each in agreed),
            actions=tuple(_action(_view(session, each, audit, today)) for each, audit in promised),
        )


def _known(session: Session, actor: Actor, kept: Action | None) -> tuple[Action, Audit]:
    audit = queries.audit(session, kept.audit_id) if kept else None
    if kept is None or audit is None or not actor.roles_for(audit.body_id):
        raise NotFound("unknown-action", message("There is no such promise, or you have no access to it"))
    require_role(actor, audit.body_id, allowed=REPORTERS)
    return kept, audit


def _fill(session: Session, row: Action, draft: ActionDraft) -> None:
    found = follow_up.finding(session, draft.finding_id) if draft.finding_id else None
    if draft.finding_id and (found is None or found.audit_id != row.audit_id):
        raise NotFound("unknown-finding", message("There is no such finding, or you have no access to it"))
    row.what, row.responsible, row.due = told(draft.what), draft.responsible.strip(), draft.due
    row.finding_id = draft.finding_id or None


def _view(session: Session, row: Action, audit: Audit, today: date) -> ActionView:
    finding = follow_up.finding(session, row.finding_id) if row.finding_id else None
    return ActionView(
        id=row.id,
        audit_id=row.audit_id,
        body_id=audit.body_id,
        cycle=audit.cycle,
        number=row.number,
        what=dict(row.what),
        responsible=row.responsible,
        due=row.due,
        state=row.state,
        note=row.note,
        reported_on=row.reported_on,
        finding_id=row.finding_id,
        finding=finding.number if finding else None,
        edition=row.edition,
        late=published.is_late(row.state, row.due, on=today),
    )


def _finding(kept: FindingView) -> published.Finding:
    return published.Finding(
        number=kept.number,
        kind=kept.kind,
        priority=kept.priority,
        title=kept.title,
        text=kept.text,
        grounds=kept.grounds,
    )


def _action(kept: ActionView) -> published.Action:
    return published.Action(
        number=kept.number,
        cycle=kept.cycle,
        what=kept.what,
        responsible=kept.responsible,
        due=kept.due,
        state=kept.state,
        note=kept.note,
        finding=kept.finding,
        reported_on=kept.reported_on,
    )
