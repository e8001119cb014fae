"""Receivers of webhooks, an instance that may reach this machine, and a body with one webhook."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from audit import config, store
from audit.service.actors import SYSTEM
from audit.service.webhooks import endpoints
from audit.service.webhooks.endpoints import WebhookDraft, WebhookView
from audit.service.webhooks.kinds import Kind
from tests import build
from tests.worker.receiving import Receiver, receiving

SECRET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGH"
THIS_MACHINE = ("127.0.0.0/8", "::1/128")


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> config.Settings:
    """Settings of an instance that may tell programs of this machine."""
    return config.Settings(
        instance=tmp_path,
        database_url=database_url,
        secrets=config.Secrets(SECRET, SECRET, SECRET),
        base_url="https://paritet.example.org",
        webhook_networks=THIS_MACHINE,
    )


@pytest.fixture
def sessions(engine: Engine) -> sessionmaker[Session]:
    """The maker of sessions of the sender."""
    return store.sessions(engine)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A receiver over plain http."""
    with receiving() as told:
        yield told


@pytest.fixture
def webhook(session: Session, shelf: Path, receiver: Receiver, settings: config.Settings) -> WebhookView:
    """A webhook of a body that is told of everything."""
    body = build.a_body(session)
    draft = WebhookDraft("archive", receiver.address(), tuple(Kind))
    return endpoints.make(session, SYSTEM, body.id, endpoints.checked(draft, settings=settings), settings=settings)
