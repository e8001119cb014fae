"""What each function and operator of an expression does with its operands, unanswered ones among them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import accumulate

from audit.questionnaire import days, patterns
from audit.questionnaire.operands import (
    NO_NUMBER,
    NoNumber,
    Number,
    Operand,
    bounded,
    compared,
    day,
    entries,
    equal,
    number,
    text,
    truth,
    unanswered,
)
from audit.questionnaire.values import Absence, Absent

UNANSWERED = Absent(Absence.NOT_ANSWERED)
MOST_PLACES = 20
LONGEST_TEXT = 100_000


@dataclass(frozen=True, slots=True)
class Setting:
    """What a function may know beside its operands: the day, the language, the labels of choices."""

    today: date
    language: str
    label: Callable[[str, str], str]


def added(left: Operand, right: Operand) -> Number:
    """Add; no number where one of them is none."""
    return _of(number(left), number(right), lambda first, second: first + second)


def subtracted(left: Operand, right: Operand) -> Number:
    """Subtract; two dates give the days between them."""
    return _of(number(left), number(right), lambda first, second: first - second)


def multiplied(left: Operand, right: Operand) -> Number:
    """Multiply."""
    return _of(number(left), number(right), lambda first, second: first * second)


def divided(left: Operand, right: Operand) -> Number:
    """Divide exactly; by 0 there is no number."""
    return _of(number(left), _divisor(right), lambda first, second: Fraction(first) / second)


def remainder(left: Operand, right: Operand) -> Number:
    """Return the rest of a division with the sign of the dividend, as XPath's mod."""
    return _of(number(left), _divisor(right), lambda first, second: first - second * int(Fraction(first) / second))


OPERATORS: Mapping[str, Callable[[Operand, Operand], Operand]] = {
    "=": equal,
    "!=": lambda left, right: not equal(left, right),
    "<": lambda left, right: compared(left, right) == -1,
    "<=": lambda left, right: compared(left, right) in (-1, 0),
    ">": lambda left, right: compared(left, right) == 1,
    ">=": lambda left, right: compared(left, right) in (0, 1),
    "+": added,
    "-": subtracted,
    "*": multiplied,
    "div": divided,
    "mod": remainder,
}


def coalesce(*values: Operand) -> Operand:
    """Return the first answered value, or the last."""
    return next((value for value in values if not unanswered(value)), values[-1])


def selected_at(chosen: Operand, place: Operand) -> str:
    """Return the choice at a place counted from 0, or the empty text."""
    index, names = number(place), entries(chosen)
    return names[index] if isinstance(index, int) and 0 <= index < len(names) else ""


def substr(value: Operand, start: Operand, end: Operand = NO_NUMBER) -> str:
    """Return the characters from `start` (from 0) up to but without `end`; negative places count from the end."""
    whole, first, last = text(value), number(start), number(end)
    if isinstance(first, NoNumber):
        return ""
    return whole[int(first) :] if isinstance(last, NoNumber) else whole[int(first) : int(last)]


def rounded(value: Operand, places: Operand = 0) -> Number:
    """Round to decimal places (0 by default, at most 20 either way), a half upwards as XPath does: −2.5 becomes −2."""
    exact, digits = number(value), number(places)
    if isinstance(exact, NoNumber) or not isinstance(digits, int) or abs(digits) > MOST_PLACES:
        return NO_NUMBER
    unit = Fraction(10) ** -digits
    return bounded((Fraction(exact) / unit + Fraction(1, 2)) // 1 * unit)


def total(*values: Operand) -> Number:
    """Add what is answered; where nothing is, there is no sum."""
    figures = _answered(values)
    return list(accumulate(figures, added))[-1] if figures else NO_NUMBER


def extreme(values: Sequence[Operand], pick: Callable[[Sequence[int | Fraction]], int | Fraction]) -> Number:
    """Return the least or greatest answered number; where nothing is answered or one is a text, there is none."""
    figures = _answered(values)
    exact = [figure for figure in figures if not isinstance(figure, NoNumber)]
    return pick(exact) if exact and len(exact) == len(figures) else NO_NUMBER


def several(values: Sequence[Operand]) -> tuple[Operand, ...]:
    """Return the answered values, of several choices each."""
    parts = (part for value in values for part in (value if isinstance(value, tuple) else (value,)))
    return tuple(part for part in parts if not unanswered(part))


def joined(separator: Operand, *values: Operand) -> str:
    """Return the answered values as one text with a separator between them; no more of it than can be kept."""
    # Thirty calculations that each write the one before twice would fill a machine's memory.
    return text(separator).join(text(value) for value in several(values))[:LONGEST_TEXT]


def whole(value: Operand, towards: Callable[[Fraction | int], int]) -> Number:
    """Return a whole number near a value."""
    exact = number(value)
    return exact if isinstance(exact, NoNumber) else towards(exact)


def matches(value: Operand, pattern: Operand) -> bool:
    """Return whether the pattern fits the whole text, as ODK's regex()."""
    return patterns.fits(text(pattern), text(value))


def choice_name(setting: Setting, value: Operand, question: Operand) -> str:
    """Return the label of what is chosen, several with a comma between."""
    return ", ".join(setting.label(text(question), name) for name in entries(value))


def magnitude(value: Operand) -> Number:
    """Return a number without its sign."""
    exact = number(value)
    return exact if isinstance(exact, NoNumber) or exact >= 0 else -exact


FUNCTIONS: Mapping[str, Callable[..., Operand]] = {
    "or": lambda setting, *values: any(map(truth, values)),
    "and": lambda setting, *values: all(map(truth, values)),
    "-": lambda setting, value: subtracted(0, value),
    "true": lambda setting: True,
    "false": lambda setting: False,
    "not": lambda setting, value: not truth(value),
    "boolean": lambda setting, value: truth(value),
    "if": lambda setting, condition, then, otherwise: then if truth(condition) else otherwise,
    "coalesce": lambda setting, *values: coalesce(*values),
    "selected": lambda setting, chosen, name: text(name).strip() in entries(chosen),
    "selected-at": lambda setting, chosen, place: selected_at(chosen, place),
    "count-selected": lambda setting, chosen: len(entries(chosen)),
    "jr:choice-name": choice_name,
    "string": lambda setting, value: text(value),
    "string-length": lambda setting, value: len(text(value)),
    "normalize-space": lambda setting, value: " ".join(text(value).split()),
    "contains": lambda setting, value, part: text(part) in text(value),
    "starts-with": lambda setting, value, part: text(value).startswith(text(part)),
    "ends-with": lambda setting, value, part: text(value).endswith(text(part)),
    "substr": lambda setting, *values: substr(*values),
    "regex": lambda setting, value, pattern: matches(value, pattern),
    "concat": lambda setting, *values: joined("", *values),
    "join": lambda setting, separator, *values: joined(separator, *values),
    "number": lambda setting, value: number(value),
    "int": lambda setting, value: whole(value, int),
    "round": lambda setting, *values: rounded(*values),
    "floor": lambda setting, value: whole(value, lambda exact: int(exact // 1)),
    "ceiling": lambda setting, value: whole(value, lambda exact: -int(-exact // 1)),
    "abs": lambda setting, value: magnitude(value),
    "sum": lambda setting, *values: total(*values),
    "count": lambda setting, *values: len(several(values)),
    "min": lambda setting, *values: extreme(values, min),
    "max": lambda setting, *values: extreme(values, max),
    "today": lambda setting: setting.today,
    "now": lambda setting: setting.today,
    "date": lambda setting, value: day(value) or UNANSWERED,
    "date-time": lambda setting, value: day(value) or UNANSWERED,
    "format-date": lambda setting, value, pattern: days.formatted(day(value), text(pattern), setting.language),
    "format-date-time": lambda setting, value, pattern: days.formatted(day(value), text(pattern), setting.language),
    "decimal-date-time": lambda setting, value: number(day(value) or UNANSWERED),
    "add-date": lambda setting, value, *parts: days.moved(day(value), *map(number, parts)) or UNANSWERED,
    "difference-in-days": lambda setting, first, last: days.between(day(first), day(last)),
    "difference-in-months": lambda setting, first, last: days.months_between(day(first), day(last)),
    "difference-in-years": lambda setting, first, last: whole(
        divided(days.months_between(day(first), day(last)), 12), int
    ),
}


def _of(left: Number, right: Number, work: Callable[[int | Fraction, int | Fraction], int | Fraction]) -> Number:
    if isinstance(left, NoNumber) or isinstance(right, NoNumber):
        return NO_NUMBER
    return bounded(work(left, right))


def _divisor(value: Operand) -> Number:
    exact = number(value)
    return NO_NUMBER if exact == 0 else exact


def _answered(values: Sequence[Operand]) -> tuple[Number, ...]:
    return tuple(number(value) for value in several(values))
