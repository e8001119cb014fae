"""A section of eight questions shown and posted: processor time, memory and first page, ours and the floor's."""

import statistics
import sys
import tempfile
from collections import Counter
from pathlib import Path

from flask import Flask
from sqlalchemy import event

from bench import floor as bare
from bench.measuring import Figure, apart, cpu
from bench.ours import SECTIONS, ours
from bench.prepared import instance
from bench.visitor import Visitor

ROUNDS, WARM = 400, 30
FIRST_PAGE = 2.0


def run() -> list[Figure]:
    """Measure both applications in turns in one process, then each alone in a process of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = instance(folder)
        app, floor = ours(folder), bare.floor(folder / "floor.sqlite")
        pair = {"ours": Visitor(app, path, SECTIONS[1]), "floor": Visitor(floor, bare.PATH, "q")}
        taken = _interleaved(pair)
        statements = _statements(app, pair["ours"])
        alone = {"ours": apart("bench.ours", name, path), "floor": apart("bench.floor", name)}
        app.extensions["paritet.engine"].dispose()
    medians = {key: 1000 * statistics.median(values) for key, values in taken.items()}
    figures = [_compared(f"page, {each}", medians["ours", each], medians["floor", each]) for each in ("GET", "POST")]
    figures += [[Figure(f"page, {each}: statements", count, "SQL")] for each, count in statements.items()]
    figures += [_one_alone(who, found) for who, found in alone.items()]
    return [figure for several in figures for figure in several]


def _compared(what: str, own: float, floor: float) -> list[Figure]:
    return [Figure(f"{what}: ours", own, "ms CPU", floor), Figure(f"{what}: floor", floor, "ms CPU")]


def _one_alone(who: str, found: dict[str, float]) -> list[Figure]:
    return [
        Figure(f"page, memory after 50 visits: {who}", found["mebibytes"], "MiB"),
        Figure(f"page, first page in process: {who}", found["seconds"], "s", FIRST_PAGE if who == "ours" else None),
    ]


def _interleaved(pair: dict[str, Visitor]) -> dict[tuple[str, str], list[float]]:
    taken: dict[tuple[str, str], list[float]] = {(who, method): [] for who in pair for method in ("GET", "POST")}
    for number in range(WARM + ROUNDS):
        for who, visitor in pair.items():
            shown = cpu(visitor.show)
            posted = cpu(visitor.post(number))
            if number >= WARM:
                taken[who, "GET"].append(shown)
                taken[who, "POST"].append(posted)
    return taken


def _statements(app: Flask, visitor: Visitor) -> Counter[str]:
    """Count the statements of one page shown and one posted, transactions' own words apart, and print each."""
    counted: Counter[str] = Counter()
    method = "GET"

    def tell(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):
            counted[method] += 1
            sys.stderr.write(f"  {method} {' '.join(statement.split())[:150]}\n")

    event.listen(app.extensions["paritet.engine"], "before_cursor_execute", tell)
    visitor.show()
    method = "POST"
    visitor.post(1)()
    return counted
