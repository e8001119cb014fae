"""A reader of a question that meant something else before: which groups those are of who answered it then.

They are missing in its tables and counted in all others. So he has, for every group that both show, how many are
missing: those who answered early and those who were silent. The earlier meaning's table tells how many the early were.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from tests.analysis.attacker import Known, Unknowns, said_openly
from tests.analysis.unfolding import ALL, Json, unfolded

People = dict[str, int]


def findings(part: Json, known: Known) -> list[str]:
    """Return the groups of which it follows that few people, or how few, answered early."""
    tables = unfolded(part["scorecard"]["tables"], several=known.several, absent=known.absent)
    early = {each["table"]["question"]: _valued(each["table"]["groups"][0], known) for each in part.get("former", ())}
    openly = [f"before: {each}" for former in part.get("former", ()) for each in said_openly(former["table"], known)]
    return openly + [
        finding
        for table in tables
        if table["question"] in early and table["by"] != ALL and not _hidden(table["groups"][0])
        for finding in _of_table(table, _sizes(tables, table, known), _early(table, early), known)
    ]


def _early(table: Json, early: Mapping[str, int | None]) -> int | None:
    """Return how many answered early of all in a table; of one department that is not known."""
    return None if "/" in table["by"] else early[table["question"]]


def _valued(group: Json, known: Known) -> int | None:
    """Return how many answered early; None where that is withheld."""
    return None if _hidden(group) else sum(group["counts"].values())


def _sizes(tables: Sequence[Json], of: Json, known: Known) -> People:
    """Return the people of each group of a table, as the item that everybody answers tells them of the same day.

    A table that stands as an earlier report had it counts other people; nothing follows from the difference.
    """
    own = (
        table
        for table in tables
        if (table["by"], table.get("late", 0)) == (of["by"], of.get("late", 0))
        and table["item"] == known.answered_by_all
    )
    return {group["name"]: _answered(group) for table in own for group in table["groups"] if not _hidden(group)}


def _of_table(table: Json, sizes: Mapping[str, int], early: int | None, known: Known) -> list[str]:
    shown = {group["name"]: group for group in table["groups"] if not _hidden(group) and group["name"] in sizes}
    if ALL not in shown or len(shown) == 1:
        return []
    missing = {name: sizes[name] - _answered(group) for name, group in shown.items()}
    everybody = missing.pop(ALL)
    missing |= {"the others": everybody - sum(missing.values())}
    where = f"{table['question']} by {table['by']}"
    few = [
        f"{where}: {people} of {name} may have answered early"
        for name, people in missing.items()
        if 0 < people < known.least(table)
    ]
    return few + _worked_out(where, missing, early, known)


def _worked_out(where: str, missing: People, early: int | None, known: Known) -> list[str]:
    """Find groups of which it follows how many answered early, and that they were few."""
    if not early:
        return []
    unknown = Unknowns(np.ones((1, len(missing))), [early], [(0, people) for people in missing.values()])
    told = zip(missing, unknown.extremes(np.eye(len(missing))), strict=True)
    return [
        f"{where}: {low} of {name} answered early"
        for name, (low, high) in told
        if low == high and 0 < low < known.threshold
    ]


def _hidden(group: Json) -> bool:
    return "withheld" in group["counts"]


def _answered(group: Json) -> int:
    return sum(group["counts"].values())
