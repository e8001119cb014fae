"""`paritet init`, `user` and `serve`: an administrator sets up an instance, lets people in and runs it."""

import errno
import os
import secrets
import socket
import sys
from pathlib import Path

import click

from audit import config, store, wording
from audit.cli.speech import json_option, lang_option, print_json
from audit.errors import NotConfigured, NotFound, Refused, mark, message
from audit.lifecycle import ROLES_OF_A_BODY, Role
from audit.service import bodies, people
from audit.service.actors import SYSTEM
from audit.store import schema
from audit.web import account

HIGHEST_PORT = 65535
PORTS = click.IntRange(1, HIGHEST_PORT)


@click.command()
@lang_option
def init(language: str) -> None:
    """Make an instance, or bring it up to date.

    The folder, its secrets and the database are made; run again, the database is brought up to date.
    """
    folder = config.instance_folder(os.environ)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (folder / config.SECRETS_FILE).exists():
        config.keep_secrets(folder, config.secrets_told(_made_secrets()))
    settings = config.settings(os.environ)
    schema.upgrade(settings.database_url)
    click.echo(wording.say(language, "The instance is ready: %(folder)s", folder=folder))


@click.group()
def user() -> None:
    """Accounts of those who sign in."""


@user.command()
@click.argument("email")
@click.option("--name", default="", help="The person's name.")
@click.option(
    "--role", type=click.Choice([role.value for role in ROLES_OF_A_BODY]), help="What the person is to the body."
)
@click.option("--body", help="The body's identifier or its name.")
@click.option("--administrator", is_flag=True, help="Let the person administer the instance.")
@json_option
@lang_option
def add(
    email: str, name: str, role: str | None, body: str | None, administrator: bool, as_json: bool, language: str
) -> None:
    """Add an account and print its link.

    By the link the owner of the account sets a password.
    """
    if bool(role) != bool(body):
        raise click.UsageError(mark("--role and --body go together: give both, or neither."))
    settings = config.settings(os.environ)
    with store.sessions(store.engine(settings.database_url))() as session:
        place = _body(bodies.list_bodies(session, SYSTEM), body) if body else None
        made = people.create_user(
            session, SYSTEM, email=email, password_hash=None, name=name or email, administrator=administrator
        )
        if place and role:
            people.grant(session, SYSTEM, made.id, body_id=place.id, role=Role(role))
    _show_link(settings, made, as_json=as_json, language=language)


@user.command()
@click.argument("email")
@json_option
@lang_option
def link(email: str, as_json: bool, language: str) -> None:
    """Print a new link to set a password."""
    settings = config.settings(os.environ)
    with store.sessions(store.engine(settings.database_url))() as session:
        found = next((each for each in people.users(session, SYSTEM) if each.email == email.strip().lower()), None)
    if found is None:
        raise NotFound(
            "unknown-person",
            message("There is no such account. Check the address, or add it: paritet user add %(email)s", email=email),
        )
    _show_link(settings, found, as_json=as_json, language=language)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=8000, type=PORTS, show_default=True, help="Port to listen at.")
@lang_option
def serve(host: str, port: int, language: str) -> None:
    """Serve over HTTP; stop with Ctrl+C."""
    settings = config.settings(os.environ)
    if schema.current(settings.database_url) is None:
        raise NotConfigured("no-database", message("There is no database yet. Run: paritet init"))
    _make_sure_of(host, port)
    click.echo(wording.say(language, "Paritet is at http://%(host)s:%(port)s. Stop with Ctrl+C", host=host, port=port))
    if host in config.LOOPBACK:
        os.environ.setdefault("PARITET_BASE_URL", f"http://{host}:{port}")
    command = launch(host, port)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    # The server takes this process over, so that whoever stops `paritet serve` by its number stops the server.
    os.execv(command[0], command)  # noqa: S606 - our own program, fixed words


def launch(host: str, port: int) -> list[str]:
    """Return the command that serves; what it does is told in gunicorn.conf.py."""
    program = Path(sys.executable).with_name("gunicorn")
    place = ("--config", str(wording.ROOT / "gunicorn.conf.py"), "--pythonpath", str(wording.ROOT))
    return [str(program), *place, "--bind", f"{host}:{port}", "wsgi:app"]


def _make_sure_of(host: str, port: int) -> None:
    """Raise Refused where the address cannot be listened at, before anybody is told that Paritet is there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except PermissionError:
        said = message("Port %(port)d is not for everybody. Give one above 1023: --port 8001", port=port)
        raise Refused("port-not-allowed", said) from None
    except OSError as error:
        raise _not_listening(error, host, port) from None


def _not_listening(error: OSError, host: str, port: int) -> Refused:
    if error.errno == errno.EADDRINUSE:
        said = message(
            "Port %(port)d is taken. Stop the other program, or run: .venv/bin/paritet serve --port %(other)d",
            port=port,
            other=port + 1 if port < HIGHEST_PORT else port - 1,
        )
        return Refused("port-taken", said)
    said = message("%(host)s is not an address of this computer. Give --host 127.0.0.1 or leave it out", host=host)
    return Refused("no-such-address", said)


def _made_secrets() -> config.Secrets:
    return config.Secrets(*(secrets.token_urlsafe(48) for _ in range(3)))


def _body(found: tuple[bodies.BodyView, ...], named: str) -> bodies.BodyView:
    fitting = [each for each in found if named == each.id or named in each.name.values()]
    if len(fitting) != 1:
        names = "; ".join(sorted(f"{next(iter(each.name.values()))} ({each.id})" for each in found))
        raise NotFound(
            "unknown-body", message("Which body is '%(named)s'? There are: %(names)s", named=named, names=names)
        )
    return fitting[0]


def _show_link(settings: config.Settings, shown: people.UserView, *, as_json: bool, language: str) -> None:
    with account.bare(settings).test_request_context(base_url=settings.base_url):
        address = account.invitation(shown.id)
    if as_json:
        print_json({"id": shown.id, "email": shown.email, "link": address})
        return
    click.echo(wording.say(language, "Link to set the password, good once and for 24 hours:"))
    click.echo(address)
