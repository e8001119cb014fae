"""The workbook and the charts of a report of the demo's size, in a process of its own."""

import json
import sys
import time
from itertools import pairwise

from audit.render.charts import charts
from audit.render.excel import workbook
from bench.measuring import Figure, apart, peak
from tests.render.sample import regional_centre

LANGUAGE = "ru"


def run() -> list[Figure]:
    """Measure the first and a second making; the first pays for what is loaded and kept."""
    found = apart("bench.workbook")
    unit = {"peak": "MiB", "size": "KiB"}
    return [Figure(f"workbook, {what}", value, unit.get(what, "s CPU")) for what, value in found.items()]


def _alone() -> None:
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
    found = {
        "first": spent[0],
        "again": spent[1],
        "size": len(written) / 1024,
        f"{len(pictures)} charts as SVG": spent[2],
        f"{len(pictures)} charts as PNG": spent[3],
        "peak": peak(),
    }
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    _alone()
