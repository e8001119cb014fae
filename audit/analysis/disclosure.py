"""The disclosure gate: the only place where raw counts become publishable tables, all tables of an audit together.

What is withheld leaves no number behind: not in its own table, not in a total, not in another breakdown, not in the
table of the breakdown's own question, not in what a later report has more than an earlier one. The rules are in
`docs/decisions/disclosure-control-precedes-every-output.md` and `what-was-published-is-remembered.md`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from audit import wording
from audit.analysis import earlier
from audit.analysis.earlier import Earlier, Key, Late, key
from audit.analysis.report import ALL, Reason, Table, TableGroup, Text, Withheld
from audit.analysis.scale import Scale, Tabulated, scale
from audit.analysis.suppression import Breakdown, Hidden, Suppression, breakdown
from audit.analysis.tally import UNDISCLOSED, Count, Tally, breakdowns, choices, columns, groups, sizes
from audit.errors import mark
from audit.questionnaire.schema import Choice, Item, Questionnaire, SelectMultipleQuestion

LEAST_THRESHOLD = 3
VERSION = "threshold-3"


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


def protect(
    questionnaire: Questionnaire, tallies: Sequence[Tally], rule: Rule, *, before: Earlier | None = None
) -> tuple[Table, ...]:
    """Turn all tallies of a questionnaire into publishable tables under one rule, in their order.

    Every table has the group `all`, every choice of its breakdown, and `undisclosed` where somebody named no group.
    Of an enquiry that was published before, a table changes only by late answers that could stand as a table of their
    own under the same hidden groups. Otherwise it stands as it was, and says how many answers it does not count.
    """
    gate = _Gate.of(questionnaire, tallies, rule)
    if before is None:
        return tuple(_table(gate, tally, gate.hidden(tally)) for tally in tallies)
    continued = _Continued.of(gate, tallies, before)
    return tuple(continued.table(tally) for tally in tallies)


@dataclass(frozen=True, slots=True)
class _Gate:
    """What is decided once for a whole questionnaire, before any of its tables is made."""

    questionnaire: Questionnaire
    items: Mapping[tuple[str, str | None], tuple[Tabulated, Item | None]]
    wholes: Mapping[tuple[str, str | None], Count]
    breakdowns: Mapping[str, Breakdown]
    groups: Mapping[str, Mapping[str, Choice]]
    rule: Rule
    given_away: frozenset[tuple[str, str | None]] = frozenset()

    @classmethod
    def of(cls, questionnaire: Questionnaire, tallies: Sequence[Tally], rule: Rule) -> "_Gate":
        own = {tally.question: tally for tally in tallies if tally.by == ALL}
        by = breakdowns(questionnaire)
        gate = cls(
            questionnaire,
            {
                (question.name, item.name if item else None): (question, item)
                for question, item in columns(questionnaire)
            },
            {_column(tally): tally.groups[ALL] for tally in tallies},
            {
                question.name: breakdown(sizes(question, own[question.name]), rule.least(sensitive=question.sensitive))
                for question in by
            },
            {ALL: {}} | {question.name: {group.name: group for group in groups(question)} for question in by},
            rule,
        )
        return replace(gate, given_away=frozenset(_column(tally) for tally in tallies if gate.gives_away(tally)))

    def hidden(self, tally: Tally) -> Hidden:
        """Return the groups of a table that are withheld, with the reason of each."""
        # Counts of a breakdown's own question are its groups' sizes, and its base is all but the undisclosed.
        tells_sizes = tally.question in self.breakdowns and self.breakdowns[tally.question].hidden
        is_tiny = tally.groups[ALL].size < self.rule.threshold
        suppression = self.suppression(tally, self.wholes[_column(tally)])
        closed = Reason.SMALL if tells_sizes or is_tiny else suppression.closed()
        if closed or _column(tally) in self.given_away:
            return dict.fromkeys(tally.groups, closed or Reason.UNANIMOUS)
        return {} if tally.by == ALL else suppression.hidden(_parts(tally), self.breakdowns[tally.by])

    def suppression(self, tally: Tally, whole: Count) -> Suppression:
        """Return the rule for a table's item, of which all together said `whole`."""
        absent = frozenset(choice.name for choice in choices(self.items[_column(tally)][0]) if choice.absent)
        return Suppression(self.scale(tally), self.least(tally), whole, absent)

    def gives_away(self, tally: Tally) -> bool:
        """Tell whether a breakdown is closed for a group of one mind, and the item's total would tell which."""
        suppression = self.suppression(tally, self.wholes[_column(tally)])
        return tally.by != ALL and suppression.gives_away(_parts(tally), self.breakdowns[tally.by])

    def scale(self, tally: Tally) -> Scale | None:
        """Return the scale of a table's item, if it has one."""
        return scale(self.questionnaire, *self.items[tally.question, tally.item])

    def least(self, tally: Tally) -> int:
        """Return the threshold of a table's item."""
        question, item = self.items[tally.question, tally.item]
        return self.rule.least(sensitive=question.sensitive or (item is not None and item.sensitive))


@dataclass(frozen=True, slots=True)
class _Continued:
    """What subtraction from the report before would leave of every table that was published."""

    gate: _Gate
    before: Earlier
    late: Mapping[Key, Late]
    given_away: frozenset[tuple[str, str | None]]

    @classmethod
    def of(cls, gate: _Gate, tallies: Sequence[Tally], before: Earlier) -> "_Continued":
        late, given_away = {}, set()
        for tally in tallies:
            if table := before.table(tally):
                people = table.late + tally.groups[ALL].size - before.submitted
                several = isinstance(gate.items[tally.question, tally.item][0], SelectMultipleQuestion)
                late[key(tally)] = found = earlier.late(table, tally, people, several=several)
                if found.gives_away(gate.suppression(tally, found.whole)):
                    given_away.add(_column(tally))
        return cls(gate, before, late, frozenset(given_away))

    def table(self, tally: Tally) -> Table:
        """Return the table that follows the published one: with the late answers, or as it stood."""
        published, late = self.before.table(tally), self.late.get(key(tally))
        if published is None or late is None:
            return _table(self.gate, tally, self.before.withheld(tally))
        if self._is_fit(tally, late):
            return _table(self.gate, tally, earlier.hidden(published))
        return published.model_copy(update={"late": max(0, late.people)})

    def _is_fit(self, tally: Tally, late: Late) -> bool:
        if late.people < self.gate.rule.threshold or _column(tally) in self.given_away:
            return False
        if not late.is_fit(self.gate.suppression(tally, late.whole)):
            return False
        breakdown = tally.question if tally.by == ALL else tally.by
        return breakdown not in self.gate.breakdowns or not self._tells_sizes(breakdown, late.people)

    def _tells_sizes(self, breakdown: str, since: int) -> bool:
        """Tell whether too few people joined a group since any table of a breakdown last changed.

        Tables that last changed at different times are subtracted from each other too: every such time counts that is
        not before the one of the table in question, after which `since` people answered.
        """
        own = self.late.get((breakdown, None, ALL))
        sizes = [(late.people, late.sizes()) for (_, _, by), late in self.late.items() if by == breakdown]
        if own is not None:
            sizes.append((own.people, earlier.own_sizes(own, self.gate.groups[breakdown])))
        times = {people for people, _ in sizes if people <= since}
        least = self.gate.rule.least(sensitive=self.gate.questionnaire.questions[breakdown].sensitive)
        return any(earlier.is_told([each for people, each in sizes if people == time], least) for time in times)


def _column(tally: Tally) -> tuple[str, str | None]:
    return tally.question, tally.item


def _parts(tally: Tally) -> dict[str, Count]:
    return {name: count for name, count in tally.groups.items() if name != ALL}


def _table(gate: _Gate, tally: Tally, hidden: Hidden) -> Table:
    question, item = gate.items[tally.question, tally.item]
    steps = gate.scale(tally)
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
        reverse=item is not None and item.reverse,
        favours=_favours(question, steps),
    )


def _favours(question: Tabulated, steps: Scale | None) -> tuple[Text, ...]:
    """Return the labels of the choices that the author names favourable; nothing where the steps' order decides."""
    if steps is None or not steps.is_said:
        return ()
    return tuple(choice.label for choice in choices(question) if choice.name in steps.favourable)


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
