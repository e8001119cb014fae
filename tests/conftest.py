"""Databases for tests: a fresh SQLite file each, or a fresh database of a real PostgreSQL server."""

import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session

from audit import store
from audit.service import definitions
from audit.store import schema
from tests import build, postgresql


@pytest.fixture(scope="session")
def upgraded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database in its newest shape, to copy."""
    path = tmp_path_factory.mktemp("store") / "empty.sqlite"
    schema.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def database_url(upgraded_file: Path, tmp_path: Path) -> str:
    """The address of a fresh SQLite database."""
    path = tmp_path / "paritet.sqlite"
    shutil.copy(upgraded_file, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Path]:
    """The folder of the suite's PostgreSQL server, with a template database in its newest shape."""
    with postgresql.server() as folder:
        _administer(folder, "CREATE DATABASE shaped")
        schema.upgrade(postgresql.url(folder, "shaped"))
        yield folder


@pytest.fixture
def postgresql_url(postgresql_server: Path) -> Iterator[str]:
    """The address of a fresh PostgreSQL database."""
    name = f"t{uuid.uuid4().hex}"
    _administer(postgresql_server, f"CREATE DATABASE {name} TEMPLATE shaped")
    yield postgresql.url(postgresql_server, name)
    _administer(postgresql_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine on a fresh SQLite database."""
    yield from _opened(database_url)


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session on a fresh SQLite database."""
    with store.sessions(engine)() as opened:
        yield opened


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def any_url(request: pytest.FixtureRequest) -> str:
    """The address of a fresh database, of each kind in turn."""
    fixture = {"sqlite": "database_url", "postgresql": "postgresql_url"}[request.param]
    address: str = request.getfixturevalue(fixture)
    return address


@pytest.fixture
def any_engine(any_url: str) -> Iterator[Engine]:
    """An engine on a fresh database, of each kind in turn."""
    yield from _opened(any_url)


@pytest.fixture
def any_session(any_engine: Engine) -> Iterator[Session]:
    """A session on a fresh database, of each kind in turn."""
    with store.sessions(any_engine)() as opened:
        yield opened


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shelf with the small questionnaires of `tests.build` in the place of the real one."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    for name, written in build.SHELF.items():
        (folder / f"{name}.yaml").write_text(written, encoding="utf-8")
    monkeypatch.setattr(definitions, "SHELF", folder)
    return folder


def _opened(url: str) -> Iterator[Engine]:
    made = store.engine(url)
    yield made
    made.dispose()


def _administer(folder: Path, statement: str) -> None:
    url = postgresql.url(folder, "postgres").replace("postgresql://", "postgresql+psycopg://")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
