"""Findings and promises on their pages: proposed, edited, dismissed, promised, reported, never overwritten unseen."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from audit.lifecycle import Role
from audit.service import audits, responding
from audit.service.actors import SYSTEM
from audit.service.bodies import BodyView
from audit.service.follow_up import actions, findings
from audit.service.views import AuditView
from tests import build
from tests.web.browsing import Visitor

KEY = "small-institution/parity"
POSTS = {"head": {"women": 0, "men": 2, "other": 0}, "staff": {"women": 3, "men": 9, "other": 0}}
TODAY = date.today()
FINDING = {
    "title-en": "Few women decide",
    "title-ru": "",
    "text-en": "One of four.",
    "kind": "barrier",
    "priority": "high",
    "state": "agreed",
    "grounds": KEY,
}
PROMISE = {"what-en": "Open posts to women", "responsible": "Office of the head", "due": "2026-06-30"}


@dataclass
class Desk:
    """An auditor's browser beside a closed audit."""

    auditor: Visitor
    audit: AuditView
    session: Session

    def write(self, **changes: str) -> findings.FindingView:
        """Write a finding on its page."""
        address = f"/audits/{self.audit.id}/findings/new"
        self.auditor.get(address)
        self.auditor.post(address, {**FINDING, **changes})
        return findings.findings(self.session, SYSTEM, self.audit.id)[-1]

    def promise(self, **changes: str) -> actions.ActionView:
        """Promise an action on its page."""
        address = f"/audits/{self.audit.id}/actions/new"
        self.auditor.get(address)
        self.auditor.post(address, {**PROMISE, **changes})
        return actions.plan(self.session, SYSTEM, self.audit.body_id, today=TODAY)[-1]


@pytest.fixture
def desk(session: Session, body: BodyView, shelf: object, signed_in: Callable[[Role], Visitor]) -> Desk:
    """An audit that closed with few women at any level."""
    audit = audits.open_audit(session, SYSTEM, build.an_audit(session, body.id).id, today=build.TODAY)
    given: dict[str, Any] = {"posts": POSTS}
    institution = audit.enquiries[0].id
    responding.save_as(
        session, SYSTEM, audit.id, enquiry_id=institution, answers=given, language="en", today=build.TODAY
    )
    responding.submit_as(session, SYSTEM, audit.id, enquiry_id=institution, today=build.TODAY)
    closed = audits.close_audit(session, SYSTEM, audit.id, today=build.TODAY)
    return Desk(signed_in(Role.AUDITOR), closed, session)


def test_a_proposal_is_accepted_and_edited(desk: Desk) -> None:
    desk.auditor.get(f"/audits/{desk.audit.id}/findings")
    assert "Proposed by the report" in desk.auditor.text
    desk.auditor.get(f"/audits/{desk.audit.id}/findings/new?from={KEY}")
    assert desk.auditor.page.xpath("//input[@name='grounds'][@checked]/@value") == [KEY]
    desk.write()
    desk.auditor.get(f"/audits/{desk.audit.id}/findings")
    assert "1. Few women decide" in desk.auditor.text
    assert "Proposed by the report" not in desk.auditor.text


def test_a_proposal_is_dismissed_only_with_a_reason(desk: Desk) -> None:
    page = f"/audits/{desk.audit.id}/findings"
    desk.auditor.get(page)
    desk.auditor.post(f"{page}/dismissed", {"key": KEY, "reason": ""}, status=422)
    assert "the reason is kept" in desk.auditor.text
    desk.auditor.post(f"{page}/dismissed", {"key": KEY, "reason": "Two posts"})
    desk.auditor.get(page)
    assert "1 dismissed proposal" in desk.auditor.text
    assert "Two posts" in desk.auditor.text


def test_a_finding_without_a_title_comes_back_with_all_that_was_typed(desk: Desk) -> None:
    address = f"/audits/{desk.audit.id}/findings/new"
    desk.auditor.get(address)
    desk.auditor.post(address, {**FINDING, "title-en": " "}, status=422)
    assert "the finding has no title" in desk.auditor.text
    assert desk.auditor.page.xpath("//textarea[@name='text-en']/text()") == ["One of four."]
    assert desk.auditor.page.xpath("//select[@name='priority']/option[@selected]/@value") == ["high"]


def test_what_another_auditor_saved_meanwhile_is_shown_beside_what_was_typed(desk: Desk) -> None:
    kept = desk.write()
    address = f"/findings/{kept.id}"
    desk.auditor.get(address)
    desk.auditor.post(address, {**FINDING, "title-en": "First", "edition": "1"})
    desk.auditor.post(address, {**FINDING, "title-en": "Second", "edition": "1"}, status=422)
    assert "Somebody else has changed this meanwhile" in desk.auditor.text
    assert "First" in desk.auditor.text
    assert desk.auditor.page.xpath("//input[@name='title-en']/@value") == ["Second"]
    again = desk.auditor.page.xpath("//input[@name='edition']/@value")[0]
    desk.auditor.post(address, {**FINDING, "title-en": "Second", "edition": again})
    assert findings.finding(desk.session, SYSTEM, kept.id).title == {"en": "Second"}


@pytest.mark.parametrize(
    "given", [{"kind": "x"}, {"state": "dismissed"}, {"priority": ""}, {"edition": "²"}, {"edition": "9" * 5000}]
)
def test_a_form_that_was_tampered_with_changes_nothing(desk: Desk, given: dict[str, str]) -> None:
    kept = desk.write()
    desk.auditor.get(f"/findings/{kept.id}")
    desk.auditor.post(f"/findings/{kept.id}", {**FINDING, "title-en": "Other", "edition": "1", **given}, status=422)
    assert findings.finding(desk.session, SYSTEM, kept.id).title == {"en": "Few women decide"}


def test_a_promise_answers_a_finding_and_its_delay_is_seen_by_management(
    desk: Desk, signed_in: Callable[[Role], Visitor]
) -> None:
    finding = desk.write()
    yesterday = (TODAY - timedelta(days=1)).isoformat()
    desk.promise(finding=finding.id, due=yesterday)
    reader = signed_in(Role.MANAGEMENT)
    reader.get(f"/results/{desk.audit.id}")
    assert "1 promise is late" in reader.text
    reader.get(f"/bodies/{desk.audit.body_id}/actions?show=late")
    assert "answers finding 1" in reader.text


def test_what_management_changes_still_answers_its_finding(desk: Desk, signed_in: Callable[[Role], Visitor]) -> None:
    finding = desk.write()
    made = desk.promise(finding=finding.id)
    manager = signed_in(Role.MANAGEMENT)
    manager.get(f"/actions/{made.id}")
    manager.post(f"/actions/{made.id}", {**PROMISE, "due": "2026-12-31", "edition": "1"})
    changed = actions.action(desk.session, SYSTEM, made.id, today=TODAY)
    assert (changed.due, changed.finding) == (date(2026, 12, 31), 1)


@pytest.mark.parametrize("given", [{"due": "soon"}, {"due": ""}, {"responsible": ""}, {"what-en": ""}])
def test_a_promise_that_lacks_something_comes_back(desk: Desk, given: dict[str, str]) -> None:
    address = f"/audits/{desk.audit.id}/actions/new"
    desk.auditor.get(address)
    desk.auditor.post(address, {**PROMISE, **given}, status=422)
    assert desk.auditor.page.xpath("//*[@class='faults']//li")
    assert actions.plan(desk.session, SYSTEM, desk.audit.body_id, today=TODAY) == ()


def test_a_focal_point_reports_on_promises(desk: Desk, signed_in: Callable[[Role], Visitor]) -> None:
    made = desk.promise()
    reader = signed_in(Role.FOCAL_POINT)
    reader.get(f"/bodies/{desk.audit.body_id}/actions")
    assert not reader.page.xpath("//a[text()='Change']")
    reader.get(f"/actions/{made.id}/progress")
    reader.post(f"/actions/{made.id}/progress", {"state": "done", "note": "In the gazette", "edition": "1"})
    reader.get(f"/bodies/{desk.audit.body_id}/actions?show=settled")
    assert "In the gazette" in reader.text
    reader.get(f"/actions/{made.id}", status=403)


def test_both_pages_are_reached_from_the_audit(desk: Desk) -> None:
    desk.auditor.get(f"/audits/{desk.audit.id}")
    linked = desk.auditor.page.xpath("//main//a/@href")
    assert {f"/audits/{desk.audit.id}/findings", f"/bodies/{desk.audit.body_id}/actions"} <= set(linked)


def test_findings_of_an_open_audit_are_refused_with_what_to_wait_for(
    session: Session, body: BodyView, shelf: object, signed_in: Callable[[Role], Visitor]
) -> None:
    audit = audits.open_audit(session, SYSTEM, build.an_audit(session, body.id).id, today=build.TODAY)
    auditor = signed_in(Role.AUDITOR)
    auditor.get(f"/audits/{audit.id}/findings", status=403)
    assert "findings are written after it is closed" in auditor.text
