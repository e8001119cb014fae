"""The tree that a path makes: of an answer, of a member in some entries of a repeat, of a column in rows of a list."""

import re
from dataclasses import dataclass

from lark import Token

from audit.errors import message
from audit.questionnaire.parts import NAME_PATTERN
from audit.questionnaire.refusals import ExpressionError, column
from audit.questionnaire.trees import (
    Column,
    Current,
    Literal,
    Members,
    Node,
    Own,
    QuestionName,
    Reference,
    Rows,
    Saved,
    Step,
)

PART = re.compile(NAME_PATTERN)
LAST_SAVED = "last-saved#"
PARENT = ".."
QUOTED = re.compile(r"\s*\$\{\s*([^{}]*?)\s*\}\s*")


@dataclass(frozen=True, slots=True)
class Condition:
    """What stands in square brackets behind a step."""

    tree: Node


Piece = Token | Condition
Steps = list[tuple[str, tuple[Node, ...]]]


def reference(token: Token) -> Node:
    """Return what `${name}`, `${name/part}` or `${last-saved#name}` stands for; raises ExpressionError."""
    written = token[2:-1].strip()
    if written.startswith(LAST_SAVED):
        return Saved(_checked(written.removeprefix(LAST_SAVED), token))
    return Reference(_checked(written, token))


def path(head: Token, tail: tuple[Piece, ...] = ()) -> Node:
    """Return what a path from `${name}`, a bare name, `.` or `..` leads to."""
    if head.type == "REFERENCE":
        begun = reference(head)
        if isinstance(begun, Saved):
            return begun
        named: Steps = [(name, ()) for name in begun.path.split("/")] if isinstance(begun, Reference) else []
        return _led(head, _steps(tail, named))
    steps = _steps((head, *tail))
    if not steps:
        return QuestionName("/".join([PARENT] * _ups((head, *tail)))) if _ups((head, *tail)) else Own()
    if head.type == "ROW" and not _ups(tail) and steps == [(steps[0][0], ())]:
        return Column(steps[0][0])
    return _led(head, steps)


def absolute(root: Token, tail: tuple[Piece, ...] = ()) -> Node:
    """Return what `/data/group/name` leads to; the first name is that of the form."""
    return _led(root, _steps(tail))


def followed(head: Node, tail: tuple[Piece, ...]) -> Node:
    """Return what a path from `instance('list')` or `current()` leads to; refuses other functions."""
    steps = _steps(tail)
    if isinstance(head, Rows) and not head.predicates:
        return _rows(head.table, steps)
    if not isinstance(head, Own):
        raise _nowhere("")
    if not steps:
        return QuestionName("/".join([PARENT] * _ups(tail))) if _ups(tail) else head
    led = _joined(steps)
    return Current(led.path) if isinstance(led, Reference) else led


def named(node: Node) -> QuestionName | None:
    """Return the question or repeat that an argument names by its path, or None where it is no path."""
    if isinstance(node, Reference | Current):
        return QuestionName(node.path)
    return node if isinstance(node, QuestionName) else None


def quoted(node: Node, token: Token) -> QuestionName | None:
    """Return the question that a path, or a path in quotation marks, names."""
    if isinstance(node, Literal) and isinstance(node.value, str) and (inside := QUOTED.fullmatch(node.value)):
        return QuestionName(_checked(inside[1], token))
    return named(node)


def _led(head: Token, steps: Steps) -> Node:
    if not steps:
        raise _nowhere(str(head), head)
    return _joined(steps)


def _joined(steps: Steps) -> Node:
    begin = next((place for place, (_, conditions) in enumerate(steps) if conditions), None)
    if begin is None:
        return Reference(_path([name for name, _ in steps]))
    last = max(place for place, (_, conditions) in enumerate(steps) if conditions)
    entered = tuple(Step(name, conditions) for name, conditions in steps[begin : last + 1] if conditions)
    return Members(entered, _path([name for name, _ in steps[last + 1 :]]))


def _path(names: list[str]) -> str:
    return "".join(names) if len(names) < 2 else "/" + "/".join(names)


def _rows(table: str, steps: Steps) -> Rows:
    """Return rows of a list: the names before the first condition (or the first two) are those of its tree."""
    begin = next((place for place, (_, conditions) in enumerate(steps) if conditions), 1)
    columns = [name for name, _ in steps[begin + 1 :]]
    if len(columns) > 1 or any(conditions for _, conditions in steps[begin + 1 :]):
        raise _nowhere(columns[-1])
    conditions = steps[begin][1] if begin < len(steps) else ()
    return Rows(table, conditions, "".join(columns))


def _steps(pieces: tuple[Piece, ...], begun: Steps | None = None) -> Steps:
    steps: Steps = list(begun or ())
    for piece in pieces:
        if isinstance(piece, Condition):
            if not steps:
                raise _nowhere("[")
            name, conditions = steps[-1]
            steps[-1] = (name, (*conditions, piece.tree))
        elif piece.type == "NAME":
            steps.append((_checked(str(piece), piece), ()))
        elif piece.type == "PARENT" and steps:
            steps.pop()
    return steps


def _ups(pieces: tuple[Piece, ...]) -> int:
    return sum(1 for piece in pieces if isinstance(piece, Token) and piece.type == "PARENT")


def _checked(path: str, token: Token) -> str:
    if all(PART.match(part) for part in path.split("/")):
        return path
    raise _nowhere(str(token), token)


def _nowhere(written: str, token: Token | None = None) -> ExpressionError:
    remedy = message("Write ${name} or ${name/part} with the names as they stand in the questionnaire.")
    if token is None:
        return ExpressionError(message("the path at '%(written)s' leads nowhere", written=written), remedy)
    return ExpressionError(
        message(
            "'%(written)s' at character %(column)d does not name a question", written=written, column=column(token)
        ),
        remedy,
    )
