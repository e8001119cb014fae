"""A message is signed, sent again until it is taken or its time is over, and never under two names."""

import base64
import hashlib
import hmac
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from audit.config import Settings
from audit.service.actors import SYSTEM
from audit.service.webhooks import deliveries, endpoints, sending
from audit.service.webhooks.deliveries import DeliveryView
from audit.service.webhooks.endpoints import WebhookDraft, WebhookView
from audit.service.webhooks.kinds import Kind
from audit.store import moments
from audit.store.models import Event, WebhookMessage
from audit.store.models.webhooks import DeliveryState, WebhookState
from audit.worker import sending as sender
from tests import build
from tests.worker.receiving import Received, Receiver

CALM = 0.5


def _verified(received: Received, secret: str) -> bool:
    """Check a signature as the specification of Standard Webhooks says, written anew from it."""
    signed = f"{received.headers['webhook-id']}.{received.headers['webhook-timestamp']}.{received.body.decode()}"
    key = base64.b64decode(secret.split("_", 1)[1])
    right = base64.b64encode(hmac.digest(key, signed.encode(), hashlib.sha256)).decode()
    return f"v1,{right}" in received.headers["webhook-signature"].split(" ")


class Sender:
    """Sends what is due at a moment that the test chooses."""

    def __init__(self, sessions: sessionmaker[Session], settings: Settings) -> None:
        """Begin at the present moment."""
        self.sessions, self.settings, self.now = sessions, settings, moments.now()

    def send(self, *, after: timedelta = timedelta()) -> int:
        """Send what is due after a while."""
        self.now = max(self.now, moments.now()) + after
        return sender.send_due(self.sessions, self.settings, now=self.now)

    def through(self, *, most: int = 40) -> int:
        """Send, going from one moment when something is due to the next, until nothing waits."""
        rounds = 0
        while (due := self._next()) is not None and rounds < most:
            self.now = max(self.now, due)
            sent = self.send()
            if not sent:
                break
            rounds += sent
        return rounds

    def _next(self) -> datetime | None:
        with self.sessions() as session:
            waits = select(WebhookMessage.due_at).where(WebhookMessage.state == DeliveryState.WAITING)
            return min(session.scalars(waits), default=None)


@pytest.fixture
def post(sessions: sessionmaker[Session], settings: Settings) -> Sender:
    """The sender."""
    return Sender(sessions, settings)


def _log(session: Session, webhook: WebhookView) -> tuple[DeliveryView, ...]:
    return deliveries.deliveries(session, SYSTEM, webhook.id)


def _codes(found: DeliveryView) -> Sequence[int | None]:
    return [each.status for each in reversed(found.attempts)]


def test_an_act_is_told_with_a_signature_that_holds(
    session: Session, post: Sender, webhook: WebhookView, receiver: Receiver
) -> None:
    made = build.an_audit(session, webhook.body_id)
    assert post.send() == 1
    (received,) = receiver.requests
    assert _verified(received, webhook.secret)
    assert not _verified(replace(received, body=received.body + b" "), webhook.secret)
    told = json.loads(received.body)
    link = f"https://paritet.example.org/api/v1/audits/{made.id}"
    assert told["data"] == {"body_id": webhook.body_id, "audit_id": made.id, "link": link}
    assert told["type"] == "audit.created"
    assert _log(session, webhook)[0].state is DeliveryState.DELIVERED


def test_a_message_that_was_not_taken_comes_again_under_the_same_name(
    session: Session, post: Sender, webhook: WebhookView, receiver: Receiver
) -> None:
    receiver.answers = [500, 503, 429, 200]
    deliveries.test(session, SYSTEM, webhook.id)
    assert post.through() == 4
    assert len({(each.headers["webhook-id"], each.body) for each in receiver.requests}) == 1
    assert all(_verified(each, webhook.secret) for each in receiver.requests)
    assert _codes(_log(session, webhook)[0]) == [500, 503, 429, 200]


def test_waits_grow_to_half_a_day_and_differ_by_chance() -> None:
    waits = [sending.wait(number, chance=CALM).total_seconds() for number in range(1, 10)]
    assert waits == [10, 40, 160, 640, 2560, 10240, 40960, 43200, 43200]
    assert [sending.wait(1, chance=each).total_seconds() for each in (0, 1)] == [7.5, 12.5]


def test_a_receiver_that_asks_for_time_is_given_it(
    session: Session, post: Sender, webhook: WebhookView, receiver: Receiver
) -> None:
    receiver.answers, receiver.headers = [503], {"Retry-After": "3600"}
    deliveries.test(session, SYSTEM, webhook.id)
    post.send()
    assert post.send(after=timedelta(minutes=50)) == 0
    assert post.send(after=timedelta(minutes=20)) == 1


def test_after_three_days_a_message_is_given_up_and_the_webhook_switched_off_with_its_reason(
    session: Session, post: Sender, webhook: WebhookView, receiver: Receiver
) -> None:
    receiver.answers = [500]
    deliveries.test(session, SYSTEM, webhook.id)
    began = post.now
    assert 8 <= post.through() <= 16
    (found,) = _log(session, webhook)
    assert found.state is DeliveryState.GIVEN_UP
    assert timedelta(days=2) < post.now - began <= timedelta(days=3)
    stopped = endpoints.webhook(session, SYSTEM, webhook.id)
    assert (stopped.state, stopped.why) == (WebhookState.DISABLED, "failing")
    assert session.scalars(select(Event.what).where(Event.what == "webhook-disabled")).all() == ["webhook-disabled"]


def test_a_receiver_that_takes_others_is_not_switched_off(
    session: Session, post: Sender, webhook: WebhookView, receiver: Receiver
) -> None:
    receiver.answers = [500]
    deliveries.test(session, SYSTEM, webhook.id)
    post.send()
    receiver.answers = [204]
    deliveries.test(session, SYSTEM, webhook.id)
    post.send(after=timedelta(seconds=1))
    receiver.answers = [500]
    post.through()
    states = {each.state for each in _log(session, webhook)}
    assert states == {DeliveryState.DELIVERED, DeliveryState.GIVEN_UP}
    assert endpoints.webhook(session, SYSTEM, webhook.id).state is WebhookState.ON


def test_a_receiver_that_is_gone_is_asked_no_more(
    session: Session, post: Sender, webhook: WebhookView, receiver: Receiver
) -> None:
    receiver.answers = [410]
    deliveries.test(session, SYSTEM, webhook.id)
    deliveries.test(session, SYSTEM, webhook.id)
    assert post.through(most=3) == 1
    assert endpoints.webhook(session, SYSTEM, webhook.id).why == "gone"


def test_what_waits_goes_on_when_the_webhook_is_switched_on_again(
    session: Session, post: Sender, webhook: WebhookView, receiver: Receiver
) -> None:
    deliveries.test(session, SYSTEM, webhook.id)
    endpoints.switch(session, SYSTEM, webhook.id, to=WebhookState.PAUSED)
    assert post.send() == 0
    endpoints.switch(session, SYSTEM, webhook.id, to=WebhookState.ON)
    assert post.send() == 1


def test_after_a_change_of_secret_both_sign_for_a_day(
    session: Session, post: Sender, settings: Settings, webhook: WebhookView, receiver: Receiver
) -> None:
    changed = endpoints.rotate(session, SYSTEM, webhook.id, settings=settings)
    deliveries.test(session, SYSTEM, webhook.id)
    post.send()
    deliveries.test(session, SYSTEM, webhook.id)
    post.send(after=endpoints.OVERLAP)
    held = [(_verified(each, webhook.secret), _verified(each, changed.secret)) for each in receiver.requests]
    assert held == [(True, True), (False, True)]


def test_a_message_is_sent_again_by_hand_under_its_own_name(
    session: Session, post: Sender, webhook: WebhookView, receiver: Receiver
) -> None:
    made = deliveries.test(session, SYSTEM, webhook.id)
    post.send()
    deliveries.again(session, SYSTEM, webhook.id, message_id=made.id)
    post.send()
    assert len({each.headers["webhook-id"] for each in receiver.requests}) == 1
    assert _codes(_log(session, webhook)[0]) == [204, 204]


def test_one_that_is_slow_keeps_nobody_else_waiting(
    session: Session, post: Sender, settings: Settings, webhook: WebhookView, receiver: Receiver
) -> None:
    second = WebhookDraft("mirror", receiver.address("/second"), (Kind.AUDIT_CREATED,))
    endpoints.make(session, SYSTEM, webhook.body_id, endpoints.checked(second, settings=settings), settings=settings)
    for cycle in ("2026", "2027"):
        build.an_audit(session, webhook.body_id, cycle=cycle)
    assert post.send() == 2
    assert {each.path for each in receiver.requests} == {"/hook", "/second"}


KILLED = """
import os, sys
from audit import config, store
from audit.store import moments
from audit.worker import sending
settings = config.Settings(instance=None, database_url=sys.argv[1], secrets=config.Secrets(*[sys.argv[2]] * 3),
                           base_url="https://paritet.example.org", webhook_networks=("127.0.0.0/8", "::1/128"))
sending.send_due(store.sessions(store.engine(sys.argv[1])), settings, now=moments.now())
"""


def test_a_sender_that_is_killed_before_it_noted_the_answer_sends_again_under_the_same_name(
    session: Session, post: Sender, settings: Settings, webhook: WebhookView, receiver: Receiver
) -> None:
    deliveries.test(session, SYSTEM, webhook.id)
    words = [sys.executable, "-c", KILLED, settings.database_url, settings.secrets.key]

    def kill(_: BaseHTTPRequestHandler) -> None:
        os.kill(process.pid, signal.SIGKILL)

    receiver.instead = kill
    process = subprocess.Popen(words)
    assert process.wait(60) == -signal.SIGKILL
    receiver.instead = None
    assert post.send() == 0, "another sender may still be at it"
    assert post.send(after=sending.LEASE) == 1
    first, second = receiver.requests
    assert (first.headers["webhook-id"], first.body) == (second.headers["webhook-id"], second.body)
    assert _log(session, webhook)[0].state is DeliveryState.DELIVERED


def test_a_late_answer_decides_nothing_that_was_taken_up_anew(
    session: Session, sessions: sessionmaker[Session], webhook: WebhookView
) -> None:
    deliveries.test(session, SYSTEM, webhook.id)
    now = moments.now()
    (late,) = sending.take(session, now=now)
    (anew,) = sending.take(session, now=now + sending.LEASE)
    sending.note(session, late, sending.Outcome(1, 500, "status"), now=now, chance=CALM)
    sending.note(session, anew, sending.Outcome(1, 200), now=now, chance=CALM)
    assert _log(session, webhook)[0].state is DeliveryState.DELIVERED


def test_a_secret_that_cannot_be_read_is_a_reason(
    session: Session, sessions: sessionmaker[Session], settings: Settings, webhook: WebhookView, receiver: Receiver
) -> None:
    deliveries.test(session, SYSTEM, webhook.id)
    session.execute(update(WebhookMessage).values(due_at=moments.now()))
    session.commit()
    other = replace(settings, secrets=replace(settings.secrets, key=settings.secrets.key[::-1]))
    sender.send_due(sessions, other, now=moments.now())
    assert (_log(session, webhook)[0].attempts[0].why, receiver.requests) == ("unsealed", [])
