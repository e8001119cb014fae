"""The sheets of a form, told apart, with their rows under proper headers; what is no part of a form is said."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from audit.errors import message
from audit.questionnaire.workbook import Sheet
from audit.questionnaire.xlsform import headers, languages
from audit.questionnaire.xlsform.cells import Cell, Notes, Row, cell_place, listed, row_place, sheet_place
from audit.questionnaire.xlsform.headers import OWN, Column

FORM_SHEETS = ("survey", "choices", "external_choices", "settings")
DEVICE_SHEETS = frozenset({"entities", "osm", "cascades"})
KEPT = message("It is no part of the questionnaire and stays in the workbook.")


@dataclass(frozen=True, slots=True)
class Book:
    """The rows of a form by sheet, our own sheets as they are, and the languages of its texts, the first one first."""

    survey: tuple[Row, ...]
    choices: tuple[Row, ...] = ()
    external: tuple[Row, ...] = ()
    settings: Row | None = None
    own: Mapping[str, Sheet] = field(default_factory=dict)
    spoken: tuple[str, ...] = ()


def book(sheets: Sequence[Sheet], notes: Notes) -> Book:
    """Tell the sheets apart and read their rows."""
    named = {sheet.name.strip().lower(): sheet for sheet in sheets if sheet.rows}
    own = {name: sheet for name, sheet in named.items() if name == OWN or name.startswith(OWN + "_")}
    if "survey" not in named and len(named) == 1:
        named = {"survey": next(iter(named.values()))}
    _say_others([sheet for name, sheet in named.items() if name not in (*FORM_SHEETS, *own)], notes)
    settings = _first(named.get("settings"))
    parts = {name: _columns(named.get(name), read, notes) for name, read in READ.items()}
    unnamed = _unnamed(parts, named, settings)
    spoken = _spoken(parts, settings, unnamed)
    rows = {name: tuple(_rows(named.get(name), columns, unnamed, notes)) for name, columns in parts.items()}
    return Book(rows["survey"], rows["choices"], rows["external_choices"], settings, own, spoken)


READ: Mapping[str, Callable[[str], Column]] = {
    "survey": headers.survey,
    "choices": headers.choices,
    "external_choices": headers.choices,
}


def _say_others(sheets: Sequence[Sheet], notes: Notes) -> None:
    for sheet in sheets:
        if sheet.name.startswith("_"):
            continue
        if sheet.name.strip().lower() in DEVICE_SHEETS:
            wrong = message("this sheet steers collecting devices or servers")
        else:
            wrong = message("this sheet belongs to no form")
        notes.lost("other-sheet", sheet_place(sheet.name), wrong, KEPT)


def _first(sheet: Sheet | None) -> Row | None:
    """Return the row of settings: the first one that is filled in."""
    if sheet is None:
        return None
    columns = [(place, headers.settings(header)) for place, header in enumerate(sheet.rows[0]) if header.strip()]
    for number, row in enumerate(sheet.rows[1:], start=2):
        if row:
            cells = {
                column.name: Cell(row[place], cell_place(sheet.name, number, sheet.rows[0][place]))
                for place, column in columns
                if place < len(row) and row[place].strip() and column.kind == "form"
            }
            own = {
                column.name: Cell(row[place], cell_place(sheet.name, number, sheet.rows[0][place]))
                for place, column in columns
                if place < len(row) and row[place].strip() and column.kind == "own"
            }
            return Row(sheet.name, number, cells, own=own)
    return None


def _columns(sheet: Sheet | None, read: Callable[[str], Column], notes: Notes) -> dict[int, Column]:
    """Return the columns by their place; what a sheet has twice, or has no use for, is said once."""
    found: dict[int, Column] = {}
    if sheet is None:
        return found
    seen: set[Column] = set()
    technical: list[str] = []
    foreign: list[str] = []
    for place, header in enumerate(sheet.rows[0]):
        if not header.strip():
            continue
        column = read(header)
        if column in seen:
            wrong = message("this column stands twice; the first one counts")
            notes.lost("column-twice", cell_place(sheet.name, 1, header), wrong, message("Keep one of them."))
            continue
        seen.add(column)
        found[place] = column
        technical += [header.strip()] * (column.kind == "technical")
        foreign += [header.strip()] * (column.kind == "foreign" and read is headers.survey)
    if technical:
        wrong = message("columns for devices and servers: %(columns)s", columns=listed(technical))
        notes.lost("technical-columns", sheet_place(sheet.name), wrong, KEPT)
    if foreign:
        wrong = message("columns that XLSForm does not know: %(columns)s", columns=listed(foreign))
        notes.lost("foreign-columns", sheet_place(sheet.name), wrong, KEPT)
    return found


def _unnamed(parts: Mapping[str, Mapping[int, Column]], named: Mapping[str, Sheet], settings: Row | None) -> str:
    """Return the language of the texts whose columns name none."""
    default = settings.word("default_language") if settings else ""
    if default and (found := languages.tag(default)):
        return found
    texts: list[str] = []
    for name, columns in parts.items():
        places = [place for place, column in columns.items() if column.name == "label" and column.language is None]
        texts += [row[place] for row in named[name].rows[1:] for place in places if place < len(row)] if places else []
    spoken = [_tag(column) for columns in parts.values() for column in columns.values() if column.language]
    return languages.guessed(texts) if texts or not any(spoken) else next(found for found in spoken if found)


def _tag(column: Column) -> str | None:
    return languages.tag(column.language) if column.language else None


def _spoken(parts: Mapping[str, Mapping[int, Column]], settings: Row | None, unnamed: str) -> tuple[str, ...]:
    """Return the languages of a form's labels, the default one first."""
    labels = [column for columns in parts.values() for column in columns.values() if column.name == "label"]
    tags = [unnamed if column.language is None else languages.tag(column.language) for column in labels]
    default = languages.tag(settings.word("default_language")) if settings else None
    found = dict.fromkeys(each for each in tags if each) or {unnamed: None}
    return (default, *(each for each in found if each != default)) if default in found else tuple(found)


def _rows(sheet: Sheet | None, columns: Mapping[int, Column], unnamed: str, notes: Notes) -> Iterator[Row]:
    if sheet is None:
        return
    header = sheet.rows[0]
    _say_unknown_languages(sheet, columns, notes)
    blank: list[int] = []
    for number, row in enumerate(sheet.rows[1:], start=2):
        if not row:
            continue
        texts: dict[str, dict[str, Cell]] = {}
        found: dict[str, dict[str, Cell]] = {"form": {}, "own": {}, "foreign": {}, "technical": {}}
        for place, text in enumerate(row):
            column = columns.get(place)
            if not text.strip() or column is None:
                blank += [number] if text.strip() and (place >= len(header) or not header[place].strip()) else []
                continue
            cell = Cell(text, cell_place(sheet.name, number, header[place].strip()))
            if column.name in headers.TEXTS and column.kind == "form":
                code = unnamed if column.language is None else languages.tag(column.language)
                if code:
                    texts.setdefault(column.name, {}).setdefault(code, cell)
            else:
                found[column.kind].setdefault(column.name, cell)
        yield Row(sheet.name, number, found["form"], texts, found["own"], found["foreign"])
    if blank:
        wrong = message("cells stand under no header")
        remedy = message("Name their column, or empty them.")
        notes.lost("no-header", row_place(sheet.name, blank[0]), wrong, remedy)


def _say_unknown_languages(sheet: Sheet, columns: Mapping[int, Column], notes: Notes) -> None:
    unknown = dict.fromkeys(
        column.language for column in columns.values() if column.language and not languages.tag(column.language)
    )
    for name in unknown:
        wrong = message("nobody can tell which language '%(name)s' is, so that its texts stayed behind", name=name)
        remedy = message("Write its code behind it, for example 'English (en)'.")
        notes.wrong("unknown-language", sheet_place(sheet.name), wrong, remedy)
