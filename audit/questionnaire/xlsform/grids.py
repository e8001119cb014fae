"""Groups that are one question here: a table of select_ones on one list is a matrix, and so are our own grids."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from audit.questionnaire.xlsform.cells import Row
from audit.questionnaire.xlsform.outline import Node
from audit.questionnaire.xlsform.types import Fate, Kind

LEAST_ITEMS = 1
#: What a row of a table can have; with anything else it stays a question of its own.
PLAIN_ITEM = frozenset({"type", "name", "appearance", "required"})
GRIDS = ("matrix", "headcount")


def owned(nodes: Sequence[Node]) -> list[Node]:
    """Return nodes, and all that stands in them, with our own grids among them made into one question each."""
    for node in nodes:
        node.children = owned(node.children)
    return [_own_grid(node) if _is_ours(node) else node for node in nodes]


def gridded(nodes: Sequence[Node]) -> list[Node]:
    """Return what `owned` does, and with the tables among them, in either manner of forms, made into a matrix each."""
    found: list[Node] = []
    for node in nodes:
        node.children = gridded(node.children)
        if _is_ours(node):
            found.append(_own_grid(node))
            continue
        if node.is_group and "table-list" in node.appearances:
            _make_table(node)
        found.append(node)
    return _runs(found)


def _is_ours(node: Node) -> bool:
    return node.is_group and node.row.word_of_own("type") in GRIDS


def _own_grid(node: Node) -> Node:
    list_name = next((child.kind.list_name for child in node.children if child.kind.list_name), "")
    return replace(node, kind=Kind(Fate.QUESTION, node.row.word_of_own("type"), list_name))


def _make_table(group: Node) -> None:
    """Put the rows of a `table-list` group into one matrix within it, where they are all alike."""
    heads = [child for child in group.children if _is_head(child)]
    items = [child for child in group.children if not _is_head(child)]
    if not _alike(items) or any(head.kind.list_name != items[0].kind.list_name for head in heads):
        return
    row = heads[0].row if heads and "label" in heads[0].row.texts else group.row
    group.children = [_matrix(row, items)]


def _runs(nodes: list[Node]) -> list[Node]:
    """Make a matrix of each row of appearance `label` with the `list-nolabel` rows that follow it."""
    found: list[Node] = []
    place = 0
    while place < len(nodes):
        items: list[Node] = []
        if _is_head(nodes[place]):
            for node in nodes[place + 1 :]:
                if "list-nolabel" not in node.appearances or node.kind.list_name != nodes[place].kind.list_name:
                    break
                items.append(node)
        if _alike(items):
            found.append(_matrix(nodes[place].row, items))
            place += 1 + len(items)
            continue
        found.append(nodes[place])
        place += 1
    return found


def _is_head(node: Node) -> bool:
    return node.kind.type in ("select_one", "select_multiple") and "label" in node.appearances


def _alike(items: Sequence[Node]) -> bool:
    """Tell whether rows can be the statements of one matrix."""
    if len(items) < LEAST_ITEMS:
        return False
    kinds = {(each.kind.type, each.kind.list_name, each.kind.source, each.kind.or_other) for each in items}
    required = {each.row.word("required").lower() for each in items}
    return kinds == {("select_one", items[0].kind.list_name, "choices", False)} and len(required) == 1 and _plain(items)


def _plain(items: Iterable[Node]) -> bool:
    return all(
        not (each.row.cells.keys() - PLAIN_ITEM) and not (each.row.texts.keys() - {"label"}) and each.name
        for each in items
    )


def _matrix(row: Row, items: Sequence[Node]) -> Node:
    first = items[0]
    made = replace(first, kind=Kind(Fate.QUESTION, "matrix", first.kind.list_name), children=list(items))
    return replace(made, row=row)
