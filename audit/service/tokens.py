"""Keys that programs sign in with: made for one body and some verbs, shown once, kept as digests, ended at any time."""

import hashlib
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from audit.errors import Mistake, Mistaken, NotFound, mark, message
from audit.lifecycle import AUDITORS
from audit.service import people, showing, texts
from audit.service.actors import Actor, require_role
from audit.service.history import record
from audit.store import reading, writing
from audit.store.models import ApiToken

PREFIX = "paritet_"
LONGEST_DAYS = 366
LONGEST_NAME = 100


class Scope(StrEnum):
    """One verb over one kind of thing that a token may be used for."""

    BODIES_READ = "bodies:read"
    HEADCOUNTS_WRITE = "head-counts:write"
    AUDITS_READ = "audits:read"
    AUDITS_WRITE = "audits:write"
    INVITATIONS_WRITE = "invitations:write"
    QUESTIONNAIRES_READ = "questionnaires:read"
    REPORTS_READ = "reports:read"
    FOLLOW_UP_READ = "follow-up:read"
    ANSWERS_READ = "answers:read"
    WEBHOOKS_READ = "webhooks:read"
    WEBHOOKS_WRITE = "webhooks:write"


SCOPES: Mapping[Scope, str] = {
    Scope.BODIES_READ: mark("read the body, its levels, units and head-counts"),
    Scope.HEADCOUNTS_WRITE: mark("record head-counts"),
    Scope.AUDITS_READ: mark("read audits and how far answering is"),
    Scope.AUDITS_WRITE: mark("plan, open, close and reopen audits"),
    Scope.INVITATIONS_WRITE: mark("make personal links"),
    Scope.QUESTIONNAIRES_READ: mark("read and check questionnaires"),
    Scope.REPORTS_READ: mark("read and export the results of closed audits"),
    Scope.FOLLOW_UP_READ: mark("read findings and promises"),
    Scope.ANSWERS_READ: mark("read the answers of named sets of closed audits, one by one"),
    Scope.WEBHOOKS_READ: mark("read webhooks and what became of their messages"),
    Scope.WEBHOOKS_WRITE: mark("make, change, try and end webhooks"),
}


@dataclass(frozen=True, slots=True)
class TokenView:
    """A token as its makers see it; `secret` is told at the only moment it exists."""

    id: str
    body_id: str
    name: str
    scopes: tuple[Scope, ...]
    made_on: date
    expires_on: date
    revoked_on: date | None
    last_used_on: date | None
    secret: str = ""

    def works(self, today: date) -> bool:
        """Tell whether the token is good on a day; it is on its last."""
        return self.revoked_on is None and today <= self.expires_on


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who a token lets in: its maker as she is to its one body now, and the verbs it is good for."""

    token_id: str
    actor: Actor
    scopes: frozenset[Scope]


def make(
    session: Session, actor: Actor, body_id: str, *, name: str, scopes: Collection[Scope], days: int, today: date
) -> TokenView:
    """Make a token for a body; its auditors and administrators do. Mistaken for no name, no verb or a wrong time."""
    _check(name, scopes, days)
    with writing(session):
        showing.body_for(session, actor, body_id)
        require_role(actor, body_id, allowed=AUDITORS)
        secret = PREFIX + secrets.token_urlsafe(32)
        row = ApiToken(
            user_id=actor.user_id,
            body_id=body_id,
            name=name.strip(),
            digest=digest(secret),
            scopes=sorted(set(scopes)),
            made_on=today,
            expires_on=today + timedelta(days=days),
        )
        session.add(row)
        session.flush()
        record(session, actor, "token-made", body_id=body_id, token=row.id, scopes=list(row.scopes))
        return _view(row, secret)


def tokens(session: Session, actor: Actor) -> tuple[TokenView, ...]:
    """Return the tokens of the bodies that the actor audits, an administrator's all, the newest first."""
    with reading(session):
        rows = session.scalars(select(ApiToken).order_by(ApiToken.made_on.desc(), ApiToken.id))
        return tuple(_view(row) for row in rows if actor.roles_for(row.body_id) & AUDITORS)


def revoke(session: Session, actor: Actor, token_id: str, *, today: date) -> TokenView:
    """End a token at once; whoever audits its body may."""
    with writing(session):
        row = session.get(ApiToken, token_id)
        if row is None or not actor.roles_for(row.body_id):
            raise NotFound("unknown-token", message("There is no such token, or you have no access to it"))
        require_role(actor, row.body_id, allowed=AUDITORS)
        if row.revoked_on is None:
            row.revoked_on = today
            record(session, actor, "token-revoked", body_id=row.body_id, token=row.id)
        session.flush()
        return _view(row)


def bearer(session: Session, secret: str, *, today: date) -> Bearer | None:
    """Return whom a token lets in today; None for one that is unknown, ended, or of an account that is closed.

    That it is used is noted by the day, in a transaction that is opened once a day only.
    """
    with reading(session):
        row = session.scalars(select(ApiToken).where(ApiToken.digest == digest(secret))).one_or_none()
        if row is None or not _view(row).works(today):
            return None
        token_id, user_id, body_id, is_new = row.id, row.user_id, row.body_id, row.last_used_on != today
        name, scopes = row.name, frozenset(map(Scope, row.scopes))
    if is_new:
        with writing(session):
            session.get_one(ApiToken, token_id).last_used_on = today
    try:
        maker = people.actor_for(session, user_id)
    except NotFound:
        return None
    roles, said = maker.roles_for(body_id), f"{maker.name}: {name}"[:200]
    return Bearer(token_id, Actor(user_id=user_id, roles={body_id: roles} if roles else {}, name=said), scopes)


def digest(secret: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(b"api-token" + secret.encode("utf-8", "replace")).hexdigest()


def _check(name: str, scopes: Collection[Scope], days: int) -> None:
    mistakes = texts.check((name,))
    if not name.strip() or len(name.strip()) > LONGEST_NAME:
        wrong = message("the token has no name, or one of more than %(most)d letters", most=LONGEST_NAME)
        mistakes.append(Mistake("no-name", (), wrong, message("Name it after the program that will use it.")))
    if not scopes:
        wrong, remedy = message("the token is good for nothing"), message("Choose what it may be used for.")
        mistakes.append(Mistake("no-scope", (), wrong, remedy))
    if not 1 <= days <= LONGEST_DAYS:
        wrong = message("a token cannot be good for %(days)d days", days=days)
        mistakes.append(Mistake("wrong-time", (), wrong, message("Give 1 to %(most)d days.", most=LONGEST_DAYS)))
    if mistakes:
        raise Mistaken(tuple(mistakes))


def _view(row: ApiToken, secret: str = "") -> TokenView:
    return TokenView(
        row.id,
        row.body_id,
        row.name,
        tuple(map(Scope, row.scopes)),
        row.made_on,
        row.expires_on,
        row.revoked_on,
        row.last_used_on,
        secret,
    )
