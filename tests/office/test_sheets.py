"""LibreOffice agrees with every sheet: of what lies ahead, of every shipped set's worked answers, in every language."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from pypdf import PdfReader

from audit.analysis.report import Report
from audit.render.columns import Layout, Versions
from audit.render.excel import workbook
from audit.wording import say
from tests.content.all_worked import FILES, all_worked
from tests.office.in_arabic import in_arabic
from tests.office.libreoffice import converted
from tests.render.sample import regional_centre
from tests.render.test_one_telling import cycles

pytestmark = pytest.mark.office
CLOSE = 1e-9
#: Columns of a live figure and of the server's beside it, by their headings.
BESIDE = {
    "Trend": (("Share of women", "Server: share"),),
    "Outlook": (
        ("Change a year, percentage points", "Server: change a year"),
        ("Year of parity", "Server: year"),
    ),
}


def _recalculated(report: Report, language: str, folder: Path) -> Workbook:
    made = workbook(report, language, layout=Layout(versions=Versions.ALL))
    return load_workbook(converted(made, folder, "xlsx"), data_only=True)


def _checks(book: Workbook, language: str) -> list[str]:
    words = {say(language, "agrees"), say(language, "differs")}
    said = (cell for sheet in book.worksheets[1:] for row in sheet.iter_rows(values_only=True) for cell in row)
    return [str(cell) for cell in said if cell in words]


def _failed(book: Workbook) -> list[tuple[str, str, object]]:
    return [
        (sheet.title, cell.coordinate, cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "e" or (isinstance(cell.value, str) and cell.value.startswith(("#", "Err:")))
    ]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_what_lies_ahead_recalculates_to_the_servers_figures(language: str, tmp_path: Path) -> None:
    book = _recalculated(cycles((0, 3), (1, 3), (1, 2)), language, tmp_path)
    compared = 0
    for name, pairs in BESIDE.items():
        sheet = book[say(language, name)]
        heads = [cell.value for cell in sheet[1]]
        for live, server in ((heads.index(say(language, head)) for head in pair) for pair in pairs):
            for row in sheet.iter_rows(min_row=2, values_only=True):
                one, other = row[live], row[server]
                if isinstance(other, int | float):
                    assert isinstance(one, int | float)
                    assert abs(one - other) <= CLOSE
                    compared += 1
    assert compared >= 20
    assert set(_checks(book, language)) == {say(language, "agrees")}


@pytest.mark.parametrize(("kind", "language"), [("fair", "ru"), ("weak", "en")])
def test_the_worked_answers_of_every_shipped_set_open_without_an_error(
    kind: str, language: str, tmp_path: Path
) -> None:
    report = all_worked(kind)
    assert {part.scorecard.questionnaire.name for part in report.parts} == set(FILES)
    book = _recalculated(report, language, tmp_path)
    assert _failed(book) == []
    checks = _checks(book, language)
    assert len(checks) > 400
    assert set(checks) == {say(language, "agrees")}
    shades = book[say(language, "Heat map")]
    assert sum(cell.value == say(language, "agrees") for row in shades.iter_rows() for cell in row) > 10


def test_an_arabic_workbook_runs_from_right_to_left_and_agrees(tmp_path: Path) -> None:
    book = _recalculated(in_arabic(), "ar", tmp_path)
    assert all(sheet.sheet_view.rightToLeft for sheet in book.worksheets)
    assert _failed(book) == []
    assert set(_checks(book, "ar")) == {"agrees"}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_summary_is_one_page_of_paper_and_long_sheets_repeat_their_headings(language: str, tmp_path: Path) -> None:
    pages = _pages(workbook(regional_centre(), language), tmp_path)
    summary, scores, element = (say(language, word) for word in ("Summary", "Scores", "Element of the tree"))
    assert pages[0].startswith(f"{summary} 1 / {len(pages)}")
    assert sum(page.startswith(f"{summary} ") for page in pages) == 1
    tree = [page for page in pages if page.startswith(f"{scores} ")]
    assert len(tree) > 1
    assert all(element in page for page in tree)


def _pages(written: bytes, folder: Path) -> list[str]:
    """The text of every printed page, which begins with its foot: the sheet, the page, how many there are."""
    return [page.extract_text() for page in PdfReader(converted(written, folder, "pdf")).pages]
