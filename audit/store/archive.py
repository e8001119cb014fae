"""An instance in one file: every table as lines of JSON in a zip, with a manifest by which a cut copy is found out.

The lines are the same from SQLite and from PostgreSQL, so a copy of one can be restored into the other. Rows stand in
the order of their keys, which are random where answers are anonymous: a copy tells no more than the database does.
"""

import base64
import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, Engine, MetaData, Table, delete, func, insert, select, text

from audit.errors import Message, Mistake, Mistaken, Refused, message
from audit.lifecycle import JobState
from audit.store import schema
from audit.store.connection import WRITER, engine

MANIFEST, SECRETS, TABLES = "manifest.json", "secrets.json", "tables"
FORMAT = 1
ROWS_AT_ONCE = 500
#: No line is longer: one row, of which the largest hold a report or a piece of evidence.
LONGEST_LINE = 64 * 1024 * 1024
VERSIONS = "alembic_version"
#: Files that were made lie beside the database and are in no copy: those that are ready there are forgotten.
JOBS = "jobs"
#: What reading a file that was damaged, cut off or made up breaks off with.
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RuntimeError,  # an encrypted entry, a way of packing that is not known, a manifest nested without end
)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a copy holds: the shape of its database, and of every table its rows and the SHA-256 of its lines."""

    revision: str
    tables: Mapping[str, tuple[int, str]]

    @property
    def rows(self) -> int:
        """The rows of all tables."""
        return sum(rows for rows, _ in self.tables.values())


def write(source: Engine, file: IO[bytes], *, secrets: bytes) -> Manifest:
    """Write a copy of a database as it is at one moment, while others go on using it; return what it holds."""
    revision = schema.current_on(source)
    if revision is None:
        raise Refused("no-database", message("There is no database yet. Run: paritet init"))
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as held, _one_moment(source) as connection:
        tables = {
            table.name: _copied(connection, table, held) for table in _shape(connection) if table.name != VERSIONS
        }
        held.writestr(SECRETS, secrets)
        told = {"format": FORMAT, "revision": revision, "tables": tables}
        held.writestr(MANIFEST, json.dumps(told, indent=1))
    return Manifest(revision, tables)


def read(path: Path) -> Manifest:
    """Return what a copy holds, after reading all of it; Mistaken where it is no copy, cut off or changed."""
    try:
        with zipfile.ZipFile(path) as held:
            manifest = _manifest(held, path)
            for name, (rows, digest) in manifest.tables.items():
                if _counted(held, name) != (rows, digest):
                    raise _damaged(path, message("the table %(name)s is not as it was written", name=name))
            return manifest
    except UNREADABLE as error:
        raise _damaged(path, message("it is not a copy of an instance, or it was cut off")) from error


def secrets(path: Path) -> bytes:
    """Return the secrets in a copy that was read."""
    with zipfile.ZipFile(path) as held:
        return held.read(SECRETS)


def restore(path: Path, url: str) -> Manifest:
    """Fill an empty database from a copy, whole or not at all, and bring it to the newest shape."""
    manifest = read(path)
    if schema.current(url) is not None:
        raise Refused("not-empty", message("There is a database already. Restore into an empty place"))
    if manifest.revision not in schema.revisions():
        said = message("The copy is of a newer Paritet. Install the newest version first")
        raise Refused("newer-copy", said)
    schema.upgrade(url, revision=manifest.revision)
    try:
        _fill_all(path, url, manifest)
        schema.upgrade(url)
    except BaseException:
        schema.downgrade(url, revision="base")
        raise
    return manifest


def _fill_all(path: Path, url: str, manifest: Manifest) -> None:
    made = engine(url)
    try:
        with (
            zipfile.ZipFile(path) as held,
            made.connect().execution_options(**{WRITER: True}) as connection,
            connection.begin(),
        ):
            for table in _shape(connection):
                if table.name in manifest.tables:
                    _fill(connection, table, held)
                if table.name == JOBS:
                    connection.execute(delete(table).where(table.c.state == JobState.DONE.value))
    finally:
        made.dispose()


def _one_moment(source: Engine) -> Connection:
    """Return a connection that sees the database as it is now, whatever others write meanwhile."""
    connection = source.connect()
    if source.dialect.name == "postgresql":
        return connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return connection


def _shape(connection: Connection) -> list[Table]:
    """Return the tables as the database has them, in an order in which each stands after those it refers to."""
    found = MetaData()
    found.reflect(connection)
    return found.sorted_tables


def _copied(connection: Connection, table: Table, held: zipfile.ZipFile) -> tuple[int, str]:
    digest, rows = hashlib.sha256(), 0
    wanted = select(table).order_by(*table.primary_key.columns)
    with held.open(f"{TABLES}/{table.name}.jsonl", "w", force_zip64=True) as lines:
        for row in connection.execution_options(yield_per=ROWS_AT_ONCE).execute(wanted).mappings():
            told = {name: _told(value) for name, value in row.items()}
            line = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
            digest.update(line)
            lines.write(line)
            rows += 1
    return rows, digest.hexdigest()


def _told(value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.isoformat() if isinstance(value, date) else value


#: How a told value becomes a column's again, by the column's own kind; everything else is JSON's already.
KINDS: Mapping[type, Callable[[str], Any]] = {
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    bytes: base64.b64decode,
}


def _fill(connection: Connection, table: Table, held: zipfile.ZipFile) -> None:
    kinds = {column.name: KINDS.get(column.type.python_type) for column in table.columns}
    waiting: list[dict[str, Any]] = []
    for line in _lines(held, table.name):
        row = json.loads(line)
        waiting.append({name: _kept(value, kinds[name]) for name, value in row.items()})
        if len(waiting) == ROWS_AT_ONCE:
            connection.execute(insert(table), waiting)
            waiting = []
    if waiting:
        connection.execute(insert(table), waiting)
    _count_on(connection, table)


def _kept(value: Any, kind: Callable[[str], Any] | None) -> Any:  # noqa: ANN401 - whatever a column holds
    return value if kind is None or value is None else kind(value)


def _count_on(connection: Connection, table: Table) -> None:
    """Let PostgreSQL number the next row after the last one that was restored."""
    keys = list(table.primary_key.columns)
    if connection.dialect.name != "postgresql" or len(keys) != 1 or keys[0].type.python_type is not int:
        return
    last = connection.execute(select(func.max(keys[0]))).scalar()
    if last is not None:
        sequence = text("SELECT setval(pg_get_serial_sequence(:name, :key), :last)")
        connection.execute(sequence, {"name": table.name, "key": keys[0].name, "last": last})


def _manifest(held: zipfile.ZipFile, path: Path) -> Manifest:
    told = json.loads(held.read(MANIFEST))
    if told["format"] != FORMAT:
        raise _damaged(path, message("it is a copy in a form that this version does not know"))
    return Manifest(
        str(told["revision"]), {name: (int(rows), str(sha)) for name, (rows, sha) in told["tables"].items()}
    )


def _counted(held: zipfile.ZipFile, name: str) -> tuple[int, str]:
    digest, rows = hashlib.sha256(), 0
    for line in _lines(held, name):
        digest.update(line)
        rows += 1
    return rows, digest.hexdigest()


def _lines(held: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with held.open(f"{TABLES}/{name}.jsonl") as lines:
        while line := lines.readline(LONGEST_LINE):
            yield line


def _damaged(path: Path, wrong: Message) -> Mistaken:
    remedy = message("Take another copy; this one restores nothing.")
    return Mistaken((Mistake("damaged-copy", (), wrong, remedy, file=path.name),))
