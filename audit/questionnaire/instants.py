"""Days, times of day and moments as expressions see them: read from texts, written, and counted as numbers.

A day counts as its days since 1970-01-01, a time as its part of a day (noon is one half), a moment as both together.
A zone behind a time (`+05:00`, `Z`) is read over: answers keep the hour as the person wrote it.
"""

import re
from datetime import date, datetime, time, timedelta
from fractions import Fraction

DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
TIME = r"([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)[0-9]*(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
WRITTEN = re.compile(rf"\s*(?:({DAY})(?:[T ]{TIME})?|{TIME})\s*")
EPOCH = date(1970, 1, 1).toordinal()
TICKS = 86_400_000_000


def read(value: str) -> date | time | None:
    """Return the moment, day or time that a text `YYYY-MM-DD`, `YYYY-MM-DDThh:mm` or `hh:mm(:ss)` is, or None."""
    parts = WRITTEN.fullmatch(value)
    if parts is None:
        return None
    day, hour, alone = parts.groups()
    try:
        if alone:
            return time.fromisoformat(_padded(alone))
        return datetime.fromisoformat(f"{day}T{_padded(hour)}") if hour else date.fromisoformat(day)
    except ValueError:
        return None


def written(value: date | time) -> str:
    """Write a day, a time or a moment as answers keep them; seconds only where there are any."""
    if isinstance(value, datetime):
        return f"{value.date().isoformat()}T{written(value.time())}"
    if isinstance(value, time):
        return value.isoformat("minutes" if not value.second and not value.microsecond else "auto")
    return value.isoformat()


def counted(value: date | time) -> int | Fraction:
    """Return the number that a day, a time or a moment counts as."""
    days = value.toordinal() - EPOCH if isinstance(value, date) else 0
    clock = value.time() if isinstance(value, datetime) else value
    if not isinstance(clock, time):
        return days
    seconds = clock.hour * 3600 + clock.minute * 60 + clock.second
    return days + Fraction(seconds * 1_000_000 + clock.microsecond, TICKS)


def at(days: int | Fraction) -> datetime | None:
    """Return the moment that a number of days since 1970-01-01 is, to the microsecond; None outside the calendar."""
    whole = int(days // 1)
    if not 1 <= whole + EPOCH <= date.max.toordinal():
        return None
    passed = min(round((days - whole) * TICKS), TICKS - 1)
    return datetime.fromordinal(whole + EPOCH) + timedelta(microseconds=passed)


def _padded(clock: str) -> str:
    """Python reads three or six digits of a second's fraction, and writers give any number of them."""
    head, dot, ticks = clock.partition(".")
    return head + (dot + ticks.ljust(6, "0") if dot else "")
