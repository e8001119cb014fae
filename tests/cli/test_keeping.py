"""An administrator keeps a copy and makes an instance from it, and is told what stands in the way."""

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from audit import config, store
from audit.cli import main
from audit.service import bodies
from audit.service.actors import SYSTEM
from tests import build


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An instance with one body."""
    for variable in ("PARITET_SECRET_KEY", "PARITET_SALT", "PARITET_SECOND_FACTOR_SECRET", "PARITET_DATABASE_URL"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("PARITET_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.setenv("PARITET_LANG", "en")
    _run("init")
    engine = store.engine(f"sqlite:///{tmp_path}/instance/paritet.sqlite")
    with store.sessions(engine)() as session:
        build.a_body(session)
    engine.dispose()
    return tmp_path / "instance"


def _run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def test_a_copy_makes_the_same_instance_elsewhere(
    instance: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.zip"
    assert _run("backup", str(copy)).exit_code == 0
    monkeypatch.setenv("PARITET_INSTANCE", str(tmp_path / "other"))
    assert _run("restore", str(copy)).exit_code == 0
    engine = store.engine(f"sqlite:///{tmp_path}/other/paritet.sqlite")
    with store.sessions(engine)() as session:
        assert [each.name["en"] for each in bodies.list_bodies(session, SYSTEM)] == ["Centre"]
    engine.dispose()
    secrets = [(folder / config.SECRETS_FILE).read_bytes() for folder in (instance, tmp_path / "other")]
    assert secrets[0] == secrets[1]


def test_nobody_else_reads_a_copy(instance: Path, tmp_path: Path) -> None:
    _run("backup", str(tmp_path / "copy.zip"))
    assert stat.S_IMODE((tmp_path / "copy.zip").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_a_copy_never_replaces_a_file(instance: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.zip").write_bytes(b"something")
    refused = _run("backup", str(tmp_path / "copy.zip"))
    assert (refused.exit_code, (tmp_path / "copy.zip").read_bytes()) == (1, b"something")
    assert "is there already. Name a new file" in refused.stderr


def test_an_instance_is_not_replaced_by_a_copy(instance: Path, tmp_path: Path) -> None:
    _run("backup", str(tmp_path / "copy.zip"))
    refused = _run("restore", str(tmp_path / "copy.zip"))
    assert refused.exit_code == 1
    assert "Name an empty folder" in refused.stderr


def test_a_file_that_is_no_copy_is_refused_by_its_name(instance: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(b"PK")
    refused = _run("restore", str(tmp_path / "letter.docx"))
    assert refused.exit_code == 1
    assert refused.stderr.startswith("letter.docx: it is not a copy of an instance")
