"""The frozen trees that expressions are parsed into; how they are evaluated stands in `evaluation`."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Literal:
    """A text, a number or a truth that stands in the expression itself."""

    value: str | int | Fraction | bool


@dataclass(frozen=True, slots=True)
class Reference:
    """The answer at a path: `${name}` or `${name/part/part}`."""

    path: str


@dataclass(frozen=True, slots=True)
class QuestionName:
    """A question meant by its name and not by its answer: the second argument of jr:choice-name."""

    path: str


@dataclass(frozen=True, slots=True)
class Own:
    """The answer of the question that the expression belongs to: `.`."""


@dataclass(frozen=True, slots=True)
class Call:
    """A function, or one of the operators that take any number of operands (`and`, `or`, the minus sign)."""

    function: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """Operands of one precedence, joined from the left: `1 - 2 + 3`."""

    first: "Node"
    rest: tuple[tuple[str, "Node"], ...]


Node = Literal | Reference | QuestionName | Own | Call | Chain


def referred(node: Node) -> Iterator[str]:
    """Yield the paths that a tree refers to, in the order of writing, as often as they stand in it."""
    match node:
        case Reference(path) | QuestionName(path):
            yield path
        case Call(_, arguments):
            for argument in arguments:
                yield from referred(argument)
        case Chain(first, rest):
            yield from referred(first)
            for _, operand in rest:
                yield from referred(operand)
