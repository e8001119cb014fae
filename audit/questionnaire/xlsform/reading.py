"""Reads an XLSForm workbook into a questionnaire: what works comes over, what does not is listed by its cell."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from audit.errors import message
from audit.questionnaire.carrying import ASSUMED, Carried, Ledger, carried
from audit.questionnaire.schema import Respondent
from audit.questionnaire.source import LocatedMap
from audit.questionnaire.workbook import BadWorkbook
from audit.questionnaire.workbook import read as sheets_of
from audit.questionnaire.xlsform import grids, own, sheets
from audit.questionnaire.xlsform.beside import beside, no_files
from audit.questionnaire.xlsform.cells import Cell, Notes, Row, sheet_place
from audit.questionnaire.xlsform.expressions import Renaming
from audit.questionnaire.xlsform.headers import OWN
from audit.questionnaire.xlsform.lists import Files, Lists
from audit.questionnaire.xlsform.names import Names, latin
from audit.questionnaire.xlsform.naming import Named, freed, settled, tables
from audit.questionnaire.xlsform.outline import Node, Outline, outline
from audit.questionnaire.xlsform.pages import Page, joined, laid_out
from audit.questionnaire.xlsform.parameters import parameters
from audit.questionnaire.xlsform.questions import Asking
from audit.questionnaire.xlsform.saying import Saying
from audit.questionnaire.xlsform.sheets import Book

VERSION = "1"
EXACT = "exact"


def read(path: Path | str, *, respondent: Respondent | None = None) -> Carried:
    """Read a form's file; files of choices (`select_one_from_file x.csv`) are looked for beside it.

    `respondent` says who answers where the workbook does not; staff, if nobody says. A file that is no
    workbook gives no questionnaire and its refusal.
    """
    file = Path(path)
    return _read(file, file=str(file), name=file.stem, respondent=respondent, files=beside(file))


def read_bytes(content: bytes, *, file: str, respondent: Respondent | None = None) -> Carried:
    """Read a form that was sent; `file` is named in what is said, and gives the form a name if it has none."""
    return _read(content, file=file, name=Path(file).stem, respondent=respondent, files=no_files)


def _read(source: Path | bytes, *, file: str, name: str, respondent: Respondent | None, files: Files) -> Carried:
    try:
        found = sheets_of(source, file=file)
    except BadWorkbook as refusal:
        return Carried(None, "", refusal.mistakes)
    notes = Notes(file)
    book = sheets.book(found, notes)
    if not any(row.word("type") for row in book.survey):
        wrong = message("there is no sheet 'survey' with rows under a header 'type'")
        notes.wrong("no-survey", (), wrong, message("An XLSForm has its questions in a sheet named 'survey'."))
        return Carried(None, "", tuple(notes.said))
    ledger = Ledger()
    data = _Form(book, notes, ledger, files).data(name, respondent)
    return carried(data, ledger, file=file, skipped=notes.said)


class _Form:
    """A form while it becomes the data of a questionnaire."""

    def __init__(self, book: Book, notes: Notes, ledger: Ledger, files: Files) -> None:
        self.book, self.notes, self.ledger, self.files = book, notes, ledger, files
        self.whole = _whole(book)
        self.exact = self.whole.pop(EXACT, None) is not None
        self.language = book.spoken[0]
        self.renaming = Renaming(exact=self.exact)
        self.lists = Lists(self.exact, self.language, notes, ledger)
        self.named = Named(self.exact, notes, self.renaming)
        self.saying = Saying(self.exact, self.language, notes, ledger, self.renaming)
        self.asking = Asking(self.exact, self.language, notes, ledger, self.lists, self.named, self.saying)

    def data(self, name: str, respondent: Respondent | None) -> LocatedMap:
        """Return the data of the questionnaire."""
        form = outline(self.book.survey, self.notes)
        nodes = settled(form.nodes, (*self.book.survey, *self.book.choices))
        form.nodes = grids.owned(nodes) if self.exact else grids.gridded(nodes)
        form.nodes = _sourced(form.nodes)
        freed(form.nodes, self.notes)
        self._read_lists(form)
        self.named.give(form.nodes)
        data = self.ledger.mapping(sheet_place("settings"))
        self._settings(data, form, name, respondent)
        if self.lists.found:
            named = {key: rows for key, rows in self.lists.found.items() if key not in self._inline(form.nodes)}
            if named:
                holder = self.ledger.mapping(sheet_place("choices"))
                for key, rows in named.items():
                    self.ledger.put(holder, key, rows, place=sheet_place("choices"))
                self.ledger.put(data, "choices", holder, place=sheet_place("choices"))
        self._sections(data, form)
        for key, sheet in self.book.own.items():
            if "_" in key:
                self.ledger.put(data, key.partition("_")[2], own.rows(sheet), place=sheet_place(sheet.name))
        return data

    def _read_lists(self, form: Outline) -> None:
        self.lists.add_sheet(self.book.choices)
        self.lists.add_sheet(_external(self.book.external))
        for node in tables(form.nodes):
            if node.kind.list_name not in self.lists.keys:
                self._find_list(node)
        self.renaming.choices = self.lists.renamed

    def _find_list(self, node: Node) -> None:
        """Look for a list that is in no sheet; a question without one becomes a text."""
        listed = node.kind.list_name
        rows = self.files(listed) if node.kind.source == "file" else None
        if rows:
            given = parameters(node, self.notes, exact=True) if "parameters" in node.row.cells else {}
            key = Path(listed).stem
            self.lists.add(key, rows, value=given.get("value", "name"), label=given.get("label", "label"))
            self.lists.keys[listed] = self.lists.keys.get(key, key)
            self.lists.renamed[listed] = self.lists.renamed.get(key, {})
            return
        place = node.row.at("type")
        if node.kind.source == "file":
            wrong = message("the file '%(file)s' is not beside the form", file=listed)
            self.notes.lost("no-file", place, wrong, message("Put it there; until then the answer is a text."))
        elif node.kind.source == "answers":
            wrong = message("choices cannot be taken from earlier answers")
            self.notes.lost("choices-from-answers", place, wrong, message("The answer is a text."))
        else:
            wrong = message("there is no list of choices '%(name)s'", name=listed.removeprefix(EXTERNAL))
            self.notes.wrong("no-such-list", place, wrong, message("Add it to the choices; the answer is a text."))

    def _inline(self, nodes: Sequence[Node]) -> frozenset[str]:
        return frozenset(
            self.lists.keys[node.kind.list_name]
            for node in tables(nodes)
            if node.row.word_of_own("inline") and node.kind.list_name in self.lists.keys
        )

    def _settings(self, data: LocatedMap, form: Outline, name: str, respondent: Respondent | None) -> None:
        row = self.book.settings
        place = row.place if row else sheet_place("settings")
        form_id = row.word("form_id") if row else ""
        written = row.cells["form_id"].text if row and self.exact and "form_id" in row.cells else ""
        self.ledger.put(
            data, "name", written or latin(form_id or form.settings.get("id") or name) or "form", place=place
        )
        version = (
            (row.cells["version"].text if self.exact else row.word("version")) if row and "version" in row.cells else ""
        )
        self.ledger.put(data, "version", version or VERSION, place=place)
        said = self.whole
        asked = (row.word_of_own("respondent") if row else "") or (respondent.value if respondent else "")
        if "respondent" not in said and not asked:
            wrong = message("the form does not say who answers; it was taken for a survey of staff")
            remedy = message("Add a column 'paritet::respondent' to the settings: institution, staff or public.")
            self.notes.lost("no-respondent", place, wrong, remedy)
        elif asked and asked not in list(Respondent):
            wrong = message("'%(word)s' is not a group of respondents; staff was taken", word=asked)
            self.notes.wrong("unknown-respondent", place, wrong, message("Write institution, staff or public."))
            asked = ""
        self.ledger.put(data, "respondent", asked or ASSUMED.value, place=place)
        self.ledger.put(data, "languages", list(self.book.spoken), place=place)
        title = (row.word("form_title") if row else "") or form.settings.get("title") or str(data["name"])
        self.ledger.put(data, "title", {self.language: title}, place=place)
        for key, value in said.items():
            self.ledger.put(data, key, value, place=sheet_place("paritet"))

    def _sections(self, data: LocatedMap, form: Outline) -> None:
        sections = self.ledger.list(sheet_place("survey"))
        taken = Names()
        found = laid_out(form.nodes)
        for page in found if self.exact else joined(found):
            made = self._section(page, taken, title=data["title"])
            place = page.chapter.row.place if page.chapter else page.entries[0].node.row.place
            if made is not None:
                self.ledger.add(sections, made, place=place)
        self.ledger.put(data, "sections", sections, place=sheet_place("survey"))

    def _section(self, page: Page, taken: Names, *, title: object) -> LocatedMap | None:
        chapter = page.chapter
        place = chapter.row.place if chapter else page.entries[0].node.row.place
        made = self.ledger.mapping(place)
        wanted = (chapter.row.word_of_own("name") or chapter.name) if chapter else "section"
        name = wanted if self.exact else taken.own(wanted, "section")
        self.ledger.put(made, "name", name, place=place)
        labelled = next((group for group in reversed(page.groups) if "label" in group.row.texts), None)
        self._section_texts(made, labelled, chapter)
        if "label" not in made and not self.exact:
            self.ledger.put(made, "label", title, place=place)
        relevant: Cell | None = self.saying.conditions(page.groups)
        if relevant:
            self.ledger.put(made, "relevant", relevant.text, place=relevant.place)
        questions = self.ledger.list(place)
        for entry in page.entries:
            question = self.asking.question(entry)
            if question is not None:
                self.ledger.add(questions, question, place=entry.node.row.place)
        self.ledger.put(made, "questions", questions, place=place)
        if chapter:
            own.put(made, chapter.row.own, self.ledger, leave_out=("name",))
        return made if questions else None

    def _section_texts(self, made: LocatedMap, labelled: Node | None, chapter: Node | None) -> None:
        for key, node in (("label", labelled), ("hint", chapter)):
            spoken = node.row.texts.get(key, {}) if node else {}
            texts = {code: self.saying.text(node, cell) for code, cell in spoken.items()} if node else {}
            if node and (any(texts.values()) or (self.exact and key == "label")):
                self.ledger.put(made, key, texts, place=node.row.place)


EXTERNAL = "external::"


def _external(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return rows of the sheet of external choices, whose lists have names of their own."""
    return tuple(
        replace(row, cells={**row.cells, "list name": replace(cell, text=EXTERNAL + cell.word)})
        for row in rows
        for cell in (row.cells.get("list name"),)
        if cell is not None
    )


def _sourced(nodes: Sequence[Node]) -> list[Node]:
    """Let external selects look for their list among the external choices."""
    for node in nodes:
        if node.kind.source == "external":
            node.kind = replace(node.kind, list_name=EXTERNAL + node.kind.list_name)
        _sourced(node.children)
    return list(nodes)


def _whole(book: Book) -> dict[str, object]:
    """Return what our own sheet says of the questionnaire as a whole."""
    sheet = book.own.get(OWN)
    cells: Mapping[str, str] = {row[0]: row[1] for row in sheet.rows[1:] if len(row) > 1 and row[0]} if sheet else {}
    return own.deep(cells)
