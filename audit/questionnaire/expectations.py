"""What was expected where a value does not fit, by the kind of pydantic's finding."""

import re
from collections.abc import Callable, Mapping

from pydantic_core import ErrorDetails

from audit.errors import Message, message
from audit.questionnaire.expression import ExpressionError
from audit.questionnaire.places import listed, suggestion

Said = tuple[str, Message, Message]
QUOTED = re.compile(r"'([^']*)'")


def expectation(key: str, detail: ErrorDetails) -> Said:
    """Return the code, what is wrong and the remedy for a value that does not fit its key."""
    cause = (detail.get("ctx") or {}).get("error")
    if isinstance(cause, ExpressionError):
        return "bad-expression", cause.said, cause.remedy
    if key in BY_KEY:
        return BY_KEY[key](detail)
    return BY_KIND.get(detail["type"], _other)(detail)


def _name(detail: ErrorDetails) -> Said:
    return (
        "bad-name",
        message("'%(word)s' cannot be a name", word=_word(detail)),
        message("Use up to 100 Latin letters, digits, '_', '-' and '.', without spaces."),
    )


def _currency(detail: ErrorDetails) -> Said:
    return (
        "bad-currency",
        message("'%(word)s' is not the code of a currency", word=_word(detail)),
        message("Write three capital letters, for example USD."),
    )


def _threshold(detail: ErrorDetails) -> Said:
    return (
        "threshold-too-low",
        message("a threshold is a whole number of at least 3"),
        message("Write 3 or more; 5 is usual, 10 for sensitive questions."),
    )


def _band(detail: ErrorDetails) -> Said:
    return (
        "bad-band",
        message("a band is two shares of one, the lower first"),
        message("Write it as [0.47, 0.53]."),
    )


def _allowed(detail: ErrorDetails) -> Said:
    allowed = QUOTED.findall(str((detail.get("ctx") or {}).get("expected", "")))
    remedy = suggestion(_word(detail), allowed, message("Use one of: %(known)s.", known=listed(allowed)))
    return "unknown-value", message("'%(word)s' is not a value of this key", word=_word(detail)), remedy


def _list(detail: ErrorDetails) -> Said:
    return (
        "not-a-list",
        message("a list is expected here"),
        message("Write [a, b], or a line '- …' for each item."),
    )


def _mapping(detail: ErrorDetails) -> Said:
    return (
        "not-a-mapping",
        message("keys with values are expected here"),
        message("Write {key: value}, for a text {en: …, ru: …}."),
    )


def _plain_text(detail: ErrorDetails) -> Said:
    return "not-a-text", message("one text is expected here"), message("Write a single text, in quotes.")


def _yes_or_no(detail: ErrorDetails) -> Said:
    return "not-yes-or-no", message("yes or no is expected here"), message("Write true or false.")


def _whole(detail: ErrorDetails) -> Said:
    return "not-whole", message("a whole number is expected here"), message("Write it in digits, for example 5.")


def _number(detail: ErrorDetails) -> Said:
    return (
        "not-a-number",
        message("a number is expected here"),
        message("Write it in digits with a decimal point, for example 0.15."),
    )


def _above(detail: ErrorDetails) -> Said:
    limit = (detail.get("ctx") or {}).get("gt", 0)
    return (
        "number-too-small",
        message("the number must be greater than %(limit)s", limit=limit),
        message("Correct the number or leave the key out."),
    )


def _at_most(detail: ErrorDetails) -> Said:
    limit = (detail.get("ctx") or {}).get("le")
    wrong = message("the number must be at most %(limit)s", limit=limit)
    return "number-too-large", wrong, message("Correct the number or leave the key out.")


def _below(detail: ErrorDetails) -> Said:
    limit = (detail.get("ctx") or {}).get("lt")
    wrong = message("the number must be less than %(limit)s", limit=limit)
    return "number-too-large", wrong, message("Correct the number or leave the key out.")


def _rows(detail: ErrorDetails) -> Said:
    if detail["type"] != "literal_error":
        return BY_KIND.get(detail["type"], _other)(detail)
    wrong = message("these are no rows")
    return "bad-rows", wrong, message("Write decision_making, or a list of row names such as [head, director].")


def _empty(detail: ErrorDetails) -> Said:
    return "empty-list", message("the list is empty"), message("Add at least one item.")


def _other(detail: ErrorDetails) -> Said:
    return "wrong-value", message("this value does not fit (%(said)s)", said=detail["msg"]), message("Correct it.")


def _word(detail: ErrorDetails) -> str:
    return str(detail.get("input", ""))[:60]


def _accepted(detail: ErrorDetails) -> Said:
    if detail["type"] != "string_pattern_mismatch":
        return BY_KIND.get(detail["type"], _other)(detail)
    return (
        "bad-file-type",
        message("'%(word)s' names no kind of file", word=_word(detail)),
        message("Write endings or types, for example [.pdf, image/*]."),
    )


BY_KEY: Mapping[str, Callable[[ErrorDetails], Said]] = {
    "name": _name,
    "currency": _currency,
    "threshold": _threshold,
    "sensitive_threshold": _threshold,
    "band": _band,
    "rows": _rows,
    "accepts": _accepted,
}
BY_KIND: Mapping[str, Callable[[ErrorDetails], Said]] = {
    "enum": _allowed,
    "literal_error": _allowed,
    "tuple_type": _list,
    "dict_type": _mapping,
    "model_type": _mapping,
    "string_type": _plain_text,
    "string_pattern_mismatch": _name,
    "string_too_long": _name,
    "bool_parsing": _yes_or_no,
    "bool_type": _yes_or_no,
    "int_parsing": _whole,
    "int_type": _whole,
    "value_error": _number,
    "greater_than": _above,
    "less_than": _below,
    "less_than_equal": _at_most,
    "too_short": _empty,
}
