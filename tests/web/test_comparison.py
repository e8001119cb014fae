"""The comparison page and the page of scoring by other rules, as auditors and management use them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from audit.lifecycle import Role
from audit.service import reporting
from audit.service.actors import SYSTEM
from audit.service.audits import audits
from audit.service.bodies import BodyView
from tests.service.test_comparison import closed
from tests.web.browsing import Visitor

SignedIn = Callable[[Role], Visitor]
LINE = "straight-line"


@pytest.fixture
def audit_id(shelf: Path, session: Session, body: BodyView) -> str:
    """A closed audit of the body."""
    closed(session, body)
    return audits(session, SYSTEM)[0].id


def ticked(visitor: Visitor) -> list[str]:
    return [str(value) for value in visitor.page.xpath("//input[@name='audit']/@value")]


def test_management_reads_the_cycles_and_what_the_body_agrees_to(
    audit_id: str, body: BodyView, signed_in: SignedIn
) -> None:
    visitor = signed_in(Role.MANAGEMENT)
    visitor.get(f"/bodies/{body.id}/comparison")
    assert "Over the cycles" in visitor.text
    assert "takes part, never by name" in visitor.text
    assert not visitor.page.xpath("//input[@type='radio']")


def test_an_auditor_agrees_for_the_body(audit_id: str, body: BodyView, signed_in: SignedIn) -> None:
    visitor = signed_in(Role.AUDITOR)
    visitor.get(f"/bodies/{body.id}/comparison")
    visitor.post(f"/bodies/{body.id}/comparison", {"sharing": "named"})
    visitor.get(f"/bodies/{body.id}/comparison")
    assert visitor.page.xpath("string(//input[@checked]/@value)") == "named"


def test_a_body_that_is_not_hers_is_not_there(audit_id: str, signed_in: SignedIn) -> None:
    signed_in(Role.AUDITOR).get("/bodies/unknown/comparison", status=404)


def test_an_auditor_previews_gives_a_reason_and_scores(audit_id: str, session: Session, signed_in: SignedIn) -> None:
    visitor = signed_in(Role.AUDITOR)
    visitor.get(f"/rescoring?rules={LINE}")
    given = ticked(visitor)
    assert len(given) == 1
    visitor.post("/rescoring", {"rules": LINE, "audit": given[0], "reason": "The council asked"})
    report = reporting.report(session, SYSTEM, audit_id)
    assert report.scoring
    assert report.scoring.name == LINE
    visitor.get(f"/rescoring?rules={LINE}")
    assert "nothing moves" in visitor.text
    visitor.get(f"/audits/{audit_id}")
    assert "scored the audit by other rules: The council asked" in visitor.text


def test_a_reason_that_lacks_is_asked_for_and_the_ticks_stay(audit_id: str, signed_in: SignedIn) -> None:
    visitor = signed_in(Role.AUDITOR)
    visitor.get(f"/rescoring?rules={LINE}")
    visitor.post("/rescoring", {"rules": LINE, "audit": ticked(visitor)[0], "reason": " "}, status=422)
    assert "no reason is given" in visitor.text
    assert visitor.page.xpath("//input[@name='audit']/@checked")


def test_a_reason_without_an_audit_stays_typed(audit_id: str, signed_in: SignedIn) -> None:
    visitor = signed_in(Role.AUDITOR)
    visitor.get(f"/rescoring?rules={LINE}")
    visitor.post("/rescoring", {"rules": LINE, "reason": "The council asked"}, status=422)
    assert visitor.page.xpath("string(//textarea)").strip() == "The council asked"


def test_rules_that_nobody_knows_are_a_page_not_found(audit_id: str, signed_in: SignedIn) -> None:
    signed_in(Role.AUDITOR).get("/rescoring?rules=mine", status=404)
