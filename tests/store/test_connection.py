"""The way to the database: writers queue, readers see one moment, a failure leaves nothing."""

import threading

import pytest
from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from audit import store
from audit.store.models import Body, Level


def test_sqlite_keeps_foreign_keys(session: Session) -> None:
    with pytest.raises(IntegrityError), store.writing(session):
        session.add(Level(body_id="nobody", name="head", position=0, label={}))


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("busy_timeout", 10_000), ("secure_delete", 1), ("foreign_keys", 1)],
)
def test_sqlite_is_set_up_to_lose_and_leak_nothing(session: Session, pragma: str, value: object) -> None:
    assert session.execute(text(f"PRAGMA {pragma}")).scalar_one() == value


def _keep_body(session: Session, *, fail: bool) -> None:
    with store.writing(session):
        session.add(Body(name={"en": "x"}))
        session.flush()
        if fail:
            raise KeyError


def test_a_failure_takes_the_whole_transaction_back(any_session: Session) -> None:
    with pytest.raises(KeyError):
        _keep_body(any_session, fail=True)
    assert any_session.scalar(select(func.count()).select_from(Body)) == 0


def test_writers_queue_instead_of_failing(any_engine: Engine) -> None:
    sessions = store.sessions(any_engine)

    def write() -> None:
        with sessions() as session:
            session.scalar(select(func.count()).select_from(Body))  # An older view is open when the writer begins.
            for _ in range(10):
                _keep_body(session, fail=False)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with sessions() as session:
        assert session.scalar(select(func.count()).select_from(Body)) == 40


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_means_psycopg(scheme: str) -> None:
    assert store.engine(f"{scheme}://somebody@/x").url.drivername == "postgresql+psycopg"


def _two_and_one_in_between(session: Session, engine: Engine, *, fail: bool) -> None:
    with store.together(session):
        with store.writing(session):
            session.add(Body(name={"en": "first"}))
        with store.reading(session):
            assert session.scalar(select(func.count()).select_from(Body)) == 1
        with store.sessions(engine)() as other:
            assert other.scalar(select(func.count()).select_from(Body)) == 0
        store.settle(session)
        with store.writing(session):
            session.add(Body(name={"en": "second"}))
        if fail:
            raise KeyError


@pytest.mark.parametrize("fail", [False, True])
def test_what_is_done_together_is_kept_whole_or_not_at_all(any_engine: Engine, fail: bool) -> None:
    with store.sessions(any_engine)() as session:
        try:
            _two_and_one_in_between(session, any_engine, fail=fail)
        except KeyError:
            assert fail
        assert session.scalar(select(func.count()).select_from(Body)) == (0 if fail else 2)
        assert session.info == {}
