"""Makes workbooks of readable tables: a line a row, `|` between cells, as the forms in `forms/` are written.

`\n` in a cell is a line break; `#1` is a number in the sheet and `#1.0` one with a point, as spreadsheets keep codes;
`?true` is a truth.
"""

import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import xlwt
import yaml

NUMBER = re.compile(r"#-?\d+(\.\d+)?")
FORMS = Path(__file__).parent / "forms"


@dataclass(frozen=True)
class Form:
    """A form as a test has it: its sheets, files beside it, and what is expected of reading it."""

    name: str
    kind: str
    sheets: dict[str, list[list[str]]]
    files: dict[str, str]
    expected: dict[str, Any]

    def content(self) -> bytes:
        """Return the workbook, .xlsx or old .xls."""
        return _xls(self.sheets) if self.kind == "xls" else xlsx(self.sheets)

    def put(self, folder: Path) -> Path:
        """Write the workbook and the files beside it into a folder."""
        for name, text in self.files.items():
            (folder / name).write_text(text, encoding="utf-8")
        path = folder / f"{self.name}.{self.kind}"
        path.write_bytes(self.content())
        return path


def form(path: Path) -> Form:
    """Read a form's table."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    sheets = {name: table(text) for name, text in data["sheets"].items()}
    return Form(path.stem, data.get("kind", "xlsx"), sheets, data.get("files", {}), data["expected"])


def table(text: str) -> list[list[str]]:
    """Return the cells of a table; a line of dashes or nothing is a blank row."""
    return [
        [] if set(line.strip()) <= {"-"} else [cell.strip().replace("\\n", "\n") for cell in line.split("|")]
        for line in text.rstrip("\n").split("\n")
    ]


def sheets_of(**texts: str) -> bytes:
    """Return a workbook of tables by the names of their sheets."""
    return xlsx({name: table(text) for name, text in texts.items()})


def _value(cell: str) -> object:
    if NUMBER.fullmatch(cell):
        return float(cell[1:])
    return cell == "?true" if cell.startswith("?") else cell


def xlsx(sheets: dict[str, list[list[str]]]) -> bytes:
    """Return an .xlsx workbook."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row, start=1):
                if cell:
                    placed: Any = sheet.cell(number, column)
                    placed.value = _value(cell)
                    if isinstance(placed.value, str):
                        placed.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _xls(sheets: dict[str, list[list[str]]]) -> bytes:
    book = xlwt.Workbook()
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell:
                    sheet.write(number, column, _value(cell))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
