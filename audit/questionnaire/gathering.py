"""What functions make of many values: node sets, lists of choices, and arguments without number."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import accumulate

from audit.questionnaire.arithmetic import added, multiplied
from audit.questionnaire.operands import (
    NO_NUMBER,
    NoNumber,
    Number,
    Operand,
    compared,
    nodes,
    number,
    text,
    unanswered,
)
from audit.questionnaire.values import Nodes

LONGEST_TEXT = 100_000
NO_LIMIT = -1


def several(values: Sequence[Operand]) -> tuple[Operand, ...]:
    """Return the answered values: of a node set its nodes, of several choices each."""
    return tuple(part for value in values for part in _parts(value) if not unanswered(part))


def coalesce(*values: Operand) -> Operand:
    """Return the first answered value, or the last."""
    return next((value for value in values if not unanswered(value)), values[-1])


def counted(*values: Operand) -> int:
    """Count the nodes of node sets, answered or not, and what is answered among the other values."""
    return sum(len(nodes(value)) if isinstance(value, Nodes) else len(several((value,))) for value in values)


def total(*values: Operand) -> Number:
    """Add what is answered; where nothing is, there is no sum."""
    figures = _answered(values)
    return list(accumulate(figures, added))[-1] if figures else NO_NUMBER


def extreme(values: Sequence[Operand], pick: Callable[[Sequence[int | Fraction]], int | Fraction]) -> Number:
    """Return the least or greatest answered number; where nothing is answered or one is a text, there is none."""
    figures = _answered(values)
    exact = [figure for figure in figures if not isinstance(figure, NoNumber)]
    return pick(exact) if exact and len(exact) == len(figures) else NO_NUMBER


def joined(separator: Operand, *values: Operand) -> str:
    """Return the answered values as one text with a separator between them; no more of it than can be kept."""
    # Thirty calculations that each write the one before twice would fill a machine's memory.
    return text(separator).join(text(value) for value in several(values))[:LONGEST_TEXT]


def checklist(least: Operand, most: Operand, *values: Operand) -> bool:
    """Return whether as many of the values as wanted are numbers above 0 or true; −1 stands for no limit."""
    return _between(sum(1 for value in values for node in nodes(value) if _counts(node)), least, most)


def weighted_checklist(least: Operand, most: Operand, *pairs: Operand) -> bool:
    """As `checklist`, over pairs of a value and its weight (node sets in pairs of nodes): the weights are added."""
    weights: list[Number] = [0]
    for values, weighed in zip(pairs[::2], pairs[1::2], strict=True):
        for value, weight in zip(nodes(values), nodes(weighed), strict=False):
            if _counts(value):
                weights.append(multiplied(1, weight))
    return _between(list(accumulate(weights, added))[-1], least, most)


def _counts(value: Operand) -> bool:
    return compared(value, 0) == 1


def _between(counted: Number, least: Operand, most: Operand) -> bool:
    if isinstance(counted, NoNumber):
        return False
    above = number(least) == NO_LIMIT or compared(counted, least) in (0, 1)
    return above and (number(most) == NO_LIMIT or compared(counted, most) in (-1, 0))


def _parts(value: Operand) -> Sequence[Operand]:
    if isinstance(value, Nodes):
        return nodes(value)
    return value if isinstance(value, tuple) else (value,)


def _answered(values: Sequence[Operand]) -> tuple[Number, ...]:
    return tuple(number(value) for value in several(values))
