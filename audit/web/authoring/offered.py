"""What the form of a piece offers to choose from: earlier questions, names of answers, shared lists."""

from typing import Any

from audit.questionnaire.editing import moves, tree
from audit.questionnaire.editing.tree import Path, Tree


def lists(data: Tree) -> list[tuple[str, str]]:
    """Return the shared lists of answers, as a field to choose from shows them."""
    found = data.get("choices")
    return [(name, name) for name in found] if isinstance(found, dict) else []


def earlier(data: Tree, path: Path) -> list[tuple[str, Any]]:
    """Return the questions that a condition can look at: all that are asked before this piece."""
    found = []
    for each in moves.question_paths(data):
        if path[:1] == ("sections",) and (each[1], *each[3::2]) >= (path[1], *path[3::2]):
            break
        question = tree.at(data, each)
        if question.get("type") != "note" and "name" in question:
            label = question.get("label")
            found.append((str(question["name"]), label if isinstance(label, dict) else {"en": str(label or "")}))
    return found


def values(data: Tree) -> list[tuple[str, Any]]:
    """Return the names of all choices with their words, to pick the value of a condition from."""
    shared = data.get("choices")
    pools = list(shared.values()) if isinstance(shared, dict) else []
    pools += [tree.at(data, path).get("choices") for path in moves.question_paths(data)]
    rows = (row for pool in pools if isinstance(pool, list) for row in pool if isinstance(row, dict))
    return list({str(row.get("name", "")): row.get("label") or {} for row in rows}.items())
