"""An administrator sets up an instance and lets people in from the command line."""

import json
import socket
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from audit import config, store
from audit.cli import main
from audit.cli.instance import launch
from audit.service import bodies, people
from audit.service.actors import SYSTEM
from audit.store import schema
from tests import build


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an instance that is not there yet."""
    for variable in ("PARITET_SECRET_KEY", "PARITET_SALT", "PARITET_SECOND_FACTOR_SECRET", "PARITET_DATABASE_URL"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("PARITET_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.setenv("PARITET_LANG", "en")
    return tmp_path / "instance"


def _run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def test_init_makes_secrets_that_nobody_else_reads_and_a_database(instance: Path) -> None:
    assert _run("init").exit_code == 0
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (instance, instance / config.SECRETS_FILE)]
    assert (modes, schema.current(f"sqlite:///{instance}/paritet.sqlite") is None) == ([0o700, 0o600], False)


def test_init_again_keeps_the_secrets(instance: Path) -> None:
    _run("init")
    before = (instance / config.SECRETS_FILE).read_bytes()
    assert _run("init").exit_code == 0
    assert (instance / config.SECRETS_FILE).read_bytes() == before


def test_a_person_is_added_with_a_role_and_gets_a_link(instance: Path) -> None:
    _run("init")
    engine = store.engine(f"sqlite:///{instance}/paritet.sqlite")
    with store.sessions(engine)() as session:
        bodies.create_body(session, SYSTEM, build.a_body_draft())
        made = _run(
            "user", "add", "A@example.org", "--name", "Aigul", "--role", "auditor", "--body", "Centre", "--json"
        )
        shown = people.users(session, SYSTEM)[0]
    engine.dispose()
    said = json.loads(made.stdout)
    assert (said["email"], said["link"].startswith("http://127.0.0.1:8000/reset/")) == ("a@example.org", True)
    assert [[role.value for role in roles] for roles in shown.roles.values()] == [["auditor"]]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("user", "add", "a@example.org", "--role", "auditor", "--body", "Nowhere"), 1, "Which body is 'Nowhere'?"),
        (("user", "add", "a@example.org", "--role", "auditor"), 2, "go together: give both, or neither."),
        (("user", "add", "a@example.org", "--role", "queen"), 2, "queen"),
        (
            ("user", "link", "nobody@example.org"),
            1,
            "There is no such account. Check the address, or add it: paritet user add",
        ),
    ],
)
def test_a_mistake_is_said_with_its_remedy(words: tuple[str, ...], code: int, said: str, instance: Path) -> None:
    _run("init")
    done = _run(*words)
    assert (done.exit_code, said in done.stderr) == (code, True)


@pytest.mark.parametrize(
    "words", [("export", "2025"), ("open", "2025"), ("demo",), ("serve",), ("user", "link", "a@b.kg")]
)
def test_outside_an_instance_the_folder_is_named_and_nothing_is_made(words: tuple[str, ...], instance: Path) -> None:
    done = _run(*words)
    assert (done.exit_code, done.stderr.startswith(f"No instance in {instance}. Go to the folder")) == (1, True)
    assert not instance.exists()


@pytest.mark.parametrize("port", ["0", "99999", "-1"])
def test_a_port_that_cannot_be_is_wrong_usage(port: str, instance: Path) -> None:
    _run("init")
    done = _run("serve", "--port", port)
    assert (done.exit_code, "1<=x<=65535" in done.stderr) == (2, True)


def test_a_taken_port_is_said_before_the_address_is(instance: Path) -> None:
    _run("init")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = _run("serve", "--port", str(port))
    said = f"Port {port} is taken. Stop the other program, or run: .venv/bin/paritet serve --port"
    assert (done.exit_code, done.stdout, done.stderr.startswith(said)) == (1, "", True)


def test_an_address_of_another_computer_is_refused_in_words(instance: Path) -> None:
    _run("init")
    done = _run("serve", "--host", "192.0.2.1")
    assert (done.exit_code, "192.0.2.1 is not an address of this computer" in done.stderr) == (1, True)


def test_nothing_is_served_before_init(instance: Path) -> None:
    done = _run("serve")
    assert (done.exit_code, "paritet init" in done.stderr) == (1, True)


def test_the_server_writes_no_access_log() -> None:
    assert "--access-logfile" not in launch("127.0.0.1", 8000)
