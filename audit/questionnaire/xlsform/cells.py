"""A row of a form's sheet: its cells by the column's proper name, texts by language, and where each stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from audit.errors import Message, Mistake, Severity, message

Place = tuple[Message, ...]
BLANK_LIKE = str.maketrans({"\u00a0": " ", "\u200b": None, "\ufeff": None})


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell and the place that a person can find it at."""

    text: str
    place: Place

    @property
    def word(self) -> str:
        """The text as a machine reads it: blanks at its ends and non-breaking ones do not count."""
        return self.text.translate(BLANK_LIKE).strip()


@dataclass(frozen=True, slots=True)
class Row:
    """A row under a header.

    `cells` are by the column's proper name, `texts` by that name and the language (a tag), `own` are the columns
    `paritet::…` by what follows, `foreign` the columns that XLSForm does not know, by their header.
    """

    sheet: str
    number: int
    cells: Mapping[str, Cell] = field(default_factory=dict)
    texts: Mapping[str, Mapping[str, Cell]] = field(default_factory=dict)
    own: Mapping[str, Cell] = field(default_factory=dict)
    foreign: Mapping[str, Cell] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """The place of the row as a whole."""
        return row_place(self.sheet, self.number)

    def word(self, name: str) -> str:
        """Return what a machine reads in a column, "" where nothing stands."""
        return self.cells[name].word if name in self.cells else ""

    def word_of_own(self, name: str) -> str:
        """Return the text of a column of ours, "" where nothing stands."""
        return self.own[name].text if name in self.own else ""

    def at(self, name: str) -> Place:
        """Return the place of a column's cell, of the row where it is empty."""
        return self.cells[name].place if name in self.cells else self.place


def row_place(sheet: str, number: int) -> Place:
    """Return the place of a row."""
    return (message("sheet '%(sheet)s'", sheet=sheet), message("row %(row)d", row=number))


def cell_place(sheet: str, number: int, header: str) -> Place:
    """Return the place of a cell by its column's header."""
    return (*row_place(sheet, number), message("column '%(column)s'", column=header))


def sheet_place(sheet: str) -> Place:
    """Return the place of a whole sheet."""
    return (message("sheet '%(sheet)s'", sheet=sheet),)


@dataclass(slots=True)
class Notes:
    """The list that grows while a form is read: what stayed behind or changed, each with its place."""

    file: str
    said: list[Mistake] = field(default_factory=list)

    def wrong(self, code: str, place: Place, wrong: Message, remedy: Message) -> None:
        """Note what is wrong in the form itself."""
        self.said.append(Mistake(code, place, wrong, remedy, file=self.file))

    def lost(self, code: str, place: Place, wrong: Message, remedy: Message) -> None:
        """Note what has no counterpart here, or came over changed."""
        self.said.append(Mistake(code, place, wrong, remedy, file=self.file, severity=Severity.WARNING))


def listed(texts: Sequence[str], most: int = 8) -> str:
    """Return texts as they are listed in a sentence, the first of them where there are many."""
    return ", ".join(texts[:most]) + (", …" if len(texts) > most else "")
