"""What became of messages: the log that auditors read, a test, and a message sent once more."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, or_, select
from sqlalchemy.orm import Session

from audit.errors import NotFound, Refused, mark, message
from audit.service.actors import Actor
from audit.service.webhooks import endpoints, kinds, outbox
from audit.store import moments, reading, writing
from audit.store.models import Webhook, WebhookAttempt, WebhookMessage
from audit.store.models.webhooks import DeliveryState, WebhookState

KEPT = timedelta(days=30)
#: So many messages stand in the log on the page; programs read on beyond them.
SHOWN = 50
#: Tests that may wait at once; more would only try one address over and over.
MOST_TESTS = 3

STATES: Mapping[WebhookState, str] = {
    WebhookState.ON: mark("messages are sent"),
    WebhookState.PAUSED: mark("paused"),
    WebhookState.DISABLED: mark("switched off by us"),
}
DELIVERY_STATES: Mapping[DeliveryState, str] = {
    DeliveryState.WAITING: mark("waits to be sent"),
    DeliveryState.DELIVERED: mark("delivered"),
    DeliveryState.GIVEN_UP: mark("given up"),
}


@dataclass(frozen=True, slots=True)
class AttemptView:
    """One attempt: when it ended, in how many milliseconds, with which status or why without one."""

    at: datetime
    milliseconds: int
    status: int | None
    why: str


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """A message and its attempts, the latest first; `due_at` is when the next one is due while it waits."""

    id: str
    kind: str
    about: Mapping[str, str]
    link: str
    made_at: datetime
    state: DeliveryState
    due_at: datetime | None
    ended_at: datetime | None
    attempts: tuple[AttemptView, ...]


def deliveries(
    session: Session, actor: Actor, webhook_id: str, *, most: int = SHOWN, before: str = ""
) -> tuple[DeliveryView, ...]:
    """Return the messages of a webhook, the latest first, at most so many; `before` is `place` of the last one seen."""
    with reading(session):
        endpoints.known(session, actor, webhook_id)
        wanted = select(WebhookMessage).where(WebhookMessage.webhook_id == webhook_id, *_before(before))
        latest = wanted.order_by(WebhookMessage.made_at.desc(), WebhookMessage.id.desc()).limit(most)
        rows = session.scalars(latest).all()
        attempts = _attempts(session, [row.id for row in rows])
        return tuple(_view(row, attempts.get(row.id, ())) for row in rows)


def place(made_at: datetime, message_id: str) -> str:
    """Return where a message stands among those of its webhook."""
    return f"{made_at.isoformat(timespec='microseconds')}/{message_id}"


def _before(place: str) -> tuple[ColumnElement[bool], ...]:
    """Return the condition of standing before a place; none for what is no place."""
    moment, _, message_id = place.partition("/")
    try:
        made_at = datetime.fromisoformat(moment).replace(tzinfo=None)
    except ValueError:
        return ()
    same = and_(WebhookMessage.made_at == made_at, WebhookMessage.id < message_id)
    return (or_(WebhookMessage.made_at < made_at, same),)


def test(session: Session, actor: Actor, webhook_id: str) -> DeliveryView:
    """Let a message be sent that tells of nothing; Refused where the webhook is not on, or tests wait already."""
    with writing(session):
        row = _listening(session, actor, webhook_id)
        waiting = select(WebhookMessage.id).where(
            WebhookMessage.webhook_id == webhook_id,
            WebhookMessage.kind == kinds.TEST,
            WebhookMessage.state == DeliveryState.WAITING,
        )
        if len(session.scalars(waiting).all()) >= MOST_TESTS:
            raise Refused("tests-wait", message("Three tests wait already. See in the log what became of them"))
        made = outbox.message(row, kinds.TEST, about={"body_id": row.body_id}, now=moments.now())
        session.add(made)
        session.flush()
        return _view(made, ())


def again(session: Session, actor: Actor, webhook_id: str, *, message_id: str) -> DeliveryView:
    """Let a message be sent once more, under its own identifier, whatever became of it; its attempts begin anew."""
    with writing(session):
        row = _listening(session, actor, webhook_id)
        kept = session.get(WebhookMessage, message_id, with_for_update=True)
        if kept is None or kept.webhook_id != row.id:
            raise NotFound("unknown-message", message("There is no such message, or it is no longer kept"))
        kept.state, kept.attempts, kept.ended_at = DeliveryState.WAITING, 0, None
        kept.begun_at = kept.due_at = moments.now()
        session.flush()
        return _view(kept, _attempts(session, [kept.id]).get(kept.id, ()))


def forget_old(session: Session, *, now: datetime) -> None:
    """Forget messages that ended a month ago, with their attempts."""
    with writing(session):
        session.execute(delete(WebhookMessage).where(WebhookMessage.ended_at < now - KEPT))


def _listening(session: Session, actor: Actor, webhook_id: str) -> Webhook:
    """Return the row of a webhook, held until the transaction ends; Refused where nothing is sent to it."""
    row = endpoints.known(session, actor, webhook_id)
    if row.state is not WebhookState.ON:
        raise Refused("not-on", message("Nothing is sent to this webhook now. Switch it on first"))
    return row


def _attempts(session: Session, message_ids: list[str]) -> dict[str, tuple[AttemptView, ...]]:
    wanted = select(WebhookAttempt).where(WebhookAttempt.message_id.in_(message_ids)).order_by(WebhookAttempt.id.desc())
    found: dict[str, tuple[AttemptView, ...]] = {}
    for row in session.scalars(wanted):
        view = AttemptView(row.at, row.milliseconds, row.status, row.why)
        found[row.message_id] = (*found.get(row.message_id, ()), view)
    return found


def _view(row: WebhookMessage, attempts: tuple[AttemptView, ...]) -> DeliveryView:
    waits = row.state is DeliveryState.WAITING
    return DeliveryView(
        id=row.id,
        kind=row.kind,
        about=dict(row.about),
        link=row.link,
        made_at=row.made_at,
        state=row.state,
        due_at=row.due_at if waits else None,
        ended_at=row.ended_at,
        attempts=attempts,
    )
