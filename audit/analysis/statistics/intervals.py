"""How sure a share is: Wilson's interval with the finite population correction (`docs/formulas.md`)."""

from math import sqrt

Z95 = 1.959963984540054


def wilson(hits: int, people: int, *, population: int | None = None, z: float = Z95) -> tuple[float, float] | None:
    """Return the Wilson interval of a share (0–1), 95 % by default; None where nobody answered.

    With a `population` of N the n in the formula is n·(N − 1)/(N − n); a full census has no interval but its share.
    Raises ValueError when more people answered than there are.
    """
    if not people:
        return None
    share = hits / people
    if population is None:
        return _wilson(share, people, z)
    if people > population:
        raise ValueError("more people answered than the population holds")
    if people == population:
        return share, share
    return _wilson(share, people * (population - 1) / (population - people), z)


def _wilson(share: float, n: float, z: float) -> tuple[float, float]:
    scale_by = 1 + z * z / n
    centre = (share + z * z / (2 * n)) / scale_by
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / scale_by
    return max(0.0, centre - half), min(1.0, centre + half)
