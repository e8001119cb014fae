"""The blank form as it comes off the printer: words, numbers, conditions, and nothing of it ever read as markup."""

import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from audit.analysis.blank import blank
from audit.questionnaire import loader
from audit.questionnaire.schema import Confidentiality, Mode, Questionnaire
from audit.render.blank import pdf

ROOT = Path(__file__).parents[2]
SHIPPED = sorted((ROOT / "questionnaires").glob("*.yaml"))
EVERY_KIND = ROOT / "tests" / "web" / "every_kind.yaml"
A4 = (595, 842)
ANONYMOUS = Confidentiality(mode=Mode.ANONYMOUS)
HOSTILE = '#panic() $x$ [*a*] <b> _c_ \\ ` @d // /* " \' = - + ~ {"e"} #import "/etc/passwd" %(f)s'
SMALL = """
name: small
version: "1"
respondent: institution
languages: [en]
title: {{en: {title}}}
sections:
  - name: only
    label: {{en: Only}}
    questions:
{questions}
"""


def printed(questionnaire: Questionnaire, language: str, promised: Confidentiality = ANONYMOUS) -> PdfReader:
    return PdfReader(io.BytesIO(pdf(blank(questionnaire, loader.digest(questionnaire), promised=promised), language)))


def words(reader: PdfReader) -> str:
    """Return all text as if no line was ever broken: every blank is one space, and none follows a hyphen."""
    return unbroken(" ".join(page.extract_text() for page in reader.pages))


def unbroken(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("- ", "-")


def small(questions: str, title: str = "Small") -> Questionnaire:
    lines = "\n".join(f"      {line}" for line in questions.strip().splitlines())
    return loader.loads(SMALL.format(title=title, questions=lines))


def test_questions_have_the_same_numbers_in_every_language() -> None:
    read = loader.load(EVERY_KIND)
    numbers = [
        re.findall(r"(?<![\d.\[])\b[1-5]\.\d\b(?![\d\]])", words(printed(read, language)).partition("1.1")[2])
        for language in read.languages
    ]
    assert numbers[0] == numbers[1] == numbers[2]
    assert set(numbers[0]) == {
        f"{section}.{n}" for section, last in enumerate((3, 2, 6, 3, 1), 1) for n in range(1, last + 1)
    }


def test_a_form_speaks_the_language_asked_for_with_our_words_and_the_authors() -> None:
    said = words(printed(loader.load(EVERY_KIND), "ru"))
    for part in (
        "Правильных ответов нет.",
        "Ваш пол (обязательный вопрос)",
        "отметьте один ответ",
        "Предпочитаю не отвечать",
        "Ничего не мешает (тогда больше ничего не отмечайте)",
        "Другое (уточните)",
        "Документ или ссылка (желательно):",
        "Иное или не указано",
        "страница 1 из 3",
    ):
        assert part in said


def test_a_text_without_a_translation_stands_in_the_language_it_has() -> None:
    said = words(printed(loader.load(EVERY_KIND), "tg"))
    assert "Ҷинси шумо" in said
    assert "Где вы работаете?" in said


def test_the_promise_is_printed_for_people_and_not_for_an_institution() -> None:
    read = loader.load(EVERY_KIND)
    assert "The survey is anonymous." in words(printed(read, "en"))
    strict = Confidentiality(mode=Mode.CONFIDENTIAL, threshold=7, sensitive_threshold=12)
    said = words(printed(read, "en", strict))
    assert "people are shown summaries only" in said
    assert "fewer than 7 people. Where a question is sensitive, for fewer than 12 people." in said
    institution = loader.load(ROOT / "questionnaires" / "regional-centre-institution.yaml")
    said = words(printed(institution, "en", Confidentiality(mode=Mode.NAMED)))
    assert "Who will see your answers" not in said
    assert "Filled in by:" in said


def test_an_earlier_answer_is_quoted_by_its_number() -> None:
    said = words(printed(loader.load(EVERY_KIND), "en"))
    assert "Of [3.5], for women's participation" in said
    assert "[3.5, 3.6] is left for the rest" in said
    assert "A number in brackets, such as [2.3]" in said


@pytest.mark.parametrize(
    ("relevant", "said"),
    [
        ("${a} = 'x'", "the answer to 1.1 is “Ex”."),
        ("${a} = 'x' or selected(${a}, 'y')", "the answer to 1.1 is “Ex” or “Why”."),
        ("not(selected(${a}, 'y'))", "the answer to 1.1 is not “Why”."),
        ("${a} != 'y' and ${n} >= 2.5", "the answer to 1.1 is not “Why”; and the answer to 1.2 is at least 2.50."),
        ("${n} < 1000", "the answer to 1.2 is less than 1,000."),
        ("${twice} > 4", "your answers to these questions call for it: 1.2."),
        ("${a} = 'x' or ${n} > 1", "your answers to these questions call for it: 1.1, 1.2."),
        ("not(${a} = 'x' or ${a} = 'y')", "the answer to 1.1 is not “Ex” or “Why”."),
    ],
)
def test_a_condition_is_said_by_the_numbers_of_earlier_questions(relevant: str, said: str) -> None:
    read = small(
        f"""
- {{name: a, type: select_one, label: First, choices: [{{name: x, label: Ex}}, {{name: y, label: Why}}]}}
- {{name: n, type: decimal, label: Second}}
- {{name: twice, type: calculate, calculation: "${{n}} * 2"}}
- {{name: last, type: text, label: Third, relevant: "{relevant}"}}
"""
    )
    assert f"Answer only if {said}" in words(printed(read, "en"))


def test_labels_are_never_read_as_markup() -> None:
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    read = small(
        f"""
- name: a
  type: select_multiple
  label: {{en: {quoted}}}
  hint: {{en: {quoted}}}
  or_other: true
  choices: [{{name: x, label: {quoted}}}, {{name: other, label: {quoted}}}]
- name: m
  type: matrix
  label: {{en: {quoted}}}
  choices: [{{name: x, label: {quoted}}}, {{name: y, label: {quoted}}}]
  items: [{{name: i, label: {quoted}}}]
- {{name: h, type: headcount, label: {quoted}, rows: [{{name: r, label: {quoted}}}]}}
- {{name: n, type: note, label: {quoted}}}
""",
        title=quoted,
    )
    reader = printed(read, "en")
    pieces = [piece for piece in HOSTILE.split() if not piece.startswith('"/')]
    said = words(reader)
    assert reader.metadata is not None
    assert reader.metadata.title == HOSTILE
    assert [piece for piece in pieces if said.count(piece) < 10] == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_shipped_questionnaire_prints_whole(path: Path, language: str) -> None:
    read = loader.load(path)
    reader = printed(read, language)
    said = words(reader)
    texts = [question.label[language] for question in read.questions.values() if question.type != "calculate"]
    assert [text for text in texts if "${" not in text and unbroken(text) not in said] == []
    sheets = [page.extract_text() for page in reader.pages]
    assert all(loader.digest(read) in sheet for sheet in sheets)
    assert all((round(page.mediabox.width), round(page.mediabox.height)) == A4 for page in reader.pages)


def test_a_form_is_tagged_titled_and_says_its_language() -> None:
    reader = printed(loader.load(EVERY_KIND), "ru")
    catalogue = reader.root_object
    assert str(catalogue["/Lang"]) == "ru"
    assert "/StructTreeRoot" in catalogue
    assert reader.metadata is not None
    assert reader.metadata.title == "Опрос сотрудников"
    assert reader.xmp_metadata is not None
    assert b"pdfuaid:part>1<" in reader.xmp_metadata.stream.get_data()


def test_a_form_carries_its_letters() -> None:
    for page in printed(loader.load(EVERY_KIND), "ru").pages:
        fonts = page["/Resources"]["/Font"]  # type: ignore[index]  # a dictionary of every page
        for font in fonts.values():
            (inner,) = font.get_object()["/DescendantFonts"]
            descriptor = inner.get_object()["/FontDescriptor"].get_object()
            assert isinstance(descriptor, DictionaryObject)
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def test_the_same_form_gives_the_same_bytes() -> None:
    read = loader.load(EVERY_KIND)
    form = blank(read, loader.digest(read), promised=ANONYMOUS)
    assert pdf(form, "ru") == pdf(form, "ru")


def test_a_question_is_not_split_from_its_choices() -> None:
    questions = "\n".join(
        f"- {{name: q{n}, type: select_one, label: Question {n} begins, choices: "
        f"[{{name: a, label: First answer that is long enough for a line of its own in any case {n}}}, "
        f"{{name: b, label: Last answer that is long enough for a line of its own in any case {n} ends}}]}}"
        for n in range(100, 160)
    )
    sheets = [re.sub(r"\s+", " ", page.extract_text()) for page in printed(small(questions), "en").pages]
    assert len(sheets) > 3
    for n in range(100, 160):
        assert [f"Question {n} begins" in sheet for sheet in sheets] == [f"case {n} ends" in sheet for sheet in sheets]


def test_a_table_longer_than_a_page_goes_on_with_its_heading() -> None:
    rows = ", ".join(f"{{name: r{n}, label: Level {n}}}" for n in range(60))
    sheets = [
        page.extract_text()
        for page in printed(small(f"- {{name: h, type: headcount, label: Staff, rows: [{rows}]}}"), "en").pages
    ]
    assert len(sheets) > 1
    assert all("Women" in sheet for sheet in sheets)
    assert all(any(f"Level {n}" in sheet for sheet in sheets) for n in range(60))


@pytest.mark.parametrize(("key", "headings"), [("", 2), (", sum_rows: false", 1)])
def test_a_table_whose_rows_hold_the_same_people_has_no_row_of_totals(key: str, headings: int) -> None:
    rows = "rows: [{name: applied, label: {en: Applied}}, {name: taken, label: {en: Appointed}}]"
    form = small(f"- {{name: intake, type: headcount, label: {{en: Intake}}{key}, {rows}}}")
    assert words(printed(form, "en")).count("Total") == headings
