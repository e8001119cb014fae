"""The worker beside the server tells programs of what happens, and of what happened while everything was dead."""

import json
import time
from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from audit import config
from audit.service import audits
from audit.service.actors import SYSTEM
from audit.service.webhooks import deliveries, endpoints
from audit.service.webhooks.endpoints import WebhookDraft
from audit.service.webhooks.kinds import Kind
from audit.store.models.webhooks import DeliveryState
from tests.build import TODAY
from tests.server.conftest import Instance
from tests.worker.receiving import Receiver, receiving

pytestmark = pytest.mark.server

LONGEST_WAIT = 60
TOLD = (Kind.AUDIT_CLOSED, Kind.REPORT_MADE, Kind.AUDIT_REOPENED)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A receiver over plain http."""
    with receiving() as told:
        yield told


def _listening(session: Session, instance: Instance, receiver: Receiver) -> str:
    settings = config.settings(instance.server.environ)
    draft = endpoints.checked(WebhookDraft("archive", receiver.address(), TOLD), settings=settings)
    return endpoints.make(session, SYSTEM, instance.work.body.id, draft, settings=settings).id


def _kinds(session: Session, webhook_id: str, *, many: int) -> list[str]:
    """Return the kinds of what was delivered once there are so many."""
    end = time.monotonic() + LONGEST_WAIT
    while True:
        found = deliveries.deliveries(session, SYSTEM, webhook_id)
        done = sorted(each.kind for each in found if each.state is DeliveryState.DELIVERED)
        if len(done) >= many:
            return done
        assert time.monotonic() < end, found
        time.sleep(0.05)


def test_closing_an_audit_is_told_at_once(instance: Instance, receiver: Receiver) -> None:
    with instance.looking() as session:
        webhook_id = _listening(session, instance, receiver)
        audits.close_audit(session, SYSTEM, instance.work.audit.id, today=TODAY)
        assert _kinds(session, webhook_id, many=2) == ["audit.closed", "report.made"]
    links = {json.loads(each.body)["data"]["link"] for each in receiver.requests}
    audit = f"http://127.0.0.1:{instance.server.port}/api/v1/audits/{instance.work.audit.id}"
    assert links == {audit, f"{audit}/report"}


def test_what_happened_while_everything_was_dead_is_told_afterwards(mortal: Instance, receiver: Receiver) -> None:
    with mortal.looking() as session:
        webhook_id = _listening(session, mortal, receiver)
        mortal.server.kill()
        audits.close_audit(session, SYSTEM, mortal.work.audit.id, today=TODAY)
        assert receiver.requests == []
        mortal.server.start()
        assert _kinds(session, webhook_id, many=2) == ["audit.closed", "report.made"]
