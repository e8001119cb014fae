"""What an author does with whole sections and questions: add, duplicate, move, take out, bring in from elsewhere."""

import copy
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from audit.questionnaire.editing.tree import Path, Tree, at

CONTAINERS = ("sections", "questions")


def question_paths(tree: Mapping[str, Any]) -> Iterator[Path]:
    """Yield the path of everything that stands where a question is expected, members after their repeat."""
    for path in section_paths(tree):
        yield from _within(tree, path)


def section_paths(tree: Mapping[str, Any]) -> tuple[Path, ...]:
    """Return the path of every section."""
    found = tree.get("sections")
    sections = found if isinstance(found, list) else []
    return tuple(("sections", number) for number, each in enumerate(sections) if isinstance(each, dict))


def names(tree: Mapping[str, Any]) -> frozenset[str]:
    """Return the name of every question and section."""
    everything = (*section_paths(tree), *question_paths(tree))
    return frozenset(str(at(tree, path).get("name", "")) for path in everything)


def fresh(wanted: str, taken: Iterable[str]) -> str:
    """Return a name that is not taken: the one wanted, or with the first free number after it."""
    known = frozenset(taken)
    if wanted not in known:
        return wanted
    number = 2
    while f"{wanted}_{number}" in known:
        number += 1
    return f"{wanted}_{number}"


def numbered(stem: str, taken: Iterable[str]) -> str:
    """Return a stem with the first number, from 1, that makes a name not taken."""
    known = frozenset(taken)
    number = 1
    while f"{stem}{number}" in known:
        number += 1
    return f"{stem}{number}"


def added(tree: Mapping[str, Any], holder: Path, piece: Mapping[str, Any]) -> tuple[Tree, Path]:
    """Return data with a section (holder ()) or a question at the end of its holder, and the path of it."""
    changed: Tree = copy.deepcopy(dict(tree))
    key = "questions" if holder else "sections"
    into = at(changed, holder)
    pieces = into.get(key)
    into[key] = pieces if isinstance(pieces, list) else []
    into[key].append(_renamed(piece, names(tree)))
    return changed, (*holder, key, len(into[key]) - 1)


def duplicated(tree: Mapping[str, Any], path: Path) -> tuple[Tree, Path]:
    """Return data with the piece at a path twice, the second under new names; and the path of that."""
    changed: Tree = copy.deepcopy(dict(tree))
    number = _number(path)
    at(changed, path[:-1]).insert(number + 1, _renamed(at(tree, path), names(tree)))
    return changed, (*path[:-1], number + 1)


def removed(tree: Mapping[str, Any], path: Path) -> Tree:
    """Return data without the piece at a path."""
    changed: Tree = copy.deepcopy(dict(tree))
    at(changed, path)
    del at(changed, path[:-1])[path[-1]]
    return changed


def moved(tree: Mapping[str, Any], path: Path, *, by: int) -> tuple[Tree, Path]:
    """Return data with a piece one place up (-1) or down (1); a question goes over into the next section."""
    changed: Tree = copy.deepcopy(dict(tree))
    pieces, number = at(changed, path[:-1]), _number(path)
    if 0 <= number + by < len(pieces):
        pieces[number], pieces[number + by] = pieces[number + by], pieces[number]
        return changed, (*path[:-1], number + by)
    if len(path) != len(("sections", 0, "questions", 0)):
        return changed, path
    return _over(changed, path, by)


def _over(changed: Tree, path: Path, by: int) -> tuple[Tree, Path]:
    sections, number = changed["sections"], int(path[1]) + by
    if not 0 <= number < len(sections) or not isinstance(sections[number].get("questions"), list):
        return changed, path
    piece = at(changed, path[:-1]).pop(_number(path))
    into = sections[number]["questions"]
    place = 0 if by > 0 else len(into)
    into.insert(place, piece)
    return changed, ("sections", number, "questions", place)


def _within(tree: Mapping[str, Any], holder: Path) -> Iterator[Path]:
    found = at(tree, holder).get("questions")
    for number, each in enumerate(found if isinstance(found, list) else []):
        if isinstance(each, dict):
            path = (*holder, "questions", number)
            yield path
            yield from _within(tree, path)


def _renamed(piece: Mapping[str, Any], taken: frozenset[str]) -> Tree:
    """Return a copy of a piece in which neither it nor what stands in it has a taken name."""
    made: Tree = copy.deepcopy(dict(piece))
    made["name"] = fresh(str(made.get("name") or "question"), taken)
    inner = made.get("questions")
    if isinstance(inner, list):
        known = taken | {made["name"]}
        renamed = []
        for each in inner:
            renamed.append(_renamed(each, known) if isinstance(each, dict) else each)
            known |= {str(each.get("name"))} if isinstance(each, dict) else frozenset()
            known |= {str(renamed[-1]["name"])} if isinstance(each, dict) else frozenset()
        made["questions"] = renamed
    return made


def _number(path: Path) -> int:
    if not path or not isinstance(path[-1], int):
        raise KeyError(path)
    return path[-1]
