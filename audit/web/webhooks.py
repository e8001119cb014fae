"""Auditors and administrators say which programs are told of what, see what became of it, and try it."""

from collections.abc import Callable
from functools import partial

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from audit import config
from audit.errors import Mistaken, Refused, mark
from audit.lifecycle import AUDITORS
from audit.service import bodies
from audit.service.webhooks import deliveries, endpoints, whys
from audit.service.webhooks.deliveries import DeliveryView
from audit.service.webhooks.endpoints import WebhookDraft, WebhookView
from audit.service.webhooks.kinds import KINDS, Kind
from audit.store.models.webhooks import WebhookState
from audit.web import access, placed_wording_of

pages = Blueprint("webhooks", __name__)


@pages.get("/webhooks")
def listed() -> str:
    """Show the webhooks of the bodies that the reader audits."""
    return _list_page()


@pages.post("/webhooks")
def make() -> ResponseReturnValue:
    """Make a webhook; the answer is the only moment that its secret can be seen."""
    body_id = request.form.get("body", "")
    access.look_for(body_id)
    try:
        draft = endpoints.checked(_draft(), settings=_settings())
    except Mistaken as refusal:
        return _list_page(wrong=tuple(placed_wording_of(refusal))), 422
    return _page(endpoints.make(access.session(), access.actor(), body_id, draft, settings=_settings()))


@pages.get("/webhooks/<webhook_id>")
def one(webhook_id: str) -> str:
    """Show a webhook and what became of its messages."""
    return _page(endpoints.webhook(access.session(), access.actor(), webhook_id))


@pages.post("/webhooks/<webhook_id>")
def change(webhook_id: str) -> ResponseReturnValue:
    """Change a webhook."""
    kept = endpoints.webhook(access.session(), access.actor(), webhook_id)
    try:
        draft = endpoints.checked(_draft(), settings=_settings())
    except Mistaken as refusal:
        return _page(kept, wrong=tuple(placed_wording_of(refusal))), 422
    endpoints.change(access.session(), access.actor(), webhook_id, draft)
    flash(mark("The webhook is changed."))
    return _back(webhook_id)


@pages.post("/webhooks/<webhook_id>/secret")
def rotate(webhook_id: str) -> str:
    """Make a new secret, shown in this answer only."""
    return _page(endpoints.rotate(access.session(), access.actor(), webhook_id, settings=_settings()))


@pages.post("/webhooks/<webhook_id>/state")
def switch(webhook_id: str) -> ResponseReturnValue:
    """Pause a webhook, or send to it again."""
    try:
        to = WebhookState(request.form.get("state", ""))
    except ValueError:
        raise BadRequest from None
    endpoints.switch(access.session(), access.actor(), webhook_id, to=to)
    return _back(webhook_id)


@pages.post("/webhooks/<webhook_id>/ended")
def end(webhook_id: str) -> ResponseReturnValue:
    """Take a webhook away."""
    endpoints.end(access.session(), access.actor(), webhook_id)
    flash(mark("The webhook is ended. Nothing more is sent to it."))
    return redirect(url_for("webhooks.listed"), 303)


@pages.post("/webhooks/<webhook_id>/test")
def test(webhook_id: str) -> ResponseReturnValue:
    """Send a message that tells of nothing."""
    said = mark("The test is on its way. Load this page again in a moment to see what became of it.")
    return _sent(webhook_id, partial(deliveries.test, access.session(), access.actor(), webhook_id), said)


@pages.post("/webhooks/<webhook_id>/deliveries/<message_id>/again")
def again(webhook_id: str, message_id: str) -> ResponseReturnValue:
    """Send a message once more."""
    said = mark("The message is on its way once more.")
    send = partial(deliveries.again, access.session(), access.actor(), webhook_id, message_id=message_id)
    return _sent(webhook_id, send, said)


def _sent(webhook_id: str, send: Callable[[], DeliveryView], said: str) -> ResponseReturnValue:
    """Let a message be sent, or show on the webhook's page why it is not."""
    try:
        send()
    except Refused as refusal:
        if refusal.code == "wrong-role":
            raise
        return _page(endpoints.webhook(access.session(), access.actor(), webhook_id), said=refusal), 409
    flash(said)
    return _back(webhook_id)


def _draft() -> WebhookDraft:
    try:
        chosen = [Kind(each) for each in request.form.getlist("kinds")]
    except ValueError:
        raise BadRequest from None
    return WebhookDraft(request.form.get("name", ""), request.form.get("address", ""), chosen)


def _settings() -> config.Settings:
    found: config.Settings = current_app.extensions["paritet.settings"]
    return found


def _back(webhook_id: str) -> ResponseReturnValue:
    return redirect(url_for("webhooks.one", webhook_id=webhook_id), 303)


def _list_page(*, wrong: tuple[str, ...] = ()) -> str:
    session, actor = access.session(), access.actor()
    found = {each.id: each for each in bodies.list_bodies(session, actor) if actor.roles_for(each.id) & AUDITORS}
    typed = request.form if wrong else {}
    return render_template(
        "admin/webhooks.html",
        webhooks=endpoints.webhooks(session, actor),
        bodies=found,
        states=deliveries.STATES,
        kinds=KINDS,
        typed=typed,
        chosen=request.form.getlist("kinds") if wrong else list(KINDS),
        wrong=wrong,
    )


def _page(shown: WebhookView, *, wrong: tuple[str, ...] = (), said: Refused | None = None) -> str:
    session, actor = access.session(), access.actor()
    typed = request.form if wrong else {"name": shown.name, "address": shown.address}
    return render_template(
        "admin/webhook.html",
        webhook=shown,
        body=bodies.body(session, actor, shown.body_id),
        log=deliveries.deliveries(session, actor, shown.id),
        states=deliveries.STATES,
        delivery_states=deliveries.DELIVERY_STATES,
        kinds=KINDS,
        whys=whys.WHYS,
        typed=typed,
        chosen=request.form.getlist("kinds") if wrong else list(shown.kinds),
        wrong=wrong,
        said=said.said.template if said else "",
        on=WebhookState.ON,
    )
