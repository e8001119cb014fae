"""Where the programs of a body are told: addresses made, changed, paused and ended by those who audit it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from audit.config import Settings
from audit.errors import Mistake, Mistaken, NotFound, Refused, message
from audit.lifecycle import AUDITORS
from audit.service import showing, texts
from audit.service.actors import Actor, require_role
from audit.service.history import record
from audit.service.webhooks import addresses, signing, whys
from audit.service.webhooks.kinds import Kind
from audit.store import moments, reading, writing
from audit.store.models import Webhook, identifier
from audit.store.models.webhooks import WebhookState

LONGEST_NAME = 100
MOST = 10
#: How long the secret before the present one still signs.
OVERLAP = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class WebhookDraft:
    """What is chosen of a webhook."""

    name: str
    address: str
    kinds: Collection[Kind]


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """What is chosen of a webhook, with nothing wrong in it; made by `checked` alone, before a transaction begins."""

    name: str
    address: str
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class WebhookView:
    """A webhook as its makers see it; `secret` is told at the only moment it can be seen."""

    id: str
    body_id: str
    name: str
    address: str
    kinds: tuple[Kind, ...]
    state: WebhookState
    why: str
    failing_since: datetime | None
    former_until: datetime | None
    made_on: date
    secret: str = ""


def checked(draft: WebhookDraft, *, settings: Settings) -> CheckedDraft:
    """Return what is chosen once it is looked over; Mistaken with all that is wrong. Names are looked up on the way."""
    mistakes = texts.check((draft.name,))
    if not draft.name.strip() or len(draft.name.strip()) > LONGEST_NAME:
        wrong = message("the webhook has no name, or one of more than %(most)d letters", most=LONGEST_NAME)
        mistakes.append(Mistake("no-name", (message("Name"),), wrong, message("Name it after the program it tells.")))
    if not draft.kinds:
        wrong, remedy = message("the webhook tells of nothing"), message("Choose what it is to tell of.")
        mistakes.append(Mistake("no-kind", (message("What it tells of"),), wrong, remedy))
    try:
        addresses.target(draft.address.strip(), settings.webhook_networks)
    except addresses.Unreachable as refusal:
        mistakes.append(Mistake(refusal.why, (message("Address"),), *whys.ADDRESSES[refusal.why]))
    if mistakes:
        raise Mistaken(tuple(mistakes))
    return CheckedDraft(draft.name.strip(), draft.address.strip(), tuple(each for each in Kind if each in draft.kinds))


def make(session: Session, actor: Actor, body_id: str, draft: CheckedDraft, *, settings: Settings) -> WebhookView:
    """Make a webhook of a body, for its auditors; Refused where there are ten."""
    secret = signing.made()
    with writing(session):
        showing.body_for(session, actor, body_id)
        require_role(actor, body_id, allowed=AUDITORS)
        if len(_of(session, body_id)) >= MOST:
            raise Refused("too-many-webhooks", message("This body has ten webhooks already. End one of them first"))
        row = Webhook(id=identifier(), body_id=body_id, state=WebhookState.ON, why="", made_on=date.today())
        row.secret = signing.seal(secret, key=settings.secrets.key)
        _fill(row, draft)
        session.add(row)
        session.flush()
        record(session, actor, "webhook-made", body_id=body_id, webhook=row.id, kinds=list(row.kinds))
        return _view(row, secret)


def change(session: Session, actor: Actor, webhook_id: str, draft: CheckedDraft) -> WebhookView:
    """Change the name, the address or the kinds of a webhook; its secret stays."""
    with writing(session):
        row = known(session, actor, webhook_id)
        _fill(row, draft)
        record(session, actor, "webhook-changed", body_id=row.body_id, webhook=row.id, kinds=list(row.kinds))
        session.flush()
        return _view(row)


def rotate(session: Session, actor: Actor, webhook_id: str, *, settings: Settings) -> WebhookView:
    """Make a new secret; the one before signs beside it for a day more."""
    secret = signing.made()
    with writing(session):
        row = known(session, actor, webhook_id)
        row.former, row.former_until = row.secret, moments.now() + OVERLAP
        row.secret = signing.seal(secret, key=settings.secrets.key)
        record(session, actor, "webhook-secret-changed", body_id=row.body_id, webhook=row.id)
        session.flush()
        return _view(row, secret)


def switch(session: Session, actor: Actor, webhook_id: str, *, to: WebhookState) -> WebhookView:
    """Pause a webhook or send to it again; what waits goes on from where it stood, what happens meanwhile is lost."""
    if to is WebhookState.DISABLED:
        raise Refused("not-by-hand", message("Only we switch a webhook off. Pause it, or end it"))
    with writing(session):
        row = known(session, actor, webhook_id)
        if row.state is not to:
            row.state, row.why, row.failing_since = to, "", None
            record(session, actor, f"webhook-{to.value}", body_id=row.body_id, webhook=row.id)
        session.flush()
        return _view(row)


def end(session: Session, actor: Actor, webhook_id: str) -> None:
    """Take a webhook away with its messages and their log."""
    with writing(session):
        row = known(session, actor, webhook_id)
        record(session, actor, "webhook-ended", body_id=row.body_id, webhook=row.id)
        session.execute(delete(Webhook).where(Webhook.id == webhook_id))


def webhook(session: Session, actor: Actor, webhook_id: str) -> WebhookView:
    """Return one webhook, for those who audit its body."""
    with reading(session):
        return _view(known(session, actor, webhook_id))


def webhooks(session: Session, actor: Actor, *, body_id: str | None = None) -> tuple[WebhookView, ...]:
    """Return the webhooks of the bodies that the actor audits, or of one of them."""
    with reading(session):
        if body_id is not None:
            showing.body_for(session, actor, body_id)
            require_role(actor, body_id, allowed=AUDITORS)
        return tuple(_view(row) for row in _of(session, body_id) if actor.roles_for(row.body_id) & AUDITORS)


def known(session: Session, actor: Actor, webhook_id: str) -> Webhook:
    """Return the row of a webhook, held until the transaction ends; NotFound where there is none for this actor."""
    row = session.get(Webhook, webhook_id, with_for_update=True)
    if row is None or not actor.roles_for(row.body_id):
        raise NotFound("unknown-webhook", message("There is no such webhook, or you have no access to it"))
    require_role(actor, row.body_id, allowed=AUDITORS)
    return row


def _fill(row: Webhook, draft: CheckedDraft) -> None:
    row.name, row.address, row.kinds = draft.name, draft.address, [each.value for each in draft.kinds]


def _of(session: Session, body_id: str | None) -> Sequence[Webhook]:
    wanted = select(Webhook).order_by(Webhook.made_on, Webhook.id)
    return session.scalars(wanted if body_id is None else wanted.where(Webhook.body_id == body_id)).all()


def _view(row: Webhook, secret: str = "") -> WebhookView:
    return WebhookView(
        id=row.id,
        body_id=row.body_id,
        name=row.name,
        address=row.address,
        kinds=tuple(map(Kind, row.kinds)),
        state=row.state,
        why=row.why,
        failing_since=row.failing_since,
        former_until=row.former_until if row.former_until and row.former_until > moments.now() else None,
        made_on=row.made_on,
        secret=secret,
    )
