"""`paritet open`, `close` and `export` take an audit's steps without a browser."""

import io
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from sqlalchemy.orm import Session

from audit.cli import main
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
    assert workbook.sheetnames


def test_a_step_at_the_wrong_time_is_refused_in_words(session: Session, database_url: str) -> None:
    build.an_audit(session, build.a_body(session).id)
    result = _paritet(database_url, "close", "2025")
    assert (result.exit_code, result.stderr) == (1, "Сейчас нельзя закрыть аудит: состояние аудита — черновик\n")


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
    assert "This cannot be done" in _paritet(database_url, *arguments).stderr
