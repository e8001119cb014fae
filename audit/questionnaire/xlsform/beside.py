"""Files of choices that lie beside a form, as XLSForm has them: `regions.csv` with columns name, label and more."""

import csv
import io
from pathlib import Path, PurePosixPath

from audit.questionnaire.xlsform import headers, languages
from audit.questionnaire.xlsform.cells import Cell, Row, cell_place
from audit.questionnaire.xlsform.lists import Files

LARGEST = 5 * 1024 * 1024
MOST_ROWS = 20_000
LONGEST_FIELD = 32_767


def no_files(name: str) -> tuple[Row, ...] | None:
    """Find nothing: a form that was sent comes alone."""
    return None


def beside(form: Path) -> Files:
    """Return what finds a file of choices in a form's folder, or in the folder of its media."""

    def found(name: str) -> tuple[Row, ...] | None:
        base = PurePosixPath(name.replace("\\", "/")).name
        for folder in (form.parent, form.parent / f"{form.stem}-media", form.parent / "media"):
            path = folder / base
            if path.suffix.lower() == ".csv" and path.is_file() and path.stat().st_size <= LARGEST:
                return rows(path.read_bytes(), base)
        return None

    return found


def rows(content: bytes, name: str) -> tuple[Row, ...] | None:
    """Return the rows of a CSV file under its header; None where it is no table of texts."""
    try:
        text = content.decode("utf-8-sig")
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if _semicolons(text) else ","))
    except (UnicodeDecodeError, csv.Error):
        return None
    if not table or len(table) > MOST_ROWS:
        return None
    columns = [(header.strip(), headers.choices(header)) for header in table[0]]
    return tuple(_row(name, number, columns, row) for number, row in enumerate(table[1:], start=2) if any(row))


def _semicolons(text: str) -> bool:
    first = text.split("\n", 1)[0]
    return first.count(";") > first.count(",")


def _row(name: str, number: int, columns: list[tuple[str, headers.Column]], texts: list[str]) -> Row:
    cells: dict[str, Cell] = {}
    labels: dict[str, Cell] = {}
    foreign: dict[str, Cell] = {}
    for (header, column), text in zip(columns, texts, strict=False):
        if not text.strip():
            continue
        cell = Cell(text, cell_place(name, number, header))
        code = languages.tag(column.language) if column.language else None
        if column.name == "label" and code:
            labels[code] = cell
        elif column.kind == "form" and column.name == "name":
            cells[column.name] = cell
        else:
            foreign[header] = cell
    return Row(name, number, cells, {"label": labels} if labels else {}, {}, foreign)
