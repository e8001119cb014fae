"""One difference between two versions of a questionnaire, and the class of change that it is at least."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from audit.errors import Message


class Meaning(StrEnum):
    """What a change does to the meaning of answers, from the least to the most."""

    TYPING = "typing"
    KEPT = "kept"
    CHANGED = "changed"


RANKS = {meaning: rank for rank, meaning in enumerate(Meaning)}


class What(StrEnum):
    """What happened at a place."""

    EDITED = "edited"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference at one place.

    `key` names the place for forms and records, `place` says it in words; `before` and `after` are what the author
    wrote, "" where there is nothing. `least` is the class that it is at least, `meaning` the one that holds: `least`
    until the author declares a stricter one. `questions` are those whose answers it touches, only in their `part` (an
    item of a matrix, a row of a head-count) where one is named; `indicators` are those that are measured otherwise.
    """

    key: str
    place: tuple[Message, ...]
    what: What
    before: str
    after: str
    least: Meaning
    meaning: Meaning
    questions: tuple[str, ...] = ()
    part: str = ""
    indicators: tuple[str, ...] = ()
    lang: str = ""

    @property
    def may_be(self) -> tuple[Meaning, ...]:
        """The classes that the author may declare: the computed one and every stricter one."""
        return tuple(each for each in Meaning if RANKS[each] >= RANKS[self.least])


def strictest(changes: Iterable[Change]) -> Meaning:
    """Return the strictest class among changes; a difference in nothing is typing."""
    return max((each.meaning for each in changes), key=RANKS.__getitem__, default=Meaning.TYPING)
