"""Settings of an instance, read once from the environment; an unsafe one is refused with what to do about it."""

import ipaddress
import json
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from audit.errors import NotConfigured, message

SECRETS_FILE = "secrets.json"
DATABASE_FILE = "paritet.sqlite"
SHORTEST_SECRET = 32
LEAST_VARIETY = 10
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
TRUE = frozenset({"1", "true", "yes", "on"})
#: Languages that an instance can greet strangers in; the first is the default.
LANGUAGES = ("ru", "en")
DEFAULT_BASE_URL = "http://127.0.0.1:8000"


@dataclass(frozen=True, slots=True)
class Secrets:
    """What signs sessions and links, salts passwords, and encrypts second factors; never printed."""

    key: str = field(repr=False)
    salt: str = field(repr=False)
    second_factor: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Mail:
    """Where mail is handed over; without a server no mail is sent and pages say so."""

    server: str = ""
    port: int = 25
    sender: str = "paritet@localhost"
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    encryption: str = "none"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an instance is told from outside; frozen, so that no page can change it."""

    instance: Path
    database_url: str = field(repr=False)
    secrets: Secrets
    base_url: str = DEFAULT_BASE_URL
    language: str = "ru"
    trusted_proxies: int = 0
    largest_request: int = 512 * 1024
    mail: Mail = field(default_factory=Mail)
    #: Networks of one's own that webhooks may lead into, beside the open internet; http only into 127.0.0.0/8 and ::1.
    webhook_networks: tuple[str, ...] = ()

    @property
    def https(self) -> bool:
        """Return whether people reach the instance over https."""
        return urlsplit(self.base_url).scheme == "https"


def settings(environ: Mapping[str, str]) -> Settings:
    """Read the settings; NotConfigured says which variable is wrong and what to put there."""
    if environ.get("FLASK_DEBUG", "0").lower() in TRUE:
        raise NotConfigured("debug", message("FLASK_DEBUG shows the inside of the program to everybody. Unset it"))
    folder = instance_folder(environ)
    return Settings(
        instance=folder,
        database_url=database_url(environ),
        secrets=_secrets(environ, folder),
        base_url=_base_url(environ),
        language=_language(environ),
        trusted_proxies=_number(environ, "PARITET_TRUSTED_PROXIES", 0),
        largest_request=_number(environ, "PARITET_LARGEST_REQUEST", 512 * 1024),
        mail=_mail(environ),
        webhook_networks=_networks(environ, "PARITET_WEBHOOK_NETWORKS"),
    )


def instance_folder(environ: Mapping[str, str]) -> Path:
    """Return the folder that holds an instance's secrets and, by default, its database."""
    return Path(environ.get("PARITET_INSTANCE", "instance")).resolve()


def database_url(environ: Mapping[str, str]) -> str:
    """Return where the database is: PARITET_DATABASE_URL, or a SQLite file in the instance folder."""
    return environ.get("PARITET_DATABASE_URL") or f"sqlite:///{instance_folder(environ) / DATABASE_FILE}"


def standing_database_url(environ: Mapping[str, str]) -> str:
    """Return where the database is; NotConfigured where it would be a file that is not there."""
    folder = instance_folder(environ)
    if not environ.get("PARITET_DATABASE_URL") and not (folder / DATABASE_FILE).exists():
        raise no_instance(folder)
    return database_url(environ)


def no_instance(folder: Path) -> NotConfigured:
    """Return the refusal of a folder where no instance was made: most often the command ran in a wrong place."""
    said = message(
        "No instance in %(folder)s. Go to the folder that has it, set PARITET_INSTANCE, or make a new one with: "
        "paritet init",
        folder=str(folder),
    )
    return NotConfigured("no-instance", said)


def _secrets(environ: Mapping[str, str], folder: Path) -> Secrets:
    kept = _kept_secrets(folder / SECRETS_FILE)
    named = {"key": "PARITET_SECRET_KEY", "salt": "PARITET_SALT", "second_factor": "PARITET_SECOND_FACTOR_SECRET"}
    if not kept and not any(environ.get(variable) for variable in named.values()):
        raise no_instance(folder)
    return Secrets(
        **{name: _strong(variable, environ.get(variable) or kept.get(name, "")) for name, variable in named.items()}
    )


def secrets_told(kept: Secrets) -> bytes:
    """Return the secrets as their file tells them."""
    return json.dumps({"key": kept.key, "salt": kept.salt, "second_factor": kept.second_factor}).encode()


def keep_secrets(folder: Path, told: bytes) -> None:
    """Write the secrets' file of an instance, readable to nobody else; FileExistsError where there is one."""
    kept = os.open(folder / SECRETS_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(kept, "wb") as file:
        file.write(told)


def _kept_secrets(path: Path) -> Mapping[str, str]:
    if not path.exists():
        return {}
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise NotConfigured(
            "open-secrets",
            message("Other people of this machine can read %(path)s. Run: chmod 600 %(path)s", path=str(path)),
        )
    kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return kept


def _strong(variable: str, secret: str) -> str:
    if not secret:
        raise NotConfigured("no-secret", message("%(variable)s is missing. Run: paritet init", variable=variable))
    if len(secret) < SHORTEST_SECRET or len(set(secret)) < LEAST_VARIETY:
        raise NotConfigured(
            "weak-secret",
            message(
                "%(variable)s can be guessed. Give at least %(least)d random characters or unset it",
                variable=variable,
                least=SHORTEST_SECRET,
            ),
        )
    return secret


def _base_url(environ: Mapping[str, str]) -> str:
    given = environ.get("PARITET_BASE_URL", DEFAULT_BASE_URL).rstrip("/")
    parts = urlsplit(given)
    if parts.scheme == "https" and parts.hostname:
        return given
    if parts.scheme == "http" and parts.hostname in LOOPBACK:
        return given
    raise NotConfigured(
        "unsafe-address",
        message(
            "PARITET_BASE_URL must begin with https:// (plain http only for 127.0.0.1 and localhost); it is %(url)s",
            url=given,
        ),
    )


def _language(environ: Mapping[str, str]) -> str:
    given = environ.get("PARITET_LANGUAGE", LANGUAGES[0])
    if given not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise NotConfigured(
            "language", message("PARITET_LANGUAGE is one of: %(known)s; it is %(given)s", known=known, given=given)
        )
    return given


def _number(environ: Mapping[str, str], variable: str, default: int) -> int:
    given = environ.get(variable, str(default))
    if not given.isdecimal():
        raise NotConfigured(
            "not-a-number",
            message("%(variable)s must be a whole number; it is %(given)s", variable=variable, given=given),
        )
    return int(given)


def _networks(environ: Mapping[str, str], variable: str) -> tuple[str, ...]:
    given = [each.strip() for each in environ.get(variable, "").split(",") if each.strip()]
    try:
        return tuple(str(ipaddress.ip_network(each)) for each in given)
    except ValueError:
        said = message("%(variable)s lists networks, such as 10.20.0.0/16, with commas between", variable=variable)
        raise NotConfigured("not-a-network", said) from None


def _mail(environ: Mapping[str, str]) -> Mail:
    encryption = environ.get("PARITET_MAIL_ENCRYPTION", "none")
    if encryption not in {"none", "starttls", "tls"}:
        raise NotConfigured(
            "mail-encryption",
            message("PARITET_MAIL_ENCRYPTION must be none, starttls or tls; it is %(given)s", given=encryption),
        )
    return Mail(
        server=environ.get("PARITET_MAIL_SERVER", ""),
        port=_number(environ, "PARITET_MAIL_PORT", 25),
        sender=environ.get("PARITET_MAIL_SENDER", "paritet@localhost"),
        username=environ.get("PARITET_MAIL_USERNAME"),
        password=environ.get("PARITET_MAIL_PASSWORD"),
        encryption=encryption,
    )
