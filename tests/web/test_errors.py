"""Whatever goes wrong, the page says what happened and what to do, in the reader's language, and gives nothing away."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from flask import Flask, abort
from sqlalchemy.orm import Session

from audit import wording
from audit.errors import AuditError, Mistaken, NotConfigured, NotFound, Refused, message
from audit.lifecycle import Role
from audit.web import PAGES, STATUS, access
from tests import build
from tests.web.browsing import PASSWORD, Visitor

SECRET_DETAIL = "psycopg://paritet:hunter2@db"


def _failing(app: Flask, monkeypatch: pytest.MonkeyPatch, fail: Callable[[], str]) -> None:
    monkeypatch.setitem(access.DOORS, "failing", access.PUBLIC)
    app.add_url_rule("/failing/<token>", "failing", lambda token: fail())


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("status", sorted(PAGES))
def test_every_refusal_has_a_page(
    status: int, language: str, app: Flask, browse: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    _failing(app, monkeypatch, lambda: abort(status, SECRET_DETAIL))
    browse.get("/failing/t", status=status, headers={"Accept-Language": language})
    assert (browse.page.get("lang"), SECRET_DETAIL in browse.text) == (language, False)
    assert browse.heading == wording.say(language, PAGES[status][0])
    assert wording.say(language, PAGES[status][1]) in browse.text


def test_a_status_without_words_of_its_own_still_gets_a_page(
    app: Flask, browse: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    _failing(app, monkeypatch, lambda: abort(418))
    browse.get("/failing/t", status=418)
    assert browse.heading == "The request could not be understood"


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (Refused("link-expired", message("This link has expired")), 403),
        (NotFound("unknown-link", message("This link has expired")), 404),
        (Mistaken(()), 422),
    ],
)
def test_a_refusal_of_the_service_is_said_with_its_status(
    error: AuditError, status: int, app: Flask, browse: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    _failing(app, monkeypatch, lambda: _raise(error))
    browse.get("/failing/t", status=status)
    assert str(error.said) in browse.text


def test_every_kind_of_refusal_has_a_status() -> None:
    assert {kind.__name__ for kind in AuditError.__subclasses__()} <= {kind.__name__ for kind in STATUS}


@pytest.mark.parametrize(
    "error",
    [ValueError(SECRET_DETAIL), NotConfigured("unsafe", message(SECRET_DETAIL))],
    ids=["a bug", "unsafe settings"],
)
def test_a_failure_gives_nothing_away_on_the_page_or_in_the_log(
    error: Exception,
    app: Flask,
    browse: Visitor,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    _failing(app, monkeypatch, lambda: _raise(error))
    browse.get("/failing/T0ken-of-somebody", status=500)
    everything = browse.text.replace("/failing/T0ken-of-somebody", "") + _logged(caplog)
    assert ("hunter2" in everything, "T0ken" in everything) == (False, False)


def test_a_form_kept_open_too_long_says_so(browse: Visitor) -> None:
    browse.get("/login")
    browse.post("/login", {"csrf_token": "stale", "email": "a@example.org", "password": "x"}, status=400)
    assert browse.heading == "The page was open for too long"


def test_too_much_at_once_says_so(app: Flask, browse: Visitor) -> None:
    browse.get("/login")
    browse.post("/login", {"email": "a" * (app.config["MAX_CONTENT_LENGTH"] + 1)}, status=413)
    assert browse.heading == "Too much was sent at once"


def test_a_wrong_way_to_use_a_page_says_so(browse: Visitor) -> None:
    assert browse.client.post("/healthz").status_code in {400, 405}


def test_the_log_of_a_whole_journey_names_nobody_and_nothing_said(
    app: Flask,
    session: Session,
    shelf: Path,
    signed_in: Callable[[Role], Visitor],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    work = build.field_work(session)
    token = work.tokens[0]
    signed_in(Role.AUDITOR).get("/")
    Visitor(app).sign_in("auditor@example.org", "wrong password 7319", status=200)
    respondent = app.test_client()
    respondent.get(f"/r/{token}/")
    respondent.post(f"/r/{token}/you", data={"years": "7319", "mentor": "Zarina", "-action": "next"})
    said = _logged(caplog)
    kept_out = (token, "auditor@example.org", PASSWORD, "7319", "Zarina", "Aigul", "127.0.0.1")
    assert ([each for each in kept_out if each in said], "/r/<token>/" in said) == ([], True)


def _raise(error: Exception) -> NoReturn:
    raise error


def _logged(caplog: pytest.LogCaptureFixture) -> str:
    return "\n".join(f"{record.getMessage()} {vars(record)}" for record in caplog.records)
