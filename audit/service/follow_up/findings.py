"""The auditor's findings on a closed audit: proposed where an indicator is low, or written; agreed or dismissed."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from audit.analysis.report import Ground
from audit.errors import NotFound, message
from audit.lifecycle import FindingKind, FindingState, Priority, Step
from audit.service import reporting, showing
from audit.service.actors import Actor, require_step
from audit.service.follow_up import grounds
from audit.service.follow_up.drafts import FindingDraft, Text, check_finding, check_reason, require_edition, told
from audit.service.follow_up.grounds import Proposal
from audit.service.history import record_audit
from audit.store import follow_up, queries, reading, writing
from audit.store.models import Audit, Finding


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding as it is kept; `edition` grows with every change, `reason` says why a proposal was dismissed."""

    id: str
    audit_id: str
    number: int
    kind: FindingKind
    priority: Priority
    state: FindingState
    title: Text
    text: Text
    grounds: tuple[Ground, ...]
    reason: str
    edition: int


def findings(session: Session, actor: Actor, audit_id: str) -> tuple[FindingView, ...]:
    """Return every finding of a closed audit, dismissed ones too, by number; auditors only."""
    with reading(session):
        row = _closed(session, actor, audit_id)
        return tuple(view(each) for each in follow_up.findings(session, row.id))


def finding(session: Session, actor: Actor, finding_id: str) -> FindingView:
    """Return one finding; auditors only."""
    with reading(session):
        return view(_known(session, actor, follow_up.finding(session, finding_id))[0])


def proposals(session: Session, actor: Actor, audit_id: str) -> tuple[Proposal, ...]:
    """Return what the closed report proposes and no finding answers yet, the lowest score first; auditors only."""
    with reading(session):
        row = _closed(session, actor, audit_id)
        kept = [view(each) for each in follow_up.findings(session, row.id)]
        answered = {grounds.key(ground) for each in kept for ground in each.grounds}
        return grounds.proposed(reporting.in_force(session, row), answered=answered)


def offered(session: Session, actor: Actor, audit_id: str) -> tuple[Ground, ...]:
    """Return the indicators of the closed report that a finding can rest on; auditors only."""
    with reading(session):
        return grounds.offered(reporting.in_force(session, _closed(session, actor, audit_id)))


def write(session: Session, actor: Actor, audit_id: str, draft: FindingDraft) -> FindingView:
    """Keep a new finding; Mistaken where it says nothing, NotFound where it rests on what the report does not know."""
    check_finding(draft)
    with writing(session):
        row = _closed(session, actor, audit_id)
        made = _new(session, row)
        _fill(made, draft, grounds.named(reporting.in_force(session, row), draft.grounds))
        session.add(made)
        session.flush()
        record_audit(session, actor, "finding-written", audit=row, number=made.number)
        return view(made)


def rewrite(session: Session, actor: Actor, finding_id: str, draft: FindingDraft, *, edition: int) -> FindingView:
    """Change a finding that is still as it was read; Refused `changed-meanwhile` when somebody was quicker."""
    check_finding(draft)
    with writing(session):
        kept, row = _known(session, actor, follow_up.locked_finding(session, finding_id))
        require_edition(kept.edition, edition)
        _fill(kept, draft, grounds.named(reporting.in_force(session, row), draft.grounds))
        kept.reason = ""
        kept.edition += 1
        record_audit(session, actor, "finding-changed", audit=row, number=kept.number, state=kept.state.value)
        session.flush()
        return view(kept)


def dismiss(session: Session, actor: Actor, audit_id: str, *, key: str, reason: str) -> FindingView:
    """Turn down a proposal for a reason that is kept; it is proposed no more. Twice is once."""
    check_reason(reason)
    with writing(session):
        row = _closed(session, actor, audit_id)
        (ground,) = grounds.named(reporting.in_force(session, row), (key,))
        for each in follow_up.findings(session, row.id):
            if each.state is FindingState.DISMISSED and grounds.key(view(each).grounds[0]) == key:
                return view(each)
        made = _new(session, row)
        made.kind, made.priority, made.state = FindingKind.BARRIER, grounds.urgency(ground), FindingState.DISMISSED
        made.title, made.text, made.reason = dict(ground.label), {}, reason.strip()
        made.grounds = _kept((ground,))
        session.add(made)
        session.flush()
        record_audit(session, actor, "finding-dismissed", audit=row, number=made.number, reason=made.reason)
        return view(made)


def view(row: Finding) -> FindingView:
    """Return a finding's row as a value."""
    return FindingView(
        id=row.id,
        audit_id=row.audit_id,
        number=row.number,
        kind=row.kind,
        priority=row.priority,
        state=row.state,
        title=dict(row.title),
        text=dict(row.text),
        grounds=tuple(Ground.model_validate(each) for each in row.grounds),
        reason=row.reason,
        edition=row.edition,
    )


def _closed(session: Session, actor: Actor, audit_id: str) -> Audit:
    row = showing.audit_for(session, actor, audit_id)
    require_step(actor, row.body_id, step=Step.FIND, state=row.state)
    return row


def _known(session: Session, actor: Actor, kept: Finding | None) -> tuple[Finding, Audit]:
    audit = queries.audit(session, kept.audit_id) if kept else None
    if kept is None or audit is None or not actor.roles_for(audit.body_id):
        raise NotFound("unknown-finding", message("There is no such finding, or you have no access to it"))
    return kept, _closed(session, actor, kept.audit_id)


def _new(session: Session, row: Audit) -> Finding:
    # The audit is held, so that two findings written at once do not take one number.
    queries.locked_audit(session, row.id)
    numbers = (each.number for each in follow_up.findings(session, row.id))
    return Finding(audit_id=row.id, number=max(numbers, default=0) + 1, reason="", edition=1)


def _fill(row: Finding, draft: FindingDraft, rests_on: Sequence[Ground]) -> None:
    row.kind, row.priority, row.state = draft.kind, draft.priority, draft.state
    row.title, row.text = told(draft.title), told(draft.text)
    row.grounds = _kept(rests_on)


def _kept(rests_on: Sequence[Ground]) -> list[dict[str, object]]:
    return [each.model_dump(mode="json") for each in rests_on]
