"""Whoever opens a published file to the bottom finds every number in it, wherever it was put."""

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import polars
import pyreadstat
import pytest
import typst
from docx import Document
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests import formats

NUMBER = 7319


def _saved(book: openpyxl.Workbook) -> bytes:
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _very_hidden_sheet(_: Path) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("cache")
    sheet.sheet_state = "veryHidden"
    sheet["ZZ90"] = NUMBER
    return _saved(book)


def _comment(_: Path) -> bytes:
    book = openpyxl.Workbook()
    book.create_sheet("one")["A1"].comment = Comment(f"was {NUMBER}", "auditor")
    return _saved(book)


def _cache_of_a_chart(_: Path) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("one")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=1, max_row=2))
    chart.title = f"of {NUMBER}"
    sheet.add_chart(chart)
    return _saved(book)


def _document(_: Path) -> bytes:
    document = Document()
    document.core_properties.comments = str(NUMBER)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _pdf(folder: Path) -> bytes:
    (folder / "page.typ").write_text(f"#set document(title: [x])\nOf {NUMBER} people", encoding="utf-8")
    return bytes(typst.compile(folder / "page.typ"))


def _pdf_of_hidden_words(folder: Path) -> bytes:
    (folder / "page.typ").write_text(f'#set document(keywords: "{NUMBER}", title: [x])\nPeople', encoding="utf-8")
    return bytes(typst.compile(folder / "page.typ"))


def _picture(_: Path) -> bytes:
    told = PngInfo()
    told.add_text("Description", f"{NUMBER} women")
    kept = io.BytesIO()
    Image.new("1", (1, 1)).save(kept, "png", pnginfo=told)
    return kept.getvalue()


def _table(_: Path) -> bytes:
    kept = io.BytesIO()
    polars.DataFrame({"women": [NUMBER]}).write_parquet(kept)
    return kept.getvalue()


def _spss(folder: Path) -> bytes:
    frame = polars.DataFrame({"sex": [1]})
    pyreadstat.write_sav(frame, str(folder / "out.sav"), variable_value_labels={"sex": {1: f"women ({NUMBER})"}})
    return (folder / "out.sav").read_bytes()


def _within(folder: Path) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("report.xlsx", _very_hidden_sheet(folder))
    return kept.getvalue()


PLANTED: Mapping[str, Callable[[Path], bytes]] = {
    "hidden sheet.xlsx": _very_hidden_sheet,
    "comment.xlsx": _comment,
    "chart.xlsx": _cache_of_a_chart,
    "properties.docx": _document,
    "page.pdf": _pdf,
    "keywords.pdf": _pdf_of_hidden_words,
    "description.png": _picture,
    "table.parquet": _table,
    "labels.sav": _spss,
    "workbook.zip": _within,
    "bar.svg": lambda _: f'<svg xmlns="http://www.w3.org/2000/svg"><desc>{NUMBER}</desc></svg>'.encode(),
    "cut.svg": lambda _: b'<svg xmlns="http://www.w3.org/2000/svg"><text>7<tspan>319</tspan></text></svg>',
    "page.html": lambda _: f"<p>People<!-- {NUMBER} --></p>".encode(),
    "cut.html": lambda _: b"<p>7<b>319</b></p>",
    "rows.csv": lambda _: f"\ufeffwomen\n{NUMBER}\n".encode(),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_number_is_found_wherever_it_was_put(name: str, tmp_path: Path) -> None:
    assert any(str(NUMBER) in text for text in formats.texts(name, PLANTED[name](tmp_path)))


def test_a_format_that_nobody_reads_is_refused() -> None:
    with pytest.raises(KeyError):
        formats.texts("report.unheard", b"")
