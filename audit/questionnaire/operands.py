"""What an operand counts as: a number, a text, a truth, a list; the rules by which two values are compared.

An answer that is not there (None within a form, Absent with its reason) counts as the empty text, as in XPath: it
equals '', is no number, is false, and has no entries. A number that cannot be had (`'' + 3`, `1 div 0`) is NO_NUMBER:
no comparison with it holds but `!=`, and everywhere else it counts as unanswered. A text `YYYY-MM-DD` counts as its
day wherever a number is wanted (days since 1970-01-01), so that dates compare and subtract.
"""

import re
from dataclasses import dataclass
from datetime import date, time
from decimal import Context, Decimal
from fractions import Fraction

from audit.questionnaire.values import Absent, Nodes


@dataclass(frozen=True, slots=True)
class NoNumber:
    """The number that is none."""

    def __repr__(self) -> str:
        return "no number"


NO_NUMBER = NoNumber()
Operand = str | bool | int | Fraction | Decimal | date | time | tuple[str, ...] | NoNumber | Absent | Nodes
Number = int | Fraction | NoNumber
NUMBER = re.compile(r"\s*-?([0-9]+(\.[0-9]*)?|\.[0-9]+)\s*")
DAY = re.compile(r"\s*([0-9]{4}-[0-9]{2}-[0-9]{2})\s*")
EPOCH = date(1970, 1, 1).toordinal()
GREATEST = 10**100
FINEST = 10**200
LONGEST_NUMBER = 100
DIGITS = Context(prec=28)


def number(value: Operand) -> Number:
    """Return the exact number that a value counts as, or NO_NUMBER."""
    match value:
        case bool():
            return int(value)
        case int() | Fraction():
            return bounded(value)
        case Decimal():
            return _decimal(value)
        case date():
            return value.toordinal() - EPOCH
        case str():
            return _written(value)
        case tuple():
            return _written(" ".join(value))
    return NO_NUMBER


def bounded(value: int | Fraction) -> Number:
    """Return a number, or NO_NUMBER where it has outgrown a hundred digits."""
    if not -GREATEST < value < GREATEST or value.denominator > FINEST:
        return NO_NUMBER
    return int(value) if value.denominator == 1 else value


def text(value: Operand) -> str:
    """Return the text that a value counts as; several choices stand with a blank between them."""
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int():
            return str(value) if abs(value) < GREATEST else ""
        case Fraction() | Decimal():
            return _shown(number(value))
        case date():
            return value.isoformat()
        case tuple():
            return " ".join(value)
    return ""


def truth(value: Operand) -> bool:
    """Return whether a value counts as true: any text but the empty one, any number but 0."""
    match value:
        case bool():
            return value
        case int() | Fraction() | Decimal():
            return number(value) not in (0, NO_NUMBER)
        case date():
            return True
        case str() | tuple():
            return bool(value)
    return False


def entries(value: Operand) -> tuple[str, ...]:
    """Return the choices in a value: of several as they are, of a text its words."""
    return value if isinstance(value, tuple) else tuple(text(value).split())


def unanswered(value: Operand) -> bool:
    """Return whether there is nothing in a value."""
    return isinstance(value, Absent | NoNumber) or value == "" or value == ()


def equal(left: Operand, right: Operand) -> bool:
    """Compare as XPath does: as truths if one is a truth, as numbers if one is a number or a date, else as texts."""
    if isinstance(left, NoNumber) or isinstance(right, NoNumber):
        return False
    if isinstance(left, bool) or isinstance(right, bool):
        words = {text(left), text(right)}
        return len(words) == 1 if words <= {"true", "false"} else truth(left) is truth(right)
    if _counts(left) or _counts(right):
        figures = number(left), number(right)
        return NO_NUMBER not in figures and figures[0] == figures[1]
    return text(left) == text(right)


def compared(left: Operand, right: Operand) -> int | None:
    """Return −1, 0 or 1 as the left number is less, equal or greater; None where one of them is none."""
    first, second = number(left), number(right)
    if isinstance(first, NoNumber) or isinstance(second, NoNumber):
        return None
    return (first > second) - (first < second)


def day(value: Operand) -> date | None:
    """Return the date that a value counts as: a date, a text `YYYY-MM-DD`, or a number of days since 1970-01-01."""
    if isinstance(value, date):
        return value
    days = number(value)
    if isinstance(days, NoNumber) or not 1 <= int(days // 1) + EPOCH <= date.max.toordinal():
        return None
    return date.fromordinal(int(days // 1) + EPOCH)


def plain(value: Operand) -> str | bool | int | Decimal | date | time | tuple[str, ...] | NoNumber | Absent | Nodes:
    """Return a value as answers keep it: a number as int, or as Decimal (exact, or to 28 significant digits)."""
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else _quotient(value)
    return value


def _counts(value: Operand) -> bool:
    return isinstance(value, int | Fraction | Decimal | date | NoNumber)


def _decimal(value: Decimal) -> Number:
    if not value.is_finite() or abs(value.adjusted()) > LONGEST_NUMBER or len(value.as_tuple().digits) > LONGEST_NUMBER:
        return 0 if value.is_zero() else NO_NUMBER
    return bounded(Fraction(value))


def _written(value: str) -> Number:
    if len(value) > LONGEST_NUMBER:
        return NO_NUMBER
    dated = DAY.fullmatch(value)
    if dated:
        return _calendar(dated[1])
    return bounded(Fraction(value.strip().removesuffix("."))) if NUMBER.fullmatch(value) else NO_NUMBER


def _calendar(value: str) -> Number:
    try:
        return date.fromisoformat(value).toordinal() - EPOCH
    except ValueError:
        return NO_NUMBER


def _quotient(value: Fraction) -> Decimal:
    return DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator))


def _shown(value: Number) -> str:
    if isinstance(value, NoNumber):
        return ""
    if isinstance(value, int):
        return str(value)
    shown = format(_quotient(value), "f")
    return shown.rstrip("0").rstrip(".") if "." in shown else shown
