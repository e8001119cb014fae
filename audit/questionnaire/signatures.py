"""The functions an expression may call: how many arguments each takes, and why some of XLSForm's are refused."""

from collections.abc import Mapping

from audit.errors import Message, mark

MANY = 1000

SIGNATURES: Mapping[str, tuple[int, int]] = {
    "true": (0, 0),
    "false": (0, 0),
    "not": (1, 1),
    "boolean": (1, 1),
    "boolean-from-string": (1, 1),
    "if": (3, 3),
    "coalesce": (1, MANY),
    "once": (1, 1),
    "checklist": (3, MANY),
    "weighted-checklist": (4, MANY),
    "selected": (2, 2),
    "selected-at": (2, 2),
    "count-selected": (1, 1),
    "jr:choice-name": (2, 2),
    "position": (0, 1),
    "last": (0, 0),
    "indexed-repeat": (3, 7),
    "count": (1, MANY),
    "count-non-empty": (1, MANY),
    "sum": (1, MANY),
    "min": (1, MANY),
    "max": (1, MANY),
    "randomize": (1, 2),
    "instance": (1, 1),
    "pulldata": (4, 4),
    "current": (0, 0),
    "string": (1, 1),
    "string-length": (1, 1),
    "normalize-space": (1, 1),
    "contains": (2, 2),
    "starts-with": (2, 2),
    "ends-with": (2, 2),
    "substr": (2, 3),
    "substring": (2, 3),
    "substring-before": (2, 2),
    "substring-after": (2, 2),
    "translate": (3, 3),
    "regex": (2, 2),
    "concat": (1, MANY),
    "join": (2, MANY),
    "string-join": (1, 2),
    "uuid": (0, 1),
    "number": (1, 1),
    "int": (1, 1),
    "round": (1, 2),
    "floor": (1, 1),
    "ceiling": (1, 1),
    "abs": (1, 1),
    "pow": (2, 2),
    "sqrt": (1, 1),
    "exp": (1, 1),
    "exp10": (1, 1),
    "log": (1, 1),
    "log10": (1, 1),
    "pi": (0, 0),
    "sin": (1, 1),
    "cos": (1, 1),
    "tan": (1, 1),
    "asin": (1, 1),
    "acos": (1, 1),
    "atan": (1, 1),
    "atan2": (2, 2),
    "random": (0, 0),
    "today": (0, 0),
    "now": (0, 0),
    "date": (1, 1),
    "date-time": (1, 1),
    "decimal-date-time": (1, 1),
    "decimal-time": (1, 1),
    "format-date": (2, 2),
    "format-date-time": (2, 2),
    "add-date": (2, 4),
    "difference-in-days": (2, 2),
    "difference-in-months": (2, 2),
    "difference-in-years": (2, 2),
}
# Functions whose further arguments come in twos: a repeat and a number, a value and its weight.
IN_PAIRS: Mapping[str, int] = {"indexed-repeat": 1, "weighted-checklist": 2}

_CONDITIONAL = mark("the function '%(name)s' is not read: a condition on entries stands in square brackets")
_PLACES = mark("the function '%(name)s' measures places on a map, and no question here asks for one")
_CLINIC = mark("the function '%(name)s' needs the tables of a clinic, which are not here")
_CIPHERS = mark("the function '%(name)s' makes or opens codes, and no answer here is kept in one")
_FILES = mark("the function '%(name)s' searches a file that only a collecting device has")
_DEVICE = mark("the function '%(name)s' asks the device or the application, and answers here say nothing of either")
_TEXTS = mark("the function '%(name)s' looks up a text by its number, and texts here stand with their questions")

REFUSED: Mapping[str, str] = {
    "count-if": _CONDITIONAL,
    "sum-if": _CONDITIONAL,
    "area": _PLACES,
    "distance": _PLACES,
    "geofence": _PLACES,
    "z-score": _CLINIC,
    "cht:extension-lib": _CLINIC,
    "cht:difference-in-days": _CLINIC,
    "cht:difference-in-weeks": _CLINIC,
    "cht:difference-in-months": _CLINIC,
    "cht:difference-in-years": _CLINIC,
    "parse-timestamp-to-date": _CLINIC,
    "digest": _CIPHERS,
    "base64-decode": _CIPHERS,
    "extract-signed": _CIPHERS,
    "search": _FILES,
    "property": _DEVICE,
    "version": _DEVICE,
    "jr:itext": _TEXTS,
}

_OUT = mark("Leave the function out, or ask for the value in a question.")
REMEDIES: Mapping[str, str] = {
    "count-if": mark("Write count(${repeat}[condition]), with bare names for the members of the entry."),
    "sum-if": mark("Write sum(${repeat}[condition]/member), with bare names for the members of the entry."),
    "search": mark("Use choice_filter, or instance('list')/root/item[condition]/column."),
    "cht:difference-in-days": mark("Write difference-in-days."),
    "cht:difference-in-months": mark("Write difference-in-months."),
    "cht:difference-in-years": mark("Write difference-in-years."),
    "parse-timestamp-to-date": mark("Write date(…)."),
}


def refusal(name: str) -> Message | None:
    """Return why a function of XLSForm cannot be used here, or None."""
    return Message(REFUSED[name], {"name": name}) if name in REFUSED else None


def instead(name: str) -> Message:
    """Return what to write instead of a function that is refused."""
    return Message(REMEDIES.get(name, _OUT), {})


def takes(name: str, given: int) -> bool:
    """Return whether a function can have so many arguments."""
    fewest, most = SIGNATURES[name]
    return fewest <= given <= most and (name not in IN_PAIRS or (given - IN_PAIRS[name]) % 2 == 0)


def wanted(name: str) -> str:
    """Return how many arguments a function takes, in figures: `2`, `2–3`, `1 …`."""
    fewest, most = SIGNATURES[name]
    if fewest == most:
        return str(fewest)
    if name in IN_PAIRS:
        return f"{fewest}, {fewest + 2} …" if most == MANY else ", ".join(map(str, range(fewest, most + 1, 2)))
    return f"{fewest} …" if most == MANY else f"{fewest}–{most}"
