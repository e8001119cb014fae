"""Which groups of a table must be withheld, so that no reader can work out a withheld group.

A reader who has the total and the published groups also has their difference, so what is hidden together is judged as
if it were published: never below the threshold, never of one opinion. He knows this rule and the reasons printed, so
the sizes that remain possible for a hidden group are worked out as he would, and must be at least three (under a
threshold of three, at which a small group holds one or two, both). Which groups are hidden follows from sizes alone;
where some group is of one mind, the whole breakdown of the item is closed, so that it does not show which.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from audit.analysis import one_mind
from audit.analysis.one_mind import Asked, small, unanimous
from audit.analysis.report import Reason
from audit.analysis.scale import Scale
from audit.analysis.tally import Count

LEAST_WIDTH = 2

Bounds = tuple[int, int]
Hidden = dict[str, Reason]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One breakdown of an audit: its groups' sizes, the groups hidden everywhere, and the sizes a reader may infer."""

    sizes: Mapping[str, int]
    hidden: Mapping[str, Reason]
    feasible: Mapping[str, Bounds]


def feasible(bounds: Mapping[str, Bounds], total: int) -> dict[str, Bounds]:
    """Return the sizes each group may have, given what is known of each and that together they are `total`."""
    least = sum(low for low, _ in bounds.values())
    most = sum(high for _, high in bounds.values())
    return {
        name: (max(low, total - (most - high)), min(high, total - (least - low)))
        for name, (low, high) in bounds.items()
    }


def breakdown(sizes: Mapping[str, int], threshold: int) -> Breakdown:
    """Decide from the groups' sizes which groups are hidden in every table of a breakdown.

    The decision is one for all items: a group shown in one table and hidden in the next could be read in the first.
    Siblings are added from the smallest upwards, so that the least is lost.
    """
    hidden: Hidden = {name: Reason.SMALL for name, size in sizes.items() if 0 < size < threshold}
    siblings = sorted((size, name) for name, size in sizes.items() if size >= threshold)
    while hidden and siblings:
        intervals = _sizes_left_open(sizes, hidden, threshold)
        if len(hidden) > 1 and _is_wide(intervals, threshold) and sum(sizes[name] for name in hidden) >= threshold:
            return Breakdown(sizes, hidden, intervals)
        hidden[siblings.pop(0)[1]] = Reason.COMPLEMENT
    if hidden:
        # Nothing but the total is left: to tell small from complement, or from empty, would tell the sizes.
        hidden = dict.fromkeys(sizes, Reason.SMALL)
    return Breakdown(sizes, hidden, dict.fromkeys(hidden, (0, sum(sizes.values()))))


def _sizes_left_open(sizes: Mapping[str, int], hidden: Hidden, threshold: int) -> dict[str, Bounds]:
    bounds: dict[str, Bounds] = {}
    for name, reason in hidden.items():
        most = _most(sizes, hidden, name) if reason is Reason.COMPLEMENT else threshold - 1
        bounds[name] = (1 if reason is Reason.SMALL else threshold, most)
    return feasible(bounds, sum(sizes[name] for name in hidden))


def _most(sizes: Mapping[str, int], hidden: Hidden, sibling: str) -> int:
    """Return the greatest size of a hidden sibling: the smallest is hidden first, equals by their names."""
    return min(size - (sibling > name) for name, size in sizes.items() if name not in hidden and size)


def _is_wide(intervals: Mapping[str, Bounds], threshold: int) -> bool:
    least = min(LEAST_WIDTH, threshold - 2)
    return all(high - low >= least for low, high in intervals.values())


@dataclass(frozen=True, slots=True)
class Suppression:
    """Decides on the tables of one item: its scale, its threshold, and the count of all respondents."""

    scale: Scale | None
    threshold: int
    whole: Count
    absent: frozenset[str] = frozenset()

    def closed(self) -> Reason | None:
        """Return why nothing at all may be published of this item; None when something may."""
        if small(self.whole, self.threshold):
            return Reason.SMALL
        return Reason.UNANIMOUS if one_mind.of_one_mind(self.whole, self.scale, self.threshold) else None

    def is_fit(self, count: Count) -> bool:
        """Tell whether a group may be published: nobody, or enough people who do not say one thing."""
        return not small(count, self.threshold) and not one_mind.of_one_mind(count, self.scale, self.threshold)

    def is_fit_to_remain(self, rest: Count) -> bool:
        """Tell whether withheld groups together may be read as what the published ones leave of the whole.

        Where everybody gave one answer, or stands on one side, that is known of them too. Where everybody made one of
        several choices, the others are still to be judged.
        """
        others = {name: people for name, people in self.whole.counts.items() if people < self.whole.answered}
        if not any(others.values()):
            return True
        scale = None if unanimous(self.whole, self.scale) else self.scale
        told = replace(rest, counts={name: rest.counts.get(name, 0) for name in others})
        return not one_mind.says_one_thing(told, scale, self.threshold)

    def hidden(self, groups: Mapping[str, Count], breakdown: Breakdown) -> Hidden:
        """Return the groups to withhold in one table, with the reason of each."""
        hidden = self._too_few(groups, breakdown)
        if all(name in hidden for name, count in groups.items() if count.answered):
            return _alike(hidden, breakdown)
        if not self._has_one_mind(groups, hidden):
            return hidden
        closed = (name for name, count in groups.items() if count.answered or name in hidden)
        return {name: breakdown.hidden.get(name, Reason.UNANIMOUS) for name in closed}

    def gives_away(self, groups: Mapping[str, Count], breakdown: Breakdown) -> bool:
        """Tell whether a breakdown is closed for a group of one mind, and the total would tell which and what mind."""
        hidden = self._too_few(groups, breakdown)
        return self._has_one_mind(groups, hidden) and self.is_told(*_pieces(groups, hidden))

    def is_told(self, shown: Collection[Count], rest: Count) -> bool:
        """Tell whether the whole, beside nothing but its pieces' sizes, tells which of them is of what mind."""
        return one_mind.gives_away(self.whole, shown, rest, Asked(self.scale, self.threshold, self.absent))

    def _has_one_mind(self, groups: Mapping[str, Count], hidden: Hidden) -> bool:
        shown, rest = _pieces(groups, hidden)
        return not all(map(self.is_fit, shown)) or not self.is_fit_to_remain(rest)

    def _too_few(self, groups: Mapping[str, Count], breakdown: Breakdown) -> Hidden:
        """Return the groups that are withheld whatever they say: too few people, and the siblings beside them."""
        few = {name: Reason.SMALL for name, count in groups.items() if small(count, self.threshold)}
        hidden = few | dict(breakdown.hidden)
        siblings = sorted((count.answered, name) for name, count in groups.items() if count.answered)
        siblings = [(answered, name) for answered, name in siblings if name not in hidden]
        while hidden and siblings and not self._is_safe(groups, hidden, breakdown):
            hidden[siblings.pop(0)[1]] = Reason.COMPLEMENT
        return hidden

    def _is_safe(self, groups: Mapping[str, Count], hidden: Hidden, breakdown: Breakdown) -> bool:
        _, rest = _pieces(groups, hidden)
        if len(hidden) < 2 or rest.answered < self.threshold or small(rest, self.threshold):
            return False
        return self._sizes_are_open(hidden, breakdown, rest.valued)

    def _sizes_are_open(self, hidden: Hidden, breakdown: Breakdown, total: int) -> bool:
        """Tell whether the groups that are small here alone, by not answering, keep an uncertain size.

        A group that is below the threshold of a sensitive item and shown elsewhere has a public size: there its
        answers are protected, not its size.
        """
        bounds = {name: self._known(name, reason, breakdown) for name, reason in hidden.items()}
        intervals = feasible(bounds, total)
        here = [name for name in hidden if name not in breakdown.hidden and hidden[name] is Reason.SMALL]
        uncertain = {name: intervals[name] for name in here if breakdown.sizes[name] >= self.threshold}
        return _is_wide(uncertain, self.threshold)

    def _known(self, name: str, reason: Reason, breakdown: Breakdown) -> Bounds:
        if name in breakdown.feasible:
            return 0, breakdown.feasible[name][1]
        size = breakdown.sizes[name]
        return (1, min(size, self.threshold - 1)) if reason is Reason.SMALL else (min(size, self.threshold), size)


def _pieces(groups: Mapping[str, Count], hidden: Hidden) -> tuple[tuple[Count, ...], Count]:
    """Return the groups shown, and those hidden as one."""
    shown = tuple(count for name, count in groups.items() if name not in hidden)
    return shown, sum((groups[name] for name in hidden), Count())


def _alike(hidden: Hidden, breakdown: Breakdown) -> Hidden:
    """Give one reason to all where no group is left: telling small from complement would then tell their sizes."""
    here = {reason for name, reason in hidden.items() if name not in breakdown.hidden}
    common = Reason.SMALL if Reason.SMALL in here else Reason.COMPLEMENT
    return {name: breakdown.hidden.get(name, common) for name in hidden}
