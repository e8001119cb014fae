"""A hundred people filling in over real HTTP, with and without documents being made all the while.

Windows of either kind take turns in one run, so that whatever else the machine does falls on both.
"""

import json
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from audit import store
from audit.lifecycle import ENDED, JobState, State
from audit.service import jobs
from audit.service.actors import SYSTEM
from audit.store.models import Audit
from audit.worker import queue
from bench.measuring import ROOT, Figure, apart
from bench.ours import SECTIONS
from bench.prepared import invited
from bench.visitor import CHOICES, QUESTIONS
from tests import demo
from tests.server.running import Server, served
from tests.server.tabs import Tab

PEOPLE = 100
#: Between two pages of one person (seconds): people who only tick take longer.
THINKS = 3.0
WINDOW, WINDOWS = 20.0, 6
MOST_SLOWER = 20.0
DOCUMENTS = ("workbook", "report-pdf", "report-word")


def run() -> list[Figure]:
    """Serve an instance with the demo and an open survey of a hundred; compare both kinds of windows."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'paritet.sqlite'}"
        demo.loaded(folder / "paritet.sqlite", password_hash="x")  # noqa: S106 - nobody signs in
        paths = [f"/r/{token}/{SECTIONS[1]}" for token in invited(folder, PEOPLE)]
        with served(folder, url) as server:
            (folder / "paths.json").write_text(json.dumps(paths), encoding="utf-8")
            taken, made = _windows(server, folder)
    figures = []
    for part in ("median", "of twenty the slowest"):
        alone, beside = (_of(part, taken[kind]) for kind in ("alone", "beside"))
        slower = 100 * (beside / alone - 1)
        figures += [
            Figure(f"{PEOPLE} people, a page shown and posted, {part}: alone", alone, "ms"),
            Figure(f"{PEOPLE} people, a page shown and posted, {part}: beside documents", beside, "ms"),
            Figure(f"{PEOPLE} people, {part}: slower by", slower, "%", MOST_SLOWER if part == "median" else None),
        ]
    return [*figures, Figure(f"documents made in {WINDOW * WINDOWS / 2:.0f} s beside them", made, "")]


def _of(part: str, seconds: Sequence[float]) -> float:
    return 1000 * (statistics.median(seconds) if part == "median" else statistics.quantiles(seconds, n=20)[-1])


def _windows(server: Server, folder: Path) -> tuple[Mapping[str, list[float]], int]:
    """Return what rounds took in either kind of window, and how many documents were made."""
    taken: dict[str, list[float]] = {"alone": [], "beside": []}
    made = 0
    for number in range(WINDOWS):
        kind = ("alone", "beside")[number % 2]
        if kind == "alone":
            taken[kind] += _filled_in(server, folder)
            continue
        with exporting(server) as exports:
            taken[kind] += _filled_in(server, folder)
        made += exports.made
    return taken, made


def _filled_in(server: Server, folder: Path) -> list[float]:
    found = apart("bench.crowd", str(server.port), str(folder / "paths.json"))
    seconds: list[float] = found["seconds"]
    return seconds


@dataclass
class Exports:
    """Documents of closed audits, asked for one after another; how many were made."""

    made: int = 0
    ended: bool = False


@contextmanager
def exporting(server: Server) -> Iterator[Exports]:
    """Keep the worker busy while the block lasts, and wait for its last document."""
    exports = Exports()
    thread = threading.Thread(target=_export, args=(server, exports))
    thread.start()
    try:
        yield exports
    finally:
        exports.ended = True
        thread.join()


def _export(server: Server, exports: Exports) -> None:
    engine = store.engine(server.database_url)
    with store.sessions(engine)() as session:
        audits = session.scalars(select(Audit.id).where(Audit.state == State.CLOSED)).all()
        session.rollback()
        for number, document in enumerate(cycle(DOCUMENTS)):
            if exports.ended:
                break
            exports.made += _one(session, server, audits[number % len(audits)], document)
    engine.dispose()


def _one(session: Session, server: Server, audit: str, document: str) -> bool:
    """Have one document made; whether it was."""
    asked = jobs.ask(session, SYSTEM, audit, document=document, language="ru", file="document")
    queue.enqueue(Path(server.environ["PARITET_INSTANCE"]), asked.id)
    while (state := jobs.job(session, SYSTEM, asked.id).state) not in ENDED:
        time.sleep(0.05)
    return state is JobState.DONE


def crowd(port: int, paths: Sequence[str]) -> list[float]:
    """Let each path be filled in again and again for one window; the seconds of every round that was answered."""
    seconds: list[float] = []
    end = time.monotonic() + WINDOW
    people = [threading.Thread(target=_person, args=(port, path, at, end, seconds)) for at, path in enumerate(paths)]
    for each in people:
        each.start()
    for each in people:
        each.join()
    return seconds


def _person(port: int, path: str, at: int, end: float, seconds: list[float]) -> None:
    tab = Tab(port)
    time.sleep(THINKS * at / PEOPLE)
    number = at
    while time.monotonic() < end:
        begun = time.perf_counter()
        shown = tab.get(path)
        own = {f"{SECTIONS[1]}{each}": str((number + each) % CHOICES + 1) for each in range(QUESTIONS)}
        reached = time.perf_counter() - begun
        form = tab.form(**own, _action="next")
        begun = time.perf_counter()
        posted = tab.send_form(path, form)
        if (shown.status, posted.status) != (200, 303):
            raise LookupError(f"a round was answered by {shown.status} and {posted.status}")
        seconds.append(reached + time.perf_counter() - begun)
        number += 1
        time.sleep(THINKS)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    told = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    sys.stdout.write(json.dumps({"seconds": crowd(int(sys.argv[1]), told)}) + "\n")
