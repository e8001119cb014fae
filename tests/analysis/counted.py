"""A reader of the numbers beside the tables: how many submitted, and on paper, and what these tell of groups' sizes.

How many submitted is how large all groups of a breakdown are together, whichever of its tables are closed.
"""

from collections.abc import Sequence

import numpy as np

from tests.analysis.attacker import Known, Ranges, Unknowns
from tests.analysis.unfolding import ALL, Json, unfolded


def findings(part: Json, known: Known) -> list[str]:
    """Return small numbers of people that are told, and withheld groups whose small size follows from numbers told."""
    people = part["submitted"]
    if not isinstance(people, int):
        return [f"{name} is published of too few" for name in ("paper",) if isinstance(part.get(name), int)]
    found = [f"{people} submitted"] if 0 < people < known.threshold else []
    paper = part.get("paper")
    if isinstance(paper, int) and (paper < known.threshold or 0 < people - paper < known.threshold):
        found.append(f"{paper} of {people} answered on paper")
    tables = unfolded(part["scorecard"]["tables"], several=known.several, absent=known.absent)
    for by in dict.fromkeys(table["by"] for table in tables if table["by"] not in (ALL,) and "/" not in table["by"]):
        found += _of_breakdown(by, [table for table in tables if table["by"] == by], people, known)
    return found


def _of_breakdown(by: str, own: Sequence[Json], people: int, known: Known) -> list[str]:
    """Work the sizes of withheld groups out of everybody's number and of what all tables show of the others.

    A shown group is at least as large as the table says that shows most of it, and exactly so where everybody answers.
    """
    ranges: Ranges = {}
    for table in own:
        for group in table["groups"][1:]:
            low, high = ranges.get(group["name"], (0, people))
            answered = 0 if _hidden(group) else sum(group["counts"].values())
            exact = not _hidden(group) and table["item"] == known.answered_by_all
            ranges[group["name"]] = (answered, answered) if exact else (max(low, min(answered, high)), high)
    withheld = {
        name
        for name in ranges
        if all(_hidden(group) for table in own for group in table["groups"] if group["name"] == name)
    }
    if not withheld:
        return []
    unknown = Unknowns(np.ones((1, len(ranges))), [people], list(ranges.values()))
    told = zip(ranges, unknown.extremes(np.eye(len(ranges))), strict=True)
    return [
        f"{by}: {name} has {low} to {high} people of {people}"
        for name, (low, high) in told
        if name in withheld and 0 < low == high < known.threshold
    ]


def _hidden(group: Json) -> bool:
    return "withheld" in group["counts"]
