"""Ctrl+C at the terminal ends the server, its worker and all their children, and nothing breaks."""

import os
import pty
from pathlib import Path

import pytest

from tests.server.conftest import Instance
from tests.server.running import SECONDS_TO_START

pytestmark = pytest.mark.server

#: Begins a program as the first one of a terminal, whose keys then reach all that it starts.
AT_TERMINAL = ("setsid", "sh", "-c", 'exec 0<>"$0"; exec "$@"')
CONTROL_C = b"\x03"


def _children(process: int) -> list[int]:
    told = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    own = [int(each) for each in told.split()]
    return [*own, *(later for each in own for later in _children(each))]


def test_control_c_ends_everything_and_breaks_nothing(mortal: Instance) -> None:
    server = mortal.server
    server.stop()
    keys, terminal = pty.openpty()
    try:
        server.begun_by = (*AT_TERMINAL, os.ttyname(terminal))
        server.start()
        assert server.master is not None
        begun = _children(server.master.pid)
        os.write(keys, CONTROL_C)
        assert server.master.wait(SECONDS_TO_START) == 0
        assert [word for word in ("Traceback", "SIGKILL") if word in server.said()] == []
        assert [each for each in begun if Path(f"/proc/{each}").exists()] == []
    finally:
        os.close(keys)
        os.close(terminal)
