"""What can be said statistically from published counts: gaps between women and men, and how sure a share is.

Everything is worked out from counts by step, never from single answers, and gaps from published tables only, so that a
gap exists exactly where both its sides are published (design, section 4.4).
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import erfc, sqrt

# SciPy loads its statistics when they are first asked for: named so, they cost the start of the program nothing.
import scipy

from audit.analysis.report import Gap, Reason, Table, TableGroup, Withheld, as_float
from audit.analysis.scale import Scale, scale
from audit.analysis.tally import breakdowns, columns, groups
from audit.questionnaire.schema import Questionnaire, Sex

Z95 = 1.959963984540054
FIGURES = ("women_favourable", "men_favourable", "difference", "cliffs_delta", "label", "p", "p_holm")
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


def gaps(questionnaire: Questionnaire, tables: Sequence[Table]) -> tuple[Gap, ...]:
    """Return women against men on every ordinal item, from its published table by sex.

    Women and men are the choices of a breakdown that count as them; where one side is withheld the gap is, with the
    table's reason. Holm's correction runs over the items of the questionnaire that could be compared.
    """
    sides = _sides(questionnaire)
    if sides is None:
        return ()
    by, women, men = sides
    scales = {
        (question.name, item.name if item else None): scale(questionnaire, question, item)
        for question, item in columns(questionnaire)
    }
    found = [
        _gap(table, steps, women, men)
        for table in tables
        if table.by == by and (steps := scales[table.question, table.item]) is not None
    ]
    return _corrected(found)


def _sides(questionnaire: Questionnaire) -> tuple[str, frozenset[str], frozenset[str]] | None:
    for breakdown in breakdowns(questionnaire):
        women, men = (
            frozenset(choice.name for choice in groups(breakdown) if choice.counts_as is sex)
            for sex in (Sex.WOMEN, Sex.MEN)
        )
        if women and men:
            return breakdown.name, women, men
    return None


def _gap(table: Table, steps: Scale, women: frozenset[str], men: frozenset[str]) -> Gap:
    named = [group for group in table.groups if group.name in women | men]
    withheld = _reason(named)
    if withheld is not None:
        gone = Withheld(withheld=withheld)
        return _row(table, dict.fromkeys(FIGURES, gone))
    sides = [_counts([group for group in named if group.name in side]) for side in (women, men)]
    first, second = (_ascending(side, steps) for side in sides)
    delta = cliffs_delta(first, second)
    shares = [_favourable(side, steps) for side in sides]
    figures = {
        "women_favourable": as_float(shares[0]),
        "men_favourable": as_float(shares[1]),
        "difference": as_float(shares[0] - shares[1]) if shares[0] is not None and shares[1] is not None else None,
        "cliffs_delta": as_float(delta),
        "label": None if delta is None else delta_label(delta),
        "p": mann_whitney(first, second),
        "p_holm": None,
    }
    return _row(table, figures)


def _row(table: Table, figures: Mapping[str, float | str | Withheld | None]) -> Gap:
    asked = {"question": table.question, "item": table.item, "text": table.label}
    favourable = {"reverse": table.reverse, "favours": table.favours}
    return Gap.model_validate({**asked, **favourable, **figures})


def _reason(named: Sequence[TableGroup]) -> Reason | None:
    return next((group.counts.withheld for group in named if isinstance(group.counts, Withheld)), None)


def _counts(side: Sequence[TableGroup]) -> dict[str, int]:
    added: dict[str, int] = {}
    for group in side:
        for name, people in group.counts.items() if isinstance(group.counts, dict) else ():
            added[name] = added.get(name, 0) + people
    return added


def _ascending(counts: Mapping[str, int], steps: Scale) -> list[int]:
    """Return counts by step from the lowest points up; choices of equal points are one step."""
    return [
        sum(counts.get(name, 0) for name, value in steps.points.items() if value == step)
        for step in sorted(set(steps.points.values()))
    ]


def _favourable(counts: Mapping[str, int], steps: Scale) -> Fraction | None:
    valued = sum(counts.get(name, 0) for name in steps.points)
    return Fraction(sum(counts.get(name, 0) for name in steps.favourable), valued) if valued else None


def _corrected(found: Sequence[Gap]) -> tuple[Gap, ...]:
    tested = {place: gap.p for place, gap in enumerate(found) if isinstance(gap.p, float)}
    adjusted = dict(zip(tested, holm(list(tested.values())), strict=True))
    return tuple(gap.model_copy(update={"p_holm": adjusted.get(place, gap.p_holm)}) for place, gap in enumerate(found))
