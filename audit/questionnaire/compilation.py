"""Works a tree into one function of a scope, so that evaluating it again does not look at the tree again."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count

from audit.questionnaire import predicates
from audit.questionnaire.functions import FUNCTIONS, OPERATORS
from audit.questionnaire.operands import UNANSWERED, Operand, truth
from audit.questionnaire.predicates import Condition, Row, Work
from audit.questionnaire.scope import Scope
from audit.questionnaire.trees import (
    Call,
    Chain,
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
    parts,
)
from audit.questionnaire.values import Nodes

Kinds = tuple[type[Column] | type[Reference], ...]
# What differs from row to row of a list, and from entry to entry of a repeat, whose members `${…}` can mean.
OF_ROWS: Kinds = (Column,)
OF_ENTRIES: Kinds = (Column, Reference)
CHANCE = frozenset({"random", "uuid", "randomize"})


def worked(tree: Node) -> Work:
    """Return the function of a scope that gives a tree's value."""
    return _worked(tree, count())


def _worked(node: Node, draws: Iterator[int]) -> Work:
    match node:
        case Literal(value) | QuestionName(value):
            return lambda scope, row: value
        case Reference(path):
            return lambda scope, row: _answer(path, scope, row)
        case Current(path):
            return lambda scope, row: scope.lookup(path)
        case Own():
            return lambda scope, row: scope.own
        case Saved():
            return lambda scope, row: UNANSWERED
        case Column(name):
            return lambda scope, row: _cell(row, name) if row else scope.columns.get(name, UNANSWERED)
        case Call(function, arguments):
            return _call(function, [_worked(argument, draws) for argument in arguments], draws)
        case Chain(first, rest):
            return _chain(_worked(first, draws), [(sign, _worked(operand, draws)) for sign, operand in rest])
        case Rows(table, conditions, column):
            split = [part for each in conditions for part in _conjuncts(each)]
            return predicates.rows(table, [_condition(each, draws, OF_ROWS) for each in split], column)
        case Members(steps, member):
            entered = [
                (step.repeat, [_condition(each, draws, OF_ENTRIES) for each in step.predicates]) for step in steps
            ]
            return predicates.members(entered, member)


def _cell(row: Row, name: str) -> Operand:
    return row.column(name) if name else row.value


def _answer(path: str, scope: Scope, row: Row | None) -> Operand:
    """Return an answer; within square brackets behind a repeat, a member seen from outside is that of the entry."""
    found = scope.lookup(path)
    return scope.indexed(path, row.places) if row and row.places and isinstance(found, Nodes) else found


def _call(function: str, arguments: list[Work], draws: Iterator[int]) -> Work:
    if function in LAZY:
        return LAZY[function](*arguments)
    if function in ("position", "last") and not arguments:
        return lambda scope, row: getattr(row, function)
    work = FUNCTIONS[function]
    if function in CHANCE:
        draw = next(draws)
        return lambda scope, row: work(_drawing(scope, draw), *[argument(scope, row) for argument in arguments])
    if len(arguments) == 1:
        only = arguments[0]
        return lambda scope, row: work(scope, only(scope, row))
    if len(arguments) == 2:
        left, right = arguments
        return lambda scope, row: work(scope, left(scope, row), right(scope, row))
    return lambda scope, row: work(scope, *[argument(scope, row) for argument in arguments])


def _drawing(scope: Scope, draw: int) -> Scope:
    """Each place in an expression that throws a die has its own."""
    return replace(scope, seed=f"{scope.seed}#{draw}") if draw else scope


def _any(*arguments: Work) -> Work:
    def work(scope: Scope, row: Row | None) -> bool:
        return any(truth(argument(scope, row)) for argument in arguments)

    return work


def _all(*arguments: Work) -> Work:
    def work(scope: Scope, row: Row | None) -> bool:
        return all(truth(argument(scope, row)) for argument in arguments)

    return work


def _if(condition: Work, then: Work, otherwise: Work) -> Work:
    return lambda scope, row: then(scope, row) if truth(condition(scope, row)) else otherwise(scope, row)


LAZY: dict[str, Callable[..., Work]] = {"or": _any, "and": _all, "if": _if}


def _chain(first: Work, rest: list[tuple[str, Work]]) -> Work:
    steps = [(OPERATORS[sign], operand) for sign, operand in rest]
    if len(steps) == 1:
        operator, right = steps[0]
        return lambda scope, row: operator(first(scope, row), right(scope, row))

    def work(scope: Scope, row: Row | None) -> Operand:
        result = first(scope, row)
        for operator, operand in steps:
            result = operator(result, operand(scope, row))
        return result

    return work


def _condition(node: Node, draws: Iterator[int], varying: Kinds) -> Condition:
    """Return a condition in square brackets, worked out for a scan; what hangs on no row is worked out only once."""
    if not _varies(node, varying):
        fixed = _worked(node, draws)
        return lambda scope, around: _always(fixed(scope, around))
    match node:
        case Column(name):
            return lambda scope, around: lambda row: _cell(row, name)
        case Chain(Column(name), (("=", right),)) if not _varies(right, varying):
            sought = _worked(right, draws)
            return predicates.Equality(name, sought, OPERATORS["="])
        case Chain(first, ((sign, right),)):
            return _comparison(OPERATORS[sign], _condition(first, draws, varying), _condition(right, draws, varying))
        case Call("and" | "or" as function, arguments):
            return _joint(all if function == "and" else any, [_condition(each, draws, varying) for each in arguments])
    work = _worked(node, draws)
    return lambda scope, around: lambda row: work(scope, row)


def _conjuncts(node: Node) -> tuple[Node, ...]:
    """Return `a = … and b` as two conditions, the equality first, so that an index can find its rows."""
    if not isinstance(node, Call) or node.function != "and" or _places(node):
        return (node,)
    sought = next((each for each in node.arguments if _is_equality(each)), None)
    if sought is None:
        return (node,)
    return sought, Call("and", tuple(each for each in node.arguments if each is not sought))


def _is_equality(node: Node) -> bool:
    match node:
        case Chain(Column(), (("=", right),)):
            return not _varies(right, OF_ROWS)
    return False


def _places(node: Node) -> bool:
    """Return whether a tree asks for the place of its row among the others, which another condition would change."""
    if isinstance(node, Call) and node.function in ("position", "last") and not node.arguments:
        return True
    return not isinstance(node, Rows | Members) and any(map(_places, parts(node)))


def _always(value: Operand) -> Callable[[Row], Operand]:
    return lambda row: value


def _comparison(operator: Callable[[Operand, Operand], Operand], first: Condition, second: Condition) -> Condition:
    def prepare(scope: Scope, around: Row | None) -> Callable[[Row], Operand]:
        left, right = first(scope, around), second(scope, around)
        return lambda row: operator(left(row), right(row))

    return prepare


def _joint(join: Callable[[Iterator[bool]], bool], conditions: list[Condition]) -> Condition:
    def prepare(scope: Scope, around: Row | None) -> Callable[[Row], Operand]:
        tests = [condition(scope, around) for condition in conditions]
        return lambda row: join(truth(test(row)) for test in tests)

    return prepare


def _varies(node: Node, varying: Kinds) -> bool:
    """Return whether a tree in square brackets can differ from row to row; what it scans itself has its own rows."""
    if isinstance(node, varying) or _places(node):
        return True
    return not isinstance(node, Rows | Members) and any(_varies(part, varying) for part in parts(node))
