"""`paritet demo` fills an empty instance once, in the language asked for, and leaves a full one alone."""

import json
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy.orm import Session

from audit import store
from audit.cli import main
from audit.service import demo, responding
from tests import build

ACCOUNTS = (("auditor", "auditor@example.org"), ("management", "management@example.org"))


def _load(session: Session, **_: object) -> demo.DemoAccess:
    """Open an audit with two links, in place of the whole demo."""
    return demo.DemoAccess(ACCOUNTS, build.field_work(session, people=2).tokens)


@pytest.fixture
def instance(shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty instance, and a demo that is loaded in no time."""
    monkeypatch.setenv("PARITET_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.setattr(demo, "load", _load)
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
    assert [word for word in (*words, "auditor@example.org", f"/r/{_tokens(instance)[0]}/") if word not in told] == []


def _tokens(instance: Path) -> list[str]:
    kept: list[str] = json.loads((instance / "demo.json").read_text())["tokens"]
    return kept


def test_called_again_it_loads_nothing_and_prints_the_same_ways_in(instance: Path) -> None:
    first, second = _demo(), _demo()
    assert first.splitlines()[1:] == second.splitlines()


def test_a_link_that_was_used_is_not_printed_again(instance: Path) -> None:
    _demo()
    first, second = _tokens(instance)
    engine = store.engine(f"sqlite:///{instance / 'paritet.sqlite'}")
    with store.sessions(engine)() as session:
        responding.save(session, first, {}, language="en", today=build.TODAY)
        assert f"/r/{second}/" in _demo()
        responding.save(session, second, {}, language="en", today=build.TODAY)
    engine.dispose()
    assert ("/r/" in (told := _demo()), "has been used" in told) == (False, True)


def test_the_ways_in_are_kept_for_the_owner_alone(instance: Path) -> None:
    _demo()
    kept = instance / "demo.json"
    assert (stat.S_IMODE(kept.stat().st_mode), len(_tokens(instance))) == (0o600, 2)


def test_an_instance_with_bodies_is_left_alone(instance: Path) -> None:
    engine = store.engine(f"sqlite:///{instance / 'paritet.sqlite'}")
    with store.sessions(engine)() as session:
        build.a_body(session)
    engine.dispose()
    assert ("not loaded" in _demo(), (instance / "demo.json").exists()) == (True, False)
