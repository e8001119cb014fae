"""`paritet demo`: loads the synthetic demo once and prints the address, one login a role and a personal link."""

import json
import os
import secrets
from datetime import date
from pathlib import Path

import click
from flask_security import hash_password

from audit import config, store, wording
from audit.cli.speech import lang_option
from audit.errors import mark
from audit.lifecycle import Role
from audit.service import bodies
from audit.service import demo as synthetic
from audit.service.actors import SYSTEM
from audit.web import account

KEPT = "demo.json"
ROLE_NAMES = {
    Role.ADMINISTRATOR.value: mark("administrator"),
    Role.AUDITOR.value: mark("auditor"),
    Role.MANAGEMENT.value: mark("management"),
    Role.FOCAL_POINT.value: mark("focal point"),
}


@click.command()
@lang_option
def demo(language: str) -> None:
    """Load the synthetic demo into an empty instance; called again, print the ways in once more."""
    settings = config.settings(os.environ)
    kept = config.instance_folder(os.environ) / KEPT
    if not kept.exists():
        if _occupied(settings):
            click.echo(wording.say(language, "This instance holds bodies already: the demo is not loaded into it."))
            return
        click.echo(wording.say(language, "Loading the synthetic demo, about half a minute …"))
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


def _print(found: dict[str, list[list[str]]], settings: config.Settings, language: str) -> None:
    click.echo(wording.say(language, "Address: %(address)s", address=settings.base_url))
    for role, email in found["accounts"]:
        click.echo(f"  {wording.say(language, ROLE_NAMES[role]):<15} {email:<28} {found['password']}")
    link = f"{settings.base_url}/r/{found['tokens'][0]}/"
    click.echo(wording.say(language, "Personal link of the staff survey: %(link)s", link=link))
    click.echo(wording.say(language, "Everything in the demo is synthetic."))
