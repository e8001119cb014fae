"""What does not agree in an audit stands on its page before it is closed, and beside its scores after."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy.orm import Session

from audit.lifecycle import Role
from audit.service import audits
from audit.service.actors import SYSTEM
from audit.service.bodies import BodyView
from tests import build
from tests.web.browsing import Visitor

NO_HEADCOUNT = "The body has no head-count"


def test_an_auditor_reads_what_does_not_agree_before_closing_and_in_the_report(
    shelf: Path, session: Session, body: BodyView, signed_in: Callable[[Role], Visitor]
) -> None:
    audit = build.an_audit(session, body.id)
    auditor = signed_in(Role.AUDITOR)
    seen = []
    for step in (audits.open_audit, audits.close_audit):
        auditor.get(f"/audits/{audit.id}")
        seen.append(NO_HEADCOUNT in auditor.text)
        step(session, SYSTEM, audit.id)
        auditor.get(f"/audits/{audit.id}")
        seen.append(NO_HEADCOUNT in auditor.text)
    auditor.get(f"/audits/{audit.id}/scorecard")
    assert (seen, NO_HEADCOUNT in auditor.text) == ([False, True, True, False], True)


def test_management_reads_beside_the_scores_what_her_page_says_does_not_agree(
    shelf: Path, session: Session, body: BodyView, signed_in: Callable[[Role], Visitor]
) -> None:
    audit = build.an_audit(session, body.id)
    audits.open_audit(session, SYSTEM, audit.id)
    audits.close_audit(session, SYSTEM, audit.id)
    management = signed_in(Role.MANAGEMENT)
    management.get(f"/audits/{audit.id}/scorecard")
    assert NO_HEADCOUNT in management.text
