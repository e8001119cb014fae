"""A program reads what its token is for, page by page, and is told in its language what is wrong."""

import io
import json
from collections.abc import Callable

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from audit.analysis.report import canonical
from audit.lifecycle import Role
from audit.render.documents import DOCUMENTS
from audit.service import reporting, tokens
from audit.service.actors import SYSTEM
from audit.service.tokens import Scope
from audit.web.api.operations import BASE
from tests import build
from tests.web.api.conftest import TODAY, Program
from tests.web.browsing import Visitor


def test_without_a_token_nothing_is_told(app: Flask, work: build.FieldWork) -> None:
    refused = app.test_client().get(f"{BASE}/bodies")
    assert (refused.status_code, refused.mimetype) == (401, "application/problem+json")
    assert refused.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_session_of_the_pages_counts_for_nothing(work: build.FieldWork, signed_in: Callable[[Role], Visitor]) -> None:
    assert signed_in(Role.ADMINISTRATOR).client.get(f"{BASE}/bodies").status_code == 401


def test_a_token_opens_no_page(app: Flask, program: Program) -> None:
    sent = app.test_client().get("/tokens", headers=program.headers)
    assert (sent.location or "").startswith("/login")


def test_a_token_sees_its_own_body_only(session: Session, program: Program, work: build.FieldWork) -> None:
    other = build.a_body(session)
    assert [each["id"] for each in program.get("/bodies").get_json()["items"]] == [work.body.id]
    assert program.get(f"/bodies/{other.id}").status_code == 404


def test_a_verb_that_a_token_was_not_made_for_is_refused(app: Flask, a_token: Callable[..., tokens.TokenView]) -> None:
    reader = Program(app.test_client(), a_token(Scope.BODIES_READ).secret)
    assert reader.get("/bodies").status_code == 200
    refused = reader.get("/audits")
    assert (refused.status_code, refused.get_json()["code"]) == (403, "no-scope")
    assert "audits:read" in refused.get_json()["detail"]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_refusal_is_in_the_language_that_is_asked_for(language: str, program: Program) -> None:
    said = program.get(f"/bodies/{'0' * 32}", headers={"Accept-Language": language})
    assert said.headers["Content-Language"] == language
    assert any("а" <= sign <= "я" for sign in said.get_json()["detail"]) is (language == "ru")


@pytest.mark.parametrize("path", ["/nothing", "/bodies/a/b/c", "/audits/%00"])
def test_an_address_that_is_none_is_a_problem_too(path: str, program: Program) -> None:
    assert program.get(path).mimetype == "application/problem+json"


def test_a_list_is_read_on_by_its_link(program: Program) -> None:
    first = program.get("/questionnaires?limit=1")
    address = first.headers["Link"].partition(";")[0].strip("<>")
    second = program.client.get(address, headers=program.headers)
    named = [each.get_json()["items"][0]["name"] for each in (first, second)]
    assert named == sorted(build.SHELF)[:2]
    assert first.get_json()["next"] == named[0]


@pytest.mark.parametrize("asked", ["limit=0", "limit=101", "limit=x", "size=3"])
def test_what_no_list_takes_is_refused(asked: str, program: Program) -> None:
    refused = program.get(f"/bodies?{asked}")
    assert refused.status_code == 400
    assert refused.get_json()["mistakes"][0]["place"] == [asked.partition("=")[0]]


def test_what_has_not_changed_is_not_sent_again(program: Program) -> None:
    etag = program.get("/bodies").headers["ETag"]
    again = program.get("/bodies", headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")


def test_the_report_is_the_one_that_was_frozen(session: Session, program: Program, work: build.FieldWork) -> None:
    kept = canonical(reporting.report(session, SYSTEM, work.audit.id))
    assert program.get(f"/audits/{work.audit.id}/report").text == kept


@pytest.mark.parametrize("name", ["report-json", "workbook", "csv"])
def test_a_document_is_handed_out_and_remembered(
    name: str, session: Session, program: Program, work: build.FieldWork
) -> None:
    sent = program.get(f"/audits/{work.audit.id}/documents/{name}?language=ru")
    assert sent.mimetype == DOCUMENTS[name].media_type.partition(";")[0]
    assert sent.data
    assert f"{name}-ru" in sent.headers["Content-Disposition"]


def test_responses_of_a_document_are_laid_out_as_asked(program: Program, work: build.FieldWork) -> None:
    wanted = {"language": "en", "multiple": "details", "told": "labels", "versions": "all"}
    sent = program.get(f"/audits/{work.audit.id}/documents/workbook", query_string=wanted)
    last = load_workbook(io.BytesIO(sent.data)).worksheets[-1]
    told = [str(row[1]) for row in last.iter_rows(values_only=True)]
    assert [line.partition(" export ")[2] for line in told if " export " in line] == [
        "--lang en --multiple details --labels --versions all"
    ]


@pytest.mark.parametrize(("wanted", "status"), [("multiple=all", 400), ("language=de", 404), ("language=-", 400)])
def test_a_document_that_cannot_be_made_so_is_refused(
    wanted: str, status: int, program: Program, work: build.FieldWork
) -> None:
    assert program.get(f"/audits/{work.audit.id}/documents/workbook?{wanted}").status_code == status


def test_every_document_is_listed(program: Program, work: build.FieldWork) -> None:
    told = program.get(f"/audits/{work.audit.id}/documents", query_string={"limit": 100}).get_json()["items"]
    assert {each["name"] for each in told} == set(DOCUMENTS)


def test_progress_obeys_the_gate(session: Session, program: Program, work: build.FieldWork) -> None:
    made = build.an_audit(session, work.body.id, cycle="2026")
    from_the_page = program.get(f"/audits/{made.id}/enquiries").get_json()["items"]
    staff = next(each for each in from_the_page if each["respondent"] == "staff")
    assert staff["submitted"] == {"withheld": "field_work"}


def test_a_token_that_is_over_or_ended_opens_nothing(
    app: Flask, session: Session, a_token: Callable[..., tokens.TokenView]
) -> None:
    made = a_token()
    program = Program(app.test_client(), made.secret)
    assert program.get("/bodies").status_code == 200
    tokens.revoke(session, SYSTEM, made.id, today=TODAY)
    assert program.get("/bodies").status_code == 401


def test_too_many_requests_are_slowed_down(app: Flask, program: Program) -> None:
    app.config["PARITET_API_RATE"] = "2 per minute"
    answers = [program.get("/bodies") for _ in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 429]
    assert json.loads(answers[2].data)["status"] == 429
    assert answers[2].headers["Retry-After"]
