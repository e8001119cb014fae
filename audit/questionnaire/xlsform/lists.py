"""The lists of choices of a form, from its sheets and from files beside it, with names that a questionnaire holds."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from audit.errors import message
from audit.questionnaire.carrying import Ledger
from audit.questionnaire.source import LocatedList, LocatedMap
from audit.questionnaire.xlsform import own, prose
from audit.questionnaire.xlsform.cells import Cell, Notes, Row
from audit.questionnaire.xlsform.names import Names, latin

Files = Callable[[str], tuple[Row, ...] | None]
TAKEN = ("name", "label")
UNNAMED = "choice"


@dataclass(slots=True)
class Lists:
    """Lists by their name here; `renamed` holds, by list, the names of choices that had to change."""

    exact: bool
    first_language: str
    notes: Notes
    ledger: Ledger
    found: dict[str, LocatedList] = field(default_factory=dict)
    renamed: dict[str, dict[str, str]] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    taken: Names = field(default_factory=Names)

    def add_sheet(self, rows: Iterable[Row]) -> None:
        """Read the lists of a sheet of choices."""
        by_list: dict[str, list[Row]] = {}
        for row in rows:
            if not row.word("list name"):
                wrong = message("the choice belongs to no list")
                self.notes.wrong("no-list", row.place, wrong, message("Name its list; the row was left out."))
                continue
            by_list.setdefault(row.word("list name"), []).append(row)
        for name, listed in by_list.items():
            self.add(name, listed)

    def add(self, name: str, rows: Iterable[Row], *, value: str = "name", label: str = "label") -> str | None:
        """Read one list; return its name here, or None where it holds no choice."""
        choices = self.ledger.list(())
        names = Names()
        renamed: dict[str, str] = {}
        labels: dict[str, object] = {}
        own_name = ""
        unlabelled: Row | None = None
        for row in rows:
            own_name = own_name or row.word_of_own("list")
            written = self._written(row, value)
            if not written:
                wrong = message("the choice has no name")
                self.notes.wrong("no-choice-name", row.place, wrong, message("Name it; the row was left out."))
                continue
            choice = self._choice(row, written, names, renamed, labels, label)
            if choice is not None:
                unlabelled = unlabelled or (None if "label" in row.texts or label in row.foreign else row)
                self.ledger.add(choices, choice, place=row.place)
        if not choices:
            return None
        if unlabelled is not None and not self.exact:
            wrong = message("choices of the list '%(list)s' have no label; their names stand for it", list=name)
            self.notes.lost("no-choice-label", unlabelled.place, wrong, message("Give them labels."))
        key = own_name or (name if self.exact else self.taken.own(name, "list"))
        self.keys[name] = key
        self.found[key] = choices
        self.renamed[name] = renamed
        return key

    def _written(self, row: Row, value: str) -> str:
        if self.exact and "name" in row.cells:
            return row.cells["name"].text
        cell = row.cells.get(value) or row.foreign.get(value)
        return cell.word if cell else ""

    def _choice(
        self,
        row: Row,
        written: str,
        names: Names,
        renamed: dict[str, str],
        labels: dict[str, object],
        label: str,
    ) -> LocatedMap | None:
        texts = self._texts(row, label)
        said = {code: cell.text for code, cell in texts.items()}
        if written in labels and labels[written] == said and not row.foreign:
            wrong = message("the choice '%(name)s' stands twice in this list", name=written)
            self.notes.lost(
                "choice-twice", row.at("name"), wrong, message("Keep one of them; the second was left out.")
            )
            return None
        labels.setdefault(written, said)
        name = row.word_of_own("name") or (written if self.exact else self._named(row, written, names, renamed))
        choice = self.ledger.mapping(row.place)
        self.ledger.put(choice, "name", name, place=row.at("name"))
        self.ledger.put(
            choice, "label", said if said or self.exact else {self.first_language: written}, place=row.place
        )
        columns = {header if self.exact else latin(header): cell.text for header, cell in row.foreign.items()}
        attributes = {key: text for key, text in columns.items() if key not in ("", label, *TAKEN)}
        if attributes:
            self.ledger.put(choice, "attributes", attributes, place=row.place)
        own.put(choice, row.own, self.ledger, leave_out=("name", "list"))
        return choice

    def _named(self, row: Row, written: str, names: Names, renamed: dict[str, str]) -> str:
        name = names.own(written, f"{UNNAMED}_{row.number}")
        if name != written:
            renamed.setdefault(written, name)
            wrong = message("the choice '%(old)s' is called '%(new)s' here", old=written, new=name)
            remedy = message("Names are Latin letters, digits, '_', '-' and '.', each once in its list.")
            self.notes.lost("choice-renamed", row.at("name"), wrong, remedy)
        return name

    def _texts(self, row: Row, label: str) -> Mapping[str, Cell]:
        found = row.texts.get("label") or ({self.first_language: row.foreign[label]} if label in row.foreign else {})
        if self.exact:
            return found
        return {code: Cell(prose.words(cell.text), cell.place) for code, cell in found.items()}
