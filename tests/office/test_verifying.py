"""What LibreOffice has opened and saved again is still what its report says; a change made there is found."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from audit.analysis.report import digest
from audit.render.columns import Layout, Told
from audit.render.excel import workbook
from audit.render.verifying import VERIFIERS, Compared, Kept
from tests.office.assembled import assembled
from tests.office.libreoffice import converted
from tests.render.sample import institution, regional_centre

pytestmark = pytest.mark.office
SAID = ["=1+1", "'=1", "007", "1e5", "TRUE", "#N/A", "<a>&amp;", "a\nb", " both ", "_x0041_", "2026-01-01", "½ ≥ “я”"]
REPORTS = {
    "assembled": assembled(),
    "texts": regional_centre(
        parts=(institution(rows=tuple({"remark": text, "adopted_on": "2025-11-03"} for text in SAID)),)
    ),
}
LAYOUT = Layout(told=Told.LABELS)
VERIFIER = VERIFIERS[".xlsx"]


def _compared(file: Path, name: str) -> Compared:
    report = REPORTS[name]
    return VERIFIER.compare(file, VERIFIER.claim(file), (Kept(digest(report), report),))


@pytest.fixture(scope="module", params=[(name, language) for name in REPORTS for language in ("en", "ru")], ids=str)
def resaved(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    name, language = request.param
    made = workbook(REPORTS[name], language, layout=LAYOUT)
    return name, converted(made, tmp_path_factory.mktemp("resaved"), "xlsx")


def test_what_libreoffice_saved_again_is_unchanged(resaved: tuple[str, Path]) -> None:
    name, file = resaved
    outcome = _compared(file, name)
    assert outcome.places > 500
    assert outcome.differences == ()


def _responses(book: Workbook) -> list[str]:
    """The sheets of rows, in either language."""
    return [name for name in book.sheetnames if name.startswith(("Responses", "Ответы"))]


def test_what_was_changed_and_saved_is_found_in_it(resaved: tuple[str, Path], tmp_path: Path) -> None:
    name, file = resaved
    book = load_workbook(file)
    book[_responses(book)[0]]["A3"] = "changed"
    book.save(tmp_path / "changed.xlsx")
    changed = converted((tmp_path / "changed.xlsx").read_bytes(), tmp_path, "xlsx")
    assert [each.place.partition("!")[2] for each in _compared(changed, name).differences] == ["A3"]


def test_libreoffice_reads_every_sheet_of_split_rows(tmp_path: Path) -> None:
    made = workbook(REPORTS["texts"], "ru", most=6)
    book = load_workbook(converted(made, tmp_path, "xlsx"), read_only=True)
    rows = [row for name in _responses(book) for row in book[name].iter_rows(min_row=3, values_only=True)]
    assert [row[-1] for row in rows] == SAID
