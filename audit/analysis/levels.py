"""How women and men are spread over the levels of a head-count, and published scores of their shares."""

from collections.abc import Sequence
from fractions import Fraction

from audit.analysis import statistics
from audit.analysis.report import Group, NoCeiling, Spread, as_float

LEAST_LEVELS = 2


def spread(levels: Sequence[Group]) -> Spread | None:
    """Return what can be said of the levels together; None below two levels and where there is neither woman nor man.

    The top are the levels marked as decision-making; where these are none or all there is no top to compare with.
    """
    everybody = _heads(levels)
    if len(levels) < LEAST_LEVELS or not sum(everybody):
        return None
    top = [level for level in levels if level.decision_making]
    leading = _heads(top)
    share = _share(everybody)
    index = statistics.glass_ceiling(everybody, leading) if len(top) < len(levels) else None
    points = statistics.undp_points(share, _share(leading)) if sum(leading) else None
    return Spread(
        dissimilarity=as_float(statistics.dissimilarity((level.women, level.men) for level in levels)),
        glass_ceiling=as_float(index),
        no_ceiling=None if index is not None else _no_ceiling(top, levels, leading),
        eige=float(statistics.eige_metric(share)),
        undp=points,
        light=None if points is None else statistics.undp_light(points).value,
    )


def _no_ceiling(top: Sequence[Group], levels: Sequence[Group], leading: tuple[int, int]) -> NoCeiling:
    if not top or len(top) == len(levels):
        return NoCeiling.NO_TOP
    return NoCeiling.NO_WOMEN if sum(leading) else NoCeiling.NOBODY


def _heads(levels: Sequence[Group]) -> tuple[int, int]:
    return sum(level.women for level in levels), sum(level.men for level in levels)


def _share(heads: tuple[int, int]) -> Fraction:
    return Fraction(heads[0], sum(heads))
