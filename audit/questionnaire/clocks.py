"""Times of the day and days with a time, read from what was typed or exported and written in one way.

Seconds are kept where they are given; a time zone is refused, for a form's times are those of where it is filled in.
"""

import re
from datetime import date, datetime, time

from audit.errors import message
from audit.questionnaire import scalars
from audit.questionnaire.scalars import Unfit

CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.0+)?)?")
ZONED = re.compile(r".*(Z|[+-][0-9]{2}:?[0-9]{2})")


def clock(raw: object) -> time:
    """Return a time of the day written as 14:30 or 14:30:05; Unfit for anything else."""
    if isinstance(raw, time) and raw.tzinfo is None:
        return raw.replace(microsecond=0)
    typed = raw.strip() if isinstance(raw, str) else str(raw) if isinstance(raw, time) else ""
    found = CLOCK.fullmatch(typed)
    if found is None:
        zoned = ":" in typed and ZONED.fullmatch(typed)
        remedy = message("Leave the time zone out.") if zoned else message("Write it as 14:30.")
        raise Unfit("not-a-time", message("this is not a time of the day"), remedy)
    hour, minute, second = (int(part or 0) for part in found.groups())
    try:
        return time(hour, minute, second)
    except ValueError:
        wrong = message("there is no such time of the day")
        raise Unfit("no-such-time", wrong, message("Hours go from 0 to 23, minutes to 59.")) from None


def moment(raw: object) -> datetime:
    """Return a day with a time written as 2026-01-31T14:30 or 31.01.2026 14:30; Unfit for anything else."""
    if isinstance(raw, datetime) and raw.tzinfo is None:
        return raw.replace(microsecond=0)
    typed = raw.strip() if isinstance(raw, str) else ""
    day, _, hours = typed.replace("T", " ", 1).partition(" ")
    if not day or not hours.strip():
        remedy = message("Write it as 2025-12-31 14:30 or 31.12.2025 14:30.")
        raise Unfit("not-a-moment", message("this is not a day with a time"), remedy)
    return datetime.combine(scalars.day(day), clock(hours))


def written(value: date | time) -> str:
    """Return a day, a time or both as files hold them; seconds only where there are any."""
    if isinstance(value, datetime | time):
        return value.isoformat(timespec="seconds" if value.second else "minutes")
    return value.isoformat()
