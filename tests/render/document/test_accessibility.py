"""The PDF is read aloud whole and in order: content is tagged, headings nest, tables and pictures say what they are."""

import io
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ContentStream, Destination, DictionaryObject, NameObject, StreamObject

from audit.render.document.blocks import Heading
from audit.render.document.pdf import one_page, pdf
from audit.render.document.telling import told
from tests.render import sample
from tests.render.document.sample import FOLLOW_UP
from tests.render.document.tags import below, root_of, tags_of

REPORT = sample.regional_centre()
MAKERS = {"report": pdf, "page": one_page}
#: Operators that paint: text, paths, images and shadings.
PAINTS = frozenset({b"Tj", b"TJ", b"'", b'"', b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"sh", b"Do"})
HEADINGS = ("/H1", "/H2", "/H3", "/H4", "/H5", "/H6")


@pytest.fixture(scope="module", params=[(kind, language) for kind in MAKERS for language in ("en", "ru")], ids=str)
def opened(request: pytest.FixtureRequest) -> tuple[str, str, PdfReader]:
    """Each document in each language."""
    kind, language = request.param
    return kind, language, PdfReader(io.BytesIO(MAKERS[kind](REPORT, FOLLOW_UP, language)))


def _untagged(page: PageObject) -> list[bytes]:
    """What a page paints outside of every marked piece of content."""
    depth, found = 0, []
    for _, operator in ContentStream(page.get_contents(), page.pdf).operations:
        depth += operator in (b"BDC", b"BMC")
        depth -= operator == b"EMC"
        if operator in PAINTS and not depth:
            found.append(operator)
    return found


def test_nothing_is_painted_that_is_neither_tagged_nor_marked_as_decoration(opened: tuple[str, str, PdfReader]) -> None:
    assert [found for page in opened[2].pages for found in _untagged(page)] == []


def test_what_is_painted_without_a_tag_would_be_found() -> None:
    writer = PdfWriter()
    page = writer.add_blank_page(100, 100)
    drawn = StreamObject()
    drawn.set_data(b"/P <</MCID 0>> BDC 0 0 9 9 re f EMC 0 0 9 9 re f")
    page[NameObject("/Contents")] = drawn
    assert _untagged(page) == [b"f"]


def test_every_page_belongs_to_the_tree_and_is_read_in_its_order(opened: tuple[str, str, PdfReader]) -> None:
    for page in opened[2].pages:
        assert "/StructParents" in page
        assert str(page["/Tabs"]) == "/S"


def test_the_document_names_its_standard_language_and_title(opened: tuple[str, str, PdfReader]) -> None:
    _, language, reader = opened
    root = root_of(reader)
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == (
        language,
        True,
        True,
    )
    told_ = reader.xmp_metadata
    assert told_ is not None
    content = told_.stream.get_data()
    assert b"pdfuaid:part>1<" in content
    assert told(REPORT, FOLLOW_UP, language).title in content.decode()


def test_nothing_is_spoken_in_another_language_than_the_document_s(opened: tuple[str, str, PdfReader]) -> None:
    _, language, reader = opened
    assert {str(each["/Lang"]) for each in tags_of(reader) if "/Lang" in each} <= {language}


def test_headings_begin_at_the_first_level_and_never_jump(opened: tuple[str, str, PdfReader]) -> None:
    levels = [HEADINGS.index(str(each["/S"])) + 1 for each in tags_of(opened[2]) if str(each["/S"]) in HEADINGS]
    assert levels[0] == 1
    assert max(after - before for before, after in pairwise(levels)) <= 1


def test_every_heading_of_a_column_says_that_it_is_one(opened: tuple[str, str, PdfReader]) -> None:
    heads = [each for each in tags_of(opened[2]) if str(each["/S"]) == "/TH"]
    assert bool(heads) == (opened[0] == "report")
    for each in heads:
        about: Any = each["/A"].get_object()
        scopes = [about] if isinstance(about, DictionaryObject) else [one.get_object() for one in about]
        assert "/Column" in {str(one.get("/Scope")) for one in scopes}


def test_rows_of_a_table_are_as_long_as_its_head(opened: tuple[str, str, PdfReader]) -> None:
    for table in (each for each in tags_of(opened[2]) if str(each["/S"]) == "/Table"):
        rows = [each for each in below(table["/K"]) if str(each["/S"]) == "/TR"]
        lengths = {sum(str(cell["/S"]) in ("/TH", "/TD") for cell in below(row["/K"])) for row in rows}
        assert len(lengths) == 1


def test_every_picture_has_words_and_a_frame(opened: tuple[str, str, PdfReader]) -> None:
    pictures = [each for each in tags_of(opened[2]) if str(each["/S"]) == "/Figure"]
    assert pictures
    for each in pictures:
        assert len(str(each["/Alt"])) > 40


def _bookmarks(outline: list[Any], depth: int = 1) -> Iterator[tuple[int, str]]:
    for each in outline:
        if isinstance(each, Destination):
            yield depth, str(each.title)
        else:
            yield from _bookmarks(each, depth + 1)


def test_bookmarks_are_the_headings_in_their_order(opened: tuple[str, str, PdfReader]) -> None:
    kind, language, reader = opened
    if kind == "page":
        assert len(reader.pages) == 1
        return
    expected: list[tuple[int, str]] = []
    for chapter in told(REPORT, FOLLOW_UP, language).chapters:
        expected.append((1, chapter.title))
        expected += [(each.level, each.text) for each in chapter.blocks if isinstance(each, Heading)]
    found = [(depth, " ".join(title.split())) for depth, title in _bookmarks(reader.outline)]
    assert [each for each in found if each in expected] == [(depth, " ".join(said.split())) for depth, said in expected]


def test_what_follows_the_report_goes_along_by_name(opened: tuple[str, str, PdfReader]) -> None:
    assert list(opened[2].attachments) == ["follow-up.json"]


def test_fonts_are_embedded_and_their_letters_known(opened: tuple[str, str, PdfReader]) -> None:
    for page in opened[2].pages:
        resources = page["/Resources"].get_object()
        for font in resources.get("/Font", DictionaryObject()).get_object().values():  # type: ignore[union-attr]  # pypdf types no dictionaries
            assert "/ToUnicode" in font.get_object()
