"""The rows of the survey sheet as a tree: groups and repeats hold what stands between their begin and their end."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from audit.errors import message
from audit.questionnaire.places import suggestion
from audit.questionnaire.xlsform import types
from audit.questionnaire.xlsform.cells import Notes, Row
from audit.questionnaire.xlsform.types import Fate, Kind

SAID_OF = {
    Fate.DEVICE: message("a collecting device answers this, not a person"),
    Fate.CLINIC: message("this type picks a record of a clinic's system"),
}
LEFT_OUT = message("The row was left out; what refers to it finds no answer.")


@dataclass(slots=True)
class Node:
    """A row with what stands in it; `groups` are the names of the groups and repeats around it, the outermost first."""

    row: Row
    kind: Kind
    groups: tuple[str, ...] = ()
    repeats: tuple[bool, ...] = ()
    children: list["Node"] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name as the form has it."""
        return self.row.word("name")

    @property
    def is_group(self) -> bool:
        """Whether this is a group and no repeat."""
        return self.kind.fate is Fate.BEGIN_GROUP

    @property
    def is_repeat(self) -> bool:
        """Whether this is a repeat."""
        return self.kind.fate is Fate.BEGIN_REPEAT

    @property
    def appearances(self) -> tuple[str, ...]:
        """The words of its appearance."""
        return tuple(self.row.word("appearance").lower().split())


@dataclass(slots=True)
class Outline:
    """What the survey sheet holds: its tree, and the form's title and name where a row sets them."""

    nodes: list[Node] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)


def outline(rows: Iterable[Row], notes: Notes) -> Outline:
    """Return the tree; a row of a type that nobody knows, or a border that has no partner, is said and passed over."""
    found = Outline()
    open_nodes: list[Node] = []
    for row in rows:
        written = row.word("type")
        if not written:
            _say_untyped(row, notes)
            continue
        if row.word("disabled").lower() in ("yes", "true", "1"):
            notes.lost("disabled", row.at("disabled"), message("this row is disabled"), LEFT_OUT)
            continue
        node = Node(row, types.kind(written))
        node.groups = tuple(each.name for each in open_nodes)
        node.repeats = tuple(each.is_repeat for each in open_nodes)
        _place(node, found, open_nodes, notes)
    for left in open_nodes:
        wrong = message("'%(name)s' is never ended", name=left.name)
        notes.wrong("never-ended", left.row.at("type"), wrong, message("Add its end; it was ended with the sheet."))
    return found


def _say_untyped(row: Row, notes: Notes) -> None:
    if row.word("name") and ("label" in row.texts or row.cells.keys() - {"name"}):
        wrong = message("the row has no type and was taken for a remark")
        notes.lost("no-type", row.place, wrong, message("Give it a type if it is a question."))


def _place(node: Node, found: Outline, open_nodes: list[Node], notes: Notes) -> None:
    holder = open_nodes[-1].children if open_nodes else found.nodes
    match node.kind.fate:
        case Fate.QUESTION:
            holder.append(node)
        case Fate.BEGIN_GROUP | Fate.BEGIN_REPEAT:
            holder.append(node)
            open_nodes.append(node)
        case Fate.END_GROUP | Fate.END_REPEAT:
            _end(node, open_nodes, notes)
        case Fate.SETTING:
            found.settings[node.kind.type] = node.name or next(
                (cell.word for cell in node.row.texts.get("label", {}).values()), ""
            )
        case Fate.UNKNOWN:
            holder.append(node)
            written = node.row.word("type")
            wrong = message("there is no question type '%(word)s'", word=written)
            remedy = suggestion(written.split()[0], types.spellings(), LEFT_OUT)
            notes.wrong("unknown-type", node.row.at("type"), wrong, remedy)
        case Fate.METADATA:
            holder.append(node)
            wrong = message(
                "'%(type)s' is written down by collecting devices and not asked", type=node.row.word("type")
            )
            notes.lost("metadata", node.row.at("type"), wrong, LEFT_OUT)
        case fate:
            holder.append(node)
            notes.lost(fate.value, node.row.at("type"), SAID_OF[fate], LEFT_OUT)


def _end(node: Node, open_nodes: list[Node], notes: Notes) -> None:
    if not open_nodes:
        wrong = message("nothing is open that this could end")
        notes.wrong("nothing-to-end", node.row.at("type"), wrong, message("Remove it, or add the beginning above."))
        return
    ended = open_nodes.pop()
    repeat = node.kind.fate is Fate.END_REPEAT
    if ended.is_repeat is not repeat:
        wrong = message("this ends '%(name)s', which is of the other kind", name=ended.name)
        notes.wrong("ends-another", node.row.at("type"), wrong, message("Write end_group or end_repeat as it began."))


def every(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield nodes and all that stands in them, in their order."""
    for node in nodes:
        yield node
        yield from every(node.children)
