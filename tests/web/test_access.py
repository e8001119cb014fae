"""Nothing opens that was not declared, and each door lets in those it names and nobody else."""

import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from audit.lifecycle import Role
from audit.service import people
from audit.service.actors import SYSTEM
from audit.service.bodies import BodyView
from audit.web import access, protection
from audit.web.access import Who
from audit.wording import ROOT
from tests.web.browsing import Visitor

RECORD = Path(__file__).with_name("routes.txt")
FILLED = {"filename": "paritet.css", "code": "en", "token": "unknown", "name": "levels", "ending": "docx", "number": 1}


def _line(rule: Rule) -> str:
    methods = ",".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
    return f"{rule.rule} {methods} {rule.endpoint}: {', '.join(sorted(access.door(rule.endpoint))) or 'nobody'}"


def _address(app: Flask, rule: Rule) -> str:
    with app.test_request_context():
        filled: dict[str, Any] = {name: FILLED.get(name, "unknown") for name in rule.arguments}
        return app.url_for(rule.endpoint, **filled)


def _reached(visitor: Visitor, app: Flask) -> set[str]:
    """Return the endpoints that a visitor gets to; nothing is done on the way, for each page is replaced."""
    app.config["WTF_CSRF_ENABLED"] = False
    app.view_functions = dict.fromkeys(app.view_functions, lambda **_: ("reached", 218))
    reached = set()
    for rule in app.url_map.iter_rules():
        method = "GET" if "GET" in (rule.methods or set()) else "POST"
        if visitor.client.open(_address(app, rule), method=method).status_code == 218:
            reached.add(rule.endpoint)
    return reached


def _named(app: Flask, who: set[Who]) -> set[str]:
    return {rule.endpoint for rule in app.url_map.iter_rules() if access.door(rule.endpoint) & who}


def test_every_address_and_its_door_is_on_record(app: Flask) -> None:
    lines = sorted(_line(rule) for rule in app.url_map.iter_rules())
    assert "\n".join(lines) + "\n" == RECORD.read_text(encoding="utf-8")


def test_every_endpoint_is_declared(app: Flask) -> None:
    assert [rule.endpoint for rule in app.url_map.iter_rules() if not access.door(rule.endpoint)] == []


def test_no_door_is_declared_for_a_page_that_is_gone(app: Flask) -> None:
    assert {name for name in access.DOORS if not name.endswith(".*")} - set(app.view_functions) == set()


def test_a_stranger_opens_public_pages_and_links_only(app: Flask, browse: Visitor) -> None:
    assert _reached(browse, app) == _named(app, {Who.PUBLIC, Who.LINK})


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.MANAGEMENT, Role.FOCAL_POINT])
def test_a_role_opens_what_its_doors_name_and_nothing_else(
    role: Role, app: Flask, signed_in: Callable[[Role], Visitor]
) -> None:
    visitor = signed_in(role)
    assert _reached(visitor, app) == _named(app, {Who.PUBLIC, Who.LINK, Who.SIGNED_IN, Who(role.value)})


def test_an_administrator_opens_every_door_but_those_for_programs(
    app: Flask, signed_in: Callable[[Role], Visitor]
) -> None:
    visitor = signed_in(Role.ADMINISTRATOR)
    everything = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert _reached(visitor, app) == everything - _named(app, {Who.TOKEN})


@pytest.mark.parametrize("role", [None, *Role])
def test_a_page_that_nobody_declared_does_not_exist(
    role: Role | None, app: Flask, signed_in: Callable[[Role], Visitor]
) -> None:
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    visitor = signed_in(role) if role else Visitor(app)
    visitor.get("/forgotten", status=404)
    assert "secret" not in visitor.text


def test_a_stranger_comes_back_after_signing_in(browse: Visitor, signed_in: Callable[[Role], Visitor]) -> None:
    signed_in(Role.ADMINISTRATOR)
    asked = browse.get("/admin/people", status=302).location or ""
    browse.get(asked)
    sent = browse.post(asked, {"email": "administrator@example.org", "password": "correct horse battery"}, status=302)
    assert sent.location == "/admin/people"


@pytest.mark.parametrize("given", ["//evil.example", "https://evil.example/", "/\\evil.example", "", "/\nevil", "evil"])
def test_the_language_switch_never_leads_to_another_site(given: str, browse: Visitor) -> None:
    response = browse.client.get("/language/ru", query_string={"next": given})
    assert response.location == "/"


def test_the_language_chosen_is_kept(browse: Visitor) -> None:
    assert browse.client.get("/language/ru?next=/login?next=/x").location == "/login?next=/x"
    browse.get("/login")
    assert browse.heading == "Вход в Паритет"


def test_without_a_choice_the_browser_decides_the_language(browse: Visitor) -> None:
    browse.get("/login", headers={"Accept-Language": "ru-KZ, ru;q=0.9"})
    assert browse.page.get("lang") == "ru"


def test_whoever_has_no_account_is_told_as_much_as_whoever_mistypes(
    browse: Visitor, signed_in: Callable[[Role], Visitor]
) -> None:
    signed_in(Role.AUDITOR)
    said = []
    for email in ("auditor@example.org", "nobody@example.org"):
        browse.sign_in(email, "wrong password", status=200)
        said.append("".join(browse.page.xpath("//*[@class='faults']//text()")))
    assert said[0] == said[1]
    assert "Could not sign in" in said[0]


def test_guessing_is_slowed_down(browse: Visitor) -> None:
    for _ in range(10 // protection.PROCESSES):
        browse.sign_in("nobody@example.org", "guess", status=200)
    browse.sign_in("nobody@example.org", "guess", status=429)
    assert browse.heading == "Too many attempts"


def test_somebody_else_still_signs_in_while_an_account_is_guessed(
    browse: Visitor, signed_in: Callable[[Role], Visitor]
) -> None:
    for _ in range(10 // protection.PROCESSES + 1):
        browse.client.post("/login", data={"email": "nobody@example.org", "password": "guess"})
    signed_in(Role.AUDITOR).get("/")


def test_a_closed_account_is_out_at_once(app: Flask, signed_in: Callable[[Role], Visitor]) -> None:
    visitor = signed_in(Role.AUDITOR)
    with app.app_context():
        store = app.extensions["security"].datastore
        store.find_user(email="auditor@example.org").active = False
        store.commit()
    assert (visitor.client.get("/").location or "").startswith("/login")


def test_a_role_taken_away_is_away_at_the_next_page(
    session: Session, body: BodyView, signed_in: Callable[[Role], Visitor]
) -> None:
    auditor = signed_in(Role.AUDITOR)
    auditor.get("/admin/bodies/")
    somebody = people.users(session, SYSTEM)[0]
    people.revoke(session, SYSTEM, somebody.id, body_id=body.id, role=Role.AUDITOR)
    auditor.get("/admin/bodies/", status=403)


def test_only_a_session_signs_in_for_a_token_in_an_address_would_outlive_it(
    app: Flask, signed_in: Callable[[Role], Visitor]
) -> None:
    signed_in(Role.AUDITOR)
    with app.test_request_context():
        token = app.extensions["security"].datastore.find_user(email="auditor@example.org").get_auth_token()
    stranger = app.test_client()
    assert stranger.get(f"/?auth_token={token}").headers["Location"].startswith("/login")
    assert stranger.get("/", headers={"Authentication-Token": token}).headers["Location"].startswith("/login")


def test_all_processes_together_allow_no_more_guesses_than_meant() -> None:
    started = runpy.run_path(str(ROOT / "gunicorn.conf.py"))["workers"]
    allowed = [
        int(limit.split()[0]) for limit in (protection.GUESSES_FROM_ONE_ADDRESS, protection.GUESSES_OF_ONE_ACCOUNT)
    ]
    assert [each * started for each in allowed] == [30, 10]


@pytest.mark.parametrize(
    "spelled", ["focal@example.org", " FOCAL@example.org", "focal@ｅxample.org", "ｆocal@example.org"]
)
@pytest.mark.parametrize("kind", ["data", "json"])
def test_guesses_count_for_one_account_however_its_address_is_written(app: Flask, spelled: str, kind: str) -> None:
    sent: dict[str, Any] = {kind: {"email": spelled}}
    with app.test_request_context("/login", method="POST", data={"email": "focal@example.org"}):
        plain = protection._account()
    with app.test_request_context("/login", method="POST", **sent):
        assert protection._account() == plain
