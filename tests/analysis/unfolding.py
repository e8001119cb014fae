"""Published tables as a reader writes them down: one table a family of groups, one table a choice of several.

A table of groups within groups says as much as a table of each family whose whole is published. A table of a question
of which several choices may be made says as much as one table a choice: of those with a value, who made it and who not.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

ALL = "all"
ITSELF = "/itself"
NOT = "not "
Json = Mapping[str, Any]


def unfolded(tables: Sequence[Json], *, several: frozenset[str], absent: frozenset[str]) -> list[Json]:
    """Return published tables as tables of single choices and of groups that add up."""
    within = {table["by"]: _within(table) for table in tables if table["by"] != ALL}
    return [
        single
        for table in tables
        for family in (_own(table, within.get(table["question"], {})) if table["by"] == ALL else _families(table))
        for single in (_singles(family, absent) if table["question"] in several else (family,))
    ]


def misplaced(tables: Sequence[Json]) -> list[str]:
    """Return the parts that are shown of a whole that is withheld: the table of no family tells of them."""
    return [
        f"{table['question']} by {table['by']}: {group['name']} is shown of a whole that is withheld"
        for table in tables
        for group in table["groups"]
        if "withheld" not in group["counts"] and group.get("within") in _withheld(table)
    ]


def _withheld(table: Json) -> set[str]:
    return {group["name"] for group in table["groups"] if "withheld" in group["counts"]}


def _within(table: Json) -> dict[str, str]:
    return {group["name"]: group["within"] for group in table["groups"] if group.get("within")}


def _families(table: Json) -> Iterator[Json]:
    within = _within(table)
    groups = {group["name"]: group for group in table["groups"]}
    yield {**table, "groups": [group for name, group in groups.items() if name not in within]}
    for whole in dict.fromkeys(within.values()):
        if whole in _withheld(table):
            continue
        parts = [groups[name] for name, each in within.items() if each == whole]
        by = f"{table['by']}/{whole}"
        yield {**table, "by": by, "groups": [{**groups[whole], "name": ALL}, *parts]}


def _own(table: Json, within: Mapping[str, str]) -> Iterator[Json]:
    """Yield what the table of a breakdown's own question tells of each family: of everybody, and of each whole."""
    whole = table["groups"][0]
    hidden = "withheld" in whole["counts"]
    for name in (ALL, *dict.fromkeys(within.values())):
        counts: dict[str, int] = {}
        for chosen, people in () if hidden else whole["counts"].items():
            part = _part(chosen, name, within)
            counts |= {part: counts.get(part, 0) + people} if part else {}
        told = {} if hidden else {"counts": counts, "n": whole["n"] if name == ALL else sum(counts.values())}
        question = table["question"] if name == ALL else f"{table['question']}/{name}"
        yield {**table, "question": question, "groups": [{**whole, **told}]}


def _part(chosen: str, whole: str, within: Mapping[str, str]) -> str:
    """Return the group of a family in which those are who made a choice; nothing where they are in none of it."""
    if whole == ALL:
        return within.get(chosen, chosen)
    return chosen + ITSELF if chosen == whole else chosen if within.get(chosen) == whole else ""


def _singles(table: Json, absent: frozenset[str]) -> Iterator[Json]:
    for choice in table["choices"]:
        if choice not in absent:
            groups = [_single(group, choice, absent) for group in table["groups"]]
            yield {**table, "item": f"{table['question']}={choice}", "groups": groups}


def _single(group: Json, choice: str, absent: frozenset[str]) -> Json:
    if "withheld" in group["counts"]:
        return group
    made = group["counts"][choice]
    kept = {name: people for name, people in group["counts"].items() if name in absent}
    return {**group, "counts": {choice: made, NOT + choice: group["n"] - made, **kept}}
