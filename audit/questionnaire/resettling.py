"""Settles anew, after some answers changed, only what hangs on them, and stops where nothing comes of it."""

import heapq
from collections.abc import Iterable, Iterator

from audit.questionnaire import instances
from audit.questionnaire.ground import Ground
from audit.questionnaire.instances import HERE, Where
from audit.questionnaire.plan import OTHER_SUFFIX, Step, shared
from audit.questionnaire.schema import RepeatQuestion, members
from audit.questionnaire.settling import settle, state


def resettle(ground: Ground, changed: Iterable[str]) -> None:
    """Settle what hangs on the changed instance paths; the ground holds the new answers already."""
    due = _Due(ground)
    for path in changed:
        for name, where in _touched(ground, path):
            due.add(name, where)
    for step, beginnings in due.steps():
        for where in _entries(ground, step, beginnings):
            for name in step.names:
                before = state(ground, where, name)
                settle(ground, where, name)
                after = state(ground, where, name)
                if before != after:
                    due.follow(name, where, before=before[-1], after=after[-1])


class _Due:
    """The steps still to be settled, first those on which others hang, each with the entries that it is due in."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.waiting: list[int] = []
        self.beginnings: dict[int, dict[Where, None]] = {}

    def add(self, name: str, beginning: Where) -> None:
        """Let a name be settled in every entry that begins so."""
        place = self.ground.plan.place[name]
        if place not in self.beginnings:
            heapq.heappush(self.waiting, place)
            self.beginnings[place] = {}
        self.beginnings[place][beginning] = None

    def steps(self) -> Iterator[tuple[Step, Iterable[Where]]]:
        """Yield the steps that are due, in the order of settling, also those that become due meanwhile."""
        while self.waiting:
            place = heapq.heappop(self.waiting)
            step = self.ground.plan.steps[place]
            several = len(step.names) > 1 or step.names[0] in self._own(step.names[0])
            yield step, ((HERE,) if several else tuple(self.beginnings[place]))
            del self.beginnings[place]

    def follow(self, name: str, where: Where, *, before: object, after: object) -> None:
        """Let what hangs on a name in an entry be settled; of a repeat's members those in its new entries."""
        within = self.ground.plan.within
        here = self.ground.plan.place[name]
        is_repeat = isinstance(self.ground.questionnaire.every.get(name), RepeatQuestion)
        for each in self.ground.plan.dependents.get(name, ()):
            if self.ground.plan.place[each.name] == here:
                continue
            if is_repeat and name in within[each.name]:
                for number in range(_count(before) + 1, _count(after) + 1):
                    self.add(each.name, instances.entry(where, name, number))
            else:
                self.add(each.name, where[: 2 * each.shared])

    def _own(self, name: str) -> frozenset[str]:
        return frozenset(each.name for each in self.ground.plan.dependents.get(name, ()))


def _count(entries: object) -> int:
    return entries if isinstance(entries, int) else 0


def _touched(ground: Ground, path: str) -> Iterator[tuple[str, Where]]:
    """Yield what an instance path, an entry or a whole repeat says has changed, the repeats around it first."""
    where, name = instances.parted(path)
    for depth in range(0, len(where), 2):
        yield str(where[depth]), where[:depth]
    every = ground.questionnaire.every
    if name not in every and name.endswith(OTHER_SUFFIX):
        name = name.removesuffix(OTHER_SUFFIX)
    question = every.get(name or str(where[-2]))
    if question is None:
        return
    if name:
        yield name, where
    if isinstance(question, RepeatQuestion):
        for _, member in members(question.questions):
            yield member.name, where


def _entries(ground: Ground, step: Step, beginnings: Iterable[Where]) -> Iterable[Where]:
    """Return the entries that exist and begin so, each once; several in the order in which they were added."""
    if not step.within:
        return (HERE,)
    found: dict[Where, None] = {}
    for beginning in beginnings:
        if beginning in ground.frames and shared(instances.repeats(beginning), step.within) == len(beginning) // 2:
            found |= dict.fromkeys(ground.places(step.within, beginning))
    return found
