"""Scoring closed audits by other rules: what would move, and then, with a reason, a new report beside the old one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from audit.analysis import rescoring, scoring_rules
from audit.analysis.report import Report, canonical, digest
from audit.analysis.rescoring import Move
from audit.analysis.scoring_rules import ScoringRules
from audit.errors import Mistake, Mistaken, NotFound, Refused, message
from audit.lifecycle import State, Step, refusal
from audit.questionnaire.answers import Answers
from audit.questionnaire.schema import Questionnaire
from audit.questionnaire.source import read_text
from audit.service import definitions, showing, submitted, texts
from audit.service.actors import Actor, require_step
from audit.service.history import record_audit
from audit.service.views import AuditView
from audit.store import queries, reading, writing
from audit.store.models import Audit, Snapshot
from audit.wording import ROOT

SHELF = ROOT / "rules"


@dataclass(frozen=True, slots=True)
class Preview:
    """What rules would move in one audit; `digest` is that of its report in force, which they would retire."""

    audit: AuditView
    digest: str
    moves: tuple[Move, ...]

    @property
    def moved(self) -> bool:
        """Whether any figure would be another one."""
        return any(move.moved for move in self.moves)


def shelf() -> tuple[ScoringRules, ...]:
    """Return the rule sets that can be scored by, in the order of their files; Mistaken where one cannot be read."""
    return tuple(
        scoring_rules.loads(read_text(path), file=f"{SHELF.name}/{path.name}") for path in sorted(SHELF.glob("*.yaml"))
    )


def rules(name: str) -> ScoringRules:
    """Return the rule set of a name; NotFound where there is none."""
    found = next((each for each in shelf() if each.name == name), None)
    if found is None:
        raise NotFound("unknown-rules", message("There are no scoring rules called '%(name)s'", name=name))
    return found


def preview(session: Session, actor: Actor, name: str) -> tuple[Preview, ...]:
    """Return what a rule set would move in every closed audit that the actor may score anew, the latest first."""
    chosen = rules(name)
    with reading(session):
        rows = [
            row
            for row in queries.audits(session)
            if row.state is State.CLOSED and refusal(actor.roles_for(row.body_id), Step.RESCORE, row.state) is None
        ]
        views = showing.audit_views(session, rows)
        return tuple(_preview(session, row, view, chosen) for row, view in zip(rows, views, strict=True))


def rescore(
    session: Session,
    actor: Actor,
    audit_id: str,
    *,
    name: str,
    reason: str,
    previewed: str,
    today: date | None = None,
) -> str:
    """Keep a report by a rule set in the place of the one in force, which stays, retired; return its digest.

    `previewed` is the digest of the report that the preview was made from. Mistaken without a reason; Refused where
    that report is no longer in force and where it is scored by these rules already.
    """
    _check_reason(reason)
    chosen, day = rules(name), today or date.today()
    with writing(session):
        row = showing.locked_audit_for(session, actor, audit_id)
        require_step(actor, row.body_id, step=Step.RESCORE, state=row.state)
        kept = _in_force(session, row)
        if kept.digest != previewed:
            said = message("The audit has another report by now. Look at the preview again")
            raise Refused("previewed-another", said)
        before = Report.model_validate_json(kept.report)
        if before.scoring == chosen.identity:
            raise Refused("scored-so-already", message("The audit is scored by these rules already"))
        after = rescoring.rescored(before, _asked(session, row, before), chosen)
        kept.retired_on = day
        session.flush()
        made = _kept(session, row, kept, after)
        record_audit(session, actor, "audit-rescored", audit=row, reason=reason.strip(), **_told(made, chosen))
        return made


def _kept(session: Session, row: Audit, retired: Snapshot, report: Report) -> str:
    """Keep a report after the one that is retired and return its digest."""
    made = digest(report)
    session.add(
        Snapshot(
            audit_id=row.id,
            number=retired.number + 1,
            digest=made,
            report=canonical(report),
            closed_on=retired.closed_on,
        )
    )
    return made


def _told(made: str, chosen: ScoringRules) -> dict[str, str]:
    identity = chosen.identity
    return {"report": made, "rules": f"{identity.name}-{identity.version}", "rules_digest": identity.digest}


def _check_reason(reason: str) -> None:
    mistakes = texts.check((reason,))
    if not reason.strip():
        wrong, remedy = message("no reason is given"), message("Say why the audit is scored by other rules.")
        mistakes.append(Mistake("no-reason", (), wrong, remedy))
    if mistakes:
        raise Mistaken(tuple(mistakes))


def _preview(session: Session, row: Audit, view: AuditView, chosen: ScoringRules) -> Preview:
    kept = _in_force(session, row)
    before = Report.model_validate_json(kept.report)
    after = rescoring.rescored(before, _asked(session, row, before), chosen)
    return Preview(view, kept.digest, rescoring.moves(before, after))


def _in_force(session: Session, row: Audit) -> Snapshot:
    return next(each for each in queries.snapshots(session, row.id) if each.retired_on is None)


def _asked(session: Session, row: Audit, report: Report) -> Sequence[tuple[Questionnaire, Answers]]:
    """Return the questionnaires of a report's parts as they were asked, with the answers of institutions' sets."""
    asked = definitions.kept(session, {each.digest for each in row.enquiries})
    enquiries = {each.digest: each for each in row.enquiries}
    digests = [part.scorecard.questionnaire.digest for part in report.parts]
    return [(asked[each], submitted.answers(session, enquiries[each], asked[each])) for each in digests]
