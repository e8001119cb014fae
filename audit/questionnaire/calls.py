"""The tree that a function call makes: known, with the right number of arguments, and those of the right kind."""

from lark import Token

from audit.errors import message
from audit.questionnaire import paths, patterns, refusals
from audit.questionnaire.refusals import ExpressionError
from audit.questionnaire.signatures import REFUSED, SIGNATURES, takes
from audit.questionnaire.trees import Call, Chain, Column, Literal, Node, Own, QuestionName, Rows


def made(name: Token, given: tuple[Node, ...]) -> Node:
    """Return the tree of a function with its arguments; raises ExpressionError."""
    if name in REFUSED:
        raise refusals.unusable_function(name)
    if name not in SIGNATURES:
        raise refusals.unknown_function(name)
    if not takes(name, len(given)):
        raise refusals.arity(name, len(given))
    match str(name):
        case "current":
            return Own()
        case "instance":
            return Rows(_word(given[0], name), (), "")
        case "pulldata":
            table, column, key = (_word(argument, name) for argument in given[:3])
            return Rows(table, (Chain(Column(key), (("=", given[3]),)),), column)
    return Call(str(name), _named(name, given))


def _named(name: Token, given: tuple[Node, ...]) -> tuple[Node, ...]:
    """Return the arguments, with paths in place of answers where a function wants the name of something."""
    match str(name):
        case "regex":
            _check_pattern(given[1])
        case "jr:choice-name":
            return given[0], _question(given[1], name)
        case "position":
            return tuple(_entry(argument, name) for argument in given)
        case "indexed-repeat":
            return tuple(
                _entry(argument, name) if place == 0 or place % 2 else argument for place, argument in enumerate(given)
            )
    return given


def _check_pattern(pattern: Node) -> None:
    remedy = message("Write the pattern in quotation marks, for example regex(., '[0-9]{4}').")
    if not isinstance(pattern, Literal) or not isinstance(pattern.value, str):
        raise ExpressionError(message("the pattern of regex() is worked out only while answering"), remedy)
    try:
        patterns.check(pattern.value)
    except patterns.BadPattern as error:
        raise ExpressionError(
            message(
                "the pattern '%(pattern)s' is not a regular expression (%(said)s)",
                pattern=pattern.value,
                said=str(error),
            ),
            remedy,
        ) from error


def _question(node: Node, name: Token) -> QuestionName:
    found = paths.quoted(node, name)
    if found is None or found.path.startswith(paths.PARENT):
        raise ExpressionError(
            message("the second argument of jr:choice-name() does not name a question"),
            message("Write it as jr:choice-name(${question}, '${question}')."),
        )
    return found


def _entry(node: Node, name: Token) -> QuestionName:
    found = paths.named(node)
    if found is None:
        raise ExpressionError(
            message(
                "the function '%(name)s' at character %(column)d takes the name of a question or a repeat",
                name=str(name),
                column=refusals.column(name),
            ),
            message("Write it as position(..) or indexed-repeat(${member}, ${repeat}, 2)."),
        )
    return found


def _word(node: Node, name: Token) -> str:
    if isinstance(node, Literal) and isinstance(node.value, str) and node.value.strip():
        return node.value.strip()
    raise ExpressionError(
        message(
            "the function '%(name)s' at character %(column)d takes the name of a list in quotation marks",
            name=str(name),
            column=refusals.column(name),
        ),
        message("Write it as instance('list')/root/item[name = ${question}]/label."),
    )
