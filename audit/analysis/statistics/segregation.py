"""How women and men are spread over levels: Duncan's dissimilarity and the glass-ceiling index."""

from collections.abc import Iterable
from fractions import Fraction

Heads = tuple[int, int]


def dissimilarity(levels: Iterable[Heads]) -> Fraction | None:
    """Return half the sum of |men's share of a level − women's|, 0 to 1, of (women, men) by level.

    It is the least part of either sex that would have to change level for the sexes to be spread alike (O. D. Duncan
    and B. Duncan, Am. Sociol. Rev. 20 (1955), 210–217). None without a woman or without a man.
    """
    counted = tuple(levels)
    women, men = (sum(column) for column in zip((0, 0), *counted, strict=True))
    if not women or not men:
        return None
    return sum((abs(Fraction(w, women) - Fraction(m, men)) for w, m in counted), Fraction(0)) / 2


def glass_ceiling(everybody: Heads, top: Heads) -> Fraction | None:
    """Return women's share of everybody over their share of the top, both as (women, men).

    1 says that women are at the top as often as anywhere, above 1 that they are kept below it (EIGE's gender statistics
    database). None where the top has nobody or no woman: there it has no end.
    """
    if not sum(everybody) or not sum(top) or not top[0]:
        return None
    return Fraction(everybody[0], sum(everybody)) / Fraction(top[0], sum(top))
