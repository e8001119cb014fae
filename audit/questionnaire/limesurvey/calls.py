"""LimeSurvey's functions in our dialect: one line each; a function that is not here has no counterpart."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from audit.errors import message
from audit.questionnaire.limesurvey.meanings import Meaning, Untranslatable
from audit.questionnaire.limesurvey.perl import whole_pattern
from audit.questionnaire.limesurvey.trees import Call, Negative, Node, Number, Text
from audit.questionnaire.signatures import SIGNATURES

PI = "3.141592653589793"
SECONDS = 86_400
#: Signs of PHP's date() that our format-date has, and how.
DATE_SIGNS = {"Y": "%Y", "y": "%y", "m": "%m", "n": "%n", "d": "%d", "j": "%e", "M": "%b", "D": "%a"}


class Piece(Protocol):
    """Something said in our dialect."""

    @property
    def text(self) -> str:
        """Its text."""


class Sayer(Protocol):
    """Who says trees in our dialect."""

    def value(self, node: Node) -> Piece:
        """Return what a tree is worth."""

    def truth(self, node: Node) -> Piece:
        """Return whether a tree holds."""

    def several(self, nodes: Sequence[Node]) -> list[str]:
        """Return the arguments of a function that takes a list."""

    def meant(self, node: Node) -> Meaning | None:
        """Return what a variable stands for."""

    def equals(self, sign: str, left: Node, right: Node) -> Piece:
        """Return a comparison."""


Nodes = tuple[Node, ...]
Saying = Callable[[Nodes, Sayer], str]


def said(function: str, arguments: Nodes, sayer: Sayer) -> str:
    """Return a call in our dialect; Untranslatable for a function or arguments that have no counterpart."""
    known = FUNCTIONS.get(function) or FUNCTIONS.get(function.lower())
    if known is None:
        raise Untranslatable(message("there is no function like '%(name)s' here", name=function))
    try:
        return known(arguments, sayer)
    except (IndexError, ValueError) as error:
        if isinstance(error, Untranslatable):
            raise
        raise Untranslatable(message("the arguments of '%(name)s' are not what it takes", name=function)) from error


def _plain(name: str) -> Saying:
    """Return the saying of a function that differs by its name at most."""

    def saying(arguments: Nodes, sayer: Sayer) -> str:
        if name not in SIGNATURES:
            raise Untranslatable(message("there is no function like '%(name)s' here", name=name))
        return f"{name}({', '.join(sayer.value(each).text for each in arguments)})"

    return saying


def _list(name: str, *, otherwise: str = "") -> Saying:
    """Return the saying of a function of a list; `otherwise` is its value where nothing is answered."""

    def saying(arguments: Nodes, sayer: Sayer) -> str:
        text = f"{name}({', '.join(sayer.several(arguments))})"
        return f"coalesce({text}, {otherwise})" if otherwise else text

    return saying


def _condition(arguments: Nodes, sayer: Sayer) -> str:
    test, then, otherwise = arguments
    return f"if({sayer.truth(test).text}, {sayer.value(then).text}, {sayer.value(otherwise).text})"


def _empty(arguments: Nodes, sayer: Sayer) -> str:
    (node,) = arguments
    meaning = sayer.meant(node)
    if meaning and meaning.several:
        return f"(count-selected({meaning.several}) = 0)"
    if meaning and meaning.members:
        return f"(count({', '.join(member.value for member in meaning.members)}) = 0)"
    if meaning and meaning.holds:
        return f"not({meaning.holds})"
    return f"({sayer.value(node).text} = '')"


def _count(arguments: Nodes, sayer: Sayer) -> str:
    meaning = sayer.meant(arguments[0])
    if len(arguments) == 1 and meaning and meaning.several:
        return f"count-selected({meaning.several})"
    return f"count({', '.join(sayer.several(arguments))})"


def _count_if(arguments: Nodes, sayer: Sayer) -> str:
    wanted, rest = arguments[0], arguments[1:]
    listed = sayer.several(rest) if any(_members(each, sayer) for each in rest) else []
    if listed:
        value = sayer.value(wanted).text
        tests = [f"{each} = {value}" for each in listed]
    else:
        tests = [sayer.equals("==", each, wanted).text for each in rest]
    return "(" + " + ".join(f"if({test}, 1, 0)" for test in tests) + ")"


def _members(node: Node, sayer: Sayer) -> bool:
    meaning = sayer.meant(node)
    return bool(meaning and meaning.members)


def _joined(arguments: Nodes, sayer: Sayer) -> str:
    return f"join({sayer.value(arguments[0]).text}, {', '.join(sayer.several(arguments[1:]))})"


def _listed(arguments: Nodes, sayer: Sayer) -> str:
    return f"join(', ', {', '.join(sayer.several(arguments))})"


def _is_whole(arguments: Nodes, sayer: Sayer) -> str:
    value = sayer.value(arguments[0]).text
    return f"(int({value}) = number({value}))"


def _is_number(arguments: Nodes, sayer: Sayer) -> str:
    return f"(string(number({sayer.value(arguments[0]).text})) != '')"


def _cut(arguments: Nodes, sayer: Sayer) -> str:
    text, start = sayer.value(arguments[0]).text, sayer.value(arguments[1]).text
    if len(arguments) == 2:
        return f"substr({text}, {start})"
    first, length = arguments[1], arguments[2]
    if isinstance(length, Negative) or isinstance(first, Negative):
        raise Untranslatable(message("'substr' counts from the end of the text"))
    if isinstance(first, Number) and isinstance(length, Number):
        return f"substr({text}, {first.value}, {int(first.value) + int(length.value)})"
    return f"substr({text}, {start}, ({start}) + ({sayer.value(length).text}))"


def _matched(arguments: Nodes, sayer: Sayer) -> str:
    pattern, value = arguments
    if not isinstance(pattern, Text):
        raise Untranslatable(message("the pattern is worked out only while answering"))
    whole = whole_pattern(pattern.value)
    mark = '"' if "'" in whole else "'"
    if mark in whole:
        raise Untranslatable(message("the pattern holds both kinds of quotation marks"))
    return f"regex({sayer.value(value).text}, {mark}{whole}{mark})"


def _date(arguments: Nodes, sayer: Sayer) -> str:
    if not arguments or not isinstance(arguments[0], Text):
        raise Untranslatable(message("the form of the date is worked out only while answering"))
    day = "today()"
    if len(arguments) > 1:
        moment = arguments[1]
        at = moment.arguments[0] if isinstance(moment, Call) and moment.function == "strtotime" else None
        day = f"date({sayer.value(at).text if at else f'({sayer.value(moment).text}) div {SECONDS}'})"
        day = "today()" if isinstance(at, Text) and at.value in ("now", "today") else day
    shape = arguments[0].value
    if shape == "Y-m-d" and day == "today()":
        return day
    unknown = [sign for sign in shape if sign.isalpha() and sign not in DATE_SIGNS]
    if unknown:
        raise Untranslatable(message("'date' shows a time or what has no counterpart here (%(sign)s)", sign=unknown[0]))
    return f"format-date({day}, '{''.join(DATE_SIGNS.get(sign, sign) for sign in shape)}')"


def _moment(arguments: Nodes, sayer: Sayer) -> str:
    """Return the seconds since 1970 that strtotime() gives, of the day."""
    (node,) = arguments
    if isinstance(node, Text) and node.value in ("now", "today"):
        return _now((), sayer)
    return f"(decimal-date-time({sayer.value(node).text}) * {SECONDS})"


def _now(arguments: Nodes, sayer: Sayer) -> str:
    return f"(decimal-date-time(today()) * {SECONDS})"


def _remainder(arguments: Nodes, sayer: Sayer) -> str:
    left, right = (sayer.value(each).text for each in arguments)
    return f"(({left}) mod ({right}))"


def _random(arguments: Nodes, sayer: Sayer) -> str:
    if "random" not in SIGNATURES or len(arguments) != 2:
        raise Untranslatable(message("there is no function like '%(name)s' here", name="rand"))
    low, high = (sayer.value(each).text for each in arguments)
    return f"(int(random() * (({high}) - ({low}) + 1)) + ({low}))"


FUNCTIONS: Mapping[str, Saying] = {
    "if": _condition,
    "is_empty": _empty,
    "empty": _empty,
    "is_null": _empty,
    "count": _count,
    "countif": _count_if,
    "sum": _list("sum", otherwise="0"),
    "min": _list("min"),
    "max": _list("max"),
    "list": _listed,
    "implode": _joined,
    "join": _list("concat"),
    "abs": _plain("abs"),
    "ceil": _plain("ceiling"),
    "floor": _plain("floor"),
    "round": _plain("round"),
    "number_format": _plain("round"),
    "intval": _plain("int"),
    "floatval": _plain("number"),
    "is_int": _is_whole,
    "is_numeric": _is_number,
    "is_float": _is_number,
    "fmod": _remainder,
    "pi": lambda arguments, sayer: PI,
    "sqrt": _plain("sqrt"),
    "pow": _plain("pow"),
    "exp": _plain("exp"),
    "log": _plain("log"),
    "sin": _plain("sin"),
    "cos": _plain("cos"),
    "tan": _plain("tan"),
    "asin": _plain("asin"),
    "acos": _plain("acos"),
    "atan": _plain("atan"),
    "atan2": _plain("atan2"),
    "rand": _random,
    "strlen": _plain("string-length"),
    "trim": _plain("normalize-space"),
    "substr": _cut,
    "regexMatch": _matched,
    "date": _date,
    "strtotime": _moment,
    "time": _now,
}
