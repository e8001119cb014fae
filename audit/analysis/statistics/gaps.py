"""Women against men on every ordinal item, from published tables alone.

A gap exists exactly where both its sides are published (`docs/formulas.md`).
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from audit.analysis.report import Gap, Reason, Table, TableGroup, Withheld, as_float
from audit.analysis.scale import Scale, scale
from audit.analysis.statistics.ranks import cliffs_delta, delta_label, mann_whitney
from audit.analysis.statistics.significance import benjamini_hochberg, holm
from audit.analysis.tally import breakdowns, columns, groups
from audit.questionnaire.schema import Correction, Questionnaire, Sex

FIGURES = ("women_favourable", "men_favourable", "difference", "cliffs_delta", "label", "p", "p_holm")


def gaps(questionnaire: Questionnaire, tables: Sequence[Table]) -> tuple[Gap, ...]:
    """Return women against men on every ordinal item, from its published table by sex.

    Women and men are the choices of a breakdown that count as them; where one side is withheld the gap is, with the
    table's reason. Holm's correction runs over the items of the questionnaire that could be compared, and Benjamini and
    Hochberg's beside it where the questionnaire asks for it.
    """
    sides = sexes(questionnaire)
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
    return _corrected(found, questionnaire.correction)


def sexes(questionnaire: Questionnaire) -> tuple[str, frozenset[str], frozenset[str]] | None:
    """Return the breakdown by sex, with its choices that count as women and as men; None where there is none."""
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


def _corrected(found: Sequence[Gap], correction: Correction) -> tuple[Gap, ...]:
    tested = {place: gap.p for place, gap in enumerate(found) if isinstance(gap.p, float)}
    for field, adjust in CORRECTED[correction].items():
        adjusted = dict(zip(tested, adjust(list(tested.values())), strict=True))
        found = [gap.model_copy(update={field: adjusted.get(place, gap.p_holm)}) for place, gap in enumerate(found)]
    return tuple(found)


#: What each correction adds to a gap; Holm's stands always, so that one report compares with another.
CORRECTED: Mapping[Correction, Mapping[str, Callable[[Sequence[float]], tuple[float, ...]]]] = {
    "holm": {"p_holm": holm},
    "benjamini_hochberg": {"p_bh": benjamini_hochberg, "p_holm": holm},
}
