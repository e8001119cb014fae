"""Accounts and what each is to a body."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from audit.lifecycle import Role
from audit.service.actors import Actor


@dataclass(frozen=True, slots=True)
class UserView:
    """An account; `roles` by body."""

    id: str
    email: str
    name: str
    administrator: bool
    active: bool
    roles: Mapping[str, frozenset[Role]]


def create_user(
    session: Session, actor: Actor, *, email: str, password_hash: str | None, name: str, administrator: bool = False
) -> UserView:
    """Keep a new account; raises Mistaken when the address is taken."""
    raise NotImplementedError


def grant(session: Session, actor: Actor, user_id: str, *, body_id: str, role: Role) -> UserView:
    """Give a role in a body; giving it twice changes nothing."""
    raise NotImplementedError


def revoke(session: Session, actor: Actor, user_id: str, *, body_id: str, role: Role) -> UserView:
    """Take a role away; taking what was not given changes nothing."""
    raise NotImplementedError


def users(session: Session, actor: Actor) -> tuple[UserView, ...]:
    """Return every account, by name; administrators only."""
    raise NotImplementedError


def actor_for(session: Session, user_id: str) -> Actor:
    """Return the actor that an active account is; NotFound otherwise."""
    raise NotImplementedError
