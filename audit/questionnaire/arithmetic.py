"""Numbers in expressions: the operators, rounding, roots, powers, logarithms and angles; exact wherever they can be.

What has no exact value (a root of 2, a sine) is worked out by the machine's floating numbers and kept to 15 digits, so
that it is the same on every machine.
"""

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from operator import add, mul, sub

from audit.questionnaire.operands import (
    NO_NUMBER,
    NoNumber,
    Number,
    Operand,
    bounded,
    compared,
    equal,
    holding,
    number,
)

MOST_PLACES = 20
MOST_POWER = 400


def added(left: Operand, right: Operand) -> Number:
    """Add; no number where one of them is none."""
    return _of(number(left), number(right), add)


def subtracted(left: Operand, right: Operand) -> Number:
    """Subtract; two dates give the days between them."""
    return _of(number(left), number(right), sub)


def multiplied(left: Operand, right: Operand) -> Number:
    """Multiply."""
    return _of(number(left), number(right), mul)


def divided(left: Operand, right: Operand) -> Number:
    """Divide exactly; by 0 there is no number."""
    return _of(number(left), _divisor(right), lambda first, second: Fraction(first) / second)


def remainder(left: Operand, right: Operand) -> Number:
    """Return the rest of a division with the sign of the dividend, as XPath's mod."""
    return _of(number(left), _divisor(right), lambda first, second: first - second * int(Fraction(first) / second))


OPERATORS: Mapping[str, Callable[[Operand, Operand], Operand]] = {
    "=": holding(equal),
    "!=": holding(lambda left, right: not equal(left, right)),
    "<": holding(lambda left, right: compared(left, right) == -1),
    "<=": holding(lambda left, right: compared(left, right) in (-1, 0)),
    ">": holding(lambda left, right: compared(left, right) == 1),
    ">=": holding(lambda left, right: compared(left, right) in (0, 1)),
    "+": added,
    "-": subtracted,
    "*": multiplied,
    "div": divided,
    "mod": remainder,
}


def rounded(value: Operand, places: Operand = 0) -> Number:
    """Round to decimal places (0 by default, at most 20 either way), a half upwards as XPath does: −2.5 becomes −2."""
    exact, digits = number(value), number(places)
    if isinstance(exact, NoNumber) or not isinstance(digits, int) or abs(digits) > MOST_PLACES:
        return NO_NUMBER
    unit = Fraction(10) ** -digits
    return bounded((Fraction(exact) / unit + Fraction(1, 2)) // 1 * unit)


def whole(value: Operand, towards: Callable[[Fraction | int], int]) -> Number:
    """Return a whole number near a value."""
    exact = number(value)
    return exact if isinstance(exact, NoNumber) else towards(exact)


def magnitude(value: Operand) -> Number:
    """Return a number without its sign."""
    exact = number(value)
    return exact if isinstance(exact, NoNumber) or exact >= 0 else -exact


def power(value: Operand, exponent: Operand) -> Number:
    """Raise to a power: exactly by a whole number between −400 and 400, else to 15 digits."""
    base, times = number(value), number(exponent)
    if isinstance(base, NoNumber) or isinstance(times, NoNumber) or (base == 0 and times < 0):
        return NO_NUMBER
    if isinstance(times, int) and abs(times) <= MOST_POWER and abs(times) * _size(base) <= MOST_POWER:
        return bounded(Fraction(base) ** times)
    return worked(math.pow, base, times)


def worked(function: Callable[..., float], *values: Operand) -> Number:
    """Return a function of floating numbers to 15 digits; where it has none (a logarithm of 0), no number."""
    exact = [number(value) for value in values]
    figures = [float(figure) for figure in exact if not isinstance(figure, NoNumber)]
    if len(figures) != len(exact):
        return NO_NUMBER
    try:
        result = function(*figures)
    except (ValueError, OverflowError):
        return NO_NUMBER
    return bounded(Fraction(format(result, ".15g"))) if math.isfinite(result) else NO_NUMBER


def _size(base: int | Fraction) -> int:
    """Return how many decimal digits a number has, about."""
    return max(len(str(abs(base.numerator))), len(str(base.denominator)))


def _of(left: Number, right: Number, work: Callable[[int | Fraction, int | Fraction], int | Fraction]) -> Number:
    if isinstance(left, NoNumber) or isinstance(right, NoNumber):
        return NO_NUMBER
    return bounded(work(left, right))


def _divisor(value: Operand) -> Number:
    exact = number(value)
    return NO_NUMBER if exact == 0 else exact
