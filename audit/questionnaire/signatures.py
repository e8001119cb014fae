"""The functions an expression may call: how many arguments each takes, and why some of XLSForm's are refused."""

from collections.abc import Mapping

from audit.errors import Message, mark

MANY = 1000

SIGNATURES: Mapping[str, tuple[int, int]] = {
    "true": (0, 0),
    "false": (0, 0),
    "not": (1, 1),
    "boolean": (1, 1),
    "if": (3, 3),
    "coalesce": (1, MANY),
    "selected": (2, 2),
    "selected-at": (2, 2),
    "count-selected": (1, 1),
    "jr:choice-name": (2, 2),
    "string": (1, 1),
    "string-length": (1, 1),
    "normalize-space": (1, 1),
    "contains": (2, 2),
    "starts-with": (2, 2),
    "ends-with": (2, 2),
    "substr": (2, 3),
    "regex": (2, 2),
    "concat": (1, MANY),
    "join": (2, MANY),
    "number": (1, 1),
    "int": (1, 1),
    "round": (1, 2),
    "floor": (1, 1),
    "ceiling": (1, 1),
    "abs": (1, 1),
    "sum": (1, MANY),
    "count": (1, MANY),
    "min": (1, MANY),
    "max": (1, MANY),
    "today": (0, 0),
    "now": (0, 0),
    "date": (1, 1),
    "date-time": (1, 1),
    "format-date": (2, 2),
    "format-date-time": (2, 2),
    "decimal-date-time": (1, 1),
    "add-date": (2, 4),
    "difference-in-days": (2, 2),
    "difference-in-months": (2, 2),
    "difference-in-years": (2, 2),
}

_UNREPEATABLE = mark(
    "the function '%(name)s' gives another value each time, and the same answers must always give the same form"
)
_REPEATS = mark("the function '%(name)s' belongs to repeated groups, which expressions do not reach")
_FILES = mark("the function '%(name)s' looks up a file or an earlier form, which expressions do not reach")

REFUSED: Mapping[str, str] = {
    "once": _UNREPEATABLE,
    "random": _UNREPEATABLE,
    "uuid": _UNREPEATABLE,
    "position": _REPEATS,
    "indexed-repeat": _REPEATS,
    "count-if": _REPEATS,
    "sum-if": _REPEATS,
    "instance": _FILES,
    "pulldata": _FILES,
    "search": _FILES,
}


def refusal(name: str) -> Message | None:
    """Return why a function of XLSForm cannot be used here, or None."""
    return Message(REFUSED[name], {"name": name}) if name in REFUSED else None


def wanted(name: str) -> str:
    """Return how many arguments a function takes, in figures: `2`, `2–3`, `1 …`."""
    fewest, most = SIGNATURES[name]
    if fewest == most:
        return str(fewest)
    return f"{fewest} …" if most == MANY else f"{fewest}–{most}"
