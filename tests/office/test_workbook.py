"""LibreOffice recalculates the workbook to the server's very figures, and no text of ours becomes a formula."""

import io
from itertools import product

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.workbook import Workbook

from audit.render.excel import workbook
from audit.wording import say
from tests.office.assembled import assembled
from tests.office.every_rule import every_rule
from tests.office.libreoffice import converted
from tests.render.sample import regional_centre

CLOSE = 1e-9
pytestmark = pytest.mark.office
REPORTS = {"regional-centre": regional_centre(), "every-rule": every_rule(), "assembled": assembled()}
# Sheet (in the order of the workbook): a formula's column and the server's column beside it.
BESIDE = {
    1: (("J", "O"), ("K", "P"), ("L", "Q"), ("M", "R"), ("N", "S")),
    2: (("H", "J"), ("G", "K")),
    3: (("J", "O"),),
}


@pytest.fixture(scope="module", params=[(name, language) for name in REPORTS for language in ("en", "ru")], ids=str)
def books(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Workbook, Workbook, str]:
    name, language = request.param
    written = workbook(REPORTS[name], language)
    folder = tmp_path_factory.mktemp("office")
    (folder / "ours.xlsx").write_bytes(written)
    return (
        load_workbook(folder / "ours.xlsx"),
        load_workbook(converted(written, folder, "xlsx"), data_only=True),
        language,
    )


Books = tuple[Workbook, Workbook, str]


def test_every_recalculated_figure_is_the_servers(books: Books) -> None:
    ours, theirs, _ = books
    compared, differing = 0, []
    for at, pairs in BESIDE.items():
        sheet = theirs.worksheets[at]
        for row, (live, server) in product(range(2, sheet.max_row + 1), pairs):
            one, other = sheet[f"{live}{row}"].value, sheet[f"{server}{row}"].value
            if ours.worksheets[at][f"{live}{row}"].data_type != "f" or other is None:
                continue
            compared += 1
            alike = abs(one - other) <= CLOSE if _are_numbers(one, other) else one == other
            differing += [] if alike else [(sheet.title, f"{live}{row}", one, other)]
    assert compared > 20
    assert differing == []


def test_where_the_server_has_no_figure_the_formula_gives_none(books: Books) -> None:
    ours, theirs, _ = books
    invented = [
        (sheet.title, f"{live}{row}")
        for at, pairs in BESIDE.items()
        for sheet in [theirs.worksheets[at]]
        for row, (live, server) in product(range(2, sheet.max_row + 1), pairs)
        if (at, live) != (2, "G")  # the coverage of a single indicator, 0 or 1, has no server's column
        and ours.worksheets[at][f"{live}{row}"].data_type == "f"
        and sheet[f"{server}{row}"].value is None
        and isinstance(sheet[f"{live}{row}"].value, int | float)
    ]
    assert invented == []


def _are_numbers(*values: object) -> bool:
    return all(isinstance(value, int | float) for value in values)


def test_every_check_agrees(books: Books) -> None:
    _, theirs, language = books
    said = [
        str(value) for sheet in theirs.worksheets[1:4] for row in sheet.iter_rows(values_only=True) for value in row
    ]
    assert said.count(say(language, "agrees")) > 5
    assert said.count(say(language, "differs")) == 0


def test_no_formula_fails(books: Books) -> None:
    _, theirs, _ = books
    failed = [
        (sheet.title, cell.coordinate, cell.value)
        for sheet in theirs.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "e" or (isinstance(cell.value, str) and cell.value.startswith(("#", "Err:")))
    ]
    assert failed == []


def test_no_text_becomes_a_formula(books: Books) -> None:
    ours, theirs, _ = books
    texts = [
        (sheet.title, cell.coordinate, cell.value)
        for sheet in ours.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "s"
    ]
    changed = [(title, at, text) for title, at, text in texts if theirs[title][at].value != text and text != ""]
    assert changed == []


def test_a_typed_formula_is_still_the_text_that_was_typed(books: Books) -> None:
    ours, theirs, _ = books
    typed = [cell for sheet in ours.worksheets for row in sheet.iter_rows() for cell in row if _is_typed_formula(cell)]
    assert [theirs[cell.parent.title][cell.coordinate].value for cell in typed] == [cell.value for cell in typed]


def _is_typed_formula(cell: Cell | MergedCell) -> bool:
    return cell.data_type == "s" and str(cell.value).startswith("=")


def test_a_scale_of_a_named_set_is_a_formula_of_its_answers() -> None:
    sheet = load_workbook(io.BytesIO(workbook(REPORTS["assembled"], "en"))).worksheets[2]
    rows = {str(row[19].value): row for row in sheet.iter_rows(min_row=2)}
    scored = [rows[f"named-scales/climate/{name}"][3].value for name in ("climate", "safe")]
    assert [str(formula).partition("(")[0] for formula in scored] == ["=AVERAGE", "=AVERAGE"]
