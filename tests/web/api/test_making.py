"""A program asks for a document, follows it, fetches it when it is ready, or cancels it."""

import io
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from audit.service import audits, jobs
from audit.service.actors import SYSTEM
from audit.store.models import WordTemplate
from audit.worker import making, running
from tests import build
from tests.web.api.conftest import Program

WANTED = {"document": "workbook", "language": "ru"}


@pytest.fixture
def path(work: build.FieldWork) -> str:
    """Where documents of the closed audit are asked for."""
    return f"/audits/{work.audit.id}/jobs"


def _make(session: Session, job_id: str, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a document as the worker's process does."""
    monkeypatch.setenv("PARITET_INSTANCE", str(tmp_path))
    monkeypatch.setattr(running, "GIVES_WAY", 0)
    assert jobs.begin(session, job_id) is not None
    making.main(job_id)


def test_a_document_is_asked_for_followed_and_fetched(
    session: Session,
    engine: Engine,
    program: Program,
    path: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = program.ask("POST", path, json=WANTED | {"told": "labels", "multiple": "details"})
    assert (asked.status_code, asked.get_json()["state"]) == (202, "queued")
    place = asked.headers["Location"].partition("/api/v1")[2]
    assert program.get(f"{place}/file").status_code == 404
    _make(session, asked.get_json()["id"], engine, tmp_path, monkeypatch)
    ready = program.get(place).get_json()
    assert (ready["state"], ready["progress"]) == ("done", 100)
    sent = program.get(f"{place}/file")
    assert zipfile.is_zipfile(io.BytesIO(sent.data))
    assert ready["file"] in sent.headers["Content-Disposition"]
    assert program.get(path).get_json()["items"] == [ready]


def test_the_layout_is_part_of_what_is_asked_for(session: Session, program: Program, path: str) -> None:
    plain, again, wide = (
        program.ask("POST", path, json=each).get_json()["id"] for each in (WANTED, WANTED, WANTED | {"versions": "all"})
    )
    assert plain == again != wide
    assert jobs.job(session, SYSTEM, wide).layout


def test_a_document_is_cancelled(program: Program, path: str) -> None:
    asked = program.ask("POST", path, json=WANTED).get_json()["id"]
    cancelled = program.ask("DELETE", f"/jobs/{asked}")
    assert (cancelled.status_code, cancelled.get_json()["state"]) == (200, "cancelled")
    assert program.get(f"/jobs/{asked}/file").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "status"),
    [({"document": "nothing"}, 404), ({"language": "kk"}, 404), ({"told": "both"}, 422), ({"size": 3}, 422)],
)
def test_what_there_is_not_is_refused(wrong: dict[str, object], status: int, program: Program, path: str) -> None:
    assert program.ask("POST", path, json=WANTED | wrong).status_code == status


def test_of_an_open_audit_or_another_body_nothing_is_made(
    session: Session, program: Program, path: str, work: build.FieldWork
) -> None:
    other = build.field_work(session)
    assert program.ask("POST", f"/audits/{other.audit.id}/jobs", json=WANTED).status_code == 404
    audits.close_audit(session, SYSTEM, other.audit.id, today=build.TODAY)
    theirs = jobs.ask(session, SYSTEM, other.audit.id, document="csv", language="en", file="x")
    assert {program.ask(m, f"/jobs/{theirs.id}").status_code for m in ("GET", "DELETE")} == {404}
    audits.reopen_audit(session, SYSTEM, work.audit.id, reason="late")
    assert program.ask("POST", path, json=WANTED).status_code == 409


def test_a_template_that_cannot_be_filled_is_named_as_the_reason(
    session: Session,
    engine: Engine,
    program: Program,
    work: build.FieldWork,
    path: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session.add(WordTemplate(body_id=work.body.id, name="own.docx", content=b"", given_on=build.TODAY))
    session.commit()
    asked = program.ask("POST", path, json={"document": "report-word", "language": "ru"}).get_json()
    _make(session, asked["id"], engine, tmp_path, monkeypatch)
    failed = next(each for each in program.get(path).get_json()["items"] if each["id"] == asked["id"])
    assert (failed["state"], failed["why"]) == ("failed", "template-empty")
