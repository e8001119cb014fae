"""What one report of made-up data would not show of a template is found before it is kept."""

import io
from collections.abc import Callable

import pytest
from docx import Document
from docx.document import Document as Made

from audit.analysis import made_up
from audit.errors import Mistake, Mistaken
from audit.render.word import default, tried, word
from tests.render import sample


def _template(*lines: str, then: Callable[[Made], object] = lambda made: made) -> bytes:
    made = Document()
    for line in lines:
        made.add_paragraph(line)
    then(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _refused(template: bytes) -> Mistake:
    with pytest.raises(Mistaken) as refused:
        tried(template, made_up.report())
    return refused.value.mistakes[0]


@pytest.mark.parametrize(
    "line",
    [
        "{% if not synthetic %}{{ titel }}{% endif %}",
        "{% if title != 'Audit' %}{{ titel }}{% endif %}",
        "{% if title == 'Audit' %}{% elif titel %}{% endif %}",
        "{% for each in summary if each == 'no' %}{{ titel }}{% endfor %}",
        "{% for titel in summary %}{% endfor %}{{ titel }}",
    ],
)
def test_a_name_that_is_not_known_is_found_in_every_branch_with_its_place(line: str) -> None:
    wrong = _refused(_template("{{ title }}", line))
    assert (wrong.code, str(wrong.place[-1])) == ("template-name", "paragraph 2")
    assert "titel" in str(wrong.wrong)


@pytest.mark.parametrize(
    "line",
    [
        "{{ fact.titel }}",
        "{% if not synthetic %}{{ chapters.no_such_chapter }}{% endif %}",
        "{% if not synthetic %}{% for fact in facts %}{{ fact.key }}{% endfor %}{% endif %}",
        "{% if not synthetic %}{{ loop.index }}{% endif %}",
    ],
)
def test_a_part_that_is_not_known_is_found_too(line: str) -> None:
    assert _refused(_template(line)).code == "template-name"


@pytest.mark.parametrize(
    "line",
    [
        "{{ summary[2] }}",
        "{{ title[0] }}",
        "{{ facts }}",
        "{{ chapters }}",
        "{{ 5|length }}",
        "{{ title|no_such_filter }}",
        "{{ title|trim(5) }}",
        "{{ chapters.parity|upper }}",
        "{% if title < 5 %}{% endif %}",
        "{% if 5 in title %}{% endif %}",
        "{% for letter in title %}{% endfor %}",
    ],
)
def test_what_would_fail_with_some_report_is_refused_whichever_branch_it_is_in(line: str) -> None:
    wrong = _refused(_template("{{ title }}", "{% if not synthetic %}" + line + "{% endif %}"))
    assert (wrong.code, str(wrong.place[-1])) == ("template-asks", "paragraph 2")


def test_names_are_looked_up_in_headers_and_properties_too() -> None:
    def headed(made: Made) -> None:
        made.sections[0].header.paragraphs[0].text = "{% if not synthetic %}{{ titel }}{% endif %}"

    def entitled(made: Made) -> None:
        made.core_properties.title = "{% if not synthetic %}{{ titel }}{% endif %}"

    assert [str(each) for each in _refused(_template(then=headed)).place] == ["part word/header1.xml", "paragraph 1"]
    assert [str(each) for each in _refused(_template(then=entitled)).place] == ["part docProps/core.xml"]


def test_conditions_loops_and_filters_that_every_report_can_fill_are_kept() -> None:
    lines = (
        "{{ headline or standing }}{% if language == 'ru' and not synthetic %}{{ title|upper }}{% endif %}",
        "{% for fact in facts %}{{ loop.index }}. {{ fact.name }}: {{ fact['value'] }}{% endfor %}",
        "{% if summary|length > 1 %}{{ summary|first }}{% else %}{{ (facts|last).value }}{% endif %}",
        "{% for each in summary if 'a' in each %}{{ each }}{% else %}{{ body }}{% endfor %}",
        "{% if synthetic %}{{ chapters.parity }}{% endif %}",
        "{{ chapters['scores'] }}",
    )
    tried(_template(*lines), made_up.report())
    tried(default(), made_up.report())


def _header(made: Made) -> None:
    made.sections[0].header.paragraphs[0].text = "{{ chapters.all }}"


def _cell(made: Made) -> None:
    made.add_table(1, 1).cell(0, 0).text = "{{ chapters.all }}"


def _property(made: Made) -> None:
    made.core_properties.identifier = "{{ chapters.all }}"


@pytest.mark.parametrize(
    "template",
    [
        _template("See {{ chapters.all }}."),
        _template("{% if title != 'Audit' %}See {{ chapters.all }}.{% endif %}"),
        _template("{{ chapters.parity }}{{ chapters.scores }}"),
        _template("{{ chapters.parity }}", then=_header),
        _template(then=_cell),
        _template(then=_property),
    ],
)
def test_a_chapter_that_does_not_stand_alone_in_a_paragraph_of_the_text_is_refused(template: bytes) -> None:
    wrong = _refused(template)
    assert (wrong.code, "stands alone in a paragraph" in str(wrong.wrong)) == ("template-chapter-place", True)
    with pytest.raises(Mistaken):
        word(sample.regional_centre(title={"en": "Another"}), None, "en", template=template)


@pytest.mark.parametrize("line", ["\u27e6chapter:all\u27e7", "see \u27e6chapter:nosuch\u27e7"])
def test_a_mark_that_the_template_brings_along_is_refused(line: str) -> None:
    assert _refused(_template(line)).code == "template-mark"


def test_a_title_that_looks_like_a_mark_is_a_title() -> None:
    report = sample.regional_centre(title={"en": "\u27e6chapter:all\u27e7"})
    made = Document(io.BytesIO(word(report, None, "en", template=_template("{{ title }}"))))
    assert [line.text for line in made.paragraphs] == ["\u27e6chapter:all\u27e7"]


@pytest.mark.parametrize(
    "lines",
    [
        ("{{ chapters.all }}",) * 2,
        ("{{ chapters.parity }}", "{{ chapters.all }}"),
        ("{{ chapters.all }}", "{{ chapters.parity }}"),
        ("{%p for each in summary %}", "{{ chapters.parity }}", "{%p endfor %}"),
    ],
)
def test_each_chapter_is_asked_for_once(lines: tuple[str, ...]) -> None:
    assert _refused(_template(*lines)).code == "template-chapter-twice"


def test_an_empty_file_is_no_template() -> None:
    assert _refused(b"").code == "template-empty"
    with pytest.raises(Mistaken):
        word(sample.regional_centre(), None, "en", template=b"")


def _long_cell(made: Made) -> None:
    made.add_table(1, 1).cell(0, 0).text = "x" * 200_001


def _long_header(made: Made) -> None:
    made.sections[0].header.paragraphs[0].text = "x" * 200_001


@pytest.mark.parametrize("then", [_long_cell, _long_header])
def test_words_of_tables_and_headers_count_too(then: Callable[[Made], object]) -> None:
    assert _refused(_template("{{ title }}", then=then)).code == "template-grows"
