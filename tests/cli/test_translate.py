"""`paritet translate` sends texts to translators, takes them back by cell, and lists what lacks."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from audit.cli import main
from audit.questionnaire import loader
from tests import build


def paritet(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments], env={"PARITET_LANG": None, "LC_ALL": "C.UTF-8"})


@pytest.fixture
def staff(tmp_path: Path) -> Path:
    """A questionnaire in English and Russian."""
    path = tmp_path / "staff.yaml"
    path.write_text(build.SHELF["small-staff"], encoding="utf-8")
    return path


@pytest.fixture
def sheet(staff: Path) -> Path:
    """Its sheet for translators into Kazakh."""
    path = staff.with_suffix(".xlsx")
    result = paritet("translate", "out", staff, "--to", "kk", "-o", path)
    assert (result.exit_code, result.stderr) == (0, "")
    return path


def type_in(sheet: Path, **cells: str) -> None:
    book = load_workbook(sheet)
    for cell, text in cells.items():
        book["texts"][cell] = text
    book.save(sheet)


def test_what_is_translated_comes_back_with_its_state(staff: Path, sheet: Path, tmp_path: Path) -> None:
    type_in(sheet, D2="Қызметкерлер сауалнамасы", E2="approved")
    after = tmp_path / "after.yaml"
    result = paritet("translate", "in", staff, sheet, "-o", after)
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{after}: 1 text changed\n", "")
    assert loader.load(after).title["kk"] == "Қызметкерлер сауалнамасы"
    assert "state: approved" in (tmp_path / "translations" / "after.yaml").read_text(encoding="utf-8")


def test_a_wrong_row_is_named_by_its_cell_and_the_rest_is_written(staff: Path, sheet: Path, tmp_path: Path) -> None:
    type_in(sheet, D2="Қызметкерлер сауалнамасы", D3="${nobody}")
    after = tmp_path / "after.yaml"
    result = paritet("translate", "in", staff, sheet, "-o", after)
    assert result.exit_code == 1
    assert result.stderr == f"{sheet}: cell D3: ${{nobody}} is not in the text to translate. Remove it.\n"
    assert "kk" in loader.load(after).languages
    told = json.loads(paritet("translate", "in", staff, sheet, "-o", after, "--force", "--json").stdout)
    assert (told["language"], told["changed"], told["mistakes"][0]["place"]) == ("kk", 1, ["cell D3"])


def test_what_lacks_is_listed_and_ends_with_1(staff: Path) -> None:
    assert paritet("translate", "missing", staff).exit_code == 0
    result = paritet("translate", "missing", staff, "--to", "kk")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == (
        f"{staff}: key 'title': warning: in 'kk' the text is missing. "
        "Complete it in a sheet of `paritet translate out`."
    )
    told = json.loads(paritet("translate", "missing", staff, "--to", "kk", "--json").stdout)["missing"]
    assert (told[0]["key"], told[0]["lack"]) == ("title", "missing")


@pytest.mark.parametrize("arguments", [("--to", "xx_YY"), ("--to", "en"), ("--to", "kk", "--from", "fr")])
def test_a_sheet_for_what_is_no_language_is_refused(staff: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    result = paritet("translate", "out", staff, *arguments, "-o", tmp_path / "x.xlsx")
    assert (result.exit_code, "cannot be made" in result.stderr) == (1, True)


def test_nothing_is_written_over(staff: Path, sheet: Path) -> None:
    for words in (("out", staff, "--to", "kk", "-o", sheet), ("in", staff, sheet, "-o", staff)):
        result = paritet("translate", *words)
        assert (result.exit_code, "already there" in result.stderr) == (1, True)
