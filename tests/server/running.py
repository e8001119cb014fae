"""The program as it is run: `paritet init`, then gunicorn on a loopback port, ended by its own process numbers."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from audit.wording import ROOT

SECONDS_TO_START = 60
WORKERS = 2


@dataclass
class Server:
    """An instance in a folder of its own; its port stays taken while its processes are killed and started again."""

    folder: Path
    database_url: str
    listener: socket.socket
    begun_by: tuple[str, ...] = ()
    master: subprocess.Popen[bytes] | None = None
    log: Path = field(init=False)

    def __post_init__(self) -> None:
        self.log = self.folder / "log"

    @property
    def port(self) -> int:
        """Return the port it listens at, on 127.0.0.1."""
        return int(self.listener.getsockname()[1])

    @property
    def environ(self) -> Mapping[str, str]:
        """Return what the program is told from outside."""
        own = {name: value for name, value in os.environ.items() if not name.startswith(("PARITET", "FLASK"))}
        return own | {
            "PARITET_INSTANCE": str(self.folder / "instance"),
            "PARITET_DATABASE_URL": self.database_url,
            "PARITET_BASE_URL": f"http://127.0.0.1:{self.port}",
            "PARITET_LANGUAGE": "en",
            "PARITET_WEBHOOK_NETWORKS": "127.0.0.0/8,::1/128",
        }

    def start(self) -> None:
        """Start gunicorn and wait until all its workers are there and a page is answered."""
        self.launch()
        self.wait()

    def launch(self) -> None:
        """Start gunicorn as `paritet serve` does; what is asked of it meanwhile waits."""
        program = (sys.executable, "-m", "gunicorn", "--config", str(ROOT / "gunicorn.conf.py"))
        place = ("--pythonpath", str(ROOT), "--workers", str(WORKERS), "--bind", f"fd://{self.listener.fileno()}")
        with self.log.open("ab") as log:
            self.master = subprocess.Popen(
                [*self.begun_by, *program, *place, "wsgi:app"],
                env=self.environ,
                cwd=self.folder,
                pass_fds=(self.listener.fileno(),),
                stdout=log,
                stderr=log,
            )

    def wait(self) -> None:
        """Wait until as many workers as there should be are there and a page is answered."""
        end = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < end and self.master is not None and self.master.poll() is None:
            if len(self.workers()) == WORKERS and self._answers():
                return
            time.sleep(0.05)
        raise TimeoutError(self.log.read_text(encoding="utf-8"))

    def workers(self) -> tuple[int, ...]:
        """Return the process numbers of the workers that live now."""
        if self.master is None:
            return ()
        children = Path(f"/proc/{self.master.pid}/task/{self.master.pid}/children")
        try:
            born = [int(each) for each in children.read_text(encoding="ascii").split()]
            return tuple(each for each in born if b"audit.worker" not in Path(f"/proc/{each}/cmdline").read_bytes())
        except FileNotFoundError:
            return ()

    def kill_worker(self, place: int = 0) -> None:
        """Kill one worker without a warning; the master starts another."""
        living = self.workers()
        if living:
            _kill(living[place % len(living)])

    def kill(self) -> None:
        """Kill the master and every worker without a warning, and wait until they are gone."""
        if self.master is None:
            return
        workers = self.workers()
        self.master.kill()
        for worker in workers:
            _kill(worker)
        self.master.wait()
        while any(_lives(worker) for worker in workers):
            time.sleep(0.01)
        self.master = None

    def stop(self) -> None:
        """Ask it to finish, as an administrator does."""
        if self.master is None:
            return
        self.master.terminate()
        try:
            self.master.wait(SECONDS_TO_START)
        except subprocess.TimeoutExpired:
            self.kill()
        self.master = None

    def said(self) -> str:
        """Return everything it has written to its log."""
        return self.log.read_text(encoding="utf-8")

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS_TO_START)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


@contextmanager
def served(folder: Path, database_url: str) -> Iterator[Server]:
    """Set an instance up by `paritet init` and serve it while the block lasts."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        server = Server(folder, database_url, listener)
        subprocess.run(
            [sys.executable, "-c", "from audit.cli import main; main()", "init"],
            env=server.environ,
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
        try:
            server.start()
            yield server
        finally:
            server.stop()


def _kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return


def _lives(process: int) -> bool:
    return Path(f"/proc/{process}").exists()
