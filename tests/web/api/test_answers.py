"""Answers of named sets are read by who may; those given in confidence by nobody, with whatever right."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from audit.questionnaire.schema import Mode
from audit.service import audits, responding, tokens
from audit.service.actors import SYSTEM
from audit.service.tokens import Scope
from audit.store.models import Enquiry, Event
from tests import build
from tests.web.api.conftest import Program


def _path(work: build.FieldWork, enquiry_id: str) -> str:
    return f"/audits/{work.audit.id}/enquiries/{enquiry_id}/answers"


def test_the_institutions_set_is_read_as_the_report_has_it(
    session: Session, program: Program, work: build.FieldWork
) -> None:
    told = program.get(_path(work, work.institution)).get_json()
    (only,) = told["items"]
    assert (only["number"], only["answers"]["posts/staff/women"]) == (1, 3)
    assert told["report"] == program.get(f"/audits/{work.audit.id}/scorecards").get_json()["report"]
    assert "answers of small-institution" in [each.details.get("document") for each in session.scalars(select(Event))]


@pytest.mark.parametrize("mode", [Mode.ANONYMOUS, Mode.CONFIDENTIAL])
def test_what_was_given_in_confidence_is_refused(
    mode: Mode, session: Session, program: Program, work: build.FieldWork
) -> None:
    if mode is Mode.CONFIDENTIAL:
        work = _closed(session, work, enquiries=build.CONFIDENTIAL)
        assert session.get_one(Enquiry, work.staff).mode is Mode.CONFIDENTIAL
    refused = program.get(_path(work, work.staff))
    assert (refused.status_code, refused.get_json()["code"]) == (403, "not-named")


def test_named_answers_are_read_page_by_page(session: Session, program: Program, work: build.FieldWork) -> None:
    named = _closed(session, work, enquiries=build.NAMED)
    address, numbers = f"{_path(named, named.staff)}?limit=2", list[int]()
    while address:
        shown = program.client.get(
            address if address.startswith("http") else f"/api/v1{address}", headers=program.headers
        )
        numbers += [each["number"] for each in shown.get_json()["items"]]
        address = shown.headers.get("Link", "").partition(";")[0].strip("<>")
    assert numbers == [1, 2, 3, 4, 5, 6]
    assert program.get(_path(named, named.staff), query_string={"cursor": "9" * 150}).get_json()["items"]


def test_of_an_open_audit_no_answer_is_read(session: Session, program: Program, work: build.FieldWork) -> None:
    audits.reopen_audit(session, SYSTEM, work.audit.id, reason="late")
    assert program.get(_path(work, work.institution)).status_code == 409


def test_the_right_to_reports_is_not_the_right_to_answers(
    app: Flask, work: build.FieldWork, a_token: Callable[..., tokens.TokenView]
) -> None:
    others = [each for each in Scope if each is not Scope.ANSWERS_READ]
    reader = Program(app.test_client(), a_token(*others).secret)
    assert reader.get(_path(work, work.institution)).status_code == 403


def _closed(session: Session, work: build.FieldWork, **changes: object) -> build.FieldWork:
    """Return a further audit of the same body, closed, that six answered."""
    draft = build.an_audit(session, work.body.id, cycle="2026", **changes)
    audit = audits.open_audit(session, SYSTEM, draft.id, today=build.TODAY)
    staff = next(each.id for each in audit.enquiries if each.questionnaire_name != "small-institution")
    links = build.invited(session, audit, staff, [f"person {number}" for number in range(6)])
    for link in links:
        responding.save(session, link, {"sex": "woman"}, language="en")
        responding.submit(session, link, today=build.TODAY)
    audits.close_audit(session, SYSTEM, audit.id, today=build.TODAY)
    return build.FieldWork(work.body, audit, staff, work.institution, links)
