"""`paritet open`, `close` and `export` take an audit's steps without a browser."""

import io
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from sqlalchemy.orm import Session

from audit.cli import main
from audit.render.columns import Layout, Multiple, Told, Versions
from audit.render.documents import FORMATS
from audit.render.excel import making
from tests import build

pytestmark = pytest.mark.usefixtures("shelf")


def _paritet(url: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, env={"PARITET_DATABASE_URL": url, "PARITET_LANG": "ru"})


def test_an_audit_goes_from_draft_to_a_workbook(session: Session, database_url: str, tmp_path: Path) -> None:
    draft = build.an_audit(session, build.a_body(session).id)
    assert _paritet(database_url, "open", draft.id).stdout == "Открыт: Аудит (2025)\n"
    assert _paritet(database_url, "close", "2025").stdout == "Закрыт: Аудит (2025)\n"
    result = _paritet(database_url, "export", "2025", "-o", str(tmp_path / "out"))
    assert result.exit_code == 0
    workbook = openpyxl.load_workbook(io.BytesIO(Path(result.stdout.strip()).read_bytes()))
    assert (Path(result.stdout.strip()).name, bool(workbook.sheetnames)) == ("paritet-2025-ru.xlsx", True)


def test_a_step_at_the_wrong_time_is_refused_in_words(session: Session, database_url: str) -> None:
    build.an_audit(session, build.a_body(session).id)
    result = _paritet(database_url, "close", "2025")
    assert (result.exit_code, result.stderr) == (1, "Аудит ещё не открыт, поэтому закрыть его нельзя\n")


def test_a_refused_export_leaves_no_folder(session: Session, database_url: str, tmp_path: Path) -> None:
    build.an_audit(session, build.a_body(session).id)
    for refused in ("2025", "2031"):
        assert _paritet(database_url, "export", refused, "-o", str(tmp_path / "out")).exit_code == 1
    assert not (tmp_path / "out").exists()


def test_audits_of_one_name_are_told_apart_and_kept_in_files_of_their_own(
    session: Session, database_url: str, tmp_path: Path
) -> None:
    drafts = [
        build.an_audit(session, build.a_body(session, name={"ru": name, "en": name}).id) for name in ("Центр", "МИД")
    ]
    refused = _paritet(database_url, "close", "2025")
    assert refused.stderr.startswith("Аудитов под названием 2025 несколько; укажите идентификатор: ")
    ids = [draft.id for draft in drafts]
    for named, name in zip(ids, ("Центр", "МИД"), strict=True):
        assert f"{named} — {name}, черновик" in refused.stderr
    for step in ("open", "close"):
        assert _paritet(database_url, step, *ids).exit_code == 0
    _paritet(database_url, "export", *ids, "-o", str(tmp_path))
    assert {path.name for path in tmp_path.glob("paritet-*.xlsx")} == {f"paritet-2025-{each}-ru.xlsx" for each in ids}


def test_an_unknown_audit_is_refused_with_those_there_are(session: Session, database_url: str) -> None:
    draft = build.an_audit(session, build.a_body(session).id)
    result = _paritet(database_url, "open", "2031")
    assert result.exit_code == 1
    assert draft.id in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("--lang", "en", "close", "2025"),
        ("close", "2025", "--lang", "en"),
        ("--lang", "ru", "close", "2025", "--lang", "en"),
    ],
    ids=["before", "after", "both"],
)
def test_a_refusal_speaks_the_language_asked_for_before_or_after_the_command(
    session: Session, database_url: str, arguments: tuple[str, ...]
) -> None:
    build.an_audit(session, build.a_body(session).id)
    assert "The audit is not open yet, so it cannot be closed" in _paritet(database_url, *arguments).stderr


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_is_written_under_its_own_ending(
    kind: str, session: Session, database_url: str, tmp_path: Path
) -> None:
    draft = build.an_audit(session, build.a_body(session).id)
    for step in ("open", "close"):
        _paritet(database_url, step, draft.id)
    result = _paritet(database_url, "export", "2025", "-o", str(tmp_path), "--format", kind)
    assert (result.exit_code, result.stderr) == (0, "")
    assert Path(result.stdout.strip()).name == f"paritet-2025-ru{FORMATS[kind].own_ending}"
    assert Path(result.stdout.strip()).stat().st_size > 0


def test_the_layout_of_responses_is_chosen_and_told_by_the_workbook(
    session: Session, database_url: str, tmp_path: Path
) -> None:
    draft = build.an_audit(session, build.a_body(session).id)
    for step in ("open", "close"):
        _paritet(database_url, step, draft.id)
    chosen = ("--multiple", "details", "--labels", "--versions", "all")
    result = _paritet(database_url, "export", "2025", "-o", str(tmp_path), *chosen)
    sheet = openpyxl.load_workbook(result.stdout.strip()).worksheets[-1]
    told = [making.read(str(row[1])) for row in sheet.iter_rows(values_only=True)]
    assert making.Making("ru", Layout(Multiple.DETAILS, Told.LABELS, Versions.ALL)) in told


def test_a_language_that_the_audit_has_not_is_refused_with_those_it_has(
    session: Session, database_url: str, tmp_path: Path
) -> None:
    draft = build.an_audit(session, build.a_body(session).id)
    for step in ("open", "close"):
        _paritet(database_url, step, draft.id)
    result = _paritet(database_url, "export", "2025", "-o", str(tmp_path), "--lang", "ar")
    assert result.exit_code == 1
    assert "not asked in that language, but in: " in result.stderr
    assert not list(tmp_path.glob("paritet-*"))


def test_an_unknown_format_is_wrong_usage(database_url: str) -> None:
    result = _paritet(database_url, "export", "2025", "--format", "ods")
    assert result.exit_code == 2
    assert ", ".join(FORMATS) in result.stderr
