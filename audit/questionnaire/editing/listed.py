"""What an author does with indicators, contradictions and shared lists: add, duplicate, take out."""

import copy
import re
from collections.abc import Mapping
from typing import Any

from audit.errors import Mistake, Mistaken, message
from audit.questionnaire.editing.moves import fresh, numbered
from audit.questionnaire.editing.moves import removed as without
from audit.questionnaire.editing.tree import Path, Tree, at
from audit.questionnaire.parts import NAME_PATTERN

SHARED = "choices"


def added(data: Mapping[str, Any], key: str, piece: Mapping[str, Any], *, stem: str) -> tuple[Tree, Path]:
    """Return data with a piece at the end of one of its lists, under the first free name, and the path of it."""
    changed: Tree = copy.deepcopy(dict(data))
    found = changed.get(key)
    pieces: list[Any] = found if isinstance(found, list) else []
    changed[key] = [*pieces, {"name": numbered(stem, _names(pieces)), **copy.deepcopy(dict(piece))}]
    return changed, (key, len(pieces))


def duplicated(data: Mapping[str, Any], path: Path) -> Tree:
    """Return data with a piece of a list twice, the second under a name of its own."""
    changed: Tree = copy.deepcopy(dict(data))
    pieces, number = at(changed, path[:-1]), path[-1]
    piece = at(data, path)
    if not isinstance(piece, dict) or not isinstance(number, int):
        raise KeyError(path)
    name = fresh(str(piece.get("name") or "piece"), _names(pieces))
    pieces.insert(number + 1, {**copy.deepcopy(piece), "name": name})
    return changed


def removed(data: Mapping[str, Any], path: Path) -> Tree:
    """Return data without a piece, and without the list of it where that was the last."""
    changed = without(data, path)
    if not changed[str(path[0])]:
        del changed[str(path[0])]
    return changed


def with_list(data: Mapping[str, Any], name: str) -> tuple[Tree, Path]:
    """Return data with an empty shared list of answers; Mistaken where the name cannot be one or is taken."""
    lists = data.get(SHARED)
    known = lists if isinstance(lists, Mapping) else {}
    if not re.fullmatch(NAME_PATTERN, name):
        wrong = message("'%(name)s' cannot be the name of a list", name=name)
        raise Mistaken((Mistake("bad-name", (), wrong, message("Use Latin letters, digits, _ and -; no spaces.")),))
    if name in known:
        wrong = message("there is a list '%(name)s' already", name=name)
        raise Mistaken((Mistake("name-taken", (), wrong, message("Choose another name, or change that list.")),))
    return {**copy.deepcopy(dict(data)), SHARED: {**copy.deepcopy(dict(known)), name: []}}, (SHARED, name)


def _names(pieces: object) -> frozenset[str]:
    listed = pieces if isinstance(pieces, list) else []
    return frozenset(str(each.get("name", "")) for each in listed if isinstance(each, Mapping))
