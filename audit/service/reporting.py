"""The Report that a closed audit keeps: read as it was frozen, never worked out again."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from audit.analysis.report import Report
from audit.service.actors import Actor


@dataclass(frozen=True, slots=True)
class SnapshotView:
    """A report that an audit closed with; `retired_on` when the audit was reopened since."""

    number: int
    digest: str
    closed_on: date
    retired_on: date | None


def report(session: Session, actor: Actor, audit_id: str) -> Report:
    """Return the report in force of a closed audit; management may read it."""
    raise NotImplementedError


def latest(session: Session, actor: Actor, body_id: str) -> Report | None:
    """Return the body's report of the latest reference date, or None when no audit is closed."""
    raise NotImplementedError


def snapshots(session: Session, actor: Actor, audit_id: str) -> tuple[SnapshotView, ...]:
    """Return every report the audit ever closed with, the earliest first."""
    raise NotImplementedError
