"""`paritet verify` says whether an exported file is unchanged, and where it is not."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from audit.analysis.report import canonical, digest
from audit.cli import main
from audit.render.columns import Layout, Versions
from audit.render.excel import workbook
from tests import build
from tests.render.sample import regional_centre

REPORT = regional_centre()


def _paritet(*arguments: str, url: str = "", language: str = "en") -> Result:
    return CliRunner().invoke(main, arguments, env={"PARITET_DATABASE_URL": url, "PARITET_LANG": language})


@pytest.fixture
def report(tmp_path: Path) -> str:
    (tmp_path / "report.json").write_text(canonical(REPORT), encoding="utf-8")
    return str(tmp_path / "report.json")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "book.xlsx").write_bytes(workbook(REPORT, "ru"))
    return tmp_path / "book.xlsx"


def _changed(book: Path) -> None:
    opened = load_workbook(book)
    opened["Ответы"]["A3"] = 7
    opened.save(book)


def test_an_unchanged_workbook_is_said_to_be_so(book: Path, report: str) -> None:
    result = _paritet("verify", str(book), "--report", report)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Unchanged in all that is compared: it says what the report of 2026, closed")


def test_a_changed_cell_is_named_in_the_readers_language_and_ends_with_one(book: Path, report: str) -> None:
    _changed(book)
    result = _paritet("verify", str(book), "--report", report, language="ru")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[:2] == [
        "1 место отличается от отчёта 2026, закрытого 2026-07-20:",
        "  Ответы!A3: изменено: здесь 7, в отчёте 0",
    ]


def test_the_outcome_is_data_too(book: Path, report: str) -> None:
    _changed(book)
    data = json.loads(_paritet("verify", str(book), "--report", report, "--json").stdout)
    assert (data["verdict"], data["digest"], data["report"]["cycle"]) == ("changed", digest(REPORT), "2026")
    assert data["differences"] == [{"place": "Ответы!A3", "kind": "changed", "file": 7, "report": 0}]


def test_a_report_that_is_another_is_refused(book: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text(canonical(regional_centre(cycle="2025")), encoding="utf-8")
    result = _paritet("verify", str(book), "--report", str(other))
    assert result.exit_code == 1
    assert f"({digest(REPORT)[:12]}…) is not kept here" in result.stderr


def test_rows_of_earlier_reports_are_verified_with_their_reports(tmp_path: Path, report: str) -> None:
    earlier = regional_centre(cycle="2024")
    (tmp_path / "earlier.json").write_text(canonical(earlier), encoding="utf-8")
    book = tmp_path / "all.xlsx"
    book.write_bytes(workbook(REPORT, "en", layout=Layout(versions=Versions.ALL), earlier=[earlier]))
    given = ("--report", report, "--report", str(tmp_path / "earlier.json"))
    assert _paritet("verify", str(book), *given).exit_code == 0
    assert _paritet("verify", str(book), *given[:2]).exit_code == 1


def test_a_format_that_cannot_be_verified_is_refused(tmp_path: Path) -> None:
    (tmp_path / "book.ods").write_bytes(b"")
    result = _paritet("verify", str(tmp_path / "book.ods"))
    assert (result.exit_code, "Use one of: .xlsx, .pdf, .docx, .json." in result.stderr) == (1, True)


@pytest.mark.usefixtures("shelf")
def test_the_instance_knows_its_own_files_and_tells_a_changed_report(
    session: Session, database_url: str, tmp_path: Path
) -> None:
    draft = build.an_audit(session, build.a_body(session).id)
    for step in (("open", draft.id), ("close", draft.id), ("export", draft.id, "-o", str(tmp_path))):
        made = _paritet(*step, url=database_url)
    book = made.stdout.strip()
    assert _paritet("verify", book, url=database_url).exit_code == 0
    foreign = tmp_path / "foreign.xlsx"
    foreign.write_bytes(workbook(REPORT, "en"))
    refused = _paritet("verify", str(foreign), url=database_url)
    assert (refused.exit_code, "is not kept here" in refused.stderr) == (1, True)
