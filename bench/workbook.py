"""The workbook and the charts of a report of the demo's size; a workbook of 10,000 rows of answers beside XlsxWriter.

Each in a process of its own. The peer writes the same cells in the same run: its constant-memory mode, one sheet.
"""

import io
import json
import sys
import time
from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from tempfile import TemporaryFile
from typing import Any

import xlsxwriter

from audit.render.charts import charts
from audit.render.excel import workbook, write
from bench import rows
from bench.measuring import Figure, apart, cpu, peak
from tests.render.sample import regional_centre

LANGUAGE = "ru"
ROWS, SIZES = 10_000, (10_000, 100_000)
TARGET = 0.35
ROUNDS = 3


def run() -> list[Figure]:
    """Measure the first and a second making, then rows beside the peer, then memory by the number of rows."""
    found = apart("bench.workbook", "demo")
    unit = {"peak": "MiB", "size": "KiB"}
    figures = [Figure(f"workbook, {what}", value, unit.get(what, "s CPU")) for what, value in found.items()]
    beside = apart("bench.workbook", "beside")
    what = f"workbook, {ROWS:,} × {rows.COLUMNS}"
    figures += [Figure(f"{what}: {part}", beside[part], unit) for part, unit in UNITS.items()]
    figures.append(Figure(f"{what}: whole workbook over XlsxWriter", beside["ours"] / beside["peer"], "×", TARGET))
    return figures + [line for size in SIZES for line in flat(size)]


def flat(size: int) -> list[Figure]:
    """Measure the most memory that a workbook of so many rows takes, and its time."""
    found = apart("bench.workbook", "rows", str(size))
    what = f"workbook, {size:,} × {rows.COLUMNS}"
    return [Figure(f"{what}: peak", found["peak"], "MiB"), Figure(f"{what}: streamed", found["time"], "s CPU")]


UNITS = {
    "ours": "s CPU",
    "peer": "s CPU",
    "ours, size": "MiB",
    "peer, size": "MiB",
}


def demo() -> Mapping[str, float]:
    """Make the workbook of the demo twice, and its charts."""
    report = regional_centre()
    times = [time.process_time()]
    for _ in range(2):
        written = workbook(report, LANGUAGE)
        times.append(time.process_time())
    drawn = charts(report, LANGUAGE)
    pictures = [chart.svg() for chart in drawn]
    times.append(time.process_time())
    for chart in drawn:
        chart.png()
    times.append(time.process_time())
    spent = [later - sooner for sooner, later in pairwise(times)]
    return {
        "first": spent[0],
        "again": spent[1],
        "size": len(written) / 1024,
        f"{len(pictures)} charts as SVG": spent[2],
        f"{len(pictures)} charts as PNG": spent[3],
        "peak": peak(),
    }


def beside() -> Mapping[str, float]:
    """Write the same rows with ours, digest and other sheets included, and with the peer, in turn; the least counts."""
    answered = tuple(rows.Rows(ROWS))
    report = rows.report(answered)
    workbook(regional_centre(), LANGUAGE)
    spent: dict[str, list[float]] = {"ours": [], "peer": []}
    sizes: dict[str, int] = {}
    makers: Mapping[str, Callable[[], bytes]] = {
        "ours": lambda: workbook(report, LANGUAGE),
        "peer": lambda: _peer(answered),
    }
    for _ in range(ROUNDS):
        for name, make in makers.items():
            made: list[bytes] = []
            spent[name].append(cpu(lambda make=make, made=made: made.append(make())))  # type: ignore[misc]  # bound now
            sizes[name] = len(made[0])
    return {name: min(times) for name, times in spent.items()} | {
        f"{name}, size": size / 2**20 for name, size in sizes.items()
    }


def _peer(answered: tuple[dict[str, Any], ...]) -> bytes:
    out = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    sheet = book.add_worksheet("Responses")
    plain, soft = book.add_format({"bottom": 7}), book.add_format({"bottom": 7, "font_color": "#52606D"})
    day = book.add_format({"bottom": 7, "num_format": "yyyy-mm-dd"})
    columns = [(at, entry.column, entry.type) for at, entry in enumerate(rows.codebook())]
    for at, name, _ in columns:
        sheet.write_string(0, at, name, plain)
    for at, name, _ in columns:
        sheet.write_string(1, at, name, soft)
    for number, row in enumerate(answered, start=2):
        for at, name, kind in columns:
            raw = row[name]
            if raw is None or isinstance(raw, dict):
                sheet.write_string(number, at, raw["absent"] if raw else "not_answered", soft)
            elif kind == "date":
                sheet.write_datetime(number, at, date.fromisoformat(raw), day)
            elif isinstance(raw, str):
                sheet.write_string(number, at, raw, plain)
            else:
                sheet.write_number(number, at, raw, plain)
    book.close()
    return out.getvalue()


def streamed(size: int) -> Mapping[str, float]:
    """Write so many rows that nobody holds into a file."""
    report = rows.report()
    named = report.parts[0].scorecard.questionnaire.name
    with TemporaryFile() as out:
        spent = cpu(lambda: write(report, out, language=LANGUAGE, rows={named: rows.Rows(size)}))
    return {"time": spent, "peak": peak()}


ALONE: Mapping[str, Callable[..., Mapping[str, float]]] = {"demo": demo, "beside": beside, "rows": streamed}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(ALONE[sys.argv[1]](*map(int, sys.argv[2:]))) + "\n")
