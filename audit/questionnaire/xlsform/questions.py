"""One row of a form as the data of one question."""

from dataclasses import dataclass

from audit.errors import message
from audit.questionnaire.carrying import Ledger
from audit.questionnaire.source import LocatedMap
from audit.questionnaire.xlsform import own
from audit.questionnaire.xlsform.cells import Cell, Notes
from audit.questionnaire.xlsform.expressions import REFERENCE
from audit.questionnaire.xlsform.lists import Lists
from audit.questionnaire.xlsform.naming import Named
from audit.questionnaire.xlsform.outline import Node
from audit.questionnaire.xlsform.pages import Entry, entries
from audit.questionnaire.xlsform.parameters import Parameters, parameters
from audit.questionnaire.xlsform.saying import UNSEEN, Saying

EXPRESSIONS = ("constraint", "choice_filter")
CHOOSING = ("select_one", "select_multiple", "rank", "matrix")
GRIDS = ("matrix", "headcount")
OF_GRIDS = frozenset({"table-list", "field-list", "label", "list-nolabel"})
MOST_ENTRIES = 500
#: Our own columns that say what a row is, and are no keys of a question.
ROW_MARKS = ("name", "type", "inline", "item", "row", "column", "sum", "heading")


@dataclass(slots=True)
class Asking:
    """Makes questions of rows, with all that they need to know of the form."""

    exact: bool
    first_language: str
    notes: Notes
    ledger: Ledger
    lists: Lists
    named: Named
    saying: Saying

    def question(self, entry: Entry) -> LocatedMap | None:
        """Return the data of a question, or None where nothing of it can be asked."""
        node = entry.node
        if entry.heading:
            return self._heading(entry)
        made = self.ledger.mapping(node.row.place)
        self.ledger.put(made, "name", self.named.of(node), place=node.row.at("name"))
        self.ledger.put(made, "type", self._type(entry), place=node.row.at("type"))
        given = self._parameters(node)
        self._choices(made, node, given)
        self.saying.texts(made, node)
        self._expressions(made, entry)
        if made["type"] == "range":
            for key in ("start", "end", "step"):
                if key in given:
                    self.ledger.put(made, key, given[key], place=node.row.at("parameters"))
        if made["type"] == "file" and node.kind.accepts:
            self.ledger.put(made, "accepts", list(node.kind.accepts), place=node.row.at("type"))
        if node.is_repeat:
            self._members(made, node)
        elif node.kind.type == "matrix":
            self._items(made, node)
        elif node.kind.type == "headcount":
            self._rows(made, node)
        own.put(made, node.row.own, self.ledger, leave_out=ROW_MARKS)
        return made

    def _type(self, entry: Entry) -> str:
        node = entry.node
        owned = node.row.word_of_own("type")
        if owned or node.is_repeat:
            return owned or "repeat"
        hidden = not self.exact and (entry.hidden or "hidden" in node.appearances)
        if hidden and node.kind.type not in ("calculate", "note", "file", *CHOOSING):
            return "hidden"
        if node.kind.list_name and self._list_of(node) is None and node.kind.type in CHOOSING:
            return "text"
        return node.kind.type

    def _heading(self, entry: Entry) -> LocatedMap:
        node = entry.node
        made = self.ledger.mapping(node.row.place)
        wanted = f"{node.name or 'group'}_heading"
        name = self.named.taken.own(wanted, f"heading_{node.row.number}")
        self.ledger.put(made, "name", name, place=node.row.at("name"))
        self.ledger.put(made, "type", "note", place=node.row.at("type"))
        self.ledger.put(made, "appearance", "heading", place=node.row.at("appearance"))
        self.saying.texts(made, node)
        self._relevant(made, entry)
        return made

    def _expressions(self, made: LocatedMap, entry: Entry) -> None:
        node, row = entry.node, entry.node.row
        for key in ("required", "read_only"):
            if key in row.cells and made["type"] not in UNSEEN:
                self.ledger.put(made, key, self.saying.requirement(node, key), place=row.at(key))
        self._relevant(made, entry)
        for key in EXPRESSIONS:
            if key in row.cells and not (key == "choice_filter" and "choices" not in made):
                self.ledger.put(made, key, self.saying.expression(node, row.cells[key]), place=row.at(key))
        self._worked_out(made, node)
        if appearance := self._appearance(node):
            self.ledger.put(made, "appearance", appearance, place=row.at("appearance"))

    def _appearance(self, node: Node) -> str:
        """Return how a question is to look; what makes a group a grid is no look of its own."""
        cell = node.row.cells.get("appearance")
        if cell is None or node.kind.type not in GRIDS:
            return cell.text if cell else ""
        return " ".join(word for word in cell.text.split() if word.lower() not in OF_GRIDS)

    def _relevant(self, made: LocatedMap, entry: Entry) -> None:
        joined = self.saying.conditions(entry.conditions if entry.heading else (*entry.conditions, entry.node))
        if joined is not None:
            self.ledger.put(made, "relevant", joined.text, place=joined.place)

    def _worked_out(self, made: LocatedMap, node: Node) -> None:
        row = node.row
        if node.kind.worked_out:
            self.ledger.put(made, "calculation", node.kind.worked_out, place=row.place)
        if "calculation" in row.cells:
            key = "default" if made["type"] == "calculate" and "calculation" in made else "calculation"
            self.ledger.put(
                made, key, self.saying.expression(node, row.cells["calculation"]), place=row.at("calculation")
            )
        elif made["type"] == "calculate" and "calculation" not in made:
            self._plain_value(made, node)
        if "default" in row.cells and made["type"] != "calculate":
            self.ledger.put(made, "default", self._default(node, row.cells["default"]), place=row.at("default"))
        if "trigger" in row.cells:
            self._trigger(made, node)

    def _plain_value(self, made: LocatedMap, node: Node) -> None:
        """A calculation that stands in the column of defaults, as old forms have it, or nowhere."""
        if "default" in node.row.cells:
            cell = node.row.cells["default"]
            self.ledger.put(made, "calculation", self.saying.expression(node, cell), place=cell.place)
            return
        made["type"] = "hidden"
        wrong = message("nothing is calculated here")
        self.notes.wrong("no-calculation", node.row.place, wrong, message("Write a calculation; it stays empty."))

    def _default(self, node: Node, cell: Cell) -> str:
        if self.exact:
            return self.saying.expression(node, cell)
        word = cell.word
        renamed = self.lists.renamed.get(node.kind.list_name, {})
        return renamed.get(word) or self.saying.expression(node, cell)

    def _trigger(self, made: LocatedMap, node: Node) -> None:
        cell = node.row.cells["trigger"]
        found = [name[2] for name in REFERENCE.finditer(cell.text)] or [cell.word]
        path = self.saying.renaming.places.path(found[0], node.groups) or found[0]
        self.ledger.put(made, "trigger", path.split("/")[0], place=cell.place)
        if len(found) > 1:
            wrong = message("a calculation has one trigger; those after the first stayed behind")
            self.notes.lost("triggers", cell.place, wrong, message("Let the others trigger calculations of their own."))

    def _parameters(self, node: Node) -> Parameters:
        return parameters(node, self.notes, exact=self.exact) if "parameters" in node.row.cells else {}

    def _list_of(self, node: Node) -> str | None:
        return self.lists.keys.get(node.kind.list_name)

    def _choices(self, made: LocatedMap, node: Node, given: Parameters) -> None:
        if made["type"] not in CHOOSING:
            return
        key = self._list_of(node) or node.kind.list_name
        chosen: object = self.lists.found[key] if node.row.word_of_own("inline") and key in self.lists.found else key
        self.ledger.put(made, "choices", chosen, place=node.row.at("type"))
        if node.kind.or_other and made["type"] != "rank":
            self.ledger.put(made, "or_other", "true", place=node.row.at("type"))
        if given.get("randomize") == "true" and made["type"] != "matrix":
            self.ledger.put(made, "randomize", "true", place=node.row.at("parameters"))

    def _members(self, made: LocatedMap, node: Node) -> None:
        members = self.ledger.list(node.row.place)
        for entry in entries(node.children):
            inner = self.question(entry)
            if inner is not None:
                self.ledger.add(members, inner, place=entry.node.row.place)
        self.ledger.put(made, "questions", members, place=node.row.place)
        if "repeat_count" in node.row.cells:
            cell = node.row.cells["repeat_count"]
            self.ledger.put(made, "count", self.saying.expression(node, cell), place=cell.place)
            if cell.word.isdigit() and int(cell.word) > 50:
                self.ledger.put(made, "most", str(min(int(cell.word), MOST_ENTRIES)), place=cell.place)

    def _items(self, made: LocatedMap, node: Node) -> None:
        items = self.ledger.list(node.row.place)
        for child in node.children:
            if self.exact and not child.row.word_of_own("item"):
                continue
            name = child.row.word_of_own("item") or self.named.of(child)
            self.ledger.add(items, self._part(child, name), place=child.row.place)
        self.ledger.put(made, "items", items, place=node.row.place)
        if not self.exact and node.children and "required" in node.children[0].row.cells:
            first = node.children[0]
            said = self.saying.requirement(first, "required")
            self.ledger.put(made, "required", said, place=first.row.at("required"))

    def _rows(self, made: LocatedMap, node: Node) -> None:
        rows = self.ledger.list(node.row.place)
        for child in node.children:
            if name := child.row.word_of_own("row"):
                self.ledger.add(rows, self._part(child, name), place=child.row.place)
        self.ledger.put(made, "rows", rows, place=node.row.place)

    def _part(self, child: Node, name: str) -> LocatedMap:
        """Return a statement of a matrix, or a row of a head-count."""
        part = self.ledger.mapping(child.row.place)
        self.ledger.put(part, "name", name, place=child.row.at("name"))
        spoken = child.row.texts.get("label", {})
        said = {code: self.saying.text(child, cell) for code, cell in spoken.items()}
        texts = said if said or self.exact else {self.first_language: name}
        self.ledger.put(part, "label", texts, place=child.row.place)
        own.put(part, child.row.own, self.ledger, leave_out=ROW_MARKS)
        return part
