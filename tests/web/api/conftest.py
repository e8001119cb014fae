"""Programs with tokens, and a body with an open and a closed audit to ask about."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from audit.lifecycle import Role
from audit.service import audits, people, responding, tokens
from audit.service.actors import SYSTEM
from audit.service.tokens import Scope
from audit.web.api.operations import BASE
from audit.web.api.served import RATE_SETTING
from tests import build

TODAY = date.today()


class Program:
    """A program that asks with a token."""

    def __init__(self, client: FlaskClient, secret: str) -> None:
        """Keep the token for every request."""
        self.client = client
        self.headers = {"Authorization": f"Bearer {secret}"}

    def ask(self, method: str, path: str, **given: Any) -> TestResponse:  # noqa: ANN401 - as the client takes it
        """Send a request; `headers` add to the token's."""
        headers = {**self.headers, **given.pop("headers", {})}
        return self.client.open(BASE + path, method=method, headers=headers, **given)

    def get(self, path: str, **given: Any) -> TestResponse:  # noqa: ANN401 - as the client takes it
        """Read."""
        return self.ask("GET", path, **given)


@pytest.fixture
def work(session: Session, shelf: None) -> build.FieldWork:
    """A closed audit of a body: six answered its staff survey, the institution told its posts."""
    made = build.field_work(session, people=6)
    responding.save_as(session, SYSTEM, made.audit.id, enquiry_id=made.institution, answers={"posts": build.POSTS})
    responding.submit_as(session, SYSTEM, made.audit.id, enquiry_id=made.institution, today=build.TODAY)
    audits.close_audit(session, SYSTEM, made.audit.id, today=build.TODAY)
    return made


@pytest.fixture
def a_token(
    session: Session, work: build.FieldWork, a_person: Callable[..., people.UserView]
) -> Callable[..., tokens.TokenView]:
    """Make a token of an auditor for the body, good for every verb unless told otherwise."""

    def made(*scopes: Scope, email: str = "a@example.org", days: int = 30) -> tokens.TokenView:
        user = a_person(email)
        people.grant(session, SYSTEM, user.id, body_id=work.body.id, role=Role.AUDITOR)
        actor = people.actor_for(session, user.id)
        return tokens.make(
            session, actor, work.body.id, name="robot", scopes=scopes or tuple(Scope), days=days, today=TODAY
        )

    return made


@pytest.fixture
def program(app: Flask, a_token: Callable[..., tokens.TokenView]) -> Program:
    """A program that may do everything an auditor may."""
    app.config[RATE_SETTING] = "1000000 per minute"
    return Program(app.test_client(), a_token().secret)
