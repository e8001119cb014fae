"""What an earlier report of the same enquiry published, and what its reader has of the answers that came since.

He subtracts: for every published group, and for the hidden ones together, he has what those said who answered in
between. The rule is in `docs/decisions/what-was-published-is-remembered.md`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from audit.analysis.one_mind import small
from audit.analysis.report import ALL, Part, Reason, Reliability, Table, TableGroup, Withheld
from audit.analysis.suppression import Hidden, Suppression
from audit.analysis.tally import UNDISCLOSED, Count, Tally

Key = tuple[str, str | None, str]
Sizes = dict[frozenset[str], int]


def key(tally: Tally) -> Key:
    """Return what a table is of: question, item and breakdown."""
    return tally.question, tally.item, tally.by


@dataclass(frozen=True, slots=True)
class Earlier:
    """The latest report of an enquiry before this one: how many had answered, and its tables.

    The latest is enough: its tables count what all reports before it counted, and hide at least what they hid.
    """

    submitted: int
    tables: Mapping[Key, Table]
    reliability: tuple[Reliability, ...] = ()

    @classmethod
    def of(cls, part: Part) -> "Earlier | None":
        """Return what a report published of an enquiry; None when it published nothing that could be subtracted."""
        if isinstance(part.submitted, Withheld) or part.submitted < part.threshold:
            return None
        tables = {(table.question, table.item, table.by): table for table in part.scorecard.tables}
        told = part.scorecard.statistics
        return cls(part.submitted, tables, told.reliability if told else ())

    def table(self, tally: Tally) -> Table | None:
        """Return the earlier table of a tally; None where it was withheld in full or never made."""
        found = self.tables.get(key(tally))
        return None if found is None or isinstance(found.groups[0].counts, Withheld) else found

    def withheld(self, tally: Tally) -> Hidden:
        """Return why a table that was withheld in full stays so."""
        found = self.tables.get(key(tally))
        reasons = hidden(found) if found else {}
        return {name: reasons.get(name, reasons.get(ALL, Reason.SMALL)) for name in tally.groups}


@dataclass(frozen=True, slots=True)
class Late:
    """What subtraction leaves of one table: the late answers of all, of each published group, of the hidden together.

    `people` answered since, whatever they said. In a piece they are as many at least: how many chose several things at
    once is not published.
    """

    people: int
    whole: Count
    shown: Mapping[str, Count]
    rest: Count
    hidden: frozenset[str]

    def sizes(self) -> Sizes:
        """Return the people in each piece, by the groups that it is made of."""
        pieces = {frozenset({name}): count.answered for name, count in self.shown.items()}
        return pieces | {self.hidden: self.rest.answered}

    def is_fit(self, suppression: Suppression) -> bool:
        """Tell whether the late answers could stand as a table of their own, with the same groups hidden.

        An answer that was dropped or changed leaves a piece with fewer than before: then nothing may change.
        """
        if not self._is_more():
            return False
        return all(map(suppression.is_fit, self._pieces())) and suppression.is_fit_to_remain(self.rest)

    def gives_away(self, suppression: Suppression) -> bool:
        """Tell whether this table would stand only for a piece of one mind, and the late total tell whose and what.

        Then no table of the item may change: any of them would tell that total.
        """
        if not self._is_more() or any(small(piece, suppression.threshold) for piece in self._pieces()):
            return False
        if self.is_fit(suppression) or not suppression.is_fit(self.whole):
            return False
        return suppression.is_told(tuple(self.shown.values()), self.rest)

    def _is_more(self) -> bool:
        return all(people >= 0 for piece in self._pieces() for people in (piece.valued, *piece.counts.values()))

    def _pieces(self) -> tuple[Count, ...]:
        return self.whole, *self.shown.values(), self.rest


def hidden(table: Table) -> Hidden:
    """Return the groups that a published table withholds, with the reason of each."""
    return {group.name: group.counts.withheld for group in table.groups if isinstance(group.counts, Withheld)}


def family(table: Table, tally: Tally, whole: str) -> Table:
    """Return the part of a published table that adds up to one of its groups, as a table of which that is `all`."""
    named = {whole: ALL} | {name: name for name in tally.groups if name != ALL}
    groups = (group.model_copy(update={"name": named[group.name]}) for group in table.groups if group.name in named)
    return table.model_copy(update={"groups": tuple(groups)})


def late(table: Table, tally: Tally, people: int, *, several: bool) -> Late:
    """Subtract a published table from what is counted now, `people` more; `several` where one may choose several."""
    withheld = frozenset(hidden(table))
    before = {group.name: group for group in table.groups}
    shown = {
        name: _less(count, before.get(name), several=several)
        for name, count in tally.groups.items()
        if name not in withheld
    }
    whole = shown.pop(ALL)
    return Late(people, whole, shown, _remainder(whole, shown.values(), several=several), withheld)


def own_sizes(own: Late, named: Mapping[str, str]) -> Sizes:
    """Return the late people of each group of a breakdown, as the table of its own question tells them.

    `named` is the group of those who made a choice, by that choice.
    """
    sizes = {group: own.whole.counts[choice] for choice, group in named.items()}
    return {frozenset({name}): people for name, people in sizes.items()} | {
        frozenset({UNDISCLOSED}): own.people - sum(sizes.values())
    }


def is_told(tables: Iterable[Sizes], threshold: int) -> bool:
    """Tell whether all tables of a breakdown together tell of a piece of fewer than `threshold` late people.

    Who did not answer one item is counted by the others: a piece is as large as the table that shows most of it.
    """
    most: Sizes = {}
    for sizes in tables:
        most |= {piece: max(people, most.get(piece, 0)) for piece, people in sizes.items()}
    return any(0 < people < threshold for people in most.values())


def _less(count: Count, before: TableGroup | None, *, several: bool) -> Count:
    """Subtract a published group; one that was not printed had nobody in it."""
    if before is None or isinstance(before.counts, Withheld) or isinstance(before.n, Withheld):
        return _count(count.counts, count.valued, several=several)
    counted = before.counts
    counts = {name: people - counted.get(name, 0) for name, people in count.counts.items()}
    return _count(counts, count.valued - before.n, several=several)


def _remainder(whole: Count, shown: Iterable[Count], *, several: bool) -> Count:
    counts, valued = dict(whole.counts), whole.valued
    for count in shown:
        counts = {name: people - count.counts[name] for name, people in counts.items()}
        valued -= count.valued
    return _count(counts, valued, several=several)


def _count(counts: Mapping[str, int], valued: int, *, several: bool) -> Count:
    together = max(counts.values(), default=0) if several else sum(counts.values())
    answered = max(valued, together)
    return Count(answered, valued, answered, counts)
