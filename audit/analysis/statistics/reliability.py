"""Whether the items of a scale measure one thing: L. J. Cronbach's alpha, Psychometrika 16 (1951), 297–334."""

from collections.abc import Sequence
from fractions import Fraction


def cronbach_alpha(
    squares: Sequence[int], sums: Sequence[int], *, total: tuple[int, int], people: int
) -> Fraction | None:
    """Return alpha exactly, from sums over the same people: k/(k − 1)·(1 − Σ item variances / variance of the total).

    `squares` and `sums` are those of each item's values, `total` the sum of squares and the sum of people's totals;
    reversed items are mirrored before. None below two items or two people, and where all totals are equal.
    """
    items = len(sums)
    spread = people * total[0] - total[1] ** 2
    if items < 2 or people < 2 or not spread:
        return None
    own = sum(people * square - added**2 for square, added in zip(squares, sums, strict=True))
    return Fraction(items, items - 1) * (1 - Fraction(own, spread))
