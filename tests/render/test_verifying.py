"""A file is held against the report it was made of: saving again changes nothing, and every change is named."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from audit.analysis.report import Report, canonical, digest
from audit.errors import Mistaken
from audit.render.columns import Layout, Multiple, Told, Versions
from audit.render.excel import workbook
from audit.render.verifying import VERIFIERS, Compared, Kept, Kind
from audit.render.verifying.formulas import spelled
from tests.render.sample import regional_centre

REPORT = regional_centre()
LAYOUTS = [
    Layout(),
    Layout(Multiple.DETAILS, Told.LABELS),
    Layout(Multiple.SUMMARY, versions=Versions.ALL),
]


def compared(file: Path, *reports: Report) -> Compared:
    """Hold a file against reports, its own first."""
    verifier = VERIFIERS[file.suffix]
    claim = verifier.claim(file)
    return verifier.compare(file, claim, tuple(Kept(digest(each), each) for each in reports or (REPORT,)))


def saved(folder: Path, change: Callable[[Workbook], object] = id, language: str = "en") -> Path:
    """A workbook that was opened, changed and saved by another hand."""
    book = load_workbook(io.BytesIO(workbook(REPORT, language)))
    change(book)
    book.save(folder / "book.xlsx")
    return folder / "book.xlsx"


def found(folder: Path, change: Callable[[Workbook], object]) -> list[tuple[str, Kind, object, object]]:
    """The differences that a change leaves."""
    return [(each.place, each.kind, each.file, each.report) for each in compared(saved(folder, change)).differences]


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_a_workbook_is_what_its_report_says(tmp_path: Path, language: str, layout: Layout) -> None:
    earlier = regional_centre(cycle="2024")
    file = tmp_path / "book.xlsx"
    file.write_bytes(workbook(REPORT, language, layout=layout, earlier=[earlier]))
    claim = VERIFIERS[".xlsx"].claim(file)
    others = [digest(earlier)] if layout.versions is Versions.ALL else []
    assert (claim.digest, list(claim.earlier), claim.layout) == (digest(REPORT), others, layout)
    outcome = compared(file, REPORT, *([earlier] if others else []))
    assert outcome.places > 1_000
    assert outcome.differences == ()


def test_saving_again_changes_nothing(tmp_path: Path) -> None:
    assert compared(saved(tmp_path, language="ru")).differences == ()


def test_a_changed_answer_is_named_by_sheet_and_cell(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["Responses"]["A3"] = 7

    assert found(tmp_path, change) == [("Responses!A3", Kind.CHANGED, 7, 0)]


def test_a_pasted_number_in_place_of_a_formula_is_named(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["Parity"]["J3"] = 0.5

    assert [(place, kind) for place, kind, *_ in found(tmp_path, change)] == [("Parity!J3", Kind.REPLACED)]


def test_a_changed_formula_is_named(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["Parity"]["F6"] = "=SUM(F2:F4)"

    assert found(tmp_path, change) == [("Parity!F6", Kind.CHANGED, "=SUM(F2:F4)", "=SUM(F2:F5)")]


def test_a_text_made_a_formula_is_named(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["Provenance"]["B2"] = '="Regional Centre"'

    assert [(place, kind) for place, kind, *_ in found(tmp_path, change)] == [("Provenance!B2", Kind.CHANGED)]


def test_a_format_that_shows_another_figure_is_named(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["Parity"]["O3"].number_format = '"50 %"'

    assert [(place, kind) for place, kind, *_ in found(tmp_path, change)] == [("Parity!O3", Kind.FORMAT)]


def test_rows_cells_and_sheets_that_were_added_or_removed_are_named(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["Summary"]["Z99"] = "beside"
        book["Responses"].delete_rows(3)
        del book["Tables"]
        book.create_sheet("Mine")

    kinds = {(place.partition("!")[0], kind) for place, kind, *_ in found(tmp_path, change)}
    assert kinds == {
        ("Summary", Kind.ADDED),
        ("Responses", Kind.REMOVED),
        ("Tables", Kind.REMOVED),
        ("Mine", Kind.ADDED),
    }


def test_a_figure_that_no_formula_gives_is_named(tmp_path: Path) -> None:
    def falsified(name: str, content: bytes) -> bytes:
        return (
            content.replace(b"<v></v>", b"<v>0.5</v>").replace(b"<v />", b"<v>0.5</v>") if "sheet2" in name else content
        )

    file = saved(tmp_path)
    with zipfile.ZipFile(file) as made:
        parts = {name: falsified(name, made.read(name)) for name in made.namelist()}
    with zipfile.ZipFile(file, "w") as changed:
        for name, content in parts.items():
            changed.writestr(name, content)
    outcome = compared(file)
    assert {each.kind for each in outcome.differences} == {Kind.FIGURE}
    assert ("Parity!J3", 0.5) in [(each.place, each.file) for each in outcome.differences]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("='Parity'!J8", "=Parity!J8"),
        ("=SUM( A1 , 2 )", "=sum(A1,2)"),
        ("=SUMIFS('C d'!$J:$J,A1,1)", "=SUMIFS('C d'!$J$1:$J$1048576,A1,1)"),
        ("=A1<=0.000000001", "=A1<=1E-9"),
        ("=_xlfn.IFS(A1,1)", "=IFS(A1,1)"),
    ],
)
def test_one_formula_has_one_spelling(one: str, other: str) -> None:
    assert spelled(one) == spelled(other)


@pytest.mark.parametrize(("one", "other"), [("=A1+B1", "=A1-B1"), ('="a b"', '="ab"'), ("=A1", "=A2"), ("=1", "=1.1")])
def test_two_formulas_have_two_spellings(one: str, other: str) -> None:
    assert spelled(one) != spelled(other)


def test_a_report_in_another_order_and_spacing_is_the_same(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    file.write_text(json.dumps(json.loads(canonical(REPORT)), indent=2), encoding="utf-8")
    assert VERIFIERS[".json"].claim(file).digest == digest(REPORT)
    assert compared(file).differences == ()


def test_a_changed_report_is_named_by_its_place(tmp_path: Path) -> None:
    content = json.loads(canonical(REPORT))
    content["parts"][0]["scorecard"]["score"] = 99
    del content["parts"][1]["scorecard"]["tables"][0]
    content["mine"] = 1
    file = tmp_path / "report.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    kinds = {each.place: each.kind for each in compared(file).differences}
    assert kinds["/parts/0/scorecard/score"] is Kind.CHANGED
    assert kinds["/mine"] is Kind.ADDED
    assert Kind.REMOVED in kinds.values()


def _packed(folder: Path, name: str, content: bytes) -> Path:
    file = folder / "book.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", b"<Types/>")
        packed.writestr(name, content)
    return file


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(b"PK\x03\x04 no")
    with pytest.raises(Mistaken, match="not a workbook"):
        VERIFIERS[".xlsx"].claim(tmp_path / "book.xlsx")
    with pytest.raises(Mistaken, match="not a workbook"):
        VERIFIERS[".xlsx"].claim(_packed(tmp_path, "xl/workbook.xml", b"<workbook/>"))


def test_a_bomb_and_hidden_definitions_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Mistaken, match="far larger"):
        VERIFIERS[".xlsx"].claim(_packed(tmp_path, "xl/sharedStrings.xml", bytes(300 * 2**20)))
    with pytest.raises(Mistaken, match="definitions"):
        VERIFIERS[".xlsx"].claim(_packed(tmp_path, "xl/workbook.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'))
    with pytest.raises(Mistaken, match="definitions"):
        VERIFIERS[".xlsx"].claim(_packed(tmp_path, "xl/workbook.xml", b" " * 70_000 + b"<!DOCTYPE a><a/>"))


def test_a_workbook_that_names_no_report_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Mistaken, match="does not say from which report"):
        VERIFIERS[".xlsx"].claim(saved(tmp_path, lambda book: book.remove(book["Provenance"])))


@pytest.mark.parametrize(
    ("content", "said"), [(b"{", "not valid JSON"), (b"[1]", "not a report"), (b"\xff", "not valid")]
)
def test_a_file_that_is_no_report_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "report.json").write_bytes(content)
    with pytest.raises(Mistaken, match=said):
        VERIFIERS[".json"].claim(tmp_path / "report.json")
