"""A program changes what its token lets it: once however often it asks, and never over somebody else's change."""

import sqlite3
from contextlib import closing
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from audit.service import audits, bodies, people, reporting
from audit.service.actors import SYSTEM
from audit.store.models import ApiAnswer, ApiToken, Event
from audit.web.api import asking
from tests import build
from tests.web.api.conftest import TODAY, Program

COUNTS = {"counts": {"head": {"women": 1, "men": 2}, "staff": {"women": 5, "men": 4, "other": 1}}}


def _plan(work: build.FieldWork, **changes: object) -> dict[str, object]:
    return {
        "body_id": work.body.id,
        "title": {"en": "Next", "ru": "Следующий"},
        "cycle": "2026",
        "period_start": "2026-01-01",
        "period_end": "2026-12-31",
        "reference_date": "2026-12-31",
        "languages": ["en", "ru"],
        "enquiries": [{"questionnaire_name": "small-staff"}],
        **changes,
    }


def test_a_headcount_is_recorded_and_read_back(session: Session, program: Program, work: build.FieldWork) -> None:
    path = f"/bodies/{work.body.id}/head-counts/2026-06-30"
    sent = program.ask("PUT", path, json=COUNTS)
    assert sent.status_code == 200
    assert program.get(path).get_json() == sent.get_json() == {"on": "2026-06-30", **COUNTS}
    assert bodies.headcounts(session, SYSTEM, work.body.id)[-1].on.isoformat() == "2026-06-30"


def test_a_change_over_somebody_elses_is_refused(program: Program, work: build.FieldWork) -> None:
    path = f"/bodies/{work.body.id}/head-counts/2026-06-30"
    seen = program.ask("PUT", path, json=COUNTS).headers["ETag"]
    other = {"counts": {"head": {"women": 2, "men": 2}}}
    assert program.ask("PUT", path, json=other, headers={"If-Match": seen}).status_code == 200
    refused = program.ask("PUT", path, json=COUNTS, headers={"If-Match": seen})
    assert (refused.status_code, refused.get_json()["code"]) == (412, "changed-meanwhile")
    assert program.get(path).get_json()["counts"] == other["counts"]


def test_nobody_comes_between_the_look_and_the_change(
    database_url: str, program: Program, work: build.FieldWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"/bodies/{work.body.id}/head-counts/2026-06-30"
    seen = program.ask("PUT", path, json=COUNTS).headers["ETag"]
    look, told = asking._matches, list[str]()

    def looked(*given: Any) -> bool:  # noqa: ANN401 - as it is called
        found = look(*given)
        other = sqlite3.connect(database_url.removeprefix("sqlite:///"), timeout=0)
        with closing(other), pytest.raises(sqlite3.OperationalError) as refused:
            other.execute("BEGIN IMMEDIATE")
        told.append(str(refused.value))
        return found

    monkeypatch.setattr(asking, "_matches", looked)
    assert program.ask("PUT", path, json=COUNTS, headers={"If-Match": seen}).status_code == 200
    assert told == ["database is locked"]


def test_a_step_that_names_what_it_saw_is_taken_whole(
    session: Session, program: Program, work: build.FieldWork
) -> None:
    path = f"/audits/{work.audit.id}"
    seen = program.get(path).headers["ETag"]
    reopened = program.ask("POST", f"{path}/reopen", json={"reason": "late"}, headers={"If-Match": seen})
    assert reopened.get_json()["state"] == "open"
    assert program.ask("POST", f"{path}/close", headers={"If-Match": seen}).status_code == 412
    closed = program.ask("POST", f"{path}/close", headers={"If-Match": program.get(path).headers["ETag"]})
    assert closed.get_json()["state"] == "closed"
    assert len(reporting.snapshots(session, SYSTEM, work.audit.id)) == 2


def test_the_language_of_who_reads_does_not_change_what_she_saw(program: Program, work: build.FieldWork) -> None:
    path = f"/audits/{work.audit.id}"
    tags = {program.get(path, headers={"Accept-Language": each}).headers["ETag"] for each in ("ru", "en")}
    assert len(tags) == 1
    told = [program.get(f"{path}/documents", headers={"Accept-Language": each}) for each in ("ru", "en")]
    assert told[0].headers["ETag"] != told[1].headers["ETag"]
    assert all("Accept-Language" in each.headers["Vary"] for each in told)


def test_a_mistake_has_its_place_and_remedy(program: Program, work: build.FieldWork) -> None:
    path = f"/bodies/{work.body.id}/head-counts/2026-06-30"
    typed = program.ask("PUT", path, json={"counts": {"head": {"women": "many"}}})
    assert typed.status_code == 422
    assert typed.get_json()["mistakes"][0]["place"] == ["counts", "head", "women"]
    named = program.ask("PUT", path, json={"counts": {"boss": {"women": 1}}}, headers={"Accept-Language": "ru"})
    assert named.get_json()["mistakes"][0]["wrong"] == "в организации нет уровня «boss»"


@pytest.mark.parametrize("day", ["2026-02-30", "20260101", "today"])
def test_a_day_that_is_none_is_no_address(day: str, program: Program, work: build.FieldWork) -> None:
    assert program.ask("PUT", f"/bodies/{work.body.id}/head-counts/{day}", json=COUNTS).status_code == 404


def test_an_audit_is_planned_opened_closed_and_reopened_with_a_reason(
    session: Session, program: Program, work: build.FieldWork
) -> None:
    made = program.ask("POST", "/audits", json=_plan(work)).get_json()
    steps = [("open", {}), ("close", {}), ("reopen", {"reason": "A late answer"})]
    states = [
        program.ask("POST", f"/audits/{made['id']}/{step}", json=sent).get_json()["state"] for step, sent in steps
    ]
    assert states == ["open", "closed", "open"]
    assert audits.events(session, SYSTEM, made["id"])[0].details["reason"] == "A late answer"
    again = program.ask("POST", f"/audits/{made['id']}/open")
    assert (again.status_code, again.get_json()["code"]) == (409, "wrong-state")


def test_what_is_asked_twice_with_one_key_is_done_once(
    session: Session, program: Program, work: build.FieldWork
) -> None:
    headers = {"Idempotency-Key": "plan-2026"}
    first, second = (program.ask("POST", "/audits", json=_plan(work), headers=headers) for _ in range(2))
    assert (first.status_code, second.status_code, second.headers["Idempotent-Replayed"]) == (201, 201, "true")
    assert first.get_json() == second.get_json()
    assert len(audits.audits(session, SYSTEM)) == 2
    other = program.ask("POST", "/audits", json=_plan(work, cycle="2027"), headers=headers)
    assert (other.status_code, other.get_json()["code"]) == (422, "key-used")


def test_a_key_of_what_was_refused_can_be_used_again(program: Program, work: build.FieldWork) -> None:
    headers = {"Idempotency-Key": "k"}
    wrong = _plan(work, enquiries=[{"questionnaire_name": "nothing"}])
    assert program.ask("POST", "/audits", json=wrong, headers=headers).status_code == 404
    assert program.ask("POST", "/audits", json=_plan(work), headers=headers).status_code == 201


def test_links_are_told_once_and_lie_in_no_table(session: Session, program: Program, work: build.FieldWork) -> None:
    made = program.ask("POST", "/audits", json=_plan(work)).get_json()
    opened = program.ask("POST", f"/audits/{made['id']}/open").get_json()
    path = f"/audits/{made['id']}/enquiries/{opened['enquiries'][0]['id']}/invitations"
    sent = program.ask("POST", path, json={"people": [{"label": "Aigul"}]}, headers={"Idempotency-Key": "k"})
    url = sent.get_json()["links"][0]["url"]
    token = url.rstrip("/").rsplit("/", 1)[-1]
    assert program.client.get(url).status_code == 200
    assert token not in session.scalars(select(ApiAnswer.sealed)).one()
    twice = program.ask("POST", path, json={"people": [{"label": "Aigul"}]})
    assert (twice.status_code, twice.get_json()["mistakes"][0]["code"]) == (422, "invited-twice")


def test_a_questionnaire_is_checked_with_all_its_mistakes(program: Program) -> None:
    good = program.ask("POST", "/questionnaires/check", json={"yaml": build.SHELF["small-staff"]})
    assert good.get_json() == {"usable": True, "mistakes": []}
    broken = build.SHELF["small-staff"].replace("choices: agree", "choices: agreed")
    told = program.ask("POST", "/questionnaires/check", json={"yaml": broken}).get_json()
    assert told["usable"] is False
    assert all(each["place"] and each["remedy"] for each in told["mistakes"])


def test_what_is_no_json_is_refused(program: Program) -> None:
    assert program.ask("POST", "/audits", data="{", content_type="text/plain").status_code == 415
    assert program.ask("POST", "/audits", data="{", content_type="application/json").status_code == 422


def test_a_token_is_kept_as_a_digest_and_its_use_by_day(session: Session, program: Program) -> None:
    program.get("/bodies")
    kept = session.scalars(select(ApiToken)).one()
    assert program.headers["Authorization"].removeprefix("Bearer ") not in str(vars(kept))
    assert kept.last_used_on == TODAY


def test_what_a_program_did_is_told_by_its_name(session: Session, program: Program, work: build.FieldWork) -> None:
    program.ask("PUT", f"/bodies/{work.body.id}/head-counts/2026-06-30", json=COUNTS)
    told = session.scalars(select(Event).where(Event.what == "headcount-recorded")).all()
    assert told[-1].actor == "Aigul: robot"


def test_a_role_taken_from_the_maker_is_taken_from_the_token(
    app: Flask, session: Session, program: Program, work: build.FieldWork
) -> None:
    maker = people.users(session, SYSTEM)[0]
    for role in maker.roles[work.body.id]:
        people.revoke(session, SYSTEM, maker.id, body_id=work.body.id, role=role)
    assert program.get(f"/bodies/{work.body.id}").status_code == 404
