"""The way to the database: SQLite with writers that queue, or PostgreSQL; one transaction a use case."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_SECONDS = 10
WRITER = "paritet_writer"
#: In a session's own notes while `together` lasts, with whether rows are to be settled at its end.
TOGETHER = "paritet_together"

#: WAL lets readers go on while one writes; secure_delete leaves no withdrawn draft in the file's free pages.
PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA synchronous = FULL",
)

#: Folding waits a second for readers at most; what it could not fold goes with the next checkpoint.
FOLDING = (
    "PRAGMA busy_timeout = 1000",
    "PRAGMA wal_checkpoint(TRUNCATE)",
    f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}",
)


def engine(url: str) -> Engine:
    """Return an engine for `sqlite:///file` or `postgresql+psycopg://…`; plain `postgresql://` means psycopg 3."""
    made = create_engine(_driver(url), pool_pre_ping=not url.startswith("sqlite"))
    if made.dialect.name == "sqlite":
        event.listen(made, "connect", _prepare)
        event.listen(made, "begin", _begin)
    return made


def sessions(bind: Engine) -> sessionmaker[Session]:
    """Return the maker of sessions; values read stay readable after a commit."""
    return sessionmaker(bind, expire_on_commit=False)


@contextmanager
def writing(session: Session) -> Iterator[Session]:
    """Run one transaction that writes: whole or not at all; what the session had open before is committed first.

    On SQLite the writer queues from its first statement (BEGIN IMMEDIATE), so that it never fails half-way as busy.
    """
    if TOGETHER in session.info:
        yield session
        session.flush()
        return
    _afresh(session)
    session.connection(execution_options={WRITER: True})
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise


@contextmanager
def together(session: Session) -> Iterator[Session]:
    """Run what opens transactions of its own as one that writes: looked at and changed with nobody in between."""
    if TOGETHER in session.info:
        yield session
        return
    with writing(session):
        session.info[TOGETHER] = False
        try:
            yield session
        finally:
            wants_settling = session.info.pop(TOGETHER)
    if wants_settling:
        settle(session)


def alone(session: Session) -> bool:
    """Return whether nobody else can write while this `writing` lasts: SQLite's writers queue, PostgreSQL's do not."""
    return session.get_bind().dialect.name == "sqlite"


@contextmanager
def reading(session: Session) -> Iterator[Session]:
    """Run one transaction that only reads, from a fresh view of the database."""
    if TOGETHER in session.info:
        session.flush()
        session.expire_all()
        yield session
        return
    _afresh(session)
    try:
        yield session
    finally:
        session.rollback()


def _afresh(session: Session) -> None:
    """Commit what the session had open, and read everything anew from here."""
    if session.in_transaction():
        session.commit()
    session.expire_all()


def _driver(url: str) -> str:
    for plain in ("postgresql://", "postgres://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url


def _prepare(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    raw: Any = connection
    raw.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    writer = connection.get_execution_options().get(WRITER, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")


def settle(session: Session) -> None:
    """Leave no trace of the order in which rows were written: fold SQLite's log, sweep PostgreSQL's dead rows."""
    if TOGETHER in session.info:
        session.info[TOGETHER] = True
        return
    bind = session.get_bind().engine
    if bind.dialect.name == "postgresql":
        with bind.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM participations, responses, answers"))
        return
    raw = bind.raw_connection()
    try:
        cursor = raw.cursor()
        for pragma in FOLDING:
            cursor.execute(pragma)
        cursor.close()
    finally:
        raw.close()
