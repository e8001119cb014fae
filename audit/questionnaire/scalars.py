"""Single answers read from what was typed or exported: texts, numbers, dates; anything doubtful is refused in words.

Control characters are refused, not removed, so that nothing typed is changed unseen; only line breaks are made alike.
Numbers in text may have a decimal comma and spaces between thousands; `1,000` can be read in two ways and is refused.
"""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal

from audit.errors import Message, message
from audit.questionnaire import schema

WHOLE_DIGITS = 15
DECIMAL_PLACES = 20
SPACES = "[ \u00a0\u2009\u202f]"
NUMBER = re.compile(rf"[+-]?(?:[0-9]+|[0-9]{{1,3}}(?:{SPACES}[0-9]{{3}})+)(?:[.,][0-9]+)?")
TWO_READINGS = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")
LINE_BREAKS = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DOTTED_DATE = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")


class Unfit(Exception):
    """One value that does not fit its question: a code, what is wrong and what to do."""

    def __init__(self, code: str, wrong: Message, remedy: Message) -> None:
        super().__init__(str(wrong))
        self.code = code
        self.wrong = wrong
        self.remedy = remedy


def text(raw: object, max_length: int = schema.TEXT_LIMIT) -> str:
    """Return a text of at most `max_length` characters that every output can hold; Unfit when it is none such."""
    if not isinstance(raw, str):
        raise Unfit("not-a-text", message("this is not a text"), message("Write it in words, in quotes."))
    clean = LINE_BREAKS.sub("\n", raw).strip()
    for character in clean:
        if unstorable(character):
            raise Unfit(
                "control-character",
                message("the text holds a character that cannot be kept (U+%(code)s)", code=f"{ord(character):04X}"),
                message("Delete it or type the text again."),
            )
    if len(clean) > max_length:
        raise Unfit(
            "text-too-long",
            message("the text has %(length)d characters, %(limit)d are allowed", length=len(clean), limit=max_length),
            message("Shorten it."),
        )
    return clean


def unstorable(character: str) -> bool:
    """Return whether a character is a control character, half of one, or no character at all."""
    if character in "\n\t":
        return False
    return unicodedata.category(character) in ("Cc", "Cs") or ord(character) & 0xFFFE == 0xFFFE


def integer(raw: object) -> int:
    """Return a whole number; Unfit otherwise, also for `1,0` and `1.0` in text, which may mean something else."""
    number = _number(raw, message("this is not a whole number"), message("Use digits only, for example 12."))
    typed_fraction = isinstance(raw, str) and ("," in raw or "." in raw)
    if typed_fraction or number != number.to_integral_value():
        raise Unfit(
            "not-whole",
            message("this is not a whole number"),
            message("Write it without a comma, a point or a fraction."),
        )
    return int(number)


def decimal(raw: object) -> Decimal:
    """Return a number exactly as it was written, a decimal comma as a decimal point; Unfit where it is none."""
    return _number(raw, message("this is not a number"), message("Use digits and one decimal comma or point."))


def percent(raw: object) -> Decimal:
    """Return a percentage (25 for 25 %), with or without a typed per cent sign; Unfit where it is no number."""
    return decimal(raw.strip().removesuffix("%") if isinstance(raw, str) else raw)


def _number(raw: object, wrong: Message, remedy: Message) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float | Decimal):
        raise Unfit("not-a-number", wrong, remedy)
    number = _written(raw.strip().replace("\u2212", "-"), wrong, remedy) if isinstance(raw, str) else Decimal(str(raw))
    if not number.is_finite():
        raise Unfit("not-a-number", wrong, remedy)
    if number.adjusted() >= WHOLE_DIGITS or -int(number.as_tuple().exponent) > DECIMAL_PLACES:
        raise Unfit(
            "number-too-long",
            message("the number has more digits than can be kept exactly"),
            message("Use at most %(whole)d digits before the decimal comma.", whole=WHOLE_DIGITS),
        )
    return number


def _written(typed: str, wrong: Message, remedy: Message) -> Decimal:
    if TWO_READINGS.fullmatch(typed):
        raise Unfit(
            "two-readings",
            message("this number can be read in two ways: thousands or decimals"),
            message("Write thousands without a comma, and decimals with a point."),
        )
    if not NUMBER.fullmatch(typed):
        raise Unfit("not-a-number", wrong, remedy)
    return Decimal(re.sub(SPACES, "", typed).replace(",", "."))


def day(raw: object) -> date:
    """Return a date written as 2025-12-31 or 31.12.2025; Unfit for anything else."""
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return raw
    typed = raw.strip() if isinstance(raw, str) else ""
    dotted = DOTTED_DATE.fullmatch(typed)
    if not dotted and not ISO_DATE.fullmatch(typed):
        raise Unfit("not-a-date", message("this is not a date"), message("Write it as 2025-12-31 or 31.12.2025."))
    year, month, number = (int(part) for part in (reversed(dotted.groups()) if dotted else typed.split("-")))
    try:
        return date(year, month, number)
    except ValueError:
        raise Unfit(
            "no-such-date", message("there is no such day in the calendar"), message("Check the day and the month.")
        ) from None
