"""What is kept: bodies, people, audits, participation apart from answers, events."""

from audit.store.connection import engine, reading, sessions, writing

__all__ = ["engine", "reading", "sessions", "writing"]
