"""A program keeps its own webhooks: makes, changes, tries and ends them, for its own body and with that right only."""

import json
from collections.abc import Callable, Sequence

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from audit.service import tokens
from audit.service.actors import SYSTEM
from audit.service.tokens import Scope
from audit.service.webhooks import addresses, endpoints, kinds, outbox, signing
from audit.service.webhooks.endpoints import WebhookDraft
from audit.service.webhooks.kinds import Kind
from audit.store import moments
from audit.store.models import Webhook, WebhookMessage
from audit.web.api import openapi
from tests import build
from tests.web.api.conftest import Program
from tests.web.conftest import SECRET

CHOSEN = {"name": "archive", "address": "https://example.org/hook", "kinds": ["audit.opened"]}


@pytest.fixture(autouse=True)
def _open_internet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every name stands for a number of the open internet."""
    monkeypatch.setattr(addresses, "looked_up", lambda *_: ("93.184.216.34",))


@pytest.fixture
def made(program: Program, work: build.FieldWork) -> dict[str, str]:
    """A webhook that the program made."""
    sent = program.ask("POST", f"/bodies/{work.body.id}/webhooks", json=CHOSEN)
    assert sent.status_code == 201
    told: dict[str, str] = sent.get_json()
    return told


def test_a_webhook_is_made_with_a_secret_that_is_told_once(
    session: Session, program: Program, made: dict[str, str], work: build.FieldWork
) -> None:
    assert made["secret"].startswith("whsec_")
    read = program.get(f"/webhooks/{made['id']}").get_json()
    assert read == {key: value for key, value in made.items() if key != "secret"}
    assert program.get(f"/bodies/{work.body.id}/webhooks").get_json()["items"] == [read]
    assert made["secret"] not in str(vars(session.scalars(select(Webhook)).one()))


def test_what_is_made_says_where_it_is(program: Program, work: build.FieldWork) -> None:
    headers = {"Idempotency-Key": "once"}
    path = f"/bodies/{work.body.id}/webhooks"
    first, again = (program.ask("POST", path, json=CHOSEN, headers=headers) for _ in range(2))
    assert first.headers["Location"].endswith(f"/api/v1/webhooks/{first.get_json()['id']}")
    assert (again.headers["Location"], again.get_json()) == (first.headers["Location"], first.get_json())
    assert len(program.get(path).get_json()["items"]) == 1


def test_it_is_changed_over_nobody_elses_change_and_paused(program: Program, made: dict[str, str]) -> None:
    path = f"/webhooks/{made['id']}"
    seen = program.get(path).headers["ETag"]
    changed = program.ask("PUT", path, json={**CHOSEN, "name": "mirror", "state": "paused"}, headers={"If-Match": seen})
    assert (changed.get_json()["name"], changed.get_json()["state"]) == ("mirror", "paused")
    for method, sent in (("PUT", CHOSEN), ("DELETE", None)):
        assert program.ask(method, path, json=sent, headers={"If-Match": seen}).status_code == 412
    assert program.ask("PUT", path, json={**CHOSEN, "state": "disabled"}).status_code == 422


def test_it_is_tried_and_its_log_is_read_page_by_page(program: Program, made: dict[str, str]) -> None:
    path = f"/webhooks/{made['id']}"
    sent = [program.ask("POST", f"{path}/test") for _ in range(3)]
    assert [each.status_code for each in sent] == [202, 202, 202]
    too_many = program.ask("POST", f"{path}/test")
    assert (too_many.status_code, too_many.get_json()["code"]) == (409, "tests-wait")
    first = program.get(f"{path}/deliveries?limit=2").get_json()
    rest = program.get(f"{path}/deliveries", query_string={"limit": 2, "cursor": first["next"]}).get_json()
    read = [each["id"] for each in (*first["items"], *rest["items"])]
    assert (read, rest["next"]) == ([each.get_json()["id"] for each in reversed(sent)], None)
    assert len(program.get(f"{path}/deliveries", query_string={"cursor": "no place"}).get_json()["items"]) == 3
    again = program.ask("POST", f"{path}/deliveries/{read[0]}/again")
    assert (again.status_code, again.get_json()["id"]) == (202, read[0])


def test_what_is_written_while_the_log_is_read_moves_nothing(program: Program, made: dict[str, str]) -> None:
    path = f"/webhooks/{made['id']}"
    old = [program.ask("POST", f"{path}/test").get_json()["id"] for _ in range(2)]
    first = program.get(f"{path}/deliveries?limit=1").get_json()
    program.ask("POST", f"{path}/test")
    second = program.get(f"{path}/deliveries", query_string={"limit": 1, "cursor": first["next"]}).get_json()
    assert [first["items"][0]["id"], second["items"][0]["id"]] == old[::-1]


def test_a_new_secret_is_told_once_and_the_one_before_signs_for_a_day(program: Program, made: dict[str, str]) -> None:
    told = program.ask("POST", f"/webhooks/{made['id']}/secret").get_json()
    assert told["secret"] != made["secret"]
    assert told["former_until"] is not None


def test_one_that_is_ended_is_gone(session: Session, program: Program, made: dict[str, str]) -> None:
    path = f"/webhooks/{made['id']}"
    program.ask("POST", f"{path}/test")
    ended = program.ask("DELETE", path)
    assert (ended.status_code, ended.data) == (204, b"")
    assert program.get(path).status_code == 404
    assert session.scalars(select(WebhookMessage)).all() == []


@pytest.mark.parametrize("address", ["http://example.org/", "https://u:p@example.org/", "https://x/#y", "nonsense"])
def test_an_address_that_is_none_has_its_place(address: str, program: Program, work: build.FieldWork) -> None:
    path = f"/bodies/{work.body.id}/webhooks"
    refused = program.ask("POST", path, json={**CHOSEN, "address": address}, headers={"Accept-Language": "ru"})
    assert refused.status_code == 422
    assert refused.get_json()["mistakes"][0]["place"] == ["Адрес"]


@pytest.mark.parametrize(
    "extra", [{"secret": "mine"}, {"kinds": []}, {"kinds": ["nothing"]}, {"kinds": "audit.opened"}]
)
def test_what_is_not_taken_is_refused(extra: dict[str, object], program: Program, work: build.FieldWork) -> None:
    assert program.ask("POST", f"/bodies/{work.body.id}/webhooks", json={**CHOSEN, **extra}).status_code == 422


def test_more_than_ten_are_refused(program: Program, work: build.FieldWork) -> None:
    path = f"/bodies/{work.body.id}/webhooks"
    assert [program.ask("POST", path, json=CHOSEN).status_code for _ in range(11)] == [201] * 10 + [409]


def test_too_much_at_once_is_refused(program: Program, work: build.FieldWork) -> None:
    sent = json.dumps({**CHOSEN, "name": "x" * 10_000_000})
    refused = program.ask("POST", f"/bodies/{work.body.id}/webhooks", data=sent, content_type="application/json")
    assert (refused.status_code, refused.mimetype) == (413, "application/problem+json")


def test_reading_is_not_changing_and_another_body_is_not_there(
    app: Flask, session: Session, made: dict[str, str], a_token: Callable[..., tokens.TokenView], program: Program
) -> None:
    reader = Program(app.test_client(), a_token(Scope.WEBHOOKS_READ, email="r@example.org").secret)
    assert reader.get(f"/webhooks/{made['id']}").status_code == 200
    assert reader.ask("DELETE", f"/webhooks/{made['id']}").status_code == 403
    other = build.a_body(session)
    settings = app.extensions["paritet.settings"]
    draft = endpoints.checked(WebhookDraft("x", "https://example.org/", (Kind.AUDIT_OPENED,)), settings=settings)
    theirs = endpoints.make(session, SYSTEM, other.id, draft, settings=settings)
    asked = [("GET", ""), ("DELETE", ""), ("POST", "/secret"), ("POST", "/test"), ("GET", "/deliveries")]
    assert {program.ask(method, f"/webhooks/{theirs.id}{path}").status_code for method, path in asked} == {404}
    assert program.get(f"/bodies/{other.id}/webhooks").status_code == 404
    again = program.ask("POST", f"/webhooks/{made['id']}/deliveries/msg_{'0' * 32}/again")
    assert (again.status_code, again.get_json()["code"]) == (404, "unknown-message")


def test_every_kind_is_described_and_a_message_is_as_described() -> None:
    described = openapi.description()["webhooks"]
    assert set(described) == {*map(str, Kind), kinds.TEST}
    names = [each["name"] for each in described["audit.opened"]["post"]["parameters"]]
    assert names == ["webhook-id", "webhook-timestamp", "webhook-signature"]


def test_only_what_was_asked_for_is_written_and_only_with_its_act(
    session: Session, made: dict[str, str], program: Program, work: build.FieldWork
) -> None:
    draft = build.an_audit(session, work.body.id, cycle="2026")
    assert _waiting(session) == []
    program.ask("POST", f"/audits/{draft.id}/open")
    (kept,) = _waiting(session)
    assert (kept.kind, kept.about) == ("audit.opened", {"body_id": work.body.id, "audit_id": draft.id})
    assert program.ask("POST", f"/audits/{draft.id}/open").status_code == 409
    assert len(_waiting(session)) == 1


def _waiting(session: Session) -> Sequence[WebhookMessage]:
    """Return the messages as they are kept now."""
    session.rollback()
    return session.scalars(select(WebhookMessage)).all()


def test_an_act_that_is_taken_back_is_told_to_nobody(
    session: Session, made: dict[str, str], work: build.FieldWork
) -> None:
    outbox.write(session, "audit-opened", body_id=work.body.id, audit_id="0" * 32, details={}, now=moments.now())
    session.rollback()
    assert session.scalars(select(WebhookMessage)).all() == []


def test_the_key_of_the_instance_alone_opens_a_secret(session: Session, made: dict[str, str]) -> None:
    kept = session.scalars(select(Webhook)).one()
    from_key = [signing.opened(kept.secret, key=key) for key in (SECRET, SECRET[::-1])]
    assert from_key == [made["secret"], None]
