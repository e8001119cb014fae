"""Chance that is the same each time: random numbers, identifiers and orders drawn from a seed by its digest.

A form must be the same however often its answers are looked at, so nothing here ever throws a die.
"""

from collections.abc import Sequence
from fractions import Fraction
from hashlib import sha256
from typing import TypeVar
from uuid import UUID

from audit.questionnaire.operands import NoNumber, Number, Operand, bounded, number

GRAINS = 10**15
LONGEST_IDENTIFIER = 1000
SIGNS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
Drawn = TypeVar("Drawn")


def drawn(seed: str) -> Number:
    """Return a number from 0 up to but without 1, in 15 decimal places."""
    return bounded(Fraction(_figure(seed) % GRAINS, GRAINS))


def identifier(seed: str, length: Operand | None = None) -> str:
    """Return an identifier in the form of a UUID, or letters and digits of a length from 1 to 1000 ('' outside it)."""
    if length is None:
        return str(UUID(bytes=_digest(seed)[:16], version=4))
    signs = number(length)
    if isinstance(signs, NoNumber) or not 1 <= signs <= LONGEST_IDENTIFIER:
        return ""
    return "".join(SIGNS[_figure(f"{seed}/{place}") % len(SIGNS)] for place in range(int(signs)))


def shuffled(values: Sequence[Drawn], seed: str) -> tuple[Drawn, ...]:
    """Return values in an order that hangs on the seed and on how many there are, and on nothing else."""
    places = sorted(range(len(values)), key=lambda place: _digest(f"{seed}/{place}"))
    return tuple(values[place] for place in places)


def _figure(seed: str) -> int:
    return int.from_bytes(_digest(seed)[:16])


def _digest(seed: str) -> bytes:
    return sha256(seed.encode("utf-8", "surrogatepass")).digest()
