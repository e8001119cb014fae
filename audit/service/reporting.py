"""The Report that a closed audit keeps: read as it was frozen, never worked out again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy.orm import Session

from audit import wording
from audit.analysis.report import Report
from audit.errors import NotFound, message
from audit.lifecycle import AUDITORS, Step
from audit.service import showing
from audit.service.actors import Actor, require_role, require_step
from audit.service.history import record_audit
from audit.store import queries, reading, writing
from audit.store.models import Audit


@dataclass(frozen=True, slots=True)
class SnapshotView:
    """A report that an audit closed with; `retired_on` when the audit was reopened since."""

    number: int
    digest: str
    closed_on: date
    retired_on: date | None


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report as the instance keeps it, with its digest; `retired_on` when the audit was reopened since."""

    digest: str
    report: Report
    retired_on: date | None


def report(session: Session, actor: Actor, audit_id: str) -> Report:
    """Return the report in force of a closed audit; management may read it."""
    with reading(session):
        row = showing.audit_for(session, actor, audit_id)
        require_step(actor, row.body_id, step=Step.READ, state=row.state)
        return in_force(session, row)


def export(session: Session, actor: Actor, audit_id: str, *, document: str) -> Report:
    """Return the report in force for a document that leaves the instance; who took which document is remembered."""
    with writing(session):
        row = showing.audit_for(session, actor, audit_id)
        require_step(actor, row.body_id, step=Step.EXPORT, state=row.state)
        record_audit(session, actor, "audit-exported", audit=row, document=document)
        return in_force(session, row)


def earlier(session: Session, actor: Actor, audit_id: str) -> tuple[Report, ...]:
    """Return the reports in force of the body's other closed audits, for the rows of all versions; auditors only."""
    with reading(session):
        row = showing.audit_for(session, actor, audit_id)
        require_role(actor, row.body_id, allowed=AUDITORS)
        found = queries.reports_in_force(session, row.body_id)
        return tuple(_read(kept.digest, kept.report) for other, kept in found if other.id != row.id)


def kept(session: Session, actor: Actor, *, digest: str = "", cycle: str = "") -> tuple[KeptReport, ...]:
    """Return kept reports of a digest or of a cycle, retired ones too, the latest first.

    Of the bodies that the actor audits only: whoever holds a file learns nothing of others by it.
    """
    with reading(session):
        found = queries.snapshots_kept(session, digest=digest, cycle=cycle)
        own = [(row, each) for row, each in found if actor.roles_for(row.body_id) & AUDITORS]
        return tuple(KeptReport(each.digest, _read(each.digest, each.report), each.retired_on) for _, each in own)


def document_name(cycle: str, language: str, ending: str = ".xlsx") -> str:
    """Return the name of a cycle's document in a language, a workbook's by default."""
    return f"paritet-{plain(cycle)}-{language}{ending}"


def file_name(cycle: str, document: str, *, language: str, suffix: str) -> str:
    """Return the name of the file of a kind of document, as pages and programs are handed it."""
    return f"paritet-{plain(cycle)}-{document}-{language}.{suffix}"


def require_language(language: str, *, asked_in: Sequence[str]) -> None:
    """Refuse a language that neither an audit is asked in nor our own words stand in; NotFound names those it has."""
    if language not in (*asked_in, *wording.languages()):
        said = message("This audit is not asked in that language, but in: %(known)s", known=", ".join(asked_in))
        raise NotFound("no-language", said)


def plain(cycle: str) -> str:
    """Return a cycle's name as every file system and header takes it."""
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_") else "-" for sign in cycle)


def snapshots(session: Session, actor: Actor, audit_id: str) -> tuple[SnapshotView, ...]:
    """Return every report the audit ever closed with, the earliest first; auditors only."""
    with reading(session):
        row = showing.audit_for(session, actor, audit_id)
        require_role(actor, row.body_id, allowed=AUDITORS)
        found = queries.snapshots(session, audit_id)
        return tuple(SnapshotView(each.number, each.digest, each.closed_on, each.retired_on) for each in found)


def in_force(session: Session, row: Audit) -> Report:
    """Return the report in force of a closed audit's row, for use cases that have checked who asks."""
    kept = next(each for each in queries.snapshots(session, row.id) if each.retired_on is None)
    return _read(kept.digest, kept.report)


@lru_cache(maxsize=32)
def _read(_digest: str, text: str) -> Report:
    return Report.model_validate_json(text)
