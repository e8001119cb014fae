"""Calendar days in expressions: shown by a pattern, moved by years, months and days, and the time between two."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from audit.questionnaire.operands import NO_NUMBER, NoNumber, Number

CODE = re.compile(r"%([A-Za-z0-9%])")
FARTHEST = 4_000_000


@cache
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return Locale("en")


CODES: Mapping[str, Callable[[date, str], str]] = {
    "Y": lambda day, language: f"{day.year:04d}",
    "y": lambda day, language: f"{day.year % 100:02d}",
    "m": lambda day, language: f"{day.month:02d}",
    "n": lambda day, language: str(day.month),
    "b": lambda day, language: format_date(day, "LLL", locale=_locale(language)),
    "d": lambda day, language: f"{day.day:02d}",
    "e": lambda day, language: str(day.day),
    "a": lambda day, language: format_date(day, "ccc", locale=_locale(language)),
    "H": lambda day, language: "00",
    "h": lambda day, language: "0",
    "M": lambda day, language: "00",
    "S": lambda day, language: "00",
    "3": lambda day, language: "000",
    "%": lambda day, language: "%",
}


def formatted(day: date | None, pattern: str, language: str) -> str:
    """Show a day by ODK's codes (%Y %y %m %n %b %d %e %a, midnight); no day gives '', other signs stay."""
    if day is None:
        return ""
    return CODE.sub(lambda code: CODES[code[1]](day, language) if code[1] in CODES else code[0], pattern)


def moved(day: date | None, years: Number = 0, months: Number = 0, days: Number = 0) -> date | None:
    """Move a day by whole years, months, then days; a month's end stays within its month; None outside the calendar."""
    if day is None or not all(
        isinstance(part, int | Fraction) and -FARTHEST < part < FARTHEST for part in (years, months, days)
    ):
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + 12 * _int(years) + _int(months), 12)
    if not date.min.year <= year <= date.max.year:
        return None
    shifted = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    if not date.min.toordinal() <= shifted.toordinal() + _int(days) <= date.max.toordinal():
        return None
    return shifted + timedelta(days=_int(days))


def between(first: date | None, last: date | None) -> Number:
    """Return the days from the first to the last, negative when it comes earlier."""
    return NO_NUMBER if first is None or last is None else (last - first).days


def months_between(first: date | None, last: date | None) -> Number:
    """Return the whole months from the first to the last, negative when it comes earlier."""
    if first is None or last is None:
        return NO_NUMBER
    if last < first:
        return -_months(last, first)
    return _months(first, last)


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def _int(part: Number) -> int:
    return 0 if isinstance(part, NoNumber) else int(part)
