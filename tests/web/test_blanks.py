"""Blank forms in the browser: links at every questionnaire, the promise of the audit, and only for its auditors."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy.orm import Session

from audit.lifecycle import Role
from audit.questionnaire.schema import Mode
from audit.service.bodies import BodyView
from audit.service.views import EnquiryDraft
from tests import build
from tests.web.browsing import Visitor

SMALL = ("small-institution", "small-staff")
LINKS = "//a[contains(@href, '/blank.pdf')]/@href"


@pytest.fixture
def auditor(shelf: Path, signed_in: Callable[[Role], Visitor]) -> Visitor:
    """An auditor at a shelf of two small questionnaires."""
    return signed_in(Role.AUDITOR)


def _links(visitor: Visitor, page: str) -> list[str]:
    visitor.get(page)
    return [str(found) for found in visitor.page.xpath(LINKS)]


def _words(visitor: Visitor, path: str) -> str:
    sent = visitor.client.get(path)
    assert (sent.status_code, sent.mimetype) == (200, "application/pdf")
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(sent.data)).pages))


def test_every_questionnaire_of_a_plan_can_be_printed_in_each_of_its_languages(
    auditor: Visitor, body: BodyView
) -> None:
    found = _links(auditor, f"/bodies/{body.id}/audits/new")
    assert {
        f"/questionnaires/{name}/blank.pdf?language={language}" for name in SMALL for language in ("en", "ru")
    } <= set(found)
    assert all("Digest" in _words(auditor, link) or "Контрольная сумма" in _words(auditor, link) for link in found)


def test_the_form_of_an_audit_repeats_what_the_audit_promises(
    auditor: Visitor, body: BodyView, session: Session
) -> None:
    asked = EnquiryDraft("small-staff", Mode.ANONYMOUS, 8, 14)
    audit = build.an_audit(session, body.id, enquiries=(asked,))
    link = next(each for each in _links(auditor, f"/audits/{audit.id}") if each.endswith("language=en"))
    said = _words(auditor, link)
    assert "fewer than 8 people" in said
    assert "fewer than 14 people" in said
    assert audit.enquiries[0].digest in said


def test_a_language_that_the_questionnaire_lacks_falls_back_to_its_first(auditor: Visitor) -> None:
    sent = auditor.client.get("/questionnaires/small-staff/blank.pdf?language=fr")
    assert sent.headers["Content-Disposition"] in {
        f'attachment; filename="small-staff-{language}.pdf"' for language in ("en", "ru")
    }


@pytest.mark.parametrize("path", ["/questionnaires/none/blank.pdf", "/audits/none/none/blank.pdf"])
def test_what_is_not_there_is_not_found(auditor: Visitor, path: str) -> None:
    auditor.get(path, status=404)


def test_management_sees_no_link_and_gets_no_form(
    shelf: Path, body: BodyView, session: Session, signed_in: Callable[[Role], Visitor]
) -> None:
    audit = build.an_audit(session, body.id)
    signed_in(Role.MANAGEMENT).get(f"/audits/{audit.id}/{audit.enquiries[0].id}/blank.pdf", status=403)
