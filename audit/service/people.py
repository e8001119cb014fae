"""Accounts and what each is to a body."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from audit.errors import Mistake, Mistaken, NotFound, Refused, message
from audit.lifecycle import AUDITORS, Role
from audit.service import showing, texts
from audit.service.actors import Actor, require_administrator, require_role
from audit.service.history import record
from audit.store import queries, reading, writing
from audit.store.models import Membership, User, identifier


@dataclass(frozen=True, slots=True)
class UserView:
    """An account; `roles` by body."""

    id: str
    email: str
    name: str
    administrator: bool
    active: bool
    roles: Mapping[str, frozenset[Role]]


def vacant(session: Session, actor: Actor, body_id: str) -> frozenset[Role]:
    """Return the roles for a body that nobody has yet, for its auditors."""
    require_role(actor, body_id, allowed=AUDITORS)
    with reading(session):
        return frozenset(Role) - {Role.ADMINISTRATOR} - queries.roles_held(session, body_id)


def create_user(
    session: Session, actor: Actor, *, email: str, password_hash: str | None, name: str, administrator: bool = False
) -> UserView:
    """Keep a new account; raises Mistaken when the address is taken or is none."""
    require_administrator(actor)
    address = email.strip().lower()
    _check_name(name)
    with writing(session):
        _check_address(session, address)
        row = User(
            email=address,
            password=password_hash,
            name=name.strip(),
            administrator=administrator,
            active=True,
            fs_uniquifier=identifier(),
        )
        session.add(row)
        session.flush()
        record(session, actor, "user-created", user=row.id, administrator=administrator)
        return _view(row)


def grant(session: Session, actor: Actor, user_id: str, *, body_id: str, role: Role) -> UserView:
    """Give a role in a body; giving it twice changes nothing. Refused for an administrator, who is one everywhere."""
    require_administrator(actor)
    if role is Role.ADMINISTRATOR:
        raise Refused("wrong-role", message("An administrator is one everywhere; this is not given for one body"))
    with writing(session):
        row = _user(session, user_id)
        showing.body_for(session, actor, body_id)
        if all((each.body_id, each.role) != (body_id, role) for each in row.memberships):
            row.memberships.append(Membership(body_id=body_id, role=role))
            record(session, actor, "role-granted", body_id=body_id, user=user_id, role=role.value)
        session.flush()
        return _view(row)


def revoke(session: Session, actor: Actor, user_id: str, *, body_id: str, role: Role) -> UserView:
    """Take a role away; taking what was not given changes nothing."""
    require_administrator(actor)
    with writing(session):
        row = _user(session, user_id)
        kept = [each for each in row.memberships if (each.body_id, each.role) != (body_id, role)]
        if len(kept) < len(row.memberships):
            row.memberships = kept
            record(session, actor, "role-revoked", body_id=body_id, user=user_id, role=role.value)
        session.flush()
        return _view(row)


def users(session: Session, actor: Actor) -> tuple[UserView, ...]:
    """Return every account, by name; administrators only."""
    require_administrator(actor)
    with reading(session):
        return tuple(_view(row) for row in queries.users(session))


def actor_for(session: Session, user_id: str) -> Actor:
    """Return the actor that an active account is; NotFound otherwise."""
    with reading(session):
        row = _user(session, user_id)
        if not row.active:
            raise NotFound("unknown-user", message("There is no such account"))
        return Actor(user_id=row.id, administrator=row.administrator, roles=_roles(row), name=row.name)


def _user(session: Session, user_id: str) -> User:
    row = session.get(User, user_id)
    if row is None:
        raise NotFound("unknown-user", message("There is no such account"))
    return row


def _check_name(name: str) -> None:
    if mistakes := texts.check((name,)):
        raise Mistaken(tuple(mistakes))


def _check_address(session: Session, address: str) -> None:
    local, _, domain = address.partition("@")
    if not local or not domain:
        wrong, remedy = message("this is not an e-mail address"), message("Write it as name@example.org.")
        raise Mistaken((Mistake("not-an-address", (), wrong, remedy),))
    if queries.user_by_email(session, address) is not None:
        wrong, remedy = message("an account with this address exists"), message("Use another address.")
        raise Mistaken((Mistake("address-taken", (), wrong, remedy),))


def _roles(row: User) -> dict[str, frozenset[Role]]:
    bodies = {each.body_id for each in row.memberships}
    return {body: frozenset(each.role for each in row.memberships if each.body_id == body) for body in sorted(bodies)}


def _view(row: User) -> UserView:
    return UserView(
        id=row.id,
        email=row.email,
        name=row.name,
        administrator=row.administrator,
        active=row.active,
        roles=_roles(row),
    )
