"""A reader of rounded tables: every figure is an interval of what it may have been, and all of them hold together.

A count shown as 10 is 8 to 12; a share of 65 % is 64.5 to 65.5 % of a number of people that is itself 38 to 42; what is
withheld for its base says that the base is small. The exact counts of all groups, shown or not, are his unknowns.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from audit.analysis.disclosure import Rule, protect
from audit.analysis.rules import LATEST, THRESHOLD, RuleName, RuleSet
from audit.analysis.tally import tallies
from tests.analysis.attacker import Known, Matrix, Unknowns
from tests.analysis.audits import a_matrix, a_survey, random_answers
from tests.analysis.unfolding import ALL, Json

HESA = LATEST[RuleName.HESA]
ASKED = a_survey(a_matrix(), by=("sex", "level"))
#: Points of the steps of an item, by whether it is mirrored.
STEPS = {
    False: {str(step): 25 * (step - 1) for step in range(1, 6)},
    True: {str(step): 25 * (5 - step) for step in range(1, 6)},
}
AT_A_TIME = 8
#: So little that no two shares or means of so few people are so near, and enough for what floats and the solver lose.
NOTHING = 1e-6

Intervals = dict[tuple[str, str], tuple[int, int]]


def published(seed: int, rules: RuleSet, *, most: int = 400) -> list[Json]:
    """Publish a random audit under a rule set."""
    chance = random.Random(seed)  # noqa: S311 - a reproducible audit, not a secret
    counted = tallies(ASKED, random_answers(chance, ("sex", "level"), most=most))
    return [table.model_dump(mode="json") for table in protect(ASKED, counted, Rule(5, 10, rules))]


def broken_down(tables: Sequence[Json]) -> Iterator[Json]:
    """Yield the tables that show some groups and withhold others."""
    for table in tables:
        hidden = [_hidden(group) for group in table["groups"]]
        if table["by"] != ALL and any(hidden) and not hidden[0]:
            yield table


@dataclass(frozen=True)
class Reading:
    """A table as a reader of a rule set writes it down: unknown counts of every group but `all`, and what is said."""

    table: Json
    rules: RuleSet
    known: Known

    @property
    def groups(self) -> list[str]:
        return [group["name"] for group in self.table["groups"][1:]]

    @property
    def choices(self) -> list[str]:
        return list(self.table["choices"])

    @property
    def cells(self) -> list[tuple[str, str]]:
        return [(group, choice) for group in self.groups for choice in self.choices]

    def intervals(self, *, withheld: bool) -> Intervals:
        """Return the least and the greatest that each count may be which the table withholds, or which it shows."""
        hidden = {group["name"] for group in self.table["groups"] if _hidden(group)}
        places = [place for place, (group, _) in enumerate(self.cells) if (group in hidden) is withheld]
        unknown, goals = self._unknowns(), np.eye(len(self.cells))
        parts = [places[start : start + AT_A_TIME] for start in range(0, len(places), AT_A_TIME)]
        told = [each for part in parts for each in unknown.extremes(goals[part])]
        return dict(zip((self.cells[place] for place in places), told, strict=True))

    def _unknowns(self) -> Unknowns:
        rows, most = zip(*self._limits(), strict=True)
        people = self.table["groups"][0]["n"] + sum(self.table["groups"][0]["counts"].values()) + self.rules.step
        none = np.zeros((1, len(self.cells)))
        return Unknowns(none, [0], [(0, people)] * len(self.cells), np.vstack(rows), most)

    def _limits(self) -> Iterator[tuple[Matrix, float]]:
        """Yield what sums of unknowns may be at most."""
        for group in self.table["groups"]:
            yield from self._of_small(group) if _hidden(group) else self._of_shown(group)

    def _of_small(self, group: Json) -> Iterator[tuple[Matrix, float]]:
        """Yield that a group is small; where nothing but the total is left, all are called so and none need be."""
        if self.table["item"] != self.known.answered_by_all or all(map(_hidden, self.table["groups"][1:])):
            return
        if group["counts"]["withheld"] == "small":
            yield self._sum(group["name"], dict.fromkeys(self.choices, 1)), self.known.threshold - 1

    def _of_shown(self, group: Json) -> Iterator[tuple[Matrix, float]]:
        name, valued = group["name"], dict.fromkeys(self._valued, 1)
        for choice, people in group["counts"].items():
            yield from self._about(self._sum(name, {choice: 1}), people)
        yield from self._about(self._sum(name, valued), group["n"])
        points = STEPS[self.table["item"] == "excluded"]
        favourable = dict.fromkeys(self.known.favourable[self.table["item"]], 100)
        yield from self._ratio(
            name, favourable, group["favourable"], 100, Fraction(self.rules.percent), self.rules.share_base
        )
        yield from self._ratio(
            name, points, group["mean"], 1, Fraction(self.rules.point), Fraction(self.rules.mean_base)
        )

    def _about(self, row: Matrix, people: int) -> Iterator[tuple[Matrix, float]]:
        """Yield what a shown count says: it was the nearest multiple of the step."""
        within = (self.rules.step - 1) // 2
        yield row, people + within
        yield -row, within - people

    def _ratio(
        self, name: str, points: Mapping[str, int], told: object, times: int, step: Fraction, base: Fraction
    ) -> Iterator[tuple[Matrix, float]]:
        """Yield what a share or a mean says of the sum of its points; withheld, what it says of its base."""
        if isinstance(told, Mapping):
            yield self._sum(name, dict.fromkeys(self._valued, 1)), float(base)
        elif isinstance(told, float):
            half = float(step / 2) + NOTHING
            for sign in (1, -1):
                moved = {c: sign * (points.get(c, 0) - times * told) - half for c in self._valued}
                yield self._sum(name, moved), 0

    @property
    def _valued(self) -> list[str]:
        return [choice for choice in self.choices if choice not in self.known.absent]

    def _sum(self, name: str, weights: Mapping[str, float]) -> Matrix:
        """Return the row that adds up counts of a group, or of everybody, so weighted."""
        return np.array(
            [[weights.get(choice, 0) * (name in (ALL, group)) for group, choice in self.cells]], dtype=float
        )


@dataclass(frozen=True)
class Unrounded:
    """What a reader of one audit has.

    Withheld counts, those of them that he pins, those of which he knows more than a reader of exact tables; shown
    counts, and those of which he finds the exact number.
    """

    withheld: int = 0
    pinned: int = 0
    narrower: int = 0
    shown: int = 0
    undone: int = 0


def attacked(seed: int, known: Known, *, most: int = 400) -> Unrounded:
    """Read one audit as rounded and as exact: what is withheld in both, what is shown in both."""
    rounded, exact = (list(broken_down(published(seed, rules, most=most))) for rules in (HESA, THRESHOLD))
    found = [
        _compared(Reading(one, HESA, known), Reading(other, THRESHOLD, known))
        for one, other in zip(rounded, exact, strict=True)
    ]
    return Unrounded(*(sum(getattr(each, name) for each in found) for name in Unrounded.__dataclass_fields__))


def _compared(rounded: Reading, exact: Reading) -> Unrounded:
    withheld, known = rounded.intervals(withheld=True), exact.intervals(withheld=True)
    shown = rounded.intervals(withheld=False)
    return Unrounded(
        len(withheld),
        sum(low == high > 0 for low, high in withheld.values()),
        sum(low > known[cell][0] or high < known[cell][1] for cell, (low, high) in withheld.items()),
        len(shown),
        sum(low == high for low, high in shown.values()),
    )


def _hidden(group: Json) -> bool:
    return "withheld" in group["counts"]
