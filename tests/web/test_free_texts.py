"""An auditor reads texts on their page and publishes them; a rewritten text without words comes back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from audit.lifecycle import Role
from audit.service import audits, reading_texts, reporting, responding
from audit.service.actors import SYSTEM
from audit.service.bodies import BodyView
from audit.service.views import AuditView
from tests import build
from tests.web.browsing import Visitor


@pytest.fixture
def closed(session: Session, body: BodyView, shelf: Path) -> AuditView:
    """A closed audit in which ten people wrote what may be published."""
    file = shelf / "small-staff.yaml"
    told = file.read_text(encoding="utf-8")
    file.write_text(told.replace("comment, type: text", "comment, type: text, publish: true"), encoding="utf-8")
    audit = audits.open_audit(session, SYSTEM, build.an_audit(session, body.id).id, today=build.TODAY)
    for number, token in enumerate(
        build.invited(session, audit, audit.enquiries[1].id, [f"Person {each}" for each in range(10)])
    ):
        given = {"sex": "woman", "comment": f"Words <b>{number}</b>"}
        responding.save(session, token, given, language="en", today=build.TODAY)
        responding.submit(session, token, today=build.TODAY)
    return audits.close_audit(session, SYSTEM, audit.id, today=build.TODAY)


def _page(session: Session, audit: AuditView) -> tuple[str, reading_texts.QuestionView]:
    (question,) = reading_texts.to_read(session, SYSTEM, audit.id)
    return f"/audits/{audit.id}/texts/{question.enquiry_id}/{question.question}", question


def test_texts_are_read_and_published(
    session: Session, closed: AuditView, signed_in: Callable[[Role], Visitor]
) -> None:
    auditor = signed_in(Role.AUDITOR)
    page, question = _page(session, closed)
    auditor.get(page)
    assert len(auditor.page.xpath("//blockquote")) == 10
    assert not auditor.page.xpath("//blockquote/b")
    auditor.post(page, {f"reading-{each.digest}": "left_standing" for each in question.texts})
    auditor.get(f"/audits/{closed.id}/texts")
    auditor.post(f"/audits/{closed.id}/texts/published")
    report = reporting.report(session, SYSTEM, closed.id)
    assert [len(each.texts) for part in report.parts for each in part.texts if isinstance(each.texts, tuple)] == [10]
    auditor.get(f"/audits/{closed.id}/texts")
    auditor.post(f"/audits/{closed.id}/texts/published", status=403)
    assert "Nothing new can be published" in auditor.text


def test_a_rewritten_text_without_words_comes_back_with_what_was_chosen(
    session: Session, closed: AuditView, signed_in: Callable[[Role], Visitor]
) -> None:
    auditor = signed_in(Role.AUDITOR)
    page, question = _page(session, closed)
    auditor.get(page)
    chosen = {f"reading-{question.texts[0].digest}": "redacted", f"reading-{question.texts[1].digest}": "left_out"}
    auditor.post(page, chosen, status=422)
    assert "a rewritten text has no words" in auditor.text
    assert auditor.page.xpath("//input[@value='left_out'][@checked]/@name") == [f"reading-{question.texts[1].digest}"]


def test_respondents_are_told_that_their_words_may_be_published(
    session: Session, closed: AuditView, browse: Visitor
) -> None:
    audits.reopen_audit(session, SYSTEM, closed.id, reason="One more")
    (token,) = build.invited(session, closed, closed.enquiries[1].id, ["One more"])
    browse.get(f"/r/{token}/")
    assert "may be published without your name" in browse.text


@pytest.mark.parametrize("role", [Role.MANAGEMENT, Role.FOCAL_POINT])
def test_nobody_else_reads(
    session: Session, closed: AuditView, signed_in: Callable[[Role], Visitor], role: Role
) -> None:
    other = signed_in(role)
    other.get(_page(session, closed)[0], status=403)
