"""Conditions that an author puts together from a question, a comparison and a value, and how they are written."""

import re
from dataclasses import dataclass
from enum import StrEnum

from audit.errors import mark


class Comparison(StrEnum):
    """How an answer is looked at."""

    IS = "is"
    IS_NOT = "is-not"
    CHOSEN = "chosen"
    NOT_CHOSEN = "not-chosen"
    MORE = "more"
    LEAST = "least"
    LESS = "less"
    MOST = "most"
    ANSWERED = "answered"
    UNANSWERED = "unanswered"


COMPARISONS = {
    Comparison.IS: mark("is"),
    Comparison.IS_NOT: mark("is not"),
    Comparison.CHOSEN: mark("includes (several answers)"),
    Comparison.NOT_CHOSEN: mark("does not include (several answers)"),
    Comparison.MORE: mark("is more than"),
    Comparison.LEAST: mark("is at least"),
    Comparison.LESS: mark("is less than"),
    Comparison.MOST: mark("is at most"),
    Comparison.ANSWERED: mark("is answered"),
    Comparison.UNANSWERED: mark("is not answered"),
}
SIGNS = {
    Comparison.IS: "=",
    Comparison.IS_NOT: "!=",
    Comparison.MORE: ">",
    Comparison.LEAST: ">=",
    Comparison.LESS: "<",
    Comparison.MOST: "<=",
}
BY_SIGN = {sign: comparison for comparison, sign in SIGNS.items()}
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_NAME = r"\$\{\s*(?P<name>[^}\s]+)\s*\}"
_VALUE = r"(?:'(?P<text>[^']*)'|\"(?P<quoted>[^\"]*)\"|(?P<number>-?[0-9]+(?:\.[0-9]+)?))"
SELECTED = re.compile(rf"\s*(?P<no>not\(\s*)?selected\(\s*{_NAME}\s*,\s*{_VALUE}\s*\)(?(no)\s*\))\s*")
COMPARED = re.compile(rf"\s*{_NAME}\s*(?P<sign>!=|>=|<=|=|<|>)\s*{_VALUE}\s*")


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison of one question's answer."""

    question: str
    comparison: Comparison
    value: str = ""


def written(condition: Condition) -> str:
    """Return the expression that says a condition."""
    name = f"${{{condition.question}}}"
    match condition.comparison:
        case Comparison.ANSWERED:
            return f"{name} != ''"
        case Comparison.UNANSWERED:
            return f"{name} = ''"
        case Comparison.CHOSEN:
            return f"selected({name}, {_quoted(condition.value)})"
        case Comparison.NOT_CHOSEN:
            return f"not(selected({name}, {_quoted(condition.value)}))"
        case Comparison.IS | Comparison.IS_NOT:
            return f"{name} {SIGNS[condition.comparison]} {_quoted(condition.value)}"
        case _:
            plain = condition.value.replace(",", ".")
            return f"{name} {SIGNS[condition.comparison]} {plain if NUMBER.fullmatch(plain) else _quoted(plain)}"


def simple(expression: str) -> Condition | None:
    """Return the condition that an expression says, or None where it says more than one comparison."""
    found = SELECTED.fullmatch(expression)
    if found:
        comparison = Comparison.NOT_CHOSEN if found["no"] else Comparison.CHOSEN
        return Condition(found["name"], comparison, _value(found))
    found = COMPARED.fullmatch(expression)
    if not found:
        return None
    value, sign = _value(found), found["sign"]
    if not value and found["number"] is None:
        empty = {"=": Comparison.UNANSWERED, "!=": Comparison.ANSWERED}
        return Condition(found["name"], empty[sign]) if sign in empty else None
    if sign not in ("=", "!=") and found["number"] is None:
        return None
    return Condition(found["name"], BY_SIGN[sign], value)


def _value(found: re.Match[str]) -> str:
    return next((found[key] for key in ("text", "quoted", "number") if found[key] is not None), "")


def _quoted(value: str) -> str:
    return f'"{value}"' if "'" in value else f"'{value}'"
