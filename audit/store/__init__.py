"""What is kept: bodies, people, audits, participation apart from answers, events."""

from audit.store.connection import engine, reading, sessions, settle, writing

__all__ = ["engine", "reading", "sessions", "settle", "writing"]
