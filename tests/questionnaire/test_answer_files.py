"""Answer files are JSON or CSV; each response and each mistake in it is named."""

from decimal import Decimal
from pathlib import Path

import pytest

from audit.errors import InvalidAnswers
from audit.questionnaire import answers, loader
from audit.questionnaire.answers import Absence, Absent, Answers

ALL = loader.load(Path(__file__).resolve().parent.parent / "questionnaires" / "answers.yaml")


def _read(tmp_path: Path, name: str, content: str | bytes) -> tuple[Answers, ...]:
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return answers.read_file(ALL, file)


def _said(tmp_path: Path, name: str, content: str | bytes) -> list[str]:
    with pytest.raises(InvalidAnswers) as refused:
        _read(tmp_path, name, content)
    return [str(each).removeprefix(str(tmp_path / name)) for each in refused.value.mistakes]


def test_json_is_one_response_or_a_list(tmp_path: Path) -> None:
    assert _read(tmp_path, "a.json", '{"whole": 1}') == ({"whole": 1},)
    assert _read(tmp_path, "a.json", '[{"whole": 1}, {}]') == ({"whole": 1}, {})


def test_json_numbers_are_exact(tmp_path: Path) -> None:
    assert _read(tmp_path, "a.json", '{"number": 0.30000000000000004}') == ({"number": Decimal("0.30000000000000004")},)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_json_numbers_that_are_none_are_refused(tmp_path: Path, number: str) -> None:
    assert _said(tmp_path, "a.json", f'{{"number": {number}}}') == [
        ": question 'number': this is not a number. Use digits and one decimal comma or point."
    ]


@pytest.mark.parametrize("number", ["1e999", "1e999999999", "9" * 400])
def test_json_numbers_without_measure_are_refused(tmp_path: Path, number: str) -> None:
    assert _said(tmp_path, "a.json", f'{{"whole": {number}}}') == [
        ": question 'whole': the number has more digits than can be kept exactly. "
        "Use at most 15 digits before the decimal comma."
    ]


def test_each_mistake_names_its_response(tmp_path: Path) -> None:
    assert _said(tmp_path, "a.json", '[{"whole": 1}, {"whole": "x", "one": "9"}]') == [
        ": response 2, question 'whole': this is not a whole number. Use digits only, for example 12.",
        ": response 2, question 'one': there is no choice '9'. Use one of: 1, 2, dk.",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"whole": 1 2}', ": this is not valid JSON at line 1, column 13. Check commas, quotes and brackets there."),
        ("", ": this is not valid JSON at line 1, column 1. Check commas, quotes and brackets there."),
        ("[1]", ': the file holds no answers by question. Write {"question": value, …}, or a list of them.'),
        ('{"whole": 1, "whole": 2}', ": the key 'whole' is written twice. Keep one of them."),
        ("[" * 100_000, ": the values are nested too deeply. Check the brackets."),
        ("Ж".encode("cp1251"), ": the file is not in UTF-8. Save it as UTF-8 and try again."),
    ],
)
def test_what_is_no_answer_file_is_refused(tmp_path: Path, content: str | bytes, said: str) -> None:
    assert _said(tmp_path, "a.json", content) == [said]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidAnswers, match="cannot be read"):
        answers.read_file(ALL, tmp_path / "none.json")


def test_csv_columns_are_questions_choices_and_cells(tmp_path: Path) -> None:
    table = (
        "words,whole,one,many/peace,many/trade,views/voice,views/fair,posts/head/women,posts/head/men\r\n"
        '"Yes, we do",3,dk,1,0,2,,4,5\r\n'
        ",,,,,,,,\r\n"
        ",dont_know,,0,1,,,,\r\n"
    )
    assert _read(tmp_path, "a.csv", table) == (
        {
            "words": "Yes, we do",
            "whole": 3,
            "one": "dk",
            "many": ("peace",),
            "views": {"voice": "2"},
            "posts": {"head": {"women": 4, "men": 5, "other": 0}},
        },
        {"whole": Absent(Absence.DONT_KNOW), "many": ("trade",)},
    )


def test_csv_of_a_russian_spreadsheet_is_read(tmp_path: Path) -> None:
    read = _read(tmp_path, "a.csv", b"\xef\xbb\xbfwhole;number\r\n1;2,5\r\n")
    assert read == ({"whole": 1, "number": Decimal("2.5")},)


def test_a_specified_other_comes_in_its_column(tmp_path: Path) -> None:
    read = _read(tmp_path, "a.csv", "many/peace,many/other,many_other\n1,1,water\n")
    assert read == ({"many": ("peace", "other"), "many_other": "water"},)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("", ": the file is empty. Begin with a row of question names."),
        ("whole,whole\n1,2\n", ": the column 'whole' stands twice. Keep one of them."),
        (
            "whole,one\n1\n",
            ": row 2 has another number of cells than the first row. Check the quotes and the separators in it.",
        ),
        ('whole,one\n"1,2\n', ": this is not a valid CSV table. Check the quotes, or save the table as CSV again."),
        ("wole\n1\n", ": question 'wole': there is no question 'wole'. Did you mean 'whole'?"),
        ("many/peas\n1\n", ": question 'many': there is no choice 'peas'. Did you mean 'peace'?"),
        (
            "posts/head/women,posts/head/mem\n1,2\n",
            ": question 'posts', row 'head', column 'mem': there is no column 'mem'. Did you mean 'men'?",
        ),
        (
            "whole/x\n1\n",
            ": question 'whole': this is not a whole number. Use digits only, for example 12.",
        ),
    ],
)
def test_a_table_that_does_not_fit_is_refused(tmp_path: Path, table: str, said: str) -> None:
    assert _said(tmp_path, "a.csv", table) == [said]
