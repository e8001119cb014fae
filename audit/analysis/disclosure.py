"""The disclosure gate: the only place where raw counts become publishable tables, all tables of an audit together.

What is withheld leaves no number behind: not in its own table, not in a total, not in another breakdown, not in the
table of the breakdown's own question. The rule is in `docs/decisions/disclosure-control-precedes-every-output.md`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from audit import wording
from audit.analysis.report import Reason, Table, TableGroup, Withheld
from audit.analysis.scale import Scale, Tabulated, scale
from audit.analysis.suppression import Breakdown, Hidden, Suppression, breakdown
from audit.analysis.tally import ALL, UNDISCLOSED, Count, Tally, breakdowns, choices, columns, groups, sizes
from audit.errors import mark
from audit.questionnaire.schema import Choice, Item, Questionnaire

LEAST_THRESHOLD = 3
VERSION = "threshold-1"


@dataclass(frozen=True, slots=True)
class Rule:
    """The smallest group published (respondents), the smallest for sensitive questions, and the rule's version.

    Raises ValueError when a threshold is below 3.
    """

    threshold: int = 5
    sensitive_threshold: int = 10
    version: str = VERSION

    def __post_init__(self) -> None:
        if min(self.threshold, self.sensitive_threshold) < LEAST_THRESHOLD:
            raise ValueError(f"a threshold is never below {LEAST_THRESHOLD} respondents")

    def least(self, *, sensitive: bool) -> int:
        """Return the least number of respondents of whom anything is said; never fewer where it is sensitive."""
        return max(self.threshold, self.sensitive_threshold) if sensitive else self.threshold


def protect(questionnaire: Questionnaire, tallies: Sequence[Tally], rule: Rule) -> tuple[Table, ...]:
    """Turn all tallies of a questionnaire into publishable tables under one rule, in their order.

    Every table has the group `all`, every choice of its breakdown, and `undisclosed` where somebody named no group.
    """
    gate = _Gate.of(questionnaire, tallies, rule)
    return tuple(_table(gate, tally) for tally in tallies)


@dataclass(frozen=True, slots=True)
class _Gate:
    """What is decided once for a whole questionnaire, before any of its tables is made."""

    questionnaire: Questionnaire
    items: Mapping[tuple[str, str | None], tuple[Tabulated, Item | None]]
    wholes: Mapping[tuple[str, str | None], Count]
    breakdowns: Mapping[str, Breakdown]
    groups: Mapping[str, Mapping[str, Choice]]
    rule: Rule

    @classmethod
    def of(cls, questionnaire: Questionnaire, tallies: Sequence[Tally], rule: Rule) -> "_Gate":
        own = {tally.question: tally for tally in tallies if tally.by == ALL}
        by = breakdowns(questionnaire)
        return cls(
            questionnaire,
            {
                (question.name, item.name if item else None): (question, item)
                for question, item in columns(questionnaire)
            },
            {(tally.question, tally.item): tally.groups[ALL] for tally in tallies},
            {
                question.name: breakdown(sizes(question, own[question.name]), rule.least(sensitive=question.sensitive))
                for question in by
            },
            {ALL: {}} | {question.name: {group.name: group for group in groups(question)} for question in by},
            rule,
        )

    def hidden(self, tally: Tally, suppression: Suppression) -> Hidden:
        """Return the groups of a table that are withheld, with the reason of each."""
        # Counts of a breakdown's own question are its groups' sizes, and its base is all but the undisclosed.
        tells_sizes = tally.question in self.breakdowns and self.breakdowns[tally.question].hidden
        is_tiny = tally.groups[ALL].size < self.rule.threshold
        closed = Reason.SMALL if tells_sizes or is_tiny else suppression.closed()
        if closed:
            return dict.fromkeys(tally.groups, closed)
        if tally.by == ALL:
            return {}
        parts = {name: count for name, count in tally.groups.items() if name != ALL}
        return suppression.hidden(parts, self.breakdowns[tally.by])


def _table(gate: _Gate, tally: Tally) -> Table:
    question, item = gate.items[tally.question, tally.item]
    sensitive = question.sensitive or (item is not None and item.sensitive)
    steps = scale(gate.questionnaire, question, item)
    whole = gate.wholes[tally.question, tally.item]
    hidden = gate.hidden(tally, Suppression(steps, gate.rule.least(sensitive=sensitive), whole))
    return Table(
        question=tally.question,
        item=tally.item,
        label=item.label if item else question.label,
        by=tally.by,
        choices={choice.name: choice.label for choice in choices(question)},
        groups=tuple(
            _group(_identity(gate, tally.by, name), hidden.get(name, count), steps)
            for name, count in tally.groups.items()
            if name != UNDISCLOSED or count.size or name in hidden
        ),
    )


def _group(identity: Mapping[str, Any], shown: Count | Reason, steps: Scale | None) -> TableGroup:
    if isinstance(shown, Reason):
        gone = Withheld(withheld=shown)
        return TableGroup(**identity, n=gone, counts=gone, favourable=gone, mean=gone)
    counts = dict(shown.counts)
    if steps is None or not shown.valued:
        return TableGroup(**identity, n=shown.valued, counts=counts, favourable=None, mean=None)
    agreeing = sum(counts[choice] for choice in steps.favourable)
    points = sum((value * counts[choice] for choice, value in steps.points.items()), Fraction(0))
    return TableGroup(
        **identity,
        n=shown.valued,
        counts=counts,
        favourable=float(Fraction(agreeing, shown.valued)),
        mean=float(points / shown.valued),
    )


def _identity(gate: _Gate, by: str, name: str) -> dict[str, Any]:
    """Return what a group is called, and which sex it counts as."""
    choice = gate.groups[by].get(name)
    if choice is not None:
        return {"name": name, "label": choice.label, "counts_as": choice.counts_as}
    said = mark("All respondents") if name == ALL else mark("Not disclosed")
    label = {language: wording.say(language, said) for language in gate.questionnaire.languages}
    return {"name": name, "label": label}
