"""Square brackets: which rows of a list, and which entries of repeats, fulfil conditions, and what stands in them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from audit.questionnaire.identity import Same
from audit.questionnaire.operands import UNANSWERED, Operand, kept, nodes, number, truth
from audit.questionnaire.scope import Places, Scope
from audit.questionnaire.values import Nodes

KEPT_INDEXES = 256


@dataclass(frozen=True, slots=True)
class Row:
    """What a condition is tested on: a row of a list, an entry of a repeat, or one node of a set.

    `value` is what `.` means in brackets, `column` what a bare name does; `places` are the entries it stands in.
    """

    value: Operand
    column: Callable[[str], Operand]
    position: int
    last: int
    places: Places = ()


Work = Callable[[Scope, Row | None], Operand]
# A condition prepared for one scan: given the scope and the row around, what it says of each row.
Condition = Callable[[Scope, Row | None], Callable[[Row], Operand]]
Line = Mapping[str, str]
# What a Row is made of, before it is known which place it has among how many.
Candidate = tuple[Operand, Callable[[str], Operand], Places]


@dataclass(frozen=True, slots=True)
class Equality:
    """`column = value` with the same value for every row: in a list that is kept (a tuple), found by an index."""

    column: str
    sought: Work
    equal: Callable[[Operand, Operand], Operand]

    def __call__(self, scope: Scope, around: Row | None) -> Callable[[Row], Operand]:
        """Prepare the comparison for a scan."""
        value = self.sought(scope, around)
        return lambda row: self.equal(row.value if not self.column else row.column(self.column), value)


def rows(table: str, conditions: Sequence[Condition], column: str) -> Work:
    """Return the work that gives a column of those rows of a list that fulfil the conditions."""

    def work(scope: Scope, around: Row | None) -> Nodes:
        lines = scope.table(table)
        left = tuple(conditions)
        if left and isinstance(left[0], Equality):
            sought = left[0].sought(scope, around)
            if isinstance(sought, str) and isinstance(lines, tuple):
                lines = _index(Same(lines), left[0].column).get(sought, ())
                left = left[1:]
        places = around.places if around else ()
        chosen = _chosen([_line(line, places) for line in lines], left, scope, around)
        return Nodes(tuple(kept(cell(column)) for _, cell, _ in chosen))

    return work


def members(steps: Sequence[tuple[str, Sequence[Condition]]], member: str) -> Work:
    """Return the work that gives a member in those entries of repeats that fulfil the conditions."""

    def work(scope: Scope, around: Row | None) -> Nodes:
        found: list[Candidate] = [(UNANSWERED, _no_column, ())]
        for repeat, conditions in steps:
            found = [
                entry
                for _, _, places in found
                for entry in _chosen(_entries(scope, repeat, places), conditions, scope, around)
            ]
        values = (nodes(scope.indexed(member, places)) if member else (value,) for value, _, places in found)
        return Nodes(tuple(kept(value) for each in values for value in each))

    return work


def _chosen(
    candidates: Sequence[Candidate], conditions: Sequence[Condition], scope: Scope, around: Row | None
) -> Sequence[Candidate]:
    """Return the candidates that fulfil one condition after the other; each renumbers what is left."""
    for condition in conditions:
        test, last = condition(scope, around), len(candidates)
        candidates = [
            candidate
            for position, candidate in enumerate(candidates, start=1)
            if _fulfilled(test(Row(candidate[0], candidate[1], position, last, candidate[2])), position)
        ]
    return candidates


def _fulfilled(value: Operand, position: int) -> bool:
    """A number in square brackets is a position, as in XPath; anything else is true or false."""
    if isinstance(value, int | Fraction | Decimal) and not isinstance(value, bool):
        return number(value) == position
    return truth(value)


def _line(line: Line, places: Places) -> Candidate:
    return line.get("name", UNANSWERED), lambda name: line.get(name or "name", UNANSWERED), places


def _entries(scope: Scope, repeat: str, places: Places) -> Sequence[Candidate]:
    """Return the entries of a repeat; of what is none (a member seen from outside), its nodes."""
    entered = [(*places, (repeat, place)) for place in range(1, scope.count(repeat, places) + 1)]
    if entered:
        return [(each[-1][1], _entry(scope, each), each) for each in entered]
    return [(value, _no_column, places) for value in _node_set(scope.lookup(repeat))]


def _entry(scope: Scope, places: Places) -> Callable[[str], Operand]:
    return lambda name: scope.indexed(name, places) if name else places[-1][1]


def _node_set(value: Operand) -> Sequence[Operand]:
    return nodes(value) if isinstance(value, Nodes) else ()


def _no_column(name: str) -> Operand:
    return UNANSWERED


@lru_cache(maxsize=KEPT_INDEXES)
def _index(key: Same[Sequence[Line]], column: str) -> Mapping[str, Sequence[Line]]:
    index: dict[str, list[Line]] = {}
    for line in key.value:
        index.setdefault(line.get(column, ""), []).append(line)
    return index
