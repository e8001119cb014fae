"""Whether a difference is more than chance: Fisher's exact test, and p-values corrected for many comparisons."""

from collections.abc import Sequence

# SciPy loads its statistics when they are first asked for: named so, they cost the start of the program nothing.
import scipy


def fisher(table: tuple[tuple[int, int], tuple[int, int]]) -> float:
    """Return Fisher's exact two-sided p of a two-by-two table of counts."""
    return float(scipy.stats.fisher_exact(table).pvalue)


def holm(ps: Sequence[float]) -> tuple[float, ...]:
    """Return p-values adjusted by Holm's step-down, in the order given; each at most 1."""
    adjusted, bound = [0.0] * len(ps), 0.0
    for rank, place in enumerate(sorted(range(len(ps)), key=ps.__getitem__)):
        bound = min(1.0, max(bound, ps[place] * (len(ps) - rank)))
        adjusted[place] = bound
    return tuple(adjusted)


def benjamini_hochberg(ps: Sequence[float]) -> tuple[float, ...]:
    """Return p-values adjusted by Benjamini and Hochberg's step-up (false discovery rate), in the order given."""
    return tuple(float(p) for p in scipy.stats.false_discovery_control(ps)) if ps else ()
