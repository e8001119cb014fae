"""Moments as they are kept: in UTC, without saying so, alike on both databases."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return this moment as it is kept."""
    return datetime.now(UTC).replace(tzinfo=None)
