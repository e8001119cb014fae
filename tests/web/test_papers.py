"""Paper in the browser: an auditor types in what came back, a focal point brings in what colleagues filled."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from audit.lifecycle import Role
from audit.questionnaire import loader
from audit.service import audits, responding
from audit.service.actors import SYSTEM
from audit.service.bodies import BodyView
from audit.service.views import AuditView
from audit.store import responses
from tests import build
from tests.questionnaire.filling import filled, form
from tests.web.browsing import Visitor

SignedIn = Callable[[Role], Visitor]
SET = loader.loads(build.INSTITUTION)


@pytest.fixture
def opened(shelf: Path, body: BodyView, session: Session) -> AuditView:
    """An open audit of both small questionnaires."""
    return audits.open_audit(session, SYSTEM, build.an_audit(session, body.id).id)


def _paper(opened: AuditView) -> str:
    return f"/audits/{opened.id}/{opened.enquiries[1].id}/paper"


def _files(opened: AuditView) -> str:
    return f"/sets/{opened.id}/{opened.enquiries[0].id}/files"


def _excel(remark: str, name: str) -> tuple[io.BytesIO, str]:
    return io.BytesIO(filled({"remark": remark}, form(SET))), name


def _remark(session: Session, opened: AuditView) -> object:
    session.expire_all()
    return responding.arrive_as(session, SYSTEM, opened.id, enquiry_id=opened.enquiries[0].id).answers.get("remark")


def test_an_auditor_hands_out_forms_and_types_one_in(opened: AuditView, session: Session, signed_in: SignedIn) -> None:
    auditor = signed_in(Role.AUDITOR)
    auditor.get(f"/audits/{opened.id}")
    assert auditor.page.xpath("//a/@href[. = $path]", path=_paper(opened))
    auditor.get(_paper(opened))
    auditor.post(_paper(opened), {"what": "answers", "sex": "woman"}, status=422)
    assert auditor.page.xpath("//option[@value='woman'][@selected]")
    auditor.post(_paper(opened), {"what": "forms", "forms": "1"})
    auditor.get(_paper(opened))
    auditor.post(_paper(opened), {"what": "answers", "sex": "woman", "years": "7", "comment": ""})
    kept = responses.of_enquiry(session, opened.enquiries[1].id, submitted=True)
    assert list(kept.values()) == [{"sex": '"woman"', "years": "7"}]


def test_the_same_page_sent_twice_uses_one_form(opened: AuditView, session: Session, signed_in: SignedIn) -> None:
    auditor = signed_in(Role.AUDITOR)
    auditor.get(_paper(opened))
    auditor.post(_paper(opened), {"what": "forms", "forms": "2"})
    auditor.get(_paper(opened))
    sheet = auditor.page.xpath("string(//input[@name='sheet']/@value)")
    for _ in range(2):
        auditor.get(_paper(opened))
        auditor.post(_paper(opened), {"what": "answers", "sex": "woman", "sheet": sheet})
    assert len(responses.of_enquiry(session, opened.enquiries[1].id, submitted=True)) == 1
    auditor.get(_paper(opened))
    assert "Typed in: 1" in auditor.text


def test_a_mistake_on_paper_is_said_and_nothing_typed_is_lost(opened: AuditView, signed_in: SignedIn) -> None:
    auditor = signed_in(Role.AUDITOR)
    auditor.get(_paper(opened))
    auditor.post(_paper(opened), {"what": "answers", "years": "many", "comment": "Kept"}, status=422)
    assert "Kept" in auditor.page.xpath("string(//*[@name='comment'])") + auditor.page.xpath(
        "string(//*[@name='comment']/@value)"
    )
    auditor.post(_paper(opened), {"what": "forms", "forms": "none"}, status=422)


def test_forms_of_colleagues_are_brought_in_and_a_person_decides_where_they_differ(
    opened: AuditView, session: Session, signed_in: SignedIn
) -> None:
    focal = signed_in(Role.FOCAL_POINT)
    focal.get(_files(opened))
    focal.post(_files(opened), {"files": [_excel("A", "one.xlsx"), _excel("B", "two.xlsx")]}, status=409)
    assert _remark(session, opened) is None
    packed = focal.page.xpath("string(//input[@name='filed']/@value)")
    assert focal.page.xpath("//input[@type='radio']/@value") == ["one.xlsx", "two.xlsx"]
    focal.post(_files(opened), {"filed": packed, "choice/remark": "two.xlsx"}, status=200)
    assert _remark(session, opened) == "B"
    focal.get(_files(opened))
    focal.post(_files(opened), {"files": [_excel("C", "three.xlsx")]}, status=409)
    assert _remark(session, opened) == "B"


@pytest.mark.parametrize("packed", ["x", "[1]", json.dumps([["a", {"nothing": 1}]]), "[" * 5000])
def test_choices_that_do_not_come_through_are_refused(opened: AuditView, signed_in: SignedIn, packed: str) -> None:
    focal = signed_in(Role.FOCAL_POINT)
    focal.get(_files(opened))
    focal.post(_files(opened), {"filed": packed}, status=422)


def test_a_focal_point_finds_where_forms_are_brought_in_on_the_first_page(
    opened: AuditView, signed_in: SignedIn
) -> None:
    focal = signed_in(Role.FOCAL_POINT)
    focal.get("/")
    assert focal.page.xpath("//main//a/@href[. = $path]", path=_files(opened))


def test_what_is_no_form_is_refused(opened: AuditView, signed_in: SignedIn) -> None:
    focal = signed_in(Role.FOCAL_POINT)
    focal.get(_files(opened))
    focal.post(_files(opened), {}, status=422)
    focal.post(_files(opened), {"files": [(io.BytesIO(b"text"), "form.xlsx")]}, status=422)


def test_forms_are_handed_out_in_word_and_excel(opened: AuditView, signed_in: SignedIn) -> None:
    auditor = signed_in(Role.AUDITOR)
    for ending in ("docx", "xlsx"):
        sent = auditor.client.get(f"/audits/{opened.id}/{opened.enquiries[0].id}/blank.{ending}?language=ru")
        assert (sent.status_code, sent.data[:2]) == (200, b"PK")


def test_management_types_nothing_in_and_brings_nothing_in(opened: AuditView, signed_in: SignedIn) -> None:
    management = signed_in(Role.MANAGEMENT)
    management.get(_paper(opened), status=403)
    management.get(_files(opened), status=403)
