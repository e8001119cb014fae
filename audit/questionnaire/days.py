"""Calendar days in expressions: shown by a pattern, moved by years, months and days, and the time between two."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from audit.questionnaire.operands import NO_NUMBER, NoNumber, Number

CODE = re.compile(r"%([A-Za-z0-9%])")
DAY_OF_MONTH = re.compile(r"%[de]")
FARTHEST = 4_000_000


@cache
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return Locale("en")


CODES: Mapping[str, Callable[[datetime, str], str]] = {
    "Y": lambda moment, language: f"{moment.year:04d}",
    "y": lambda moment, language: f"{moment.year % 100:02d}",
    "m": lambda moment, language: f"{moment.month:02d}",
    "n": lambda moment, language: str(moment.month),
    "b": lambda moment, language: format_date(moment, "LLL", locale=_locale(language)),
    "B": lambda moment, language: format_date(moment, "LLLL", locale=_locale(language)),
    "d": lambda moment, language: f"{moment.day:02d}",
    "e": lambda moment, language: str(moment.day),
    "a": lambda moment, language: format_date(moment, "ccc", locale=_locale(language)),
    "A": lambda moment, language: format_date(moment, "cccc", locale=_locale(language)),
    "H": lambda moment, language: f"{moment.hour:02d}",
    "h": lambda moment, language: str(moment.hour),
    "M": lambda moment, language: f"{moment.minute:02d}",
    "S": lambda moment, language: f"{moment.second:02d}",
    "3": lambda moment, language: f"{moment.microsecond // 1000:03d}",
    "%": lambda moment, language: "%",
}
# The case that a month stands in beside a day, where a language has one: «1 марта», but «март 2025».
BESIDE_A_DAY: Mapping[str, Callable[[datetime, str], str]] = {
    "b": lambda moment, language: format_date(moment, "MMM", locale=_locale(language)),
    "B": lambda moment, language: format_date(moment, "MMMM", locale=_locale(language)),
}


def formatted(moment: datetime | None, pattern: str, language: str) -> str:
    """Show a moment by ODK's codes (%Y %y %m %n %b %d %e %a %H %h %M %S %3) and the long %B and %A; None gives ''."""
    if moment is None:
        return ""
    codes = {**CODES, **BESIDE_A_DAY} if DAY_OF_MONTH.search(pattern) else CODES
    return CODE.sub(lambda code: codes[code[1]](moment, language) if code[1] in codes else code[0], pattern)


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
