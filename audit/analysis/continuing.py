"""How a report continues the one before: which published tables change by late answers, and which stand as they were.

The rule is in `docs/decisions/what-was-published-is-remembered.md`. Nothing here makes a table.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from audit.analysis import earlier, families
from audit.analysis.earlier import Earlier, Key, Late, key
from audit.analysis.gate import Column, Gate, column
from audit.analysis.report import ALL, Table
from audit.analysis.tally import Tally
from audit.questionnaire.schema import SelectMultipleQuestion, SelectOneQuestion

Lates = Mapping[str, Late]


@dataclass(frozen=True, slots=True)
class Continued:
    """What subtraction from the report before would leave of every table that was published, a family at a time."""

    gate: Gate
    before: Earlier
    late: Mapping[Key, Lates]
    given_away: frozenset[Column]

    @classmethod
    def of(cls, gate: Gate, tallies: Sequence[Tally], before: Earlier) -> "Continued":
        """Subtract everything that was published before."""
        late: dict[Key, Lates] = {}
        given_away: set[Column] = set()
        for tally in tallies:
            table = before.table(tally)
            if table is None:
                continue
            late[key(tally)] = found = _late(gate, tally, table, before)
            if any(each.gives_away(gate.suppression(tally, each.whole)) for each in found.values()):
                given_away.add(column(tally))
        return cls(gate, before, late, frozenset(given_away))

    def changes(self, tally: Tally) -> bool:
        """Tell whether the late answers of a published table could stand as a table of their own."""
        late = self.late[key(tally)]
        people = late[ALL].people
        if people < self.gate.rule.threshold or column(tally) in self.given_away:
            return False
        if not all(each.is_fit(self.gate.suppression(tally, each.whole)) for each in late.values()):
            return False
        breakdown = tally.question if tally.by == ALL else tally.by
        return (breakdown, ALL) not in self.gate.breakdowns or not self._tells_sizes(breakdown, people)

    def _tells_sizes(self, breakdown: str, since: int) -> bool:
        """Tell whether too few people joined a group since any table of a breakdown last changed.

        Tables that last changed at different times are subtracted from each other too: every such time counts that is
        not before the one of the table in question, after which `since` people answered.
        """
        sizes = self.sizes(breakdown)
        times = {people for people, _ in sizes if people <= since}
        least = self.gate.rule.least(sensitive=self.gate.questionnaire.questions[breakdown].sensitive)
        return any(earlier.is_told([each for people, each in sizes if people == time], least) for time in times)

    def sizes(self, breakdown: str) -> list[tuple[int, earlier.Sizes]]:
        """Return the late people in each piece of a breakdown as each of its tables tells them, by their number."""
        found = [
            (late.people, late.sizes())
            for (_, _, by), lates in self.late.items()
            if by == breakdown
            for late in lates.values()
        ]
        own = self.late.get((breakdown, None, ALL))
        question = self.gate.questionnaire.questions[breakdown]
        if own is not None and isinstance(question, SelectOneQuestion):
            named = families.direct(self.gate.groups[breakdown], families.within(question))
            found.append((own[ALL].people, earlier.own_sizes(own[ALL], named)))
        return found


def _late(gate: Gate, tally: Tally, table: Table, before: Earlier) -> Lates:
    """Subtract a published table, every family of it whose whole is published."""
    people = table.late + tally.groups[ALL].size - before.submitted
    several = isinstance(gate.items[column(tally)][0], SelectMultipleQuestion)
    withheld = earlier.hidden(table)
    return {
        whole: earlier.late(earlier.family(table, family, whole), family, people, several=several)
        for whole, family in tally.families()
        if whole not in withheld
    }
