"""The frozen trees that expressions are parsed into; how they are evaluated stands in `evaluation`.

A path in these trees is what stands in `${…}`: `name`, or `name/part/part` of a grid. A path that an author wrote
without the brackets and with several names (`/data/group/name`, `../group/name`) is kept with a leading `/` and
without its root: only who knows the questionnaire can tell its groups from its questions (`named`).
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Literal:
    """A text, a number or a truth that stands in the expression itself."""

    value: str | int | Fraction | bool


@dataclass(frozen=True, slots=True)
class Reference:
    """The answer at a path: `${name}` or `${name/part/part}`, also written `../name` or `/data/name`."""

    path: str


@dataclass(frozen=True, slots=True)
class QuestionName:
    """A question or a repeat meant by its name and not by its answer, as in jr:choice-name and indexed-repeat."""

    path: str


@dataclass(frozen=True, slots=True)
class Own:
    """The answer of the question that the expression belongs to: `.`."""


@dataclass(frozen=True, slots=True)
class Current:
    """The answer at a path as seen from the question, also within square brackets: `current()/../name`."""

    path: str


@dataclass(frozen=True, slots=True)
class Saved:
    """An answer of the form before this one, `${last-saved#name}`: always unanswered, for forms are not looked into."""

    path: str


@dataclass(frozen=True, slots=True)
class Column:
    """A bare name: a column of the choice under test in a choice_filter, of the row or entry in square brackets."""

    name: str
    place: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Step:
    """A repeat on the way to its members, and the conditions in square brackets behind it."""

    repeat: str
    predicates: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Members:
    """A member in those entries of repeats that fulfil conditions: `${people}[position() = 2]/age`.

    `member` is "" where the entries themselves are meant, as in `count(${people}[age > 17])`.
    """

    steps: tuple[Step, ...]
    member: str


@dataclass(frozen=True, slots=True)
class Rows:
    """A column in those rows of a list that fulfil conditions: `instance('towns')/root/item[name = ${town}]/label`.

    `column` is "" where the rows themselves are meant, as in `count(instance('towns')/root/item)`.
    """

    table: str
    predicates: tuple["Node", ...]
    column: str


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


Node = Literal | Reference | QuestionName | Own | Current | Saved | Column | Members | Rows | Call | Chain


def named(path: str, known: Collection[str]) -> str:
    """Return a path as it would stand in `${…}`: one with a leading `/` begins at its last name that is known."""
    if not path.startswith("/"):
        return path
    steps = path[1:].split("/")
    begin = next((place for place in range(len(steps) - 1, -1, -1) if steps[place] in known), len(steps) - 1)
    return "/".join(steps[begin:])


def referred(node: Node) -> Iterator[str]:
    """Yield the paths whose answers a tree depends on, in the order of writing, as often as they stand in it.

    These are questions, members of repeats, and repeats themselves (for the number of their entries); not what was
    saved before, and not the columns of lists.
    """
    match node:
        case Reference(path) | Current(path):
            yield path
        case QuestionName(path) if not path.startswith(".."):
            yield path
        case Members(steps, member):
            yield from _entered(steps, member)
        case _:
            for part in parts(node):
                yield from referred(part)


def parts(node: Node) -> tuple[Node, ...]:
    """Return the trees that a tree is made of, in the order of writing."""
    match node:
        case Call(_, arguments):
            return arguments
        case Chain(first, rest):
            return (first, *(operand for _, operand in rest))
        case Rows(_, predicates, _):
            return predicates
        case Members(steps, _):
            return tuple(predicate for step in steps for predicate in step.predicates)
    return ()


def columns(node: Node) -> Iterator[Column]:
    """Yield the bare names outside square brackets: the columns that a choice_filter looks at."""
    if isinstance(node, Column):
        yield node
    elif not isinstance(node, Rows | Members):
        for part in parts(node):
            yield from columns(part)


def tables(node: Node) -> Iterator[str]:
    """Yield the names of the lists that instance() and pulldata() look into."""
    if isinstance(node, Rows):
        yield node.table
    for part in parts(node):
        yield from tables(part)


def _entered(steps: tuple[Step, ...], member: str) -> Iterator[str]:
    for step in steps:
        yield step.repeat
        for predicate in step.predicates:
            yield from referred(predicate)
            yield from (column.name for column in columns(predicate))
    if member:
        yield member
