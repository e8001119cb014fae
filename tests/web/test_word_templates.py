"""An auditor gives Word reports a template of her body's own: it is tried at once, used by programs and goes back."""

import io
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from docx import Document
from sqlalchemy.orm import Session

from audit.analysis import made_up
from audit.lifecycle import Role
from audit.render import word
from audit.render.documents import DOCUMENTS
from audit.service import audits, people, tokens, word_templates
from audit.service.actors import SYSTEM
from audit.service.bodies import BodyView
from audit.service.tokens import Scope
from audit.service.views import AuditView
from audit.web.api.operations import BASE
from tests import build
from tests.web.browsing import Visitor

DOCX = DOCUMENTS["report-word"].media_type


@pytest.fixture
def auditor(signed_in: Callable[[Role], Visitor]) -> Visitor:
    """The auditor's browser."""
    return signed_in(Role.AUDITOR)


def _template(*lines: str) -> bytes:
    made = Document()
    for line in lines:
        made.add_paragraph(line)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _give(auditor: Visitor, body: BodyView, content: bytes, *, name: str = "own.docx", status: int = 303) -> None:
    page = f"/bodies/{body.id}/word-template"
    auditor.get(page)
    auditor.post(page, {"file": (io.BytesIO(content), name)}, status=status)


def test_a_template_is_tried_kept_handed_out_and_taken_back(session: Session, auditor: Visitor, body: BodyView) -> None:
    own, page = _template("Ministry – {{ title }}"), f"/bodies/{body.id}/word-template"
    _give(auditor, body, own)
    auditor.get(page)
    assert "own.docx" in auditor.text
    handed = auditor.client.get(f"{page}/file")
    assert (handed.data, handed.mimetype) == (own, DOCX)
    assert "own.docx" in handed.headers["Content-Disposition"]
    auditor.post(f"{page}/ours")
    assert word_templates.content(session, SYSTEM, body.id) is None
    assert auditor.client.get(f"{page}/file").data == auditor.client.get(f"{page}/ours").data == word.default()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"hello", "this is not a Word template that can be opened. Save it from Word as .docx"),
        (_template("{{ no_such_name }}"), "no_such_name"),
        (_template("{{ title.__class__ }}"), "Use only: body, title"),
    ],
)
def test_a_template_that_cannot_be_filled_is_refused_with_what_to_do(
    session: Session, auditor: Visitor, body: BodyView, content: bytes, said: str
) -> None:
    _give(auditor, body, content, status=422)
    assert said in auditor.text
    assert "The template in use has not changed" in auditor.text
    assert word_templates.content(session, SYSTEM, body.id) is None


def test_without_a_file_one_is_asked_for(auditor: Visitor, body: BodyView) -> None:
    page = f"/bodies/{body.id}/word-template"
    auditor.get(page)
    auditor.post(page, {}, status=422)
    assert "Choose a file first" in auditor.text


@pytest.mark.parametrize("role", [Role.MANAGEMENT, Role.FOCAL_POINT])
def test_templates_are_the_auditors(body: BodyView, signed_in: Callable[[Role], Visitor], role: Role) -> None:
    other = signed_in(role)
    for path in ("", "/file", "/ours"):
        other.get(f"/bodies/{body.id}/word-template{path}", status=403)


def test_nobody_reaches_the_template_of_another_body(session: Session, auditor: Visitor) -> None:
    other = build.a_body(session)
    for path in ("", "/file", "/ours"):
        auditor.get(f"/bodies/{other.id}/word-template{path}", status=404)


@pytest.mark.usefixtures("shelf")
def test_programs_take_reports_filled_into_the_body_s_own_template(
    session: Session, auditor: Visitor, body: BodyView
) -> None:
    planned: AuditView = audits.open_audit(session, SYSTEM, build.an_audit(session, body.id).id, today=build.TODAY)
    closed = audits.close_audit(session, SYSTEM, planned.id, today=build.TODAY)
    word_templates.replace(
        session,
        SYSTEM,
        body.id,
        name="own.docx",
        given=_template("Ministry – {{ title }}"),
        on=date.today(),
        tried=partial(word.tried, report=made_up.report()),
    )
    user = build.a_user(session)
    people.grant(session, SYSTEM, user.id, body_id=body.id, role=Role.AUDITOR)
    robot = people.actor_for(session, user.id)
    token = tokens.make(session, robot, body.id, name="robot", scopes=tuple(Scope), days=1, today=date.today())
    program = auditor.client.application.test_client()
    headers = {"Authorization": f"Bearer {token.secret}"}
    sent = program.get(f"{BASE}/audits/{closed.id}/documents/report-word?language=en", headers=headers)
    assert Document(io.BytesIO(sent.data)).paragraphs[0].text.startswith("Ministry – ")
