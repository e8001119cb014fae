"""Every document of the demo's last closed audit, its time and size, beside what the bare libraries take for the same.

The floors stand in the same process and run, after them: XlsxWriter writes the workbook's cells, matplotlib draws as
many plain bar charts, typst sets the same words and pictures without tags.
"""

import io
import json
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import typst
import xlsxwriter
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure as Drawn
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import select

from audit import store
from audit.analysis.report import FollowUp, Report
from audit.lifecycle import State
from audit.render.charts import charts, further
from audit.render.documents import DOCUMENTS, Wish
from audit.service import reporting
from audit.service.actors import SYSTEM
from audit.service.follow_up import actions
from audit.store.models import Audit
from bench.measuring import Figure, apart, cpu
from tests import demo

LANGUAGE = "ru"
ROUNDS = 3
PDF_TARGET = 2.0
BARS = 8
Maker = Callable[[], bytes]


def run() -> list[Figure]:
    """Measure each document in one process, in turn with its floor: the first making, and the least of two more."""
    found = apart("bench.documents")
    targets = {"report-pdf": PDF_TARGET}
    figures = []
    for name, (first, again, kibibytes) in found["made"].items():
        figures.append(Figure(f"document, {name}: first", first, "s CPU", targets.get(name)))
        figures.append(Figure(f"document, {name}: again", again, "s CPU"))
        figures.append(Figure(f"document, {name}: size", kibibytes, "KiB"))
    return [Figure("document, charts in the report", found["charts"], ""), *figures]


def demonstrated() -> tuple[Report, FollowUp]:
    """Return the report of the demo's last closed audit and what follows it."""
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "paritet.sqlite"
        demo.loaded(file, password_hash="x")  # noqa: S106 - nobody signs in
        engine = store.engine(f"sqlite:///{file}")
        with store.sessions(engine)() as session:
            closed = select(Audit.id).where(Audit.state == State.CLOSED).order_by(Audit.period_end.desc())
            audit = session.scalars(closed).first()
            if audit is None:
                raise LookupError("the demo has no closed audit")
            report = reporting.report(session, SYSTEM, audit)
            follow_up = actions.following(session, SYSTEM, audit, today=demo.TODAY)
        engine.dispose()
    return report, follow_up


def measured() -> Mapping[str, Any]:
    """Make every document and every floor in turn; of each the seconds at first and again, and KiB."""
    report, follow_up = demonstrated()
    drawn = (*charts(report, LANGUAGE), *further(report, LANGUAGE))
    pictures = [chart.plot_svg() for chart in drawn]
    makers: dict[str, Maker] = {name: _ours(name, report, follow_up) for name in DOCUMENTS}
    makers["charts as SVG"] = lambda: "".join(chart.svg() for chart in drawn).encode()
    makers["charts as PNG"] = lambda: b"".join(chart.png() for chart in drawn)
    made = {name: _timed(make) for name, make in makers.items()}
    sheets, words = _sheets(makers["workbook"]()), _words(makers["report-pdf"]())
    floors: Mapping[str, Maker] = {
        "floor: XlsxWriter, the workbook's cells": lambda: _cells(sheets),
        "floor: matplotlib, as many plain charts as SVG": lambda: _bars(len(drawn)),
        "floor: typst, the PDF's words and pictures": lambda: _plain(words, pictures),
    }
    return {"charts": len(drawn), "made": made | {name: _timed(make) for name, make in floors.items()}}


def _timed(make: Maker) -> tuple[float, float, float]:
    """Return the seconds of the first making, the least of the later ones, and the size in KiB."""
    content: list[bytes] = []
    spent = [cpu(lambda: content.append(make())) for _ in range(ROUNDS)]
    return spent[0], min(spent[1:]), len(content[0]) / 1024


def _ours(name: str, report: Report, follow_up: FollowUp) -> Maker:
    return lambda: DOCUMENTS[name].made(report, Wish(LANGUAGE, follow_up=follow_up))


def _sheets(workbook: bytes) -> Mapping[str, Sequence[Sequence[Any]]]:
    book = load_workbook(io.BytesIO(workbook))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def _words(pdf: bytes) -> str:
    return "\n\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def _cells(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
    for title, rows in sheets.items():
        sheet = book.add_worksheet(title)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return out.getvalue()


def _bars(count: int) -> bytes:
    out = io.BytesIO()
    for _ in range(count):
        figure = Drawn(figsize=(6.4, 4))
        axes = figure.add_subplot()
        axes.barh([f"Level {each}" for each in range(BARS)], range(BARS))
        axes.set_title("Share of women by level")
        FigureCanvasSVG(figure).print_svg(out)  # type: ignore[no-untyped-call]  # matplotlib ships no type for it
    return out.getvalue()


def _plain(words: str, pictures: Sequence[str]) -> bytes:
    """Set words and pictures as they come; every text is data, as in ours."""
    source = (
        "#let data = json(bytes(sys.inputs.data))\n"
        "#for text in data.words { par(text) }\n"
        '#for picture in data.pictures { image(bytes(picture), format: "svg") }\n'
    )
    data = json.dumps({"words": words.split("\n\n"), "pictures": list(pictures)}, ensure_ascii=False)
    return typst.compile(source.encode(), format="pdf", sys_inputs={"data": data})


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measured()) + "\n")
