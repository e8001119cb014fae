"""Every format that leaves the program, opened to the bottom: one line a format, by the end of the file's name.

A reader gets back all that is in a file as texts: what is shown, what is hidden (sheets, caches of charts, attributes,
comments, metadata, attachments), and files within files.
"""

import csv
import io
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import polars
import pyreadstat
from lxml import etree, html
from PIL import Image
from pypdf import PdfReader

Reader = Callable[[bytes], Iterator[str]]


def texts(name: str, content: bytes) -> list[str]:
    """Return all texts of a file; KeyError where no line below says how its format is read."""
    return list(READERS[Path(name).suffix.lower().lstrip(".")](content))


def _plain(content: bytes) -> Iterator[str]:
    yield content.decode("utf-8-sig")


def _cells(content: bytes) -> Iterator[str]:
    """Yield the cells apart, because a comma before a figure would make it a part of another."""
    yield "\n".join(cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row)


def _markup(content: bytes) -> Iterator[str]:
    """Yield the markup as written, then what it says without tags, so that a figure cut by a tag is whole."""
    yield content.decode("utf-8")
    yield " ".join(etree.fromstring(content).itertext())
    yield "".join(etree.fromstring(content).itertext())


def _page(content: bytes) -> Iterator[str]:
    yield content.decode("utf-8")
    yield html.fromstring(content.decode("utf-8")).text_content()


def _archive(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        yield opened.comment.decode("latin-1")
        for name in opened.namelist():
            yield name
            known = Path(name).suffix.lower().lstrip(".") in READERS
            yield from texts(name, opened.read(name)) if known else [opened.read(name).decode("latin-1")]


def _picture(content: bytes) -> Iterator[str]:
    with Image.open(io.BytesIO(content)) as opened:
        yield from (f"{name} {value}" for name, value in opened.info.items())


def _pdf(content: bytes) -> Iterator[str]:
    opened = PdfReader(io.BytesIO(content))
    yield str(opened.metadata)
    for page in opened.pages:
        yield page.extract_text()
    for attached in opened.attachment_list:
        yield from texts(attached.name, attached.content)
    for number in range(1, int(str(opened.trailer["/Size"]))):
        yield str(opened.get_object(number))


def _parquet(content: bytes) -> Iterator[str]:
    yield polars.read_parquet(io.BytesIO(content)).write_csv(separator="\t")


def _spss(content: bytes) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.sav"
        path.write_bytes(content)
        frame, about = pyreadstat.read_sav(str(path), output_format="polars")
    yield frame.write_csv(separator="\t")
    yield f"{about.column_names_to_labels} {about.variable_value_labels} {about.notes} {about.file_label}"


READERS: Mapping[str, Reader] = {
    "csv": _cells,
    "docx": _archive,
    "html": _page,
    "json": _plain,
    "jsonl": _plain,
    "md": _plain,
    "ods": _archive,
    "parquet": _parquet,
    "pdf": _pdf,
    "png": _picture,
    "rels": _markup,
    "sav": _spss,
    "svg": _markup,
    "txt": _plain,
    "vml": _markup,
    "xlsx": _archive,
    "xml": _markup,
    "yaml": _plain,
    "zip": _archive,
}
