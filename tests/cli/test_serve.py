"""The instance served for real: it answers, and what it writes names no link, no address and nobody."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from audit import wording
from audit.cli import main

TOKEN = "T0ken-of-somebody"
ATTEMPTS = 300


@pytest.fixture
def port() -> int:
    """A free port."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        free: int = listener.getsockname()[1]
    return free


def _get(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    status = connection.getresponse().status
    connection.close()
    return status


def _up(port: int, server: subprocess.Popen[str]) -> bool:
    for _ in range(ATTEMPTS):
        try:
            return _get(port, "/healthz") == 200
        except ConnectionRefusedError:
            try:
                server.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
            return False
    return False


def _serve(folder: Path, port: int, monkeypatch: pytest.MonkeyPatch) -> subprocess.Popen[str]:
    monkeypatch.setenv("PARITET_INSTANCE", str(folder / "instance"))
    assert CliRunner().invoke(main, ["init"]).exit_code == 0
    command = [str(Path(sys.executable).with_name("paritet")), "serve", "--port", str(port)]
    server = subprocess.Popen(
        command, cwd=wording.ROOT, env=dict(os.environ), stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert _up(port, server)
    return server


def test_what_the_server_writes_names_nobody(tmp_path: Path, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    server = _serve(tmp_path, port, monkeypatch)
    statuses = [_get(port, f"/r/{TOKEN}/"), _get(port, f"/reset/{TOKEN}")]
    os.killpg(server.pid, signal.SIGTERM)
    _, written = server.communicate(timeout=30)
    assert (statuses, '"rule": "/r/<token>/"' in written) == ([404, 302], True)
    assert [each for each in (TOKEN, "127.0.0.1") if each in written] == []


def test_whoever_ends_the_command_ends_the_server(tmp_path: Path, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    server = _serve(tmp_path, port, monkeypatch)
    server.terminate()
    server.communicate(timeout=30)
    with pytest.raises(ConnectionRefusedError):
        _get(port, "/healthz")
