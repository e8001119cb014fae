"""What the sender does with messages: takes those that are due, and notes how each attempt ended and what follows."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from audit.service.actors import SYSTEM
from audit.service.history import record
from audit.service.webhooks import whys
from audit.store import reading, writing
from audit.store.models import Webhook, WebhookAttempt, WebhookMessage
from audit.store.models.webhooks import DeliveryState, WebhookState

#: How long an attempt may be under way; after that its sender counts as dead and the message is due again.
LEASE = timedelta(seconds=90)
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=10), timedelta(hours=12)
GROWTH = 4
GIVEN_UP_AFTER = timedelta(days=3)
#: At most so many messages are taken at once, one a webhook.
AT_ONCE = 8
LOOKED_THROUGH = 500


@dataclass(frozen=True, slots=True)
class Due:
    """A message to be sent now; `lease` names this attempt. The secrets are sealed as they are kept."""

    id: str
    webhook_id: str
    address: str
    secrets: tuple[str, ...]
    kind: str
    about: dict[str, str]
    link: str
    made_at: datetime
    lease: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt ended: the status answered, or why there is none; `wait` is what the receiver asked for."""

    milliseconds: int
    status: int | None = None
    why: str = ""
    wait: timedelta = timedelta()

    @property
    def taken(self) -> bool:
        """Tell whether the receiver took the message."""
        return self.status is not None and 200 <= self.status < 300


def body(due: Due, *, base_url: str) -> bytes:
    """Return what is sent, the same bytes at every attempt: identifiers, the kind, the time of the act and a link."""
    told = {
        "type": due.kind,
        "timestamp": due.made_at.isoformat(timespec="seconds") + "Z",
        "data": {**due.about, "link": base_url + due.link},
    }
    return json.dumps(told, sort_keys=True, separators=(",", ":")).encode()


def wait(attempts: int, *, chance: float) -> timedelta:
    """Return how long to wait after so many attempts: 10 s, then four times as long each time, at most 12 hours.

    Chance (0–1) makes it up to a quarter shorter or longer, so that what failed together does not come back together.
    """
    grown: timedelta = min(FIRST_WAIT * GROWTH ** min(attempts - 1, 10), LONGEST_WAIT)
    return grown * (0.75 + chance / 2)


def take(session: Session, *, now: datetime) -> tuple[Due, ...]:
    """Take the messages that are due, the oldest of each webhook, and hold them for this attempt."""
    waiting = (
        select(WebhookMessage, Webhook)
        .join(Webhook, Webhook.id == WebhookMessage.webhook_id)
        .where(WebhookMessage.state == DeliveryState.WAITING, WebhookMessage.due_at <= now)
        .where(Webhook.state == WebhookState.ON)
        .order_by(WebhookMessage.due_at, WebhookMessage.id)
        .limit(LOOKED_THROUGH)
    )
    with reading(session):
        if session.execute(waiting.limit(1)).first() is None:
            return ()
    taken: dict[str, Due] = {}
    with writing(session):
        found = session.execute(waiting.with_for_update(skip_locked=True, of=WebhookMessage))
        for row, webhook in found:
            if webhook.id not in taken and len(taken) < AT_ONCE:
                row.attempts, row.due_at = row.attempts + 1, now + LEASE
                taken[webhook.id] = _due(row, webhook, now)
    return tuple(taken.values())


def note(session: Session, due: Due, outcome: Outcome, *, now: datetime, chance: float) -> None:
    """Note how an attempt ended; what another has taken up meanwhile is left to it."""
    with writing(session):
        webhook = session.get(Webhook, due.webhook_id, with_for_update=True)
        row = session.get(WebhookMessage, due.id, with_for_update=True)
        if row is None or webhook is None:
            return
        attempt = WebhookAttempt(message_id=row.id, at=now, milliseconds=outcome.milliseconds)
        attempt.status, attempt.why = outcome.status, outcome.why
        session.add(attempt)
        if outcome.taken:
            webhook.failing_since = None
        elif webhook.failing_since is None:
            webhook.failing_since = now
        if row.state is DeliveryState.WAITING and row.due_at == due.lease:
            _follow(session, row, webhook, outcome=outcome, now=now, chance=chance)


def _follow(
    session: Session, row: WebhookMessage, webhook: Webhook, *, outcome: Outcome, now: datetime, chance: float
) -> None:
    """Decide what follows an attempt: the end, or the next one."""
    if outcome.taken:
        row.state, row.ended_at = DeliveryState.DELIVERED, now
        return
    if outcome.why == whys.GONE:
        row.state, row.ended_at = DeliveryState.GIVEN_UP, now
        _disable(session, webhook, why=whys.GONE)
        return
    row.due_at = now + max(wait(row.attempts, chance=chance), min(outcome.wait, LONGEST_WAIT))
    if row.due_at > row.begun_at + GIVEN_UP_AFTER:
        row.state, row.ended_at = DeliveryState.GIVEN_UP, now
        if not _took_any(session, webhook, since=row.begun_at):
            _disable(session, webhook, why=whys.FAILING)


def _took_any(session: Session, webhook: Webhook, *, since: datetime) -> bool:
    """Tell whether anything was delivered to a webhook since a moment."""
    delivered = exists().where(
        WebhookMessage.webhook_id == webhook.id,
        WebhookMessage.state == DeliveryState.DELIVERED,
        WebhookMessage.ended_at >= since,
    )
    return bool(session.scalar(select(delivered)))


def _disable(session: Session, webhook: Webhook, *, why: str) -> None:
    webhook.state, webhook.why = WebhookState.DISABLED, why
    record(session, SYSTEM, "webhook-disabled", body_id=webhook.body_id, webhook=webhook.id, why=why)


def _due(row: WebhookMessage, webhook: Webhook, now: datetime) -> Due:
    former = webhook.former if webhook.former_until is not None and now < webhook.former_until else None
    return Due(
        row.id,
        webhook.id,
        webhook.address,
        tuple(filter(None, (webhook.secret, former))),
        row.kind,
        dict(row.about),
        row.link,
        row.made_at,
        row.due_at,
    )
