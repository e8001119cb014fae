"""A reader who attacks a published report: knows its bytes and the gate's rule, and works out what is withheld.

He writes every withheld count as an unknown, every published figure and every reason as a constraint, and asks linear
programming for the least and the greatest value each unknown may have. What has one value only, he has found.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linprog

from tests.analysis.unfolding import ALL, NOT, Json, misplaced, unfolded

UNDISCLOSED = "undisclosed"
Ranges = dict[str, tuple[int, int]]
#: What is known of a group that the table of an item that everybody answers does not print.
NOBODY = (0, 0)
Matrix = np.ndarray[Any, np.dtype[np.floating[Any]]]


@dataclass(frozen=True)
class Known:
    """What is public besides the tables: thresholds, sensitive items, named absences, favourable choices by item.

    Of the questions `several` a person may make more than one choice.
    """

    threshold: int
    sensitive_threshold: int
    sensitive: frozenset[str]
    absent: frozenset[str]
    favourable: Mapping[str, frozenset[str]]
    answered_by_all: str = "voice"
    several: frozenset[str] = frozenset({"ways"})

    def least(self, table: Json) -> int:
        return self.sensitive_threshold if _item(table) in self.sensitive else self.threshold


#: What is public of the random audits of `tests.analysis.audits` and `tests.analysis.whole`.
KNOWN = Known(
    5,
    10,
    frozenset({"safety"}),
    frozenset({"dk", "pnts"}),
    {item: frozenset("45") for item in ("voice", "safety", "fair")} | {"excluded": frozenset("12")},
)


def findings(tables: Sequence[Json], known: Known) -> list[str]:
    """Return everything the reader could work out; empty when the gate holds."""
    found = misplaced(tables)
    tables = unfolded(tables, several=known.several, absent=known.absent)
    found += [finding for table in tables for finding in said_openly(table, known)]
    for by in dict.fromkeys(table["by"] for table in tables if table["by"] != ALL):
        found += _about(by, [table for table in tables if table["by"] == by], tables, known)
    return found


def _about(by: str, own: Sequence[Json], tables: Sequence[Json], known: Known) -> list[str]:
    """Attack one breakdown: first its groups' sizes, which all its tables share, then every table."""
    own = [table for table in own if not _hidden(table["groups"][0])]
    if not own:
        return []
    if all(_item(table) != known.answered_by_all for table in own):
        return _of_any_size(own, known)
    everybody = max(_answered(table["groups"][0]) for table in own)
    answered_by_all = next(table for table in own if _answered(table["groups"][0]) == everybody)
    sizes = _sizes_from_the_question_itself(by, tables, everybody, known) | {
        group["name"]: group["n"] if _hidden(group) else _answered(group)
        for group in answered_by_all["groups"][1:]
        if isinstance(group["n"], int)
    }
    nothing_shown = all(_hidden(group) for table in own for group in table["groups"][1:])
    ranges = {
        group["name"]: (0, everybody) if nothing_shown else _range(group, answered_by_all, known, everybody)
        for group in answered_by_all["groups"][1:]
        if group["name"] not in sizes
    }
    found = [
        f"{by}: {group['name']} is withheld and has {sizes[group['name']]} people"
        for group in answered_by_all["groups"][1:]
        if _hidden(group) and 0 < sizes.get(group["name"], known.threshold) < known.threshold
    ]
    told = {group["name"] for table in own for group in table["groups"] if not _hidden(group)}
    pinned, ranges = _sizes(by, ranges, everybody - sum(sizes.values()), known, told)
    found += pinned
    ranges |= {name: (size, size) for name, size in sizes.items()}
    for table in own:
        found += _cells(table, ranges, sizes, known)
    return found


def _of_any_size(own: Sequence[Json], known: Known) -> list[str]:
    names = {group["name"] for table in own for group in table["groups"]}
    most = max(_answered(table["groups"][0]) for table in own)
    return [finding for table in own for finding in _cells(table, dict.fromkeys(names, (0, most)), {}, known)]


def _range(group: Json, table: Json, known: Known, everybody: int) -> tuple[int, int]:
    """What the reason of a withheld group says of its size, where everybody has answered."""
    reason = group["counts"]["withheld"]
    if reason == "small":
        return 1, known.threshold - 1
    shown = [_answered(other) for other in table["groups"][1:] if not _hidden(other) and _answered(other)]
    smallest_first = reason == "complement" and shown
    return known.threshold, min(shown) if smallest_first else everybody


def said_openly(table: Json, known: Known) -> list[str]:
    """Find groups that are published and should not be: small ones, and small ones of one mind."""
    found = []
    for group in table["groups"]:
        if _hidden(group):
            if isinstance(group["n"], int):
                found.append(f"{_item(table)} by {table['by']}: the size of {group['name']} is published")
            continue
        if not _fit(table, group, known):
            found.append(f"{_item(table)} by {table['by']}: {group['name']} is published")
    return found


def _fit(table: Json, group: Json, known: Known) -> bool:
    least, answered, valued = known.least(table), _answered(group), group["n"]
    if answered == 0:
        return True
    if answered < least or 0 < valued < least:
        return False
    return valued >= 2 * least or _is_of_sizes(table) or not of_one_mind(table, group["counts"], known)


def _is_of_sizes(table: Json) -> bool:
    """Tell whether a table was worked out of a breakdown's own question: in which unit people are is no opinion."""
    return "/" in str(table["question"])


def of_one_mind(table: Json, counts: Mapping[str, int], known: Known) -> bool:
    """Tell whether all with a view chose one answer, or all or none of them are favourable."""
    scale = {name: people for name, people in counts.items() if name not in known.absent}
    valued = sum(scale.values())
    scale = {name: people for name, people in scale.items() if not name.startswith(NOT)}
    agreeing = sum(people for name, people in scale.items() if name in known.favourable.get(_item(table), ()))
    ordinal = _item(table) in known.favourable
    return valued > 0 and (valued in scale.values() or (ordinal and agreeing in (0, valued)))


def _sizes_from_the_question_itself(by: str, tables: Sequence[Json], everybody: int, known: Known) -> dict[str, int]:
    own = next((table for table in tables if table["question"] == by and table["by"] == ALL), None)
    if own is None or _hidden(own["groups"][0]):
        return {}
    whole = own["groups"][0]
    named = {name: people for name, people in whole["counts"].items() if name not in known.absent}
    return named | {UNDISCLOSED: everybody - whole["n"]}


def _sizes(by: str, ranges: Ranges, total: int, known: Known, told: Collection[str]) -> tuple[list[str], Ranges]:
    """Find groups whose size is as good as known: two values or fewer for a small one, one for another.

    Of a group that some table publishes the size is public; the tables that withhold it protect its answers.
    """
    if not ranges:
        return [], {}
    unknown = Unknowns(np.ones((1, len(ranges))), [total], list(ranges.values()))
    left = dict(zip(ranges, unknown.extremes(np.eye(len(ranges))), strict=True))
    least = min(2, known.threshold - 2)
    needed = {name: least if ranges[name][1] < known.threshold else 1 for name in ranges}
    found = [
        f"{by}: {name} has {low} to {high} people"
        for name, (low, high) in left.items()
        if high - low < needed[name] and name not in told
    ]
    return found, left


def _cells(table: Json, ranges: Ranges, sizes: Mapping[str, int], known: Known) -> list[str]:
    """Find what the total less the published groups says of the groups withheld."""
    if not any(map(_hidden, table["groups"])) or not _answered(table["groups"][0]):
        return []
    where, least = f"{_item(table)} by {table['by']}", known.least(table)
    whole = table["groups"][0]
    shown = [group for group in table["groups"][1:] if not _hidden(group)]
    rest = {name: whole["counts"][name] - sum(group["counts"][name] for group in shown) for name in whole["counts"]}
    valued = sum(people for name, people in rest.items() if name not in known.absent)
    as_one = of_one_mind(table, rest, known) and not of_one_mind(table, whole["counts"], known)
    found = []
    if as_one or sum(rest.values()) < least or 0 < valued < least:
        found.append(f"{where}: the withheld groups together are as good as published: {rest}")
    # What all of the whole said is said of each of its groups by the whole itself.
    evident = {name for name, people in whole["counts"].items() if people == _answered(whole)}
    return found + _pinned(table, rest, ranges, sizes, known, evident)


def _pinned(
    table: Json,
    rest: Mapping[str, int],
    ranges: Ranges,
    sizes: Mapping[str, int],
    known: Known,
    evident: Collection[str],
) -> list[str]:
    """Find counts of withheld groups that can have one value only, though the groups together leave more."""
    hidden = [group for group in table["groups"][1:] if _hidden(group)]
    where, names, width = f"{_item(table)} by {table['by']}", list(rest), len(rest)
    unknown = Unknowns(
        np.tile(np.eye(width), len(hidden)),
        list(rest.values()),
        [(0, rest[name]) for _ in hidden for name in names],
        *_people(table, [ranges.get(group["name"], NOBODY) for group in hidden], width, known),
    )
    cells = [(group, name) for group in hidden for name in names]
    doubtful = [place for place in unknown.unvaried() if rest[cells[place][1]] and cells[place][1] not in evident]
    found = []
    for place, (low, high) in zip(doubtful, unknown.extremes(np.eye(len(cells))[doubtful]), strict=True):
        if low == high > 0 and not cells[place][1].startswith(NOT):
            found.append(f"{where}: {low} of {cells[place][0]['name']} chose {cells[place][1]}")
    scaled = np.array([name not in known.absent for name in names], dtype=float)
    least = known.least(table)
    here = [
        place
        for place, group in enumerate(hidden)
        if sizes.get(group["name"], 0) >= least and group["counts"]["withheld"] == "small"
    ]
    for place, (low, high) in zip(here, unknown.extremes(np.kron(np.eye(len(hidden))[here], scaled)), strict=True):
        if low == high < least:
            found.append(f"{where}: {low} of {hidden[place]['name']} answered")
    return found


def _people(table: Json, sizes: Sequence[tuple[int, int]], width: int, known: Known) -> tuple[Matrix, list[int]]:
    """Return that groups are at most so many people; where everybody answered, that they are at least so many too."""
    sums = np.kron(np.eye(len(sizes)), np.ones((1, width)))
    most = [high for _, high in sizes]
    if _item(table) != known.answered_by_all:
        return sums, most
    return np.vstack([sums, -sums]), most + [-low for low, _ in sizes]


@dataclass(frozen=True)
class Unknowns:
    """Unknown counts between bounds, whose sums are known (`totals`) or are at most something (`rows`)."""

    totals: Matrix
    values: Sequence[int]
    bounds: Sequence[tuple[int, int]]
    rows: Matrix | None = None
    most: Sequence[float] = ()

    def extremes(self, goals: Matrix) -> list[tuple[int, int]]:
        """Return the least and the greatest whole number that each sum of unknowns may be."""
        if not len(goals):
            return []
        answers = self._answers(np.vstack([goals, -goals]))
        low = (answers[: len(goals)] * goals).sum(axis=1)
        high = (answers[len(goals) :] * goals).sum(axis=1)
        return [(int(np.ceil(a - 1e-6)), int(np.floor(b + 1e-6))) for a, b in zip(low, high, strict=True)]

    def unvaried(self) -> list[int]:
        """Return the unknowns that were equal in four answers which the published figures all allow."""
        weights = np.arange(1.0, len(self.bounds) + 1)
        answers = self._answers(np.vstack([weights % 7, -(weights % 7), weights % 5, -(weights % 5)]))
        return [int(place) for place in np.flatnonzero(np.ptp(answers, axis=0) < 0.5)]

    def _answers(self, goals: Matrix) -> Matrix:
        """Solve for every goal at once: one linear program of independent copies."""
        copies = np.eye(len(goals))
        rows = None if self.rows is None else np.kron(copies, self.rows)
        most = None if self.rows is None else np.tile(self.most, len(goals))
        solved = linprog(
            goals.ravel(),
            rows,
            most,
            np.kron(copies, self.totals),
            np.tile(self.values, len(goals)),
            list(self.bounds) * len(goals),
        )
        assert solved.x is not None, "the reader contradicts himself"
        return np.asarray(solved.x).reshape(goals.shape)


def _hidden(group: Json) -> bool:
    return "withheld" in group["counts"]


def _answered(group: Json) -> int:
    return sum(group["counts"].values())


def _item(table: Json) -> str:
    return table["item"] or str(table["question"])
