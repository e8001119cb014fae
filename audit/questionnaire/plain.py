"""A questionnaire as the plain data that its author would have written: defaults left out, keys in a fixed order."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from audit.questionnaire.expression import Expression
from audit.questionnaire.parts import MOST_DIGITS, Part

Plain = str | bool | int | Decimal | dict[str, "Plain"] | list["Plain"]

#: The keys that stand first and last wherever they occur; what is not named stands between, as the model has it.
FIRST = ("name", "level", "type", "from", "dimension", "weight", "measure", "of", "out_of", "passed", "entered")
LAST = (
    "label",
    "hint",
    "title",
    "introduction",
    "minutes",
    "confidentiality",
    "disaggregate_by",
    "relevant",
    "required_message",
    "constraint",
    "constraint_message",
    "calculation",
    "trigger",
    "meaning",
    "recommendation",
    "scale",
    "dimensions",
    "min_coverage",
    "mean",
    "choices",
    "items",
    "rows",
    "questions",
    "sections",
    "indicators",
    "contradictions",
)
NAMED_LIST = "list_name"


def plain(part: Part) -> dict[str, Plain]:
    """Return the mapping an author would have written; ValueError for a number that no decimal text can say."""
    listed = getattr(part, NAMED_LIST, None)
    said: dict[str, Plain] = {}
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if name == NAMED_LIST or value is None or value == field.get_default(call_default_factory=True):
            continue
        said[field.alias or name] = listed if name == "choices" and listed is not None else _value(value)
    if isinstance(said.get("choices"), str):
        said = {"choices": said["choices"], **said}
    return dict(sorted(said.items(), key=lambda item: rank(item[0], item[1])))


def rank(key: str, value: Plain) -> tuple[int, int]:
    """Return where a key stands among those of its mapping."""
    if key in FIRST:
        return (0, FIRST.index(key))
    if key == "choices" and isinstance(value, str):
        return (1, 0)
    return (2, LAST.index(key)) if key in LAST else (1, 1)


def _value(value: object) -> Plain:
    match value:
        case Part():
            return plain(value)
        case Expression():
            return value.source
        case Enum():
            return str(value.value)
        case bool() | str() | int() | Decimal():
            return value
        case Fraction():
            return decimal(value)
        case Mapping():
            return {str(key): _value(each) for key, each in value.items()}
        case Sequence():
            return [_value(each) for each in value]
        case _:
            raise TypeError(f"a questionnaire holds no {type(value).__name__}")


def decimal(exact: Fraction) -> Decimal:
    """Return an exact number as the decimal that says it; ValueError where none does (1/3)."""
    digits = 0
    while exact.denominator != 1 and 10**digits % exact.denominator:
        digits += 1
        if digits > MOST_DIGITS:
            raise ValueError("this number has no decimal notation")
    figure = str(abs(exact.numerator * 10**digits // exact.denominator)).rjust(digits + 1, "0")
    whole, part = figure[: len(figure) - digits], figure[len(figure) - digits :]
    return Decimal(("-" if exact < 0 else "") + whole + ("." + part if part else ""))
