"""An auditor asks for documents, follows them, cancels them, and fetches what is ready."""

from collections.abc import Callable

import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from flask import Flask
from sqlalchemy.orm import Session

from audit.lifecycle import JobState, Role
from audit.render.word.refusing import refused_at, within
from audit.service import audits, jobs
from audit.service.actors import SYSTEM
from audit.service.bodies import BodyView
from audit.service.views import AuditView
from audit.web import documents
from tests import build
from tests.web.browsing import Visitor


@pytest.fixture
def closed(session: Session, body: BodyView, shelf: object) -> AuditView:
    """A closed audit."""
    audit = audits.open_audit(session, SYSTEM, build.an_audit(session, body.id).id, today=build.TODAY)
    return audits.close_audit(session, SYSTEM, audit.id, today=build.TODAY)


@pytest.fixture
def auditor(signed_in: Callable[[Role], Visitor]) -> Visitor:
    """The auditor's browser."""
    return signed_in(Role.AUDITOR)


def _asked(auditor: Visitor, audit: AuditView, **changes: str) -> str:
    page = f"/audits/{audit.id}/documents"
    auditor.get(page)
    return auditor.post(page, {"document": "workbook", "language": "en", **changes}).location


def _made(app: Flask, session: Session, audit: AuditView) -> jobs.JobView:
    """Do what the worker does with the latest job."""
    (job,) = jobs.jobs(session, SYSTEM, audit.id)
    jobs.begin(session, job.id)
    place = jobs.place(app.extensions["paritet.settings"].instance, job.id)
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(b"PK made")
    jobs.finish(session, job.id)
    return job


def test_a_document_is_followed_by_a_page_that_looks_again_until_it_is_ready(
    app: Flask, session: Session, closed: AuditView, auditor: Visitor
) -> None:
    job = _asked(auditor, closed)
    waiting = auditor.get(job)
    assert waiting.headers["Refresh"] == "2"
    assert auditor.page.xpath("//progress[@max='100']")
    _made(app, session, closed)
    assert "Refresh" not in auditor.get(job).headers
    with auditor.client.get(f"{job}/file") as fetched:
        assert (fetched.data, fetched.headers["Content-Disposition"]) == (
            b"PK made",
            "attachment; filename=paritet-2025-workbook-en.xlsx",
        )


def test_a_document_that_is_cancelled_is_not_handed_out(session: Session, closed: AuditView, auditor: Visitor) -> None:
    job = _asked(auditor, closed)
    auditor.get(job)
    auditor.post(f"{job}/cancelled")
    assert jobs.jobs(session, SYSTEM, closed.id)[0].state is JobState.CANCELLED
    auditor.get(f"{job}/file", status=404)


@pytest.mark.parametrize("given", [{"document": "virus"}, {"language": "tlh"}, {"document": ""}])
def test_only_offered_documents_are_made(
    session: Session, closed: AuditView, auditor: Visitor, given: dict[str, str]
) -> None:
    page = f"/audits/{closed.id}/documents"
    auditor.get(page)
    auditor.post(page, {"document": "workbook", "language": "en", **given}, status=400)
    assert jobs.jobs(session, SYSTEM, closed.id) == ()


def test_asking_twice_leads_to_one_document(closed: AuditView, auditor: Visitor) -> None:
    assert _asked(auditor, closed) == _asked(auditor, closed)


@pytest.mark.parametrize("why", sorted(documents.WHYS))
def test_a_document_that_failed_says_why_and_what_to_do(
    session: Session, closed: AuditView, auditor: Visitor, why: str
) -> None:
    address = _asked(auditor, closed)
    (job,) = jobs.jobs(session, SYSTEM, closed.id)
    jobs.begin(session, job.id)
    jobs.fail(session, job.id, why=why)
    auditor.get(address)
    assert "ask for it again" in auditor.text.lower()


@pytest.mark.parametrize("role", [Role.MANAGEMENT, Role.FOCAL_POINT])
def test_documents_are_the_auditors(
    closed: AuditView, auditor: Visitor, signed_in: Callable[[Role], Visitor], role: Role
) -> None:
    job = _asked(auditor, closed)
    other = signed_in(role)
    for path in (f"/audits/{closed.id}/documents", job, f"{job}/file"):
        other.get(path, status=403)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["part word/header1.xml, paragraph 3: a name is not known: titel. Use only: body", "Mend it"]),
        ("ru", ["абзац 3: такого имени нет: titel. Можно использовать только: body", "Шаблон Word этой организации"]),
    ],
)
def test_a_template_that_cannot_be_filled_is_said_at_the_job_with_its_place(
    session: Session, closed: AuditView, auditor: Visitor, language: str, said: list[str]
) -> None:
    page = _asked(auditor, closed, document="report-word")
    (job,) = jobs.jobs(session, SYSTEM, closed.id)
    jobs.begin(session, job.id)
    fault = within(refused_at("template-name", 4, said="titel"), Part(PackURI("/word/header1.xml"), "application/xml"))
    jobs.refuse(session, job.id, fault.mistakes)
    auditor.client.set_cookie("language", language)
    auditor.get(page)
    assert all(each in auditor.text for each in said)
    assert "our side" not in auditor.text
