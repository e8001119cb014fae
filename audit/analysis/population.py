"""Of whom the respondents of a survey are a part: those invited, and the women and men of the audit's head-count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from audit.analysis.report import ALL, Scope, Scorecard
from audit.questionnaire.schema import Sex

Heads = Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Population:
    """Those invited, and women and men of the head-count by its rows; a weight of fewer than `least` tells of them."""

    invited: int | None = None
    heads: Heads | None = None
    least: int = 0

    def of(self, counts_as: str | None) -> int | None:
        """Return how many people a group stands for: everybody, women or men."""
        if counts_as is None:
            return self.invited
        place = {Sex.WOMEN: 0, Sex.MEN: 1}.get(Sex(counts_as))
        return None if place is None or self.heads is None else sum(pair[place] for pair in self.heads.values())


def heads(cards: Sequence[Scorecard], wanted: str | None) -> Heads | None:
    """Return women and men by row of the first head-count whose levels are judged, or of the one that is named."""
    found = (
        indicator
        for card in cards
        for dimension in card.dimensions
        for indicator in dimension.indicators
        if indicator.scope is Scope.LEVELS and len(indicator.groups) > 1 and indicator.groups[-1].name == ALL
        if wanted in (None, *(source.question for source in indicator.sources))
    )
    first = next(found, None)
    return (
        None if first is None else {group.name: (group.women, group.men) for group in first.groups if group.name != ALL}
    )
