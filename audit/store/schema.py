"""Brings a database to the newest shape and says which shape it has; Alembic runs from here, no .ini is needed."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from audit.store.connection import WRITER, engine

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def upgrade(url: str, *, revision: str = "head") -> None:
    """Upgrade a database, whole or not at all; running it again changes nothing."""
    _run(url, command.upgrade, revision)


def downgrade(url: str, *, revision: str) -> None:
    """Take a database back to an earlier revision; `base` drops everything."""
    _run(url, command.downgrade, revision)


def current(url: str) -> str | None:
    """Return the revision that a database has, or None for an empty one."""
    made = engine(url)
    try:
        return current_on(made)
    finally:
        made.dispose()


def current_on(bind: Engine) -> str | None:
    """Return the revision of the database that an engine leads to, or None for an empty one."""
    with bind.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def revisions() -> frozenset[str]:
    """Return every revision that this version knows."""
    return frozenset(each.revision for each in ScriptDirectory(str(MIGRATIONS)).walk_revisions())


def config(connection: Connection) -> Config:
    """Return Alembic's settings for an open connection."""
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def _run(url: str, step: Callable[[Config, str], None], revision: str) -> None:
    made = engine(url)
    try:
        with made.connect().execution_options(**{WRITER: True}) as connection, connection.begin():
            step(config(connection), revision)
    finally:
        made.dispose()
