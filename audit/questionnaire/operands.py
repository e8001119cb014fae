"""What an operand counts as: a number, a text, a truth, a list; the rules by which two values are compared.

An answer that is not there (None within a form, Absent with its reason) counts as the empty text, as in XPath: it
equals '', is no number, is false, and has no entries. A number that cannot be had (`'' + 3`, `1 div 0`) is NO_NUMBER:
no comparison with it holds but `!=`, and everywhere else it counts as unanswered. A text `YYYY-MM-DD` counts as its
day wherever a number is wanted (days since 1970-01-01) and a text `hh:mm` as its part of a day (`instants`), so that
days and times compare and subtract.

A node set counts as its first node where one value is wanted, and as unanswered where it has none; a comparison with
it holds where it holds with any of its nodes; it is true where any of them is answered. Nodes of questions that are
not shown are no part of it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Context, Decimal
from fractions import Fraction

from audit.questionnaire import instants
from audit.questionnaire.values import Absence, Absent, Nodes, Scalar


@dataclass(frozen=True, slots=True)
class NoNumber:
    """The number that is none."""

    def __repr__(self) -> str:
        return "no number"


NO_NUMBER = NoNumber()
UNANSWERED = Absent(Absence.NOT_ANSWERED)
NOT_SHOWN = Absent(Absence.NOT_SHOWN)
Plain = str | bool | int | Decimal | date | time | tuple[str, ...] | NoNumber | Absent
Operand = Plain | Fraction | Nodes
Number = int | Fraction | NoNumber
NUMBER = re.compile(r"\s*-?([0-9]+(\.[0-9]*)?|\.[0-9]+)\s*")
GREATEST = 10**100
FINEST = 10**200
LONGEST_NUMBER = 100
DIGITS = Context(prec=28)


def nodes(value: Operand) -> tuple[Operand, ...]:
    """Return the nodes of a node set but those that are not shown; anything else is one node."""
    if not isinstance(value, Nodes):
        return (value,)
    return tuple(node for node in value.values if node != NOT_SHOWN)


def first(value: Nodes) -> Operand:
    """Return the first node of a node set, or what is unanswered."""
    return next(iter(nodes(value)), UNANSWERED)


def number(value: Operand) -> Number:
    """Return the exact number that a value counts as, or NO_NUMBER."""
    if type(value) is int:
        return bounded(value)
    match value:
        case bool():
            return int(value)
        case int() | Fraction():
            return bounded(value)
        case str():
            return _written(value)
        case Decimal():
            return _decimal(value)
        case date() | time():
            return bounded(instants.counted(value))
        case tuple():
            return _written(" ".join(value))
        case Nodes():
            return number(first(value))
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
        case date() | time():
            return instants.written(value)
        case tuple():
            return " ".join(value)
        case Nodes():
            return text(first(value))
    return ""


def truth(value: Operand) -> bool:
    """Return whether a value counts as true: any text but the empty one, any number but 0, any day or time."""
    if value is True or value is False:
        return value
    match value:
        case int() | Fraction() | Decimal():
            return number(value) not in (0, NO_NUMBER)
        case str() | tuple():
            return bool(value)
        case Nodes():
            return not unanswered(value)
    return isinstance(value, date | time)


def entries(value: Operand) -> tuple[str, ...]:
    """Return the choices in a value: of several as they are, of a text its words."""
    if isinstance(value, Nodes):
        return entries(first(value))
    return value if isinstance(value, tuple) else tuple(text(value).split())


def unanswered(value: Operand) -> bool:
    """Return whether there is nothing in a value."""
    if isinstance(value, Nodes):
        return all(map(unanswered, nodes(value)))
    return isinstance(value, Absent | NoNumber) or value == "" or value == ()


def equal(left: Operand, right: Operand) -> bool:
    """Compare as XPath does: as truths if one is a truth, as numbers if one is a number or a day, else as texts."""
    if type(left) is str and type(right) is str:
        return left == right
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


def holding(test: Callable[[Operand, Operand], bool]) -> Callable[[Operand, Operand], bool]:
    """Return a comparison that holds between node sets where it holds between any node and any other."""

    def holds(left: Operand, right: Operand) -> bool:
        if type(left) is not Nodes and type(right) is not Nodes:
            return test(left, right)
        if isinstance(left, bool) or isinstance(right, bool):
            return test(truth(left), truth(right))
        others = nodes(right) or (UNANSWERED,)
        return any(test(one, other) for one in nodes(left) or (UNANSWERED,) for other in others)

    return holds


def day(value: Operand) -> date | None:
    """Return the date that a value counts as: a day, a moment's, a text's, or a number of days since 1970-01-01."""
    found = moment(value)
    return None if found is None else found.date()


def moment(value: Operand) -> datetime | None:
    """Return the moment that a value counts as; a day is its midnight, a time that of 1970-01-01."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time())
    days = number(value)
    return None if isinstance(days, NoNumber) else instants.at(days)


def kept(value: Operand) -> Scalar:
    """Return a value as a node of a node set: true and false as their words, no number as unanswered."""
    found = plain(value)
    if isinstance(found, bool):
        return text(found)
    return UNANSWERED if isinstance(found, NoNumber) else found


def plain(value: Operand) -> Plain:
    """Return a value as answers keep it: a number as int, or as Decimal (exact, or to 28 significant digits)."""
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else _quotient(value)
    return plain(first(value)) if isinstance(value, Nodes) else value


def _counts(value: Operand) -> bool:
    return isinstance(value, int | Fraction | Decimal | date | time)


def _decimal(value: Decimal) -> Number:
    if not value.is_finite() or abs(value.adjusted()) > LONGEST_NUMBER or len(value.as_tuple().digits) > LONGEST_NUMBER:
        return 0 if value.is_zero() else NO_NUMBER
    return bounded(Fraction(value))


def _written(value: str) -> Number:
    if len(value) > LONGEST_NUMBER:
        return NO_NUMBER
    if NUMBER.fullmatch(value):
        return bounded(Fraction(value.strip().removesuffix(".")))
    dated = instants.read(value)
    return NO_NUMBER if dated is None else bounded(instants.counted(dated))


def _quotient(value: Fraction) -> Decimal:
    return DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator))


def _shown(value: Number) -> str:
    if isinstance(value, NoNumber):
        return ""
    if isinstance(value, int):
        return str(value)
    shown = format(_quotient(value), "f")
    return shown.rstrip("0").rstrip(".") if "." in shown else shown
