"""`paritet demo` fills an empty instance once, in the language asked for, and leaves a full one alone."""

import json
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from audit import store
from audit.cli import main
from audit.service import demo
from tests import build

ACCESS = demo.DemoAccess((("auditor", "auditor@example.org"), ("management", "management@example.org")), ("T0ken",))


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty instance, and a demo that is loaded in no time."""
    monkeypatch.setenv("PARITET_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.setattr(demo, "load", lambda session, **_: (build.a_body(session), ACCESS)[1])
    assert CliRunner().invoke(main, ["init"]).exit_code == 0
    return tmp_path / "instance"


def _demo(language: str = "en") -> str:
    done = CliRunner().invoke(main, ["--lang", language, "demo"])
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Address:", "auditor", "management", "Personal link of the staff survey:", "synthetic")),
        ("ru", ("Адрес:", "аудитор", "руководство", "Личная ссылка на опрос сотрудников:", "вымышлены")),
    ],
)
def test_it_prints_the_ways_in_in_the_language_asked_for(language: str, words: tuple[str, ...], instance: Path) -> None:
    told = _demo(language)
    assert [word for word in (*words, "auditor@example.org", "/r/T0ken/") if word not in told] == []


def test_called_again_it_loads_nothing_and_prints_the_same_ways_in(instance: Path) -> None:
    first, second = _demo(), _demo()
    assert first.splitlines()[1:] == second.splitlines()


def test_the_ways_in_are_kept_for_the_owner_alone(instance: Path) -> None:
    _demo()
    kept = instance / "demo.json"
    assert (stat.S_IMODE(kept.stat().st_mode), json.loads(kept.read_text())["tokens"]) == (0o600, ["T0ken"])


def test_an_instance_with_bodies_is_left_alone(instance: Path) -> None:
    engine = store.engine(f"sqlite:///{instance / 'paritet.sqlite'}")
    with store.sessions(engine)() as session:
        build.a_body(session)
    engine.dispose()
    assert ("not loaded" in _demo(), (instance / "demo.json").exists()) == (True, False)
