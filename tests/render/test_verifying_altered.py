"""What alters a document without altering a word of it: pages, boxes, fonts, links, controls, signs, hidden words."""

import copy
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Made
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from audit.analysis.report import digest
from audit.errors import Mistaken
from audit.render import document
from audit.render.verifying import VERIFIERS, Difference, Kept, Kind
from audit.render.word import word
from tests.render import sample

REPORT = sample.regional_centre()
WHOLE = document.pdf(REPORT, None, "en")
WORD = word(REPORT, None, "en")


def _found(file: Path, content: bytes) -> tuple[Difference, ...]:
    file.write_bytes(content)
    verifier = VERIFIERS[file.suffix]
    return verifier.compare(file, verifier.claim(file), (Kept(digest(REPORT), REPORT),)).differences


def _pdf(folder: Path, change: Callable[[PdfWriter], object]) -> tuple[Difference, ...]:
    writer, out = PdfWriter(clone_from=PdfReader(io.BytesIO(WHOLE))), io.BytesIO()
    change(writer)
    writer.write(out)
    return _found(folder / "x.pdf", out.getvalue())


def _word(folder: Path, change: Callable[[Made], object]) -> list[tuple[Kind, str, str]]:
    made, out = Document(io.BytesIO(WORD)), io.BytesIO()
    change(made)
    made.save(out)
    return [(each.kind, each.place, str(each.file)) for each in _found(folder / "x.docx", out.getvalue())]


def _box(*sides: float) -> ArrayObject:
    return ArrayObject(map(FloatObject, sides))


def _stream(drawn: bytes) -> DecodedStreamObject:
    made = DecodedStreamObject()
    made.set_data(drawn)
    return made


def test_a_page_with_drawings_and_no_word_is_found(tmp_path: Path) -> None:
    def change(writer: PdfWriter) -> None:
        page = writer.add_blank_page(595, 842)
        page[NameObject("/Contents")] = writer._add_object(_stream(b"1 0 0 rg 100 100 300 300 re f"))

    (found,) = _pdf(tmp_path, change)
    assert (found.kind, found.file, found.report) == (Kind.ADDED, "a page", None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("/CropBox", _box(0, 700, 595, 842)),
        ("/MediaBox", _box(0, 0, 100, 100)),
        ("/Rotate", NumberObject(180)),
        ("/UserUnit", NumberObject(9)),
    ],
)
def test_a_page_cut_turned_or_scaled_is_found(tmp_path: Path, name: str, value: ArrayObject | NumberObject) -> None:
    found = _pdf(tmp_path, lambda writer: writer.pages[3].__setitem__(NameObject(name), value))
    assert [(each.kind, each.place) for each in found] == [(Kind.DRAWN, "page 4")]


def test_a_link_with_a_picture_of_its_own_is_found_with_its_address(tmp_path: Path) -> None:
    def change(writer: PdfWriter) -> None:
        address = {"/S": NameObject("/URI"), "/URI": TextStringObject("https://other.example")}
        note = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/Rect"): _box(0, 0, 9, 9)})
        note[NameObject("/A")] = DictionaryObject({NameObject(name): value for name, value in address.items()})
        note[NameObject("/AP")] = DictionaryObject({NameObject("/N"): writer._add_object(_stream(b"0 0 9 9 re f"))})
        writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])

    (found,) = _pdf(tmp_path, change)
    assert (found.kind, found.place, found.file) == (Kind.ADDED, "page 1", "Link https://other.example")


def test_a_link_of_ours_that_looks_otherwise_is_found(tmp_path: Path) -> None:
    def change(writer: PdfWriter) -> None:
        note = next(each for page in writer.pages for each in page.get("/Annots") or ())
        held = DictionaryObject({NameObject("/N"): writer._add_object(_stream(b"0 0 9 9 re f"))})
        note.get_object()[NameObject("/AP")] = held

    assert (Kind.CHANGED, "Link") in [(each.kind, each.file) for each in _pdf(tmp_path, change)]


@pytest.mark.parametrize("exchanged", [b"", b"another program"])
def test_fonts_taken_out_or_exchanged_are_found(tmp_path: Path, exchanged: bytes) -> None:
    def change(writer: PdfWriter) -> None:
        for each in writer._objects:
            for name in ("/FontFile2", "/FontFile3"):
                if isinstance(each, DictionaryObject) and name in each:
                    del each[name]
                    if exchanged:
                        each[NameObject(name)] = writer._add_object(_stream(exchanged))

    assert {each.kind for each in _pdf(tmp_path, change)} == {Kind.DRAWN}


def test_a_script_is_found(tmp_path: Path) -> None:
    action = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("1")})
    found = _pdf(tmp_path, lambda writer: writer.root_object.__setitem__(NameObject("/OpenAction"), action))
    assert [(each.kind, each.place) for each in found] == [(Kind.ADDED, "Document, /OpenAction")]


def test_a_broken_pdf_is_told_in_our_words_only(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "x.pdf").write_bytes(WHOLE[: len(WHOLE) // 2])
    with pytest.raises(Mistaken):
        VERIFIERS[".pdf"].claim(tmp_path / "x.pdf")
    assert caplog.records == []


def test_rows_in_a_content_control_are_read(tmp_path: Path) -> None:
    def change(made: Made) -> None:
        table = made.tables[-1]
        control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        content.append(copy.deepcopy(table.rows[-1]._tr))
        control.append(content)
        table.rows[-1]._tr.addnext(control)

    found = _word(tmp_path, change)
    assert {kind for kind, *_ in found} == {Kind.ADDED}
    assert len(found) == len(Document(io.BytesIO(WORD)).tables[-1].columns)


def _in_first_run(xml: str) -> Callable[[Made], object]:
    return lambda made: made.paragraphs[0].runs[0]._r.append(parse_xml(xml))


def _formatted(name: str, value: str) -> Callable[[Made], object]:
    def change(made: Made) -> None:
        held = OxmlElement(name)
        held.set(qn("w:val"), value)
        made.paragraphs[0].runs[0]._r.get_or_add_rPr().append(held)

    return change


def _styled(made: Made) -> None:
    style = made.paragraphs[0].style
    assert style is not None
    style.font.hidden = True


VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
PICT = f'<w:pict {nsdecls("w")} {VML}><v:shape><v:textpath string="Met"/></v:shape></w:pict>'
OTHER = "http://schemas.openxmlformats.org/markup-compatibility/2006"


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        (_in_first_run(f'<w:sym {nsdecls("w")} w:font="Arial" w:char="0039"/>'), "[sym Arial 0039]"),
        (_in_first_run(PICT), "[pict Met]"),
        (_in_first_run(f'<mc:AlternateContent xmlns:mc="{OTHER}"/>'), "[AlternateContent]"),
        (_formatted("w:vanish", "1"), "[not seen: "),
        (_formatted("w:color", "FFFFFF"), "[not seen: "),
        (_formatted("w:sz", "1"), "[not seen: "),
        (_styled, "[not seen: "),
    ],
)
def test_signs_drawn_words_and_hidden_words_are_told(
    tmp_path: Path, change: Callable[[Made], object], shown: str
) -> None:
    found = _word(tmp_path, change)
    assert {kind for kind, *_ in found} == {Kind.CHANGED}
    assert shown in found[0][2]


def test_words_in_a_header_and_a_changed_footer_are_told(tmp_path: Path) -> None:
    def change(made: Made) -> None:
        made.sections[0].header.paragraphs[0].text = "Approved"
        made.sections[0].footer.paragraphs[0].runs[0].text = "Other"

    assert {place for _, place, _ in _word(tmp_path, change)} == {"Header 1", "Footer 1"}


def test_what_is_brought_from_elsewhere_is_told(tmp_path: Path) -> None:
    found = _word(tmp_path, lambda made: made.element.body.insert(0, OxmlElement("w:altChunk")))
    assert (Kind.ADDED, "Document") in [(kind, place) for kind, place, _ in found]
