"""What is kept: bodies, people, audits, participation apart from answers, events."""

from audit.store.connection import alone, engine, reading, sessions, settle, together, writing

__all__ = ["alone", "engine", "reading", "sessions", "settle", "together", "writing"]
