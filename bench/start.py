"""From the start of gunicorn to the first page, and the memory of its workers, as the program is served."""

import tempfile
import time
from pathlib import Path

from bench.measuring import KIBIBYTES_A_MEBIBYTE, Figure
from bench.ours import SECTIONS
from bench.prepared import instance
from tests.server.running import Server, served
from tests.server.tabs import Tab

TARGET_SECONDS = 2.0
VISITS = 20


def run() -> list[Figure]:
    """Start it again over a prepared instance, open a page, then use it a little and look at its workers."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = instance(folder)
        with served(folder, f"sqlite:///{folder / 'paritet.sqlite'}") as server:
            server.stop()
            seconds = _first_page(server, path)
            for _ in range(VISITS):
                Tab(server.port).get(path)
            memory = [_proportional(worker) for worker in server.workers()]
    return [
        Figure(f"start, gunicorn to the first {SECTIONS[1]} page", seconds, "s", TARGET_SECONDS),
        Figure("start, memory of a worker (its share)", max(memory), "MiB"),
    ]


def _first_page(server: Server, path: str) -> float:
    begun = time.perf_counter()
    server.launch()
    answer = Tab(server.port).get(path)
    if answer.status != 200:
        raise LookupError(f"the page was answered by {answer.status}")
    return time.perf_counter() - begun


def _proportional(process: int) -> float:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / KIBIBYTES_A_MEBIBYTE
