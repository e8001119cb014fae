"""What README says to type can be typed: every command line of it runs as it stands and ends with 0."""

import glob
import re
import shlex
from fnmatch import fnmatch
from pathlib import Path

import pytest
from click.testing import CliRunner

from audit.cli import main
from audit.wording import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\.venv/bin/paritet (.+?)\s*(?:#.*)?$", README, flags=re.MULTILINE)


def _typed(line: str) -> list[str]:
    """The words of a line as a shell hands them over, names of files written out."""
    words = shlex.split(line)
    return [found for word in words for found in (sorted(glob.glob(word)) if "*" in word else [word])]


def test_every_file_that_the_readme_names_is_there() -> None:
    named = re.findall(r"(?:tests|questionnaires|docs|audit)/[\w./-]+\.\w+", README)
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_of_the_readme_runs(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("questionnaires", "tests"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, _typed(line), env={"PARITET_LANG": "en"})
    written = [path for path in tmp_path.iterdir() if path.is_file()]
    assert (result.exit_code, bool(result.stdout or written)) == (0, True)


def test_the_table_of_the_readme_has_figures_that_do_not_agree() -> None:
    (line,) = [each for each in COMMANDS if each.startswith("parity tests/")]
    assert "nothing was corrected" in CliRunner().invoke(main, _typed(line), env={"PARITET_LANG": "en"}).stderr


def test_what_the_readme_s_lines_write_is_no_part_of_the_project() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    written = re.findall(r" (?:-o )?((?:form|report)\.\w+)", "\n".join(COMMANDS))
    assert written
    assert [name for name in written if not any(fnmatch(f"/{name}", each) for each in ignored)] == []


def test_the_settings_of_the_readme_are_read_by_the_program() -> None:
    named = set(re.findall(r"`(PARITET_[A-Z_]+)[`=]", README))
    told = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "audit").rglob("*.py"))
    assert len(named) > 5
    assert [name for name in named if f'"{name}"' not in told] == []


def test_the_first_administrator_is_made_as_the_readme_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (said,) = re.findall(r"`paritet (user add [^`]+)`", README)
    monkeypatch.setenv("PARITET_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.delenv("PARITET_DATABASE_URL", raising=False)
    assert CliRunner().invoke(main, ["init"]).exit_code == 0
    result = CliRunner().invoke(main, _typed(said.replace("EMAIL", "first@example.org")))
    assert (result.exit_code, "/reset/" in result.stdout) == (0, True)


def test_the_readme_has_commands() -> None:
    assert len(COMMANDS) >= 4
