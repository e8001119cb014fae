"""What closing an audit does to its answers: lays anonymous ones anew in random order, and makes the Report."""

from datetime import date

from sqlalchemy.orm import Session

from audit.analysis.report import Report, canonical, digest
from audit.questionnaire.schema import Mode
from audit.store import queries
from audit.store.models import Audit, Body, Snapshot


def shuffle(session: Session, audit: Audit) -> None:
    """Rewrite every anonymous response and participation at once, responses under fresh random identifiers.

    Neither the place of a row in the file nor the transaction that wrote it tells any more when it came.
    """
    for enquiry in audit.enquiries:
        if enquiry.mode is Mode.ANONYMOUS:
            queries.relay_responses(session, enquiry.id)
            queries.tick(session, enquiry.id)


def snapshot(session: Session, audit: Audit, *, body: Body) -> Snapshot:
    """Work out the Report of an audit that is being closed, and keep it."""
    report = _report(session, audit, body=body, closed_on=audit.closed_on or date.today())
    kept = Snapshot(
        audit_id=audit.id,
        number=len(queries.snapshots(session, audit.id)) + 1,
        digest=digest(report),
        report=canonical(report),
        closed_on=report.closed_on,
    )
    session.add(kept)
    session.flush()
    return kept


def _report(session: Session, audit: Audit, *, body: Body, closed_on: date) -> Report:
    raise NotImplementedError
