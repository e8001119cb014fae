"""`paritet blank` as it is typed: the file it writes, its language, and what it refuses."""

import io
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from docx import Document
from pypdf import PdfReader

from audit.cli import main

EVERY_KIND = Path(__file__).parents[1] / "web" / "every_kind.yaml"


def blank(*arguments: str | Path, spoken: str = "en") -> Result:
    return CliRunner(env={"PARITET_LANG": spoken}).invoke(main, ["blank", *map(str, arguments)])


def first_page(path: Path) -> str:
    return PdfReader(io.BytesIO(path.read_bytes())).pages[0].extract_text()


@pytest.mark.parametrize(
    ("arguments", "spoken", "title"),
    [
        (("--lang", "ru"), "en", "Опрос сотрудников"),
        (("--lang", "en"), "ru", "Staff survey"),
        ((), "ru", "Опрос сотрудников"),
        ((), "en", "Staff survey"),
    ],
)
def test_a_form_is_written_in_the_language_asked_for_or_spoken(
    tmp_path: Path, arguments: tuple[str, ...], spoken: str, title: str
) -> None:
    out = tmp_path / "form.PDF"
    result = blank(EVERY_KIND, "-o", out, *arguments, spoken=spoken)
    assert (result.exit_code, result.output) == (0, "")
    assert title in first_page(out)


def test_a_questionnaire_that_lacks_the_spoken_language_is_printed_in_its_first(tmp_path: Path) -> None:
    only_russian = tmp_path / "q.yaml"
    only_russian.write_text(
        'name: q\nversion: "1"\nrespondent: institution\nlanguages: [ru]\ntitle: Анкета\n'
        "sections: [{name: s, label: Раздел, questions: [{name: a, type: text, label: Вопрос}]}]\n",
        encoding="utf-8",
    )
    out = tmp_path / "form.pdf"
    assert blank(only_russian, "-o", out).exit_code == 0
    assert "Анкета" in first_page(out)


def test_another_format_is_refused_with_the_formats_there_are(tmp_path: Path) -> None:
    result = blank(EVERY_KIND, "-o", tmp_path / "form.odt")
    assert result.exit_code == 1
    assert result.stderr.endswith(
        "form.odt: a blank form is not written in this format. Use one of: .pdf, .docx, .xlsx.\n"
    )
    assert not list(tmp_path.iterdir())


def test_an_unknown_language_is_refused_with_the_languages_there_are(tmp_path: Path) -> None:
    result = blank(EVERY_KIND, "-o", tmp_path / "form.pdf", "--lang", "fr")
    assert result.exit_code == 1
    assert result.stderr.endswith("the questionnaire is not written in 'fr'. Use one of: ru, en, tg.\n")


def test_a_refusal_speaks_the_language_of_the_form(tmp_path: Path) -> None:
    result = blank(EVERY_KIND, "-o", tmp_path / "form.txt", "--lang", "ru")
    assert "бланк анкеты в таком формате не создаётся" in result.stderr


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    out = tmp_path / "nowhere" / "form.pdf"
    result = blank(EVERY_KIND, "-o", out)
    assert result.exit_code == 1
    assert result.stderr == f"{out}: this cannot be read or written. Check the name and the rights.\n"


def test_a_questionnaire_with_mistakes_is_refused_with_all_of_them(tmp_path: Path) -> None:
    broken = tmp_path / "q.yaml"
    broken.write_text("name: q\n", encoding="utf-8")
    result = blank(broken, "-o", tmp_path / "form.pdf")
    assert result.exit_code == 1
    assert "the key 'sections' is missing" in result.stderr


def test_a_file_to_write_must_be_named() -> None:
    assert blank(EVERY_KIND).exit_code == 2


def test_a_word_form_has_the_numbers_and_the_headings_of_the_questionnaire(tmp_path: Path) -> None:
    out = tmp_path / "form.docx"
    assert blank(EVERY_KIND, "-o", out, "--lang", "ru").exit_code == 0
    made = Document(str(out))
    headings = [each.text for each in made.paragraphs if each.style and each.style.name == "Heading 2"]
    assert headings[0].startswith("1.1  Ваш пол")
    assert len(headings) == len({each.split("  ")[0] for each in headings})
    assert made.core_properties.language == "ru"


def test_the_same_form_is_the_same_excel_file(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("one.xlsx", "two.xlsx")]
    for file in files:
        assert blank(EVERY_KIND, "-o", file).exit_code == 0
    sheets = [[list(sheet.values) for sheet in openpyxl.load_workbook(file).worksheets] for file in files]
    assert sheets[0] == sheets[1]
