"""The Word report has real headings, captions and tables; a body's own template is filled, a hostile one refused."""

import io
import zipfile

import pytest
from docx import Document
from docx.document import Document as Made
from docx.oxml.ns import qn

from audit.analysis.report import digest
from audit.errors import Mistaken
from audit.render.word import default, word
from tests.render import sample
from tests.render.document.sample import FOLLOW_UP

LANGUAGES = ("en", "ru")


@pytest.fixture(scope="module", params=LANGUAGES)
def opened(request: pytest.FixtureRequest) -> tuple[str, Made]:
    """The sample's report in a language."""
    return request.param, Document(io.BytesIO(word(sample.regional_centre(), FOLLOW_UP, request.param)))


def _template(*lines: str) -> bytes:
    made = Document()
    for line in lines:
        made.add_paragraph(line)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_chapters_have_real_headings_and_leave_no_mark(opened: tuple[str, Made]) -> None:
    language, made = opened
    heads = [line.text for line in made.paragraphs if line.style and line.style.name == "Heading 1"]
    assert {"en": "Executive summary", "ru": "Краткие выводы"}[language] == heads[0]
    assert len(heads) > 7
    assert not any("\u27e6" in line.text or "{{" in line.text for line in made.paragraphs)


def test_tables_repeat_their_headings_and_captions_count_by_fields(opened: tuple[str, Made]) -> None:
    made = opened[1]
    assert len(made.tables) > 8
    assert all(each.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for each in made.tables)
    fields = [each.get(qn("w:instr")) for each in made.element.iter(qn("w:fldSimple"))]
    assert fields.count("SEQ Table \\* ARABIC") == len(made.tables)
    assert fields.count("SEQ Figure \\* ARABIC") == len(made.inline_shapes) > 5


def test_borders_lie_where_the_schema_wants_them(opened: tuple[str, Made]) -> None:
    for table in opened[1].tables:
        parts = [each.tag.split("}")[1] for each in table._tbl.tblPr]
        assert parts.index("tblBorders") < parts.index("tblLayout") < parts.index("tblLook")


def test_every_picture_is_told_to_who_does_not_see_it(opened: tuple[str, Made]) -> None:
    told = [shape._inline.docPr.get("descr") for shape in opened[1].inline_shapes]
    assert all(len(each) > 40 for each in told)


def test_the_file_names_its_language_title_and_digest(opened: tuple[str, Made]) -> None:
    language, made = opened
    about = made.core_properties
    assert about.language == language
    assert digest(sample.regional_centre()) in about.keywords
    spoken = made.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    assert spoken is not None
    assert spoken.get(qn("w:val")) == {"en": "en-GB", "ru": "ru-RU"}[language]


def test_a_withheld_figure_is_named_where_it_would_stand(opened: tuple[str, Made]) -> None:
    language, made = opened
    said = {"en": "withheld: too few in it or beside it", "ru": "скрыто: мало людей здесь или рядом"}[language]
    assert any(cell.text == said for table in made.tables for row in table.rows for cell in row.cells)


def test_a_body_s_own_template_says_what_it_names_where_it_names_it() -> None:
    own = _template("Ministry – {{ title }}", "{{ chapters.parity }}", "Signed")
    made = Document(io.BytesIO(word(sample.regional_centre(), None, "en", template=own)))
    lines = [line.text for line in made.paragraphs]
    assert (lines[0], lines[-1]) == ("Ministry – Gender audit 2026", "Signed")
    heads = [line.text for line in made.paragraphs if line.style and line.style.name == "Heading 1"]
    assert heads == ["Women and men by level"]


def test_our_own_template_can_be_given_back() -> None:
    report = sample.regional_centre()
    given = Document(io.BytesIO(word(report, None, "en", template=default())))
    own = Document(io.BytesIO(word(report, None, "en")))
    assert [line.text for line in given.paragraphs] == [line.text for line in own.paragraphs]


def test_words_with_markup_are_printed_as_they_are() -> None:
    report = sample.regional_centre(body={"en": "A & B <w:p/> {{ digest }}"})
    made = Document(io.BytesIO(word(report, None, "en")))
    assert made.paragraphs[0].text == "A & B <w:p/> {{ digest }}"


@pytest.mark.parametrize(
    "hostile",
    [
        "{{ title.__class__.__mro__ }}",
        "{{ title.upper() }}",
        "{{ 'a' * 1000000000 }}",
        "{{ range(10) }}",
        "{{ title | format }}",
        "{{ cycler }}",
        "{{ no_such_name }}",
        "{{ chapters.no_such_chapter }}",
        "{% include '/etc/hostname' %}",
        "{{ title",
        "{% for a in summary %}",
        "{% for a in title %}{% for b in standing %}{% for c in standing %}{% for d in standing %}{{ digest }}"
        "{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
    ],
)
def test_a_hostile_or_mistaken_template_is_refused_in_words(hostile: str) -> None:
    with pytest.raises(Mistaken) as refused:
        word(sample.regional_centre(), None, "en", template=_template(hostile))
    assert refused.value.mistakes[0].remedy.template


def test_what_is_no_word_file_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("readme.txt", "hello")
    for content in (b"hello", packed.getvalue()):
        with pytest.raises(Mistaken):
            word(sample.regional_centre(), None, "en", template=content)
