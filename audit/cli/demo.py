"""`paritet demo`: loads the synthetic demo once and prints the address, one login a role and a personal link."""

import json
import os
import secrets
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click
from flask_security import hash_password
from sqlalchemy.orm import Session

from audit import config, store, wording
from audit.cli.speech import lang_option
from audit.errors import NotFound, Refused
from audit.lifecycle import ROLE_NAMES, Role
from audit.service import bodies, responding
from audit.service import demo as synthetic
from audit.service.actors import SYSTEM
from audit.web import account

KEPT = "demo.json"


@click.command()
@lang_option
def demo(language: str) -> None:
    """Load the synthetic demo, print the ways in.

    It is loaded into an empty instance only; called again, the ways in are printed once more.
    """
    settings = config.settings(os.environ)
    kept = config.instance_folder(os.environ) / KEPT
    if not kept.exists():
        if _occupied(settings):
            click.echo(wording.say(language, "This instance holds bodies already: the demo is not loaded into it."))
            return
        click.echo(wording.say(language, "Loading the synthetic demo, about ten seconds …"))
        _load(settings, kept)
    _print(json.loads(kept.read_text(encoding="utf-8")), settings, language)


def _occupied(settings: config.Settings) -> bool:
    with store.sessions(store.engine(settings.database_url))() as session:
        return bool(bodies.list_bodies(session, SYSTEM))


def _load(settings: config.Settings, kept: Path) -> None:
    password = secrets.token_urlsafe(9)
    with account.bare(settings).app_context():
        hashed = str(hash_password(password))
    with store.sessions(store.engine(settings.database_url))() as session:
        access = synthetic.load(session, password_hash=hashed, today=date.today())
    found = {"password": password, "accounts": access.accounts, "tokens": access.tokens}
    with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(found, file)


def _print(found: dict[str, Any], settings: config.Settings, language: str) -> None:
    click.echo(wording.say(language, "Address: %(address)s", address=settings.base_url))
    for role, email in found["accounts"]:
        click.echo(f"  {wording.say(language, ROLE_NAMES[Role(role)]):<15} {email:<28} {found['password']}")
    token = _unused(settings, found["tokens"])
    if token is None:
        click.echo(
            wording.say(language, "Every personal link of the demo has been used: invite people to have new ones.")
        )
    else:
        link = f"{settings.base_url}/r/{token}/"
        click.echo(wording.say(language, "Personal link of the staff survey: %(link)s", link=link))
    click.echo(wording.say(language, "Everything in the demo is synthetic."))


def _unused(settings: config.Settings, tokens: Sequence[str]) -> str | None:
    """Return the first link that opens and at which nobody has begun, or None."""
    engine = store.engine(settings.database_url)
    try:
        with store.sessions(engine)() as session:
            return next((token for token in tokens if _is_new(session, token)), None)
    finally:
        engine.dispose()


def _is_new(session: Session, token: str) -> bool:
    try:
        return responding.arrive(session, token).state is responding.Progress.NEW
    except (NotFound, Refused):
        return False
