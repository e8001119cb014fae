"""What the disclosure gate decides once for a whole questionnaire: which groups of which table are withheld, and why.

Nothing here makes a table. Groups within groups are judged a family at a time, from everybody downwards: the groups of
a department add up to it as all groups add up to everybody, and where a whole is withheld all its parts are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from audit.analysis import families
from audit.analysis.report import ALL, Reason
from audit.analysis.rules import Rule
from audit.analysis.scale import Scale, Tabulated, scale
from audit.analysis.suppression import Breakdown, Hidden, Suppression, breakdown
from audit.analysis.tally import Count, Tally, breakdowns, choices, columns, groups, sizes
from audit.questionnaire.schema import Choice, Item, Questionnaire, SelectOneQuestion

Column = tuple[str, str | None]
Family = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Gate:
    """The questionnaire's columns, the sizes of its breakdowns' families, and the items whose total would tell."""

    questionnaire: Questionnaire
    items: Mapping[Column, tuple[Tabulated, Item | None]]
    breakdowns: Mapping[Family, Breakdown]
    groups: Mapping[str, Mapping[str, Choice]]
    rule: Rule
    given_away: frozenset[Column] = frozenset()

    @classmethod
    def of(cls, questionnaire: Questionnaire, tallies: Sequence[Tally], rule: Rule) -> "Gate":
        """Judge the sizes of all breakdowns, and what the totals of the items would tell beside them."""
        own = {tally.question: tally for tally in tallies if tally.by == ALL}
        by = breakdowns(questionnaire)
        gate = cls(
            questionnaire,
            {
                (question.name, item.name if item else None): (question, item)
                for question, item in columns(questionnaire)
            },
            {
                (question.name, whole): judged
                for question in by
                for whole, judged in _judged(question, own[question.name], rule).items()
            },
            {ALL: {}} | {question.name: {group.name: group for group in groups(question)} for question in by},
            rule,
        )
        return replace(gate, given_away=frozenset(column(tally) for tally in tallies if gate.gives_away(tally)))

    def hidden(self, tally: Tally) -> Hidden:
        """Return the groups of a table that are withheld, with the reason of each."""
        # Counts of a breakdown's own question are its groups' sizes, and its base is all but the undisclosed.
        tells_sizes = any(judged.hidden for (by, _), judged in self.breakdowns.items() if by == tally.question)
        is_tiny = tally.groups[ALL].size < self.rule.threshold
        closed = Reason.SMALL if tells_sizes or is_tiny else self.suppression(tally, tally.groups[ALL]).closed()
        if closed or column(tally) in self.given_away:
            return dict.fromkeys(tally.groups, closed or Reason.UNANIMOUS)
        hidden: Hidden = {}
        for whole, family in tally.families() if tally.by != ALL else ():
            hidden |= self._hidden_of(family, whole, hidden)
        return hidden

    def _hidden_of(self, family: Tally, whole: str, above: Hidden) -> Hidden:
        """Return what is hidden of one family; all of it, for the same reason, where its whole is."""
        parts = of_parts(family)
        if whole in above:
            return dict.fromkeys(parts, above[whole])
        return self.suppression(family, family.groups[ALL]).hidden(parts, self.breakdowns[family.by, whole])

    def suppression(self, tally: Tally, whole: Count) -> Suppression:
        """Return the rule for a table's item, of which all together said `whole`."""
        absent = frozenset(choice.name for choice in choices(self.items[column(tally)][0]) if choice.absent)
        return Suppression(self.scale(tally), self.least(tally), whole, absent)

    def gives_away(self, tally: Tally) -> bool:
        """Tell whether a family is closed for a group of one mind, and the total of that family would tell which.

        Of a whole that is withheld there is no total that could tell.
        """
        hidden: Hidden = {}
        for whole, family in tally.families() if tally.by != ALL else ():
            parts, judged = of_parts(family), self.breakdowns[tally.by, whole]
            if whole not in hidden and self.suppression(family, family.groups[ALL]).gives_away(parts, judged):
                return True
            hidden |= self._hidden_of(family, whole, hidden)
        return False

    def scale(self, tally: Tally) -> Scale | None:
        """Return the scale of a table's item, if it has one."""
        return scale(self.questionnaire, *self.items[tally.question, tally.item])

    def least(self, tally: Tally) -> int:
        """Return the threshold of a table's item."""
        question, item = self.items[tally.question, tally.item]
        return self.rule.least(sensitive=question.sensitive or (item is not None and item.sensitive))


def column(tally: Tally) -> Column:
    """Return what a table is of, whatever it is broken down by."""
    return tally.question, tally.item


def of_parts(tally: Tally) -> dict[str, Count]:
    """Return the groups of a table without the one of everybody."""
    return {name: count for name, count in tally.groups.items() if name != ALL}


def _judged(question: SelectOneQuestion, own: Tally, rule: Rule) -> dict[str, Breakdown]:
    least = rule.least(sensitive=question.sensitive)
    every = families.parts(sizes(question, own), families.within(question))
    return {whole: breakdown(of_family, least) for whole, of_family in every}
