"""The whole application over a fresh database, and visitors in every role."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_security.utils import hash_password
from sqlalchemy.orm import Session

from audit import config
from audit.app import create_app
from audit.lifecycle import Role
from audit.service import people
from audit.service.actors import SYSTEM
from audit.service.bodies import BodyView
from tests import build
from tests.web.browsing import PASSWORD, Visitor

SECRET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGH"


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> config.Settings:
    """Settings of an instance on this machine, over a fresh database."""
    return config.Settings(
        instance=tmp_path,
        database_url=database_url,
        secrets=config.Secrets(SECRET, SECRET, SECRET),
        base_url="http://localhost",
        language="en",
    )


@pytest.fixture
def app(settings: config.Settings) -> Iterator[Flask]:
    """The application as it is served."""
    made = create_app(settings)
    yield made
    made.extensions["paritet.engine"].dispose()


@pytest.fixture
def browse(app: Flask) -> Visitor:
    """A stranger's browser."""
    return Visitor(app)


@pytest.fixture(scope="session")
def hashed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The password's hash, made once."""
    return {}


@pytest.fixture
def body(session: Session) -> BodyView:
    """A body."""
    return build.a_body(session)


@pytest.fixture
def a_person(app: Flask, session: Session, body: BodyView, hashed: dict[str, str]) -> Callable[..., people.UserView]:
    """Make an account with the tests' password: `role` in the body, or `administrator`."""

    def made(email: str, role: Role | None = None, **given: bool) -> people.UserView:
        if not hashed:
            with app.app_context():
                hashed[PASSWORD] = hash_password(PASSWORD)
        user = people.create_user(session, SYSTEM, email=email, password_hash=hashed[PASSWORD], name="Aigul", **given)
        return people.grant(session, SYSTEM, user.id, body_id=body.id, role=role) if role else user

    return made


@pytest.fixture
def signed_in(app: Flask, a_person: Callable[..., people.UserView]) -> Callable[[Role], Visitor]:
    """Return the browser of somebody in a role who has signed in."""

    def arrived(role: Role) -> Visitor:
        email = f"{role.value}@example.org"
        if role is Role.ADMINISTRATOR:
            a_person(email, administrator=True)
        else:
            a_person(email, role)
        visitor = Visitor(app)
        visitor.sign_in(email)
        return visitor

    return arrived
