"""How two groups differ on an ordinal item, from counts by step: Cliff's delta and the Mann–Whitney test.

Nothing is worked out from single answers, so that both can be had from published tables (`docs/formulas.md`).
"""

from collections.abc import Sequence
from fractions import Fraction
from math import erfc, sqrt

DELTA_LABELS = ((Fraction(147, 1000), "negligible"), (Fraction(33, 100), "small"), (Fraction(474, 1000), "medium"))


def cliffs_delta(first: Sequence[int], second: Sequence[int]) -> Fraction | None:
    """Return P(first > second) − P(first < second), −1 to 1, of counts by ascending step; None if a side is empty."""
    pairs = sum(first) * sum(second)
    if not pairs:
        return None
    return 2 * mann_whitney_u(first, second) / pairs - 1


def delta_label(delta: Fraction) -> str:
    """Return the conventional word for a Cliff's delta (Romano 2006): negligible, small, medium or large."""
    return next((label for limit, label in DELTA_LABELS if abs(delta) < limit), "large")


def mann_whitney_u(first: Sequence[int], second: Sequence[int]) -> Fraction:
    """Return U of the first group: pairs in which it stands higher, equal ones counted half."""
    below, doubled = 0, 0
    for mine, theirs in zip(first, second, strict=True):
        doubled += mine * (2 * below + theirs)
        below += theirs
    return Fraction(doubled, 2)


def mann_whitney(first: Sequence[int], second: Sequence[int]) -> float | None:
    """Return the two-sided p of the Mann–Whitney test by the normal approximation, tie and continuity corrected.

    None where a side is empty or everybody stands on one step, for then nothing can be compared.
    """
    left, right = sum(first), sum(second)
    ties = [mine + theirs for mine, theirs in zip(first, second, strict=True)]
    everybody = left + right
    if not left or not right or max(ties) == everybody:
        return None
    tied = Fraction(sum(tie**3 - tie for tie in ties), everybody * (everybody - 1))
    variance = Fraction(left * right, 12) * (everybody + 1 - tied)
    distance = max(abs(mann_whitney_u(first, second) - Fraction(left * right, 2)) - Fraction(1, 2), Fraction(0))
    return erfc(float(distance) / sqrt(2 * variance))
