"""A report as PDF or Word that was changed after it was made is told from one that was not, and where."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import NameObject, StreamObject

from audit.analysis.report import digest
from audit.errors import Mistaken
from audit.render import document
from audit.render.verifying import VERIFIERS, Compared, Kept, Kind
from audit.render.verifying.lines import Line, differing
from audit.render.word import word
from tests.render import sample
from tests.render.document.sample import FOLLOW_UP

REPORT = sample.regional_centre()
KEPT = (Kept(digest(REPORT), REPORT),)


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    """The sample's documents as they were exported, with what follows it."""
    return {
        "report.pdf": document.pdf(REPORT, FOLLOW_UP, "ru"),
        "page.pdf": document.one_page(REPORT, FOLLOW_UP, "en"),
        "report.docx": word(REPORT, FOLLOW_UP, "ru"),
    }


def _verified(folder: Path, name: str, content: bytes) -> Compared:
    file = folder / name
    file.write_bytes(content)
    verifier = VERIFIERS[file.suffix]
    claimed = verifier.claim(file)
    assert claimed.digest == KEPT[0].digest
    return verifier.compare(file, claimed, KEPT)


@pytest.mark.parametrize("name", ["report.pdf", "page.pdf", "report.docx"])
def test_an_untouched_document_is_unchanged_with_what_followed_it(
    made: dict[str, bytes], tmp_path: Path, name: str
) -> None:
    found = _verified(tmp_path, name, made[name])
    assert found.differences == ()
    assert found.places > 20
    assert found.carried


def _saved(made: Document) -> bytes:  # type: ignore[valid-type] # python-docx names a function so
    out = io.BytesIO()
    made.save(out)  # type: ignore[attr-defined] # the document that the function gives
    return out.getvalue()


def _digit(content: bytes) -> bytes:
    made = Document(io.BytesIO(content))
    cell = next(cell for table in made.tables for row in table.rows for cell in row.cells if cell.text == "14")
    cell.paragraphs[0].runs[0].text = "15"
    return _saved(made)


def _sentence(content: bytes) -> bytes:
    made = Document(io.BytesIO(content))
    line = next(line for line in made.paragraphs if line.style and line.style.name == "List Bullet")
    line.runs[0].text = line.runs[0].text.replace(".", "!", 1)
    return _saved(made)


def _added(content: bytes) -> bytes:
    made = Document(io.BytesIO(content))
    made.paragraphs[12].insert_paragraph_before("Паритет достигнут везде.")
    return _saved(made)


def _removed(content: bytes) -> bytes:
    made = Document(io.BytesIO(content))
    line = next(line for line in made.paragraphs if line.style and line.style.name == "List Bullet")
    line._p.getparent().remove(line._p)
    return _saved(made)


def _picture(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as was, zipfile.ZipFile(out, "w") as packed:
        drawn = sorted(name for name in was.namelist() if name.startswith("word/media/"))
        for name in was.namelist():
            packed.writestr(name, was.read(drawn[1] if name == drawn[0] else name))
    return out.getvalue()


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (_digit, Kind.CHANGED),
        (_sentence, Kind.CHANGED),
        (_added, Kind.ADDED),
        (_removed, Kind.REMOVED),
        (_picture, Kind.CHANGED),
    ],
)
def test_one_change_of_a_word_report_is_found_and_nothing_else(
    made: dict[str, bytes], tmp_path: Path, change: Callable[[bytes], bytes], kind: Kind
) -> None:
    (found,) = _verified(tmp_path, "report.docx", change(made["report.docx"])).differences
    assert found.kind is kind
    assert found.place


def test_a_changed_cell_of_a_word_report_is_named_by_its_table_row_and_column(
    made: dict[str, bytes], tmp_path: Path
) -> None:
    (found,) = _verified(tmp_path, "report.docx", _digit(made["report.docx"])).differences
    assert (found.place.split()[0], found.file, found.report) == ("Таблица", "15", "14")


def test_saving_a_word_report_anew_changes_nothing(made: dict[str, bytes], tmp_path: Path) -> None:
    saved = _saved(Document(io.BytesIO(made["report.docx"])))
    assert saved != made["report.docx"]
    assert _verified(tmp_path, "report.docx", saved).differences == ()


def test_a_word_report_of_a_body_s_own_template_is_held_against_that_template(tmp_path: Path) -> None:
    own = Document()
    own.add_paragraph("Ministry – {{ title }}")
    own.add_paragraph("{{ chapters.parity }}")
    template = _saved(own)
    (tmp_path / "own.docx").write_bytes(word(REPORT, None, "en", template=template))
    claimed = VERIFIERS[".docx"].claim(tmp_path / "own.docx")
    assert len(claimed.template) == 64


def _rewritten(content: bytes) -> PdfWriter:
    writer = PdfWriter()
    writer.clone_document_from_reader(PdfReader(io.BytesIO(content)))
    return writer


def _written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_saving_a_pdf_anew_changes_nothing(made: dict[str, bytes], tmp_path: Path) -> None:
    saved = _written(_rewritten(made["report.pdf"]))
    assert saved != made["report.pdf"]
    assert _verified(tmp_path, "report.pdf", saved).differences == ()


def test_a_note_laid_over_a_page_is_found(made: dict[str, bytes], tmp_path: Path) -> None:
    writer = _rewritten(made["page.pdf"])
    writer.add_annotation(0, FreeText(text="100 %", rect=(50, 500, 200, 600)))
    found = _verified(tmp_path, "page.pdf", _written(writer)).differences
    assert [(each.kind, each.file) for each in found] == [(Kind.ADDED, "FreeText")]


def test_words_and_strokes_drawn_onto_a_page_are_found(made: dict[str, bytes], tmp_path: Path) -> None:
    writer = _rewritten(made["page.pdf"])
    page = writer.pages[0]
    drawn = StreamObject()
    contents = page.get_contents()
    assert contents is not None
    drawn.set_data(contents.get_data() + b"\n1 0 0 rg 50 500 200 40 re f")
    page[NameObject("/Contents")] = writer._add_object(drawn)
    found = _verified(tmp_path, "page.pdf", _written(writer)).differences
    assert [each.kind for each in found] == [Kind.DRAWN]


def test_a_page_taken_out_is_found(made: dict[str, bytes], tmp_path: Path) -> None:
    writer = _rewritten(made["report.pdf"])
    writer.remove_page(2)
    found = _verified(tmp_path, "report.pdf", _written(writer)).differences
    assert Kind.REMOVED in {each.kind for each in found}


@pytest.mark.parametrize("name", ["x.pdf", "x.docx"])
@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7\n%%EOF", b"PK\x03\x04"])
def test_what_is_none_is_refused_in_words(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Mistaken) as refused:
        VERIFIERS[Path(name).suffix].claim(tmp_path / name)
    assert refused.value.mistakes[0].remedy.template


def test_documents_that_name_no_report_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(_saved(Document()))
    blank = PdfWriter()
    blank.add_blank_page(100, 100)
    (tmp_path / "x.pdf").write_bytes(_written(blank))
    for ending in (".pdf", ".docx"):
        with pytest.raises(Mistaken) as refused:
            VERIFIERS[ending].claim(tmp_path / f"x{ending}")
        assert refused.value.mistakes[0].code == "no-claim-document"


def test_a_bomb_in_word_s_clothes_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.docx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", b" " * (2**28 + 1))
    with pytest.raises(Mistaken) as refused:
        VERIFIERS[".docx"].claim(tmp_path / "x.docx")
    assert refused.value.mistakes[0].code == "bomb"


def test_lines_put_in_shift_nothing_but_themselves() -> None:
    report = [Line(f"line {at}", f"text {at}") for at in range(50)]
    file = [*report[:10], Line("new", "put in"), *report[10:30], *report[31:40], Line("new", "also"), *report[40:]]
    assert [(each.kind, each.place) for each in differing(file, report)] == [
        (Kind.ADDED, "new"),
        (Kind.REMOVED, "line 30"),
        (Kind.ADDED, "new"),
    ]
