"""Whether a breakdown that is withheld because some group is of one mind tells which group, and of what mind it is.

The reader has the total of the item, the sizes of the groups and the rule. He lists what could have closed the
breakdown: this group may have given that answer, or may stand on that side of the scale. What all explanations have
in common he knows.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from audit.analysis.scale import Scale
from audit.analysis.tally import Count

FAVOURABLE, UNFAVOURABLE = "favourable", "unfavourable"
ABSENT, CHOICE, SIDE = "absent", "choice", "side"

Said = tuple[str, str]
Told = frozenset[tuple[int, Said]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is public of an item: its scale, if any, its threshold, and which of its choices are named absences."""

    scale: Scale | None
    threshold: int
    absent: frozenset[str] = frozenset()


def small(count: Count, threshold: int) -> bool:
    """Tell whether too few people stand behind a group: fewer than `threshold` with a value, or in its counts.

    The base of a share is those with a value, the base of the rate of "don't know" is everyone counted; both are
    published, so neither may be small. A group in which nobody answered hides nobody.
    """
    return 0 < count.answered < threshold or 0 < count.valued < threshold


def unanimous(count: Count, scale: Scale | None, *, differing: int = 0) -> bool:
    """Tell whether all but `differing` people of a group gave one answer, or all or none of them are favourable."""
    if not count.answered:
        return False
    if max(count.counts.values()) >= count.answered - differing:
        return True
    if not count.valued:
        return False
    if scale is None:
        return count.valued in count.counts.values()
    agreeing = sum(count.counts[name] for name in scale.favourable)
    most = max(count.counts[name] for name in scale.points)
    return agreeing in (0, count.valued) or most >= count.valued - differing


def of_one_mind(count: Count, scale: Scale | None, threshold: int) -> bool:
    """Tell whether a group of fewer than two thresholds says one thing.

    One differing answer counts as none: its author would know what each of the others said, and a group withheld
    only when all agree would say by being withheld that all agree.
    """
    few = 0 < count.valued < 2 * threshold or 0 < count.answered < 2 * threshold
    return few and unanimous(count, scale, differing=1)


def says_one_thing(count: Count, scale: Scale | None, threshold: int) -> bool:
    """Tell whether people say one thing: a few of them but for one, or however many of them all."""
    return of_one_mind(count, scale, threshold) or unanimous(count, scale)


def gives_away(whole: Count, shown: Iterable[Count], together: Count, asked: Asked) -> bool:
    """Tell whether the total of an item, published beside a closed breakdown, gives the mind of a group away.

    `shown` are the groups that the breakdown would show, `together` those that it hides whatever they say. Nothing is
    asked of what they did say, only of how many they are: so the answer itself tells no more than the total does.
    """
    explanations: list[Told] = [
        frozenset((place, said) for said in told)
        for place, (piece, is_together) in enumerate([*((count, False) for count in shown), (together, True)])
        for told in _explanations(whole, piece, asked, is_together=is_together)
    ]
    evident = {said for said, people in _said(whole, asked).items() if people >= whole.valued - 1}
    return not explanations or any(said not in evident for _, said in frozenset.intersection(*explanations))


def _explanations(whole: Count, piece: Count, asked: Asked, *, is_together: bool) -> Iterator[frozenset[Said]]:
    """Yield what would be known of a piece in each way in which it alone could have closed the breakdown.

    Of its people those may have been silent, or without a view, who were so in the whole.
    """
    views = sum(whole.counts[name] for name in whole.counts if name not in asked.absent)
    silent, without = whole.size - whole.answered, whole.answered - whole.valued
    answered = max(asked.threshold, piece.size - silent)
    valued = max(asked.threshold, piece.size - silent - without)
    if not piece.size or answered > piece.size or not views:
        return
    is_few = valued < 2 * asked.threshold
    if not is_few and not is_together:
        return
    said = _said(whole, asked)
    for each, people in said.items():
        if is_together and each[0] == SIDE and people == whole.valued:
            # Where all stand on one side, those hidden together are not withheld for standing on it.
            continue
        if people >= _needed(each, answered=answered, valued=valued, is_few=is_few):
            yield frozenset({each}) | _follows(each, said, asked.scale)


def _needed(said: Said, *, answered: int, valued: int, is_few: bool) -> int:
    """Return how many of a piece must say a thing for the piece to be of that mind."""
    kind, _ = said
    if kind == ABSENT:
        return answered
    return valued - 1 if kind == CHOICE and is_few else valued


def _follows(said: Said, by: Mapping[Said, int], scale: Scale | None) -> frozenset[Said]:
    """Return what follows from a group's mind: from an answer its side, from a side the one answer that fills it."""
    kind, name = said
    if scale is None or kind == ABSENT:
        return frozenset()
    if kind == CHOICE:
        return frozenset({(SIDE, _side(name, scale))})
    chosen = {(CHOICE, choice) for choice in scale.points if _side(choice, scale) == name}
    return frozenset(choice for choice in chosen if by[choice] >= by[said] - 1)


def _side(choice: str, scale: Scale) -> str:
    return FAVOURABLE if choice in scale.favourable else UNFAVOURABLE


def _said(whole: Count, asked: Asked) -> Mapping[Said, int]:
    """Return how many of all gave each answer, and how many stand on each side of the scale."""
    said: dict[Said, int] = {
        (ABSENT if name in asked.absent else CHOICE, name): people for name, people in whole.counts.items()
    }
    if asked.scale is None:
        return said
    agreeing = sum(whole.counts[name] for name in asked.scale.favourable)
    return said | {(SIDE, FAVOURABLE): agreeing, (SIDE, UNFAVOURABLE): whole.valued - agreeing}
