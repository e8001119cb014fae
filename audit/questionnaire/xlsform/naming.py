"""Which name each row of a form has in the questionnaire, and what the rows that were left out leave behind."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from audit.errors import message
from audit.questionnaire.plan import OTHER_SUFFIX
from audit.questionnaire.xlsform.cells import Notes, Row
from audit.questionnaire.xlsform.expressions import REFERENCE, STEP, Renaming
from audit.questionnaire.xlsform.names import Names
from audit.questionnaire.xlsform.outline import Node, every
from audit.questionnaire.xlsform.types import Fate, Kind

WORD = re.compile(r"[^\W\d][\w.\-]*")
GRIDS = ("matrix", "headcount")


@dataclass(slots=True)
class Named:
    """The names of rows here, by the node's identity, and the renaming that expressions need."""

    exact: bool
    notes: Notes
    renaming: Renaming
    names: dict[int, str] = field(default_factory=dict)
    taken: Names = field(default_factory=Names)

    def of(self, node: Node) -> str:
        """Return the name of a node."""
        return self.names[id(node)]

    def give(self, nodes: Iterable[Node]) -> None:
        """Name every question and repeat, and the parts of grids after their grid."""
        for node in nodes:
            if not node.is_group:
                self._give(node)
            if node.kind.type not in GRIDS:
                self.give(node.children)

    def _give(self, node: Node) -> None:
        written = node.name
        name = self._name(node, written)
        self.names[id(node)] = name
        if written:
            self.renaming.places.put(written, node.groups, name)
        if node.kind.or_other and written:
            self.renaming.places.put(written + OTHER_SUFFIX, node.groups, name + OTHER_SUFFIX)
        if node.kind.list_name:
            self.renaming.lists[written] = node.kind.list_name
        if node.kind.type in GRIDS:
            self._give_parts(node, name)

    def _name(self, node: Node, written: str) -> str:
        if self.exact:
            return node.row.word_of_own("name") or written
        also = (OTHER_SUFFIX,) if node.kind.or_other else ()
        name = self.taken.own(written, f"{node.kind.type or 'repeat'}_{node.row.number}", also=also)
        if written and name != written:
            wrong = message("the question '%(old)s' is called '%(new)s' here", old=written, new=name)
            remedy = message("Names are Latin letters, digits, '_', '-' and '.', each once in the form.")
            self.notes.lost("renamed", node.row.at("name"), wrong, remedy)
        elif not written and node.kind.type != "note":
            wrong = message("the row has no name and is called '%(new)s' here", new=name)
            self.notes.wrong("no-name", node.row.place, wrong, message("Name it."))
        return name

    def _give_parts(self, node: Node, name: str) -> None:
        if not self.exact and node.kind.type == "matrix":
            names = Names()
            for item in node.children:
                part = names.own(item.name, f"item_{item.row.number}")
                self.names[id(item)] = part
                self.renaming.places.put(item.name, item.groups, f"{name}/{part}")
            return
        for row, path in _own_parts(node):
            self.renaming.places.put(row.name, row.groups, f"{name}/{path}")


def _own_parts(node: Node) -> Iterator[tuple[Node, str]]:
    """Yield the rows of our own grids with the path of the part that they stand for."""
    for child in node.children:
        if item := child.row.word_of_own("item"):
            yield child, item
        if total := child.row.word_of_own("sum"):
            yield child, total
        row = child.row.word_of_own("row")
        for cell in child.children if row else ():
            yield cell, f"{row}/{cell.row.word_of_own('column')}"


def settled(nodes: Sequence[Node], rows: Sequence[Row]) -> list[Node]:
    """Return nodes without the rows that were left out; where something refers to one, a hidden value stands for it."""
    referred = _words(rows)
    return list(_settled(nodes, referred))


def _settled(nodes: Iterable[Node], referred: frozenset[str]) -> Iterator[Node]:
    for node in nodes:
        node.children = list(_settled(node.children, referred))
        if node.kind.fate in (Fate.QUESTION, Fate.BEGIN_GROUP, Fate.BEGIN_REPEAT):
            if node.children or node.kind.fate is Fate.QUESTION:
                yield node
        elif node.name in referred:
            yield replace(node, row=_bare(node), kind=_stand_in(node.kind))


def freed(nodes: Iterable[Node], notes: Notes) -> None:
    """Take from groups the conditions that depend on what is in them: they would never be shown to be answered."""
    for node in nodes:
        freed(node.children, notes)
        if (node.is_group or node.is_repeat) and "relevant" in node.row.cells:
            inside = {each.name for each in every(node.children)} - {""}
            cell = node.row.cells["relevant"]
            if inside & _asked(cell.text):
                wrong = message("the condition of '%(name)s' depends on an answer within it", name=node.name)
                notes.wrong("condition-within", cell.place, wrong, message("It was left out; move the question out."))
                node.row = replace(node.row, cells={k: v for k, v in node.row.cells.items() if k != "relevant"})


def _asked(expression: str) -> frozenset[str]:
    """Return the names that the references and paths of an expression end in."""
    return frozenset(
        [found[2] for found in REFERENCE.finditer(expression)] + [found[1] for found in STEP.finditer(expression)]
    )


def _stand_in(kind: Kind) -> Kind:
    return Kind(Fate.QUESTION, "calculate" if kind.worked_out else "hidden", worked_out=kind.worked_out)


def _bare(node: Node) -> Row:
    return replace(node.row, cells={"name": node.row.cells["name"]}, texts={}, own={}, foreign={})


def _words(rows: Iterable[Row]) -> frozenset[str]:
    """Return every word that a form's expressions and texts hold."""
    texts = [cell.text for row in rows for key, cell in row.cells.items() if key not in ("name", "type", "list name")]
    texts += [
        cell.text for row in rows for spoken in row.texts.values() for cell in spoken.values() if "${" in cell.text
    ]
    return frozenset(word for text in texts for word in WORD.findall(text))


def tables(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield the questions that choose from a list."""
    return (node for node in every(nodes) if node.kind.list_name)
