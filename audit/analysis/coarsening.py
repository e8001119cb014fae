"""Rounding what the gate lets out, under rule sets that ask for it.

Only what may be published exactly is rounded, so that no reader of rounded tables, in a row or beside each other, knows
more than a reader of exact ones. A count is rounded by itself and always alike: the same number of people is shown as
the same number in every table and every cycle, and rounded parts need not add up to a rounded whole.
"""

from fractions import Fraction

from audit.analysis.report import Reason, Table, TableGroup, Withheld
from audit.analysis.rules import RuleSet


def coarse(table: Table, rules: RuleSet) -> Table:
    """Return a publishable table as a rule set shows it; the same where it shows counts as they are."""
    if rules.is_exact:
        return table
    groups = tuple(_coarse(group, rules) for group in table.groups)
    return table.model_copy(update={"groups": groups, "rounded_to": rules.step})


def _coarse(group: TableGroup, rules: RuleSet) -> TableGroup:
    if isinstance(group.n, Withheld) or isinstance(group.counts, Withheld):
        return group
    return group.model_copy(
        update={
            "n": rules.count(group.n),
            "counts": {name: rules.count(people) for name, people in group.counts.items()},
            "favourable": _stepped(group.favourable, Fraction(rules.percent, 100), told=group.n >= rules.share_base),
            "mean": _stepped(group.mean, Fraction(rules.point), told=group.n > rules.mean_base),
        }
    )


def _stepped(figure: float | Withheld | None, step: Fraction, *, told: bool) -> float | Withheld | None:
    """Return a figure to the nearest multiple of a step, halves up; withheld where it is not to be told."""
    if figure is None or isinstance(figure, Withheld):
        return figure
    if not told:
        return Withheld(withheld=Reason.BASE)
    steps = Fraction(figure).limit_denominator(10**9) / step
    return float((2 * steps.numerator + steps.denominator) // (2 * steps.denominator) * step)
