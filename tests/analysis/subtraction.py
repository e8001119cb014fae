"""A reader who has two reports of one audit and subtracts: what he works out of those who answered in between.

He knows that no answer changes, so every count of the later report is that of the early people and that of the late.
Where both reports hide the same groups he has the late ones of each published group and of the hidden together, and
nothing else. Where they differ he asks linear programming what each hidden count of the early and the late may be.
"""

import itertools
from collections.abc import Iterator, Sequence

import numpy as np

from tests.analysis import attacker
from tests.analysis.attacker import Known, Matrix, Unknowns
from tests.analysis.unfolding import ALL, Json, unfolded

Counts = dict[str, int]


def findings(reports: Sequence[Sequence[Json]], known: Known) -> list[str]:
    """Return what follows from reports in a row, the earliest first; empty when they could as well be one."""
    while len(reports) > 1 and all(_hidden(table["groups"][0]) for table in reports[0]):
        reports = reports[1:]
    found = attacker.findings(reports[0], known)
    reports = [unfolded(report, several=known.several, absent=known.absent) for report in reports]
    found += [f"report {number}: {each}" for number, one in enumerate(reports, 1) for each in _within(one, known)]
    for (first, earlier), (second, later) in itertools.combinations(enumerate(reports), 2):
        between = f"report {second + 1} less report {first + 1}: "
        found += [between + each for each in _subtracted(earlier, later, known, is_first=first == 0)]
    return found


def _subtracted(earlier: Sequence[Json], later: Sequence[Json], known: Known, *, is_first: bool) -> list[str]:
    found: list[str] = []
    pieces: dict[str, list[dict[str, Counts]]] = {}
    before = {_name(table): table for table in earlier}
    breakdowns = {table["by"] for table in later}
    for table in later:
        old = before.get(_name(table))
        if old is None:
            found.append(f"{_name(table)} was withheld")
            continue
        if _hidden(old["groups"][0]) or _hidden(table["groups"][0]):
            continue
        late = _late(old, table)
        pieces.setdefault(table["by"], []).append(late)
        found += [f"{_name(table)}: {each}" for each in _too_small(table, late, known)]
        if _withheld(old) != _withheld(table):
            found += [f"{_name(table)}: {each}" for each in _worked_out(old, table, known, is_first=is_first)]
        if table["question"] in breakdowns:
            found += [f"{people} late people of {name}" for name, people in _few(late[ALL], known).items()]
    everybody = max((sum(late[ALL].values()) for tables in pieces.values() for late in tables), default=0)
    for by, tables in pieces.items():
        found += _sizes(by, tables, everybody, known)
    return found


def _late(old: Json, table: Json) -> dict[str, Counts]:
    """Subtract all respondents, every group published twice, and what remains beside those."""
    now = {group["name"]: group["counts"] for group in table["groups"] if not _hidden(group)}
    then = {group["name"]: group["counts"] for group in old["groups"] if not _hidden(group)}
    nobody = dict.fromkeys(now[ALL], 0)
    gone = _withheld(old) | _withheld(table)
    late = {
        name: {choice: people - then.get(name, nobody)[choice] for choice, people in counts.items()}
        for name, counts in now.items()
        if name not in gone
    }
    rest = {choice: 2 * late[ALL][choice] - sum(counts[choice] for counts in late.values()) for choice in nobody}
    return late | ({" + ".join(sorted(gone)): rest} if gone else {})


def _too_small(table: Json, late: dict[str, Counts], known: Known) -> list[str]:
    """Find pieces of the late that no report may tell of: too few people, or people of one mind."""
    least, found = known.least(table), []
    for name, counts in late.items():
        valued = sum(people for choice, people in counts.items() if choice not in known.absent)
        answered = sum(counts.values())
        few = 0 < answered < least or 0 < valued < least or min(counts.values()) < 0
        if few or (valued < 2 * least and attacker.of_one_mind(table, counts, known)):
            found.append(f"late answers of {name}: {counts}")
    return found


def _few(late: Counts, known: Known) -> Counts:
    """Return the groups of which the table of a breakdown's own question tells too few late people."""
    return {name: people for name, people in late.items() if 0 < people < known.threshold and name not in known.absent}


def _sizes(by: str, tables: Sequence[dict[str, Counts]], everybody: int, known: Known) -> list[str]:
    """Find pieces whose number of late people is as good as known from all tables of a breakdown together.

    Tables are taken together that have the same pieces: of others, the same people stand in several.
    """
    finest = max(map(len, tables))
    cut = {frozenset(late) for late in tables if len(late) == finest}
    return [
        f"{by}: {least} to {greatest} late people of {name}"
        for pieces in cut
        for name, least, greatest in _between([late for late in tables if frozenset(late) == pieces], everybody)
        if least > 0 and greatest < known.threshold
    ]


def _between(tables: Sequence[dict[str, Counts]], everybody: int) -> Iterator[tuple[str, int, int]]:
    """Yield each piece of some tables with the least and the greatest number of late people in it."""
    most = {name: max(sum(late[name].values()) for late in tables) for name in tables[0] if name != ALL}
    for name, least in most.items():
        yield name, least, everybody - sum(people for other, people in most.items() if other != name)


def _within(tables: Sequence[Json], known: Known) -> list[str]:
    """Find groups that two tables of one report, which last changed at different times, tell of too few late people."""
    found = []
    for by in {table["by"] for table in tables} - {ALL}:
        sizes = {table.get("late", 0): _people(table) for table in tables if table["by"] == by and _is_answered(table)}
        own = next(table for table in tables if table["question"] == by)
        if not _hidden(own["groups"][0]):
            sizes.setdefault(own.get("late", 0), dict(own["groups"][0]["counts"]))
        for (_, later), (_, earlier) in itertools.combinations(sorted(sizes.items()), 2):
            more = {name: later[name] - people for name, people in earlier.items() if name in later}
            found += [f"{people} late people of {name}" for name, people in _few(more, known).items()]
    return found


def _people(table: Json) -> Counts:
    return {group["name"]: sum(group["counts"].values()) for group in table["groups"][1:] if not _hidden(group)}


def _is_answered(table: Json) -> bool:
    """Tell whether a table is of the item that everybody answers."""
    return table["item"] == "voice" and not _hidden(table["groups"][0])


def _worked_out(old: Json, table: Json, known: Known, *, is_first: bool) -> list[str]:
    """Find hidden counts of the early and of the late that can have one value only."""
    names = [group["name"] for group in max(old["groups"], table["groups"], key=len)[1:]]
    choices = list(table["groups"][0]["counts"])
    unknown = _unknowns(old, table, names=names, choices=choices, caps=_caps(old, known) if is_first else {})
    cells = [(time, name, choice) for time in ("early", "late") for name in names for choice in choices]
    private = _withheld(old) | _withheld(table)
    places = [place for place in unknown.unvaried() if cells[place][1] in private]
    told = unknown.extremes(np.eye(len(cells))[places])
    return [
        f"{low} of the {cells[place][0]} of {cells[place][1]} chose {cells[place][2]}"
        for place, (low, high) in zip(places, told, strict=True)
        if low == high > 0
    ]


def _unknowns(
    old: Json, table: Json, *, names: Sequence[str], choices: Sequence[str], caps: dict[str, int]
) -> Unknowns:
    """Write early and late counts of every group as unknowns: one row each for what either report says."""
    width, size = len(choices), len(names) * len(choices)
    rows: list[Matrix] = []
    values: list[int] = []
    for report, times in ((old, (1, 0)), (table, (1, 1))):
        shown = {group["name"]: group["counts"] for group in report["groups"] if not _hidden(group)}
        for name in (ALL, *names):
            which = np.array([float(name in (ALL, each)) for each in names])
            absent = name not in shown and not any(group["name"] == name for group in report["groups"])
            counts = dict.fromkeys(choices, 0) if absent else shown.get(name)
            if counts is not None:
                rows.append(np.kron(np.array(times), np.kron(which, np.eye(width))))
                values += [counts[choice] for choice in choices]
    most = max(values, default=0)
    capped = [place for place, name in enumerate(names) if name in caps]
    limits = np.kron(np.array([1, 0]), np.kron(np.eye(len(names))[capped], np.ones((1, width)))) if capped else None
    bounds = [(0, most)] * (2 * size)
    return Unknowns(np.vstack(rows), values, bounds, limits, [caps[names[place]] for place in capped])


def _caps(old: Json, known: Known) -> dict[str, int]:
    """What the reason of a group says of its size in the report that first withheld it."""
    groups = old["groups"][1:]
    if all(map(_hidden, groups)) or known.absent.intersection(old["groups"][0]["counts"]):
        return {}
    return {
        group["name"]: known.least(old) - 1
        for group in groups
        if _hidden(group) and group["counts"]["withheld"] == "small"
    }


def _withheld(table: Json) -> set[str]:
    return {group["name"] for group in table["groups"] if _hidden(group)}


def _hidden(group: Json) -> bool:
    return "withheld" in group["counts"]


def _name(table: Json) -> str:
    return f"{table['item'] or table['question']} by {table['by']}"
