"""What each function of an expression gives: a table from its name to what it does with its operands.

The first operand of each is the scope; `if`, `and` and `or` are worked out lazily by `evaluation`, which also knows the
functions about the row under test (`position` and `last` without an argument) and the one that throws a die (`random`).
"""

import math
from collections.abc import Callable, Mapping
from datetime import datetime, time

from audit.questionnaire import arithmetic, chance, days, gathering, instants, patterns, texts
from audit.questionnaire.arithmetic import OPERATORS, whole, worked
from audit.questionnaire.operands import (
    NO_NUMBER,
    UNANSWERED,
    Operand,
    day,
    entries,
    kept,
    moment,
    nodes,
    number,
    text,
    truth,
    unanswered,
)
from audit.questionnaire.scope import Scope
from audit.questionnaire.values import Nodes

__all__ = ["FUNCTIONS", "OPERATORS", "UNANSWERED"]


def choice_name(scope: Scope, value: Operand, question: Operand) -> str:
    """Return the label of what is chosen, several with a comma between."""
    return ", ".join(scope.label(text(question), name) for name in entries(value))


def indexed(scope: Scope, path: Operand, *places: Operand) -> Operand:
    """Return a member in an entry, by the number of each repeat around it; unanswered where there is no such entry."""
    numbers = [number(place) for place in places[1::2]]
    entered = tuple(
        (text(repeat), place) for repeat, place in zip(places[0::2], numbers, strict=True) if isinstance(place, int)
    )
    return scope.indexed(text(path), entered) if len(entered) == len(numbers) else UNANSWERED


def position(scope: Scope, of: Operand) -> int:
    """Return the number of the entry that the expression stands in: `..` the nearest repeat, or one by its name."""
    return scope.position(None if of == ".." else text(of))


def randomized(scope: Scope, values: Operand, *seed: Operand) -> Operand:
    """Return a node set in another order: that of the seed given, everywhere the same, or of the form's own."""
    ordered = nodes(values)
    return Nodes(tuple(map(kept, chance.shuffled(ordered, text(seed[0]) if seed else scope.seed))))


def with_time(value: Operand) -> Operand:
    """Return the moment that a value is; a day without a time stays a day."""
    found = moment(value)
    if found is None:
        return UNANSWERED
    return found.date() if found.time() == time() and not isinstance(value, datetime) else found


def time_of_day(value: Operand) -> Operand:
    """Return the part of its day that a time or a moment is: noon is 0.5."""
    found = moment(value)
    return NO_NUMBER if found is None else instants.counted(found.time())


FUNCTIONS: Mapping[str, Callable[..., Operand]] = {
    # Conditions
    "or": lambda scope, *values: any(map(truth, values)),
    "and": lambda scope, *values: all(map(truth, values)),
    "not": lambda scope, value: not truth(value),
    "true": lambda scope: True,
    "false": lambda scope: False,
    "boolean": lambda scope, value: truth(value),
    "boolean-from-string": lambda scope, value: texts.truthful(value),
    "if": lambda scope, condition, then, otherwise: then if truth(condition) else otherwise,
    "coalesce": lambda scope, *values: gathering.coalesce(*values),
    "once": lambda scope, value: value if unanswered(scope.own) else scope.own,
    "checklist": lambda scope, least, most, *values: gathering.checklist(least, most, *values),
    "weighted-checklist": lambda scope, least, most, *pairs: gathering.weighted_checklist(least, most, *pairs),
    # What was chosen
    "selected": lambda scope, chosen, name: text(name).strip() in entries(chosen),
    "selected-at": lambda scope, chosen, place: texts.selected_at(chosen, place),
    "count-selected": lambda scope, chosen: len(entries(chosen)),
    "jr:choice-name": choice_name,
    # Repeats and node sets
    "position": position,
    "indexed-repeat": indexed,
    "count": lambda scope, *values: gathering.counted(*values),
    "count-non-empty": lambda scope, *values: len(gathering.several(values)),
    "sum": lambda scope, *values: gathering.total(*values),
    "min": lambda scope, *values: gathering.extreme(values, min),
    "max": lambda scope, *values: gathering.extreme(values, max),
    "randomize": randomized,
    # Texts
    "string": lambda scope, value: text(value),
    "string-length": lambda scope, value: len(text(value)),
    "normalize-space": lambda scope, value: " ".join(text(value).split()),
    "contains": lambda scope, value, part: text(part) in text(value),
    "starts-with": lambda scope, value, part: text(value).startswith(text(part)),
    "ends-with": lambda scope, value, part: text(value).endswith(text(part)),
    "substr": lambda scope, *values: texts.substr(*values),
    "substring": lambda scope, *values: texts.substring(*values),
    "substring-before": lambda scope, value, part: texts.before(value, part),
    "substring-after": lambda scope, value, part: texts.after(value, part),
    "translate": lambda scope, value, letters, others: texts.translated(value, letters, others),
    "regex": lambda scope, value, pattern: patterns.fits(text(pattern), text(value)),
    "concat": lambda scope, *values: gathering.joined("", *values),
    "join": lambda scope, separator, *values: gathering.joined(separator, *values),
    "string-join": lambda scope, values, separator="": gathering.joined(separator, values),
    "uuid": lambda scope, *length: chance.identifier(scope.seed, *length),
    # Numbers
    "-": lambda scope, value: arithmetic.subtracted(0, value),
    "number": lambda scope, value: number(value),
    "int": lambda scope, value: whole(value, int),
    "round": lambda scope, *values: arithmetic.rounded(*values),
    "floor": lambda scope, value: whole(value, lambda exact: int(exact // 1)),
    "ceiling": lambda scope, value: whole(value, lambda exact: -int(-exact // 1)),
    "abs": lambda scope, value: arithmetic.magnitude(value),
    "pow": lambda scope, value, exponent: arithmetic.power(value, exponent),
    "sqrt": lambda scope, value: worked(math.sqrt, value),
    "exp": lambda scope, value: worked(math.exp, value),
    "exp10": lambda scope, value: arithmetic.power(10, value),
    "log": lambda scope, value: worked(math.log, value),
    "log10": lambda scope, value: worked(math.log10, value),
    "pi": lambda scope: worked(lambda: math.pi),
    "sin": lambda scope, value: worked(math.sin, value),
    "cos": lambda scope, value: worked(math.cos, value),
    "tan": lambda scope, value: worked(math.tan, value),
    "asin": lambda scope, value: worked(math.asin, value),
    "acos": lambda scope, value: worked(math.acos, value),
    "atan": lambda scope, value: worked(math.atan, value),
    "atan2": lambda scope, value, other: worked(math.atan2, value, other),
    "random": lambda scope: chance.drawn(scope.seed),
    # Days and times
    "today": lambda scope: scope.today,
    "now": lambda scope: scope.today,
    "date": lambda scope, value: day(value) or UNANSWERED,
    "date-time": lambda scope, value: with_time(value),
    "decimal-date-time": lambda scope, value: number(moment(value) or UNANSWERED),
    "decimal-time": lambda scope, value: time_of_day(value),
    "format-date": lambda scope, value, pattern: days.formatted(moment(value), text(pattern), scope.language),
    "format-date-time": lambda scope, value, pattern: days.formatted(moment(value), text(pattern), scope.language),
    "add-date": lambda scope, value, *parts: days.moved(day(value), *map(number, parts)) or UNANSWERED,
    "difference-in-days": lambda scope, first, last: days.between(day(first), day(last)),
    "difference-in-months": lambda scope, first, last: days.months_between(day(first), day(last)),
    "difference-in-years": lambda scope, first, last: whole(
        arithmetic.divided(days.months_between(day(first), day(last)), 12), int
    ),
}
