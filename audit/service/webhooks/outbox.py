"""Messages are written in the transaction of the act that they tell of: both are kept or neither is."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from audit.service.webhooks import kinds
from audit.store.models import Webhook, WebhookMessage, identifier
from audit.store.models.webhooks import DeliveryState, WebhookState


def write(
    session: Session, what: str, *, body_id: str | None, audit_id: str | None, details: Mapping[str, Any], now: datetime
) -> None:
    """Write what an act is told as, once for each webhook of its body that asked to be told."""
    told = kinds.OF_ACTS.get(what, ())
    if not told or body_id is None:
        return
    about = {"body_id": body_id, **({"audit_id": audit_id} if audit_id else {})}
    about |= {name: str(details[key]) for key, name in kinds.ABOUT.items() if key in details}
    for webhook in _listening(session, body_id):
        for kind in told:
            if kind.value in webhook.kinds:
                session.add(message(webhook, kind, about=about, now=now))


def message(webhook: Webhook, kind: str, *, about: Mapping[str, str], now: datetime) -> WebhookMessage:
    """Return a message that waits to be sent at once."""
    return WebhookMessage(
        id=identifier(),
        webhook_id=webhook.id,
        kind=str(kind),
        about=dict(about),
        link=kinds.link(kind, body_id=webhook.body_id, audit_id=about.get("audit_id", "")),
        made_at=now,
        state=DeliveryState.WAITING,
        attempts=0,
        begun_at=now,
        due_at=now,
    )


def _listening(session: Session, body_id: str) -> list[Webhook]:
    """Return the webhooks of a body that are on; nobody takes one away until the act is kept."""
    wanted = select(Webhook).where(Webhook.body_id == body_id, Webhook.state == WebhookState.ON).order_by(Webhook.id)
    with session.no_autoflush:
        return list(session.scalars(wanted.with_for_update(read=True, key_share=True)))
