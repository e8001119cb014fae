"""A served instance, and the field work that is going on in it."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, select, text
from sqlalchemy.orm import Session

from audit import store
from audit.store.models import Answer, Participation, Response
from tests import build, postgresql
from tests.build import FieldWork
from tests.server.running import Server, served
from tests.server.tabs import Tab


@dataclass(frozen=True)
class Instance:
    """A served instance with an open audit; looks into its database past the program."""

    server: Server
    engine: Engine
    work: FieldWork

    def tab(self, language: str = "en") -> Tab:
        """Open a browser."""
        return Tab(self.server.port, language=language)

    def link(self, number: int = 0) -> str:
        """Return the path of a personal link."""
        return f"/r/{self.work.tokens[number]}"

    def looking(self) -> Session:
        """Return a session of its own that looks into the database."""
        return store.sessions(self.engine)()

    def answers(self) -> dict[str, Any]:
        """Return every answer that is kept, by question; for tests with one response."""
        with self.looking() as session:
            wanted = select(Answer.question, Answer.value).join(Response).where(Response.enquiry_id == self.work.staff)
            kept = session.execute(wanted).all()
        return {question: json.loads(value) for question, value in kept}

    def counted(self) -> tuple[int, int, int]:
        """Return how many responses are drafts, how many submitted, and how many participations are ticked."""
        with self.looking() as session:
            own = [
                select(each.submitted).where(each.enquiry_id == self.work.staff) for each in (Response, Participation)
            ]
            taken, ticked = (session.scalars(each).all() for each in own)
        return taken.count(False), taken.count(True), ticked.count(True)


@contextmanager
def instance_of(server: Server) -> Iterator[Instance]:
    """Open an audit in a served instance and invite eight people."""
    engine = store.engine(server.database_url)
    try:
        with store.sessions(engine)() as session:
            work = build.field_work(session, people=8)
        yield Instance(server, engine, work)
    finally:
        engine.dispose()


def _a_file(upgraded: Path, folder: Path) -> str:
    shutil.copy(upgraded, folder / "paritet.sqlite")
    return f"sqlite:///{folder / 'paritet.sqlite'}"


@pytest.fixture(scope="session")
def sqlite_served(tmp_path_factory: pytest.TempPathFactory, upgraded_file: Path) -> Iterator[Server]:
    """A server over SQLite, for every test that leaves it alive."""
    folder = tmp_path_factory.mktemp("served")
    with served(folder, _a_file(upgraded_file, folder)) as server:
        yield server


@pytest.fixture(scope="session")
def postgresql_served(tmp_path_factory: pytest.TempPathFactory, postgresql_server: Path) -> Iterator[Server]:
    """A server over PostgreSQL, for every test that leaves it alive."""
    address = postgresql.url(postgresql_server, "postgres").replace("postgresql:", "postgresql+psycopg:")
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("CREATE DATABASE served"))
    engine.dispose()
    with served(tmp_path_factory.mktemp("served"), postgresql.url(postgresql_server, "served")) as server:
        yield server


@pytest.fixture
def instance(sqlite_served: Server, shelf: Path) -> Iterator[Instance]:
    """A fresh audit in an instance over SQLite."""
    with instance_of(sqlite_served) as made:
        yield made


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def any_instance(request: pytest.FixtureRequest, shelf: Path) -> Iterator[Instance]:
    """A fresh audit in an instance over each kind of database in turn."""
    with instance_of(request.getfixturevalue(f"{request.param}_served")) as made:
        yield made


@pytest.fixture
def mortal(tmp_path: Path, upgraded_file: Path, shelf: Path) -> Iterator[Instance]:
    """An instance over SQLite that a test may kill."""
    with served(tmp_path, _a_file(upgraded_file, tmp_path)) as server, instance_of(server) as made:
        yield made
