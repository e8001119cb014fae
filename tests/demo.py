"""The demo, loaded once for all tests that look at it."""

from datetime import date
from pathlib import Path

from audit import store
from audit.service import demo
from audit.store import schema

TODAY = date(2026, 11, 20)


def loaded(path: Path, *, password_hash: str) -> demo.DemoAccess:
    """Load the demo into a fresh SQLite file."""
    url = f"sqlite:///{path}"
    schema.upgrade(url)
    engine = store.engine(url)
    with store.sessions(engine)() as session:
        access = demo.load(session, password_hash=password_hash, today=TODAY)
    engine.dispose()
    return access
