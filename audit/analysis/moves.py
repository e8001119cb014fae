"""Places that change hands between women and men: at which levels, and the head-count after it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil, floor
from typing import Any

from audit.analysis.report import ALL, Group, PostMove, Sex, Text, Verdict
from audit.questionnaire.answers import Grid

OTHER: Mapping[Sex, Sex] = {"women": "men", "men": "women"}
FULL = 100


def to_parity(
    groups: Sequence[Group], grid: Mapping[str, Any], labels: Mapping[str, Text], *, pooled: bool
) -> tuple[PostMove, ...]:
    """Return the least places that bring every judged level, or the pooled group, to parity.

    A group that has full marks already stays as it is. A pooled group's places are taken one by one where the sex that
    gives them holds the greatest share, from single posts last.
    """
    judged = [group for group in groups if (group.name == ALL) is pooled and (group.score or 0) < FULL]
    found: list[PostMove] = []
    for group in judged:
        if not group.posts_to_parity:
            continue
        to: Sex = "men" if group.verdict is Verdict.MEN_UNDER else "women"
        taken = (
            _spread(grid, tuple(labels), group.posts_to_parity, to) if pooled else {group.name: group.posts_to_parity}
        )
        found += [PostMove(name=name, label=labels.get(name, {}), to=to, posts=posts) for name, posts in taken.items()]
    return tuple(found)


def moved(grid: Mapping[str, Any], moves: Sequence[PostMove]) -> Grid:
    """Return a head-count after places passed from one sex to the other."""
    changed = {row: dict(cells) for row, cells in grid.items()}
    for move in moves:
        changed[move.name][move.to] += move.posts
        changed[move.name][OTHER[move.to]] -= move.posts
    return changed


def nearest(rate: Fraction, entered: int) -> int:
    """Return how many of those who entered must pass for a rate as near as whole people allow, by the lesser ratio."""
    wanted = rate * entered
    low, high = floor(wanted), ceil(wanted)
    return low if low * high > wanted * wanted else high


def _spread(grid: Mapping[str, Any], rows: Sequence[str], posts: int, to: Sex) -> dict[str, int]:
    """Share places out over levels, one by one."""
    giving = OTHER[to]
    left = {row: grid[row][giving] for row in rows}
    size = {row: grid[row]["women"] + grid[row]["men"] for row in rows}
    taken: Counter[str] = Counter()
    for _ in range(posts):
        row = max(
            (row for row in rows if left[row]), key=lambda each: (size[each] > 1, Fraction(left[each], size[each]))
        )
        left[row] -= 1
        taken[row] += 1
    return {row: taken[row] for row in rows if taken[row]}
