"""How rows of a form are said here: texts without markup, expressions with our names, conditions joined."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from audit.errors import message
from audit.questionnaire.carrying import Ledger
from audit.questionnaire.formulas import NO, YES
from audit.questionnaire.source import LocatedMap
from audit.questionnaire.xlsform import prose
from audit.questionnaire.xlsform.cells import Cell, Notes
from audit.questionnaire.xlsform.expressions import Renaming, Standing, unknown, without
from audit.questionnaire.xlsform.outline import Node

TEXTS = ("label", "hint", "required_message", "constraint_message")
UNSEEN = ("calculate", "hidden")
SAID = {"y": "true", "t": "true", "n": "false", "f": "false"}


@dataclass(frozen=True, slots=True)
class Saying:
    """Says the cells of rows; `exact` workbooks are our own, and are taken at their word."""

    exact: bool
    first_language: str
    notes: Notes
    ledger: Ledger
    renaming: Renaming

    def standing(self, node: Node) -> Standing:
        """Return where the expressions of a node stand."""
        return Standing(node.groups, node.repeats, node.kind.list_name)

    def expression(self, node: Node, cell: Cell) -> str:
        """Return an expression with our names."""
        return self.renaming.expression(cell.text, self.standing(node))

    def text(self, node: Node, cell: Cell) -> str:
        """Return a text with our names; a reference to what is not there becomes an ellipsis, and is said."""
        if self.exact:
            return self.renaming.text(cell.text, self.standing(node))
        said = self.renaming.text(prose.words(cell.text), self.standing(node))
        known = self.renaming.places.paths
        lacking = [name for name in unknown(said, known.__contains__) if name.split("/")[0] not in known]
        if not lacking:
            return said
        wrong = message("the text refers to '%(name)s', which is no question", name=", ".join(lacking))
        self.notes.wrong("unknown-in-text", cell.place, wrong, message("Correct the name; '…' stands for it."))
        return without(said, dict.fromkeys(lacking, "…"))

    def requirement(self, node: Node, key: str) -> str:
        """Return what a cell of `required` or `read_only` says, in any of its spellings."""
        word = node.row.word(key).lower()
        plain = SAID.get(word, word if word in YES | NO else "")
        return plain or self.expression(node, node.row.cells[key])

    def conditions(self, nodes: Sequence[Node]) -> Cell | None:
        """Return the conditions of groups and a question joined by `and`, at the place of the last one."""
        found = [node for node in nodes if "relevant" in node.row.cells]
        said = [self.expression(node, node.row.cells["relevant"]) for node in found]
        if not found:
            return None
        text = said[0] if len(said) == 1 else " and ".join(f"({each})" for each in said)
        return Cell(text, found[-1].row.at("relevant"))

    def texts(self, made: LocatedMap, node: Node) -> None:
        """Put a row's texts into the data of a question."""
        said: dict[str, Mapping[str, Cell]] = {key: node.row.texts.get(key, {}) for key in TEXTS}
        guidance = node.row.texts.get("guidance_hint", {})
        said["hint"] = said["hint"] or guidance
        for key, spoken in said.items():
            texts = self.ledger.mapping(node.row.place)
            for code, cell in spoken.items():
                if written := self.text(node, cell):
                    self.ledger.put(texts, code, written, place=cell.place)
            if texts:
                self.ledger.put(made, key, texts, place=next(iter(spoken.values())).place)
        if "label" not in made and self.exact:
            self.ledger.put(made, "label", {}, place=node.row.place)
        elif "label" not in made and made["type"] not in UNSEEN:
            self._stand_in(made, node)

    def _stand_in(self, made: LocatedMap, node: Node) -> None:
        """Let the hint, or else the name, stand for a label that is not there."""
        hint = made.pop("hint", None)
        if hint is not None:
            self.ledger.put(made, "label", hint, place=node.row.place)
            return
        self.ledger.put(made, "label", {self.first_language: node.name or made["name"]}, place=node.row.place)
        if not node.is_repeat and made["type"] != "matrix":
            wrong = message("the question has no label; its name stands for it")
            self.notes.lost("no-label", node.row.place, wrong, message("Give it a label."))
