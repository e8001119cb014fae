"""Webhooks as programs keep them: made, changed, tried and ended; and what became of their messages."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Literal

from flask import Response, current_app
from pydantic import Field

from audit import config
from audit.service.webhooks import addresses, deliveries, endpoints
from audit.service.webhooks.endpoints import LONGEST_NAME, WebhookDraft
from audit.service.webhooks.kinds import Kind
from audit.store import together
from audit.store.models.webhooks import DeliveryState, WebhookState
from audit.web.api.models import Answer, Page
from audit.web.api.moments import Moment
from audit.web.api.operations import Call, page
from audit.web.api.writing import Request

PREFIX = "msg_"


class Webhook(Answer):
    """An address that is told of some kinds of acts; `why` says why it was switched off."""

    id: str
    body_id: str
    name: str
    address: str
    kinds: tuple[Kind, ...]
    state: WebhookState
    why: str
    failing_since: Moment | None
    former_until: Moment | None
    made_on: date


class WebhookWithSecret(Webhook):
    """A webhook with its secret, at the only moment it is told."""

    secret: str


class Attempt(Answer):
    """One attempt to deliver a message: the status answered, or why there is none."""

    at: Moment
    milliseconds: int
    status: int | None
    why: str


class Delivery(Answer):
    """A message to a webhook; `id` is what its `webhook-id` header says at every attempt."""

    id: str
    kind: str
    about: dict[str, str]
    link: str
    made_at: Moment
    state: DeliveryState
    due_at: Moment | None
    ended_at: Moment | None
    attempts: tuple[Attempt, ...]


class Chosen(Request):
    """What is chosen of a webhook; `state` pauses it or switches it on again, and stays as it is where it is null."""

    name: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]
    address: Annotated[str, Field(min_length=1, max_length=addresses.LONGEST)]
    kinds: Annotated[tuple[Kind, ...], Field(min_length=1, max_length=len(Kind))]
    state: Literal[WebhookState.ON, WebhookState.PAUSED] | None = None


def looked_up(call: Call) -> Call:
    """Return the request with what it chooses looked over, before a transaction is held up by the names of the net."""
    sent: Chosen = call.body
    draft = endpoints.checked(WebhookDraft(sent.name, sent.address, sent.kinds), settings=_settings())
    return replace(call, body=(draft, sent.state))


def list_webhooks(call: Call) -> Page[Webhook]:
    """Return the webhooks of a body."""
    found = endpoints.webhooks(call.session, call.actor, body_id=call.path["body_id"])
    return page({each.id: _webhook(each) for each in found}, call.query)


def read_webhook(call: Call) -> Webhook:
    """Return one webhook, without its secret."""
    return _webhook(endpoints.webhook(call.session, call.actor, call.path["webhook_id"]))


def make_webhook(call: Call) -> WebhookWithSecret:
    """Make a webhook; its secret is told in this answer and never again."""
    draft, state = call.body
    with together(call.session):
        made = endpoints.make(call.session, call.actor, call.path["body_id"], draft, settings=_settings())
        switched = _switched(call, made.id, state)
    return WebhookWithSecret(**dict(_webhook(switched or made)), secret=made.secret)


def change_webhook(call: Call) -> Webhook:
    """Change a webhook; its secret stays."""
    draft, state = call.body
    with together(call.session):
        changed = endpoints.change(call.session, call.actor, call.path["webhook_id"], draft)
        switched = _switched(call, changed.id, state)
    return _webhook(switched or changed)


def end_webhook(call: Call) -> Response:
    """Take a webhook away with its messages."""
    endpoints.end(call.session, call.actor, call.path["webhook_id"])
    return Response(status=204)


def rotate_secret(call: Call) -> WebhookWithSecret:
    """Make a new secret, told once; the one before signs beside it for a day."""
    made = endpoints.rotate(call.session, call.actor, call.path["webhook_id"], settings=_settings())
    return WebhookWithSecret(**dict(_webhook(made)), secret=made.secret)


def test_webhook(call: Call) -> Delivery:
    """Let a message be sent that tells of nothing."""
    return _delivery(deliveries.test(call.session, call.actor, call.path["webhook_id"]))


def list_deliveries(call: Call) -> Page[Delivery]:
    """Return the messages of a webhook and their attempts, the latest first."""
    asked = call.query
    found = deliveries.deliveries(
        call.session, call.actor, call.path["webhook_id"], most=asked.limit + 1, before=asked.cursor
    )
    shown = found[: asked.limit]
    more = deliveries.place(shown[-1].made_at, shown[-1].id) if len(found) > len(shown) else None
    return Page(items=tuple(map(_delivery, shown)), next=more)


def send_again(call: Call) -> Delivery:
    """Let a message be sent once more under its own identifier."""
    message_id = call.path["message_id"].removeprefix(PREFIX)
    return _delivery(deliveries.again(call.session, call.actor, call.path["webhook_id"], message_id=message_id))


def _switched(call: Call, webhook_id: str, to: WebhookState | None) -> endpoints.WebhookView | None:
    return None if to is None else endpoints.switch(call.session, call.actor, webhook_id, to=to)


def _webhook(view: endpoints.WebhookView) -> Webhook:
    return Webhook(**{name: getattr(view, name) for name in Webhook.model_fields})


def _delivery(view: deliveries.DeliveryView) -> Delivery:
    told = Delivery.model_validate(view)
    return told.model_copy(update={"id": PREFIX + view.id})


def _settings() -> config.Settings:
    found: config.Settings = current_app.extensions["paritet.settings"]
    return found
