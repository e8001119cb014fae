"""An auditor makes a webhook, sees its secret once, tries it, reads its log, changes and ends it; nobody else does."""

import logging
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from audit import config
from audit.lifecycle import Role
from audit.service.actors import SYSTEM
from audit.service.bodies import BodyView
from audit.service.webhooks import deliveries, endpoints, sending
from audit.service.webhooks.kinds import Kind
from audit.store import engine as opening
from audit.store import moments, sessions
from audit.store.models import Event, Webhook
from audit.worker import sending as sender
from tests import build
from tests.web.browsing import Visitor

SECRET = re.compile(r"whsec_[A-Za-z0-9+/=]{44}")


@pytest.fixture
def settings(settings: config.Settings) -> config.Settings:
    """Settings of an instance that may tell programs of this machine."""
    return replace(settings, webhook_networks=("127.0.0.0/8", "::1/128"))


def _typed(body: BodyView, **changes: object) -> dict[str, Any]:
    kinds = [Kind.AUDIT_OPENED.value, Kind.AUDIT_CLOSED.value]
    return {"name": "archive", "body": body.id, "address": "https://127.0.0.1:9/hook/s3cret", "kinds": kinds, **changes}


@pytest.fixture
def auditor(signed_in: Callable[[Role], Visitor]) -> Visitor:
    """An auditor of the body on the page of webhooks."""
    visitor = signed_in(Role.AUDITOR)
    visitor.get("/webhooks")
    return visitor


def _made(auditor: Visitor, body: BodyView, session: Session) -> Webhook:
    auditor.post("/webhooks", _typed(body), status=200)
    return session.scalars(select(Webhook)).one()


def test_a_webhook_is_made_and_its_secret_shown_once(auditor: Visitor, body: BodyView, session: Session) -> None:
    made = _made(auditor, body, session)
    (secret,) = set(SECRET.findall(auditor.text))
    assert secret not in str(vars(made))
    auditor.get(f"/webhooks/{made.id}")
    assert (SECRET.search(auditor.text), auditor.heading) == (None, "archive")
    auditor.get("/webhooks")
    assert "audit.closed" in auditor.text


def test_what_was_typed_stays_with_everything_that_is_wrong(auditor: Visitor, body: BodyView) -> None:
    auditor.post("/webhooks", _typed(body, name="", address="http://10.0.0.1/x", kinds=[]), status=422)
    assert len(auditor.page.xpath("//*[@class='faults']/li")) == 3
    assert auditor.page.xpath("//input[@name='address']/@value") == ["http://10.0.0.1/x"]


@pytest.mark.parametrize(
    "address", ["https://10.0.0.1/", "https://169.254.169.254/latest/meta-data", "https://[::ffff:a00:1]/"]
)
def test_an_address_inside_other_networks_is_refused(address: str, auditor: Visitor, body: BodyView) -> None:
    auditor.post("/webhooks", _typed(body, address=address), status=422)
    assert "PARITET_WEBHOOK_NETWORKS" in auditor.text


def test_the_log_tells_each_attempt_and_a_message_is_sent_again(
    auditor: Visitor, body: BodyView, session: Session, settings: config.Settings
) -> None:
    page = f"/webhooks/{_made(auditor, body, session).id}"
    auditor.post(f"{page}/test")
    _send(settings)
    auditor.get(page)
    assert "nothing listens at the address" in auditor.text
    assert "nothing has arrived" in auditor.text
    (address,) = auditor.page.xpath("//form[contains(@action, '/again')]/@action")
    auditor.post(address)
    _send(settings)
    (found,) = deliveries.deliveries(session, SYSTEM, page.rpartition("/")[2])
    assert len(found.attempts) == 2


def _send(settings: config.Settings) -> None:
    made = opening(settings.database_url)
    sender.send_due(sessions(made), settings, now=moments.now())
    made.dispose()


def test_neither_address_nor_secret_is_in_the_log_or_the_history(
    auditor: Visitor, body: BodyView, session: Session, settings: config.Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    made = _made(auditor, body, session)
    (secret,) = set(SECRET.findall(auditor.text))
    auditor.post(f"/webhooks/{made.id}/test")
    _send(settings)
    told = caplog.text + str([vars(each) for each in caplog.records])
    told += str([each.details for each in session.scalars(select(Event))])
    assert "webhook-sent" in told
    assert not any(each in told for each in ("s3cret", "127.0.0.1:9", secret, made.secret))


def test_one_that_was_switched_off_says_why_and_is_switched_on(
    auditor: Visitor, body: BodyView, session: Session
) -> None:
    made = _made(auditor, body, session)
    deliveries.test(session, SYSTEM, made.id)
    (due,) = sending.take(session, now=moments.now())
    sending.note(session, due, sending.Outcome(5, 410, "gone"), now=moments.now(), chance=0.5)
    auditor.get("/")
    assert auditor.page.xpath("//main//a[contains(@href, '/webhooks/')]/@href") == [f"/webhooks/{made.id}"]
    auditor.get(f"/webhooks/{made.id}")
    assert "gone for good (410)" in auditor.text
    auditor.post(f"/webhooks/{made.id}/test", status=409)
    auditor.post(f"/webhooks/{made.id}/state", {"state": "on"})
    auditor.post(f"/webhooks/{made.id}/test")


def test_it_is_paused_changed_given_a_new_secret_and_ended(auditor: Visitor, body: BodyView, session: Session) -> None:
    made = _made(auditor, body, session)
    first = set(SECRET.findall(auditor.text))
    page = f"/webhooks/{made.id}"
    auditor.post(f"{page}/state", {"state": "paused"})
    auditor.get(page)
    auditor.post(page, _typed(body, name="mirror"))
    auditor.get(page)
    assert auditor.heading == "mirror"
    assert "paused" in auditor.text
    auditor.post(f"{page}/secret", status=200)
    assert set(SECRET.findall(auditor.text)) - first
    assert "still signs beside it" in auditor.text
    auditor.post(f"{page}/state", {"state": "disabled"}, status=403)
    auditor.get(page)
    auditor.post(f"{page}/ended")
    auditor.get(page, status=404)


def test_somebody_elses_webhook_is_not_there(
    app: Flask, auditor: Visitor, body: BodyView, session: Session, settings: config.Settings
) -> None:
    from_elsewhere = _elsewhere(session, settings)
    for page in ("", "/secret", "/state", "/ended", "/test"):
        auditor.post(f"/webhooks/{from_elsewhere}{page}", _typed(body, state="paused"), status=404)
        auditor.get("/webhooks")
    assert from_elsewhere not in auditor.text


def _elsewhere(session: Session, settings: config.Settings) -> str:
    other = endpoints.WebhookDraft("other", "https://127.0.0.1/", (Kind.AUDIT_OPENED,))
    return endpoints.make(
        session, SYSTEM, build.a_body(session).id, endpoints.checked(other, settings=settings), settings=settings
    ).id
