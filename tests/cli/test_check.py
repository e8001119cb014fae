"""`paritet check` says every mistake on stderr with its place, and ends with 0, 1 or 2."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from audit.cli import COMMANDS, main

TESTS = Path(__file__).resolve().parent.parent
GOOD = str(TESTS / "examples" / "institution.yaml")


def _paritet(*arguments: str, lang: str = "C.UTF-8") -> Result:
    environment = {"PARITET_LANG": None, "LC_ALL": lang, "LC_MESSAGES": None, "LANG": None}
    return CliRunner().invoke(main, arguments, env=environment)


@pytest.fixture
def bad(tmp_path: Path) -> str:
    file = tmp_path / "bad.yaml"
    text = Path(GOOD).read_text(encoding="utf-8").replace("required: true", "requierd: true")
    file.write_text(text.replace("{en: Means, ru: Средства}", "{en: Means}"), encoding="utf-8")
    return str(file)


def test_a_questionnaire_in_order_ends_with_0() -> None:
    result = _paritet("check", GOOD)
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{GOOD}: no mistakes\n", "")


def test_mistakes_go_to_stderr_and_end_with_1(bad: str) -> None:
    result = _paritet("check", bad, GOOD)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"{bad}: line 31, section 'people', question 'posts', key 'requierd': "
        "there is no key 'requierd' here. Did you mean 'required'?",
        f"{bad}: line 46, section 'means', key 'label': warning: "
        "the text in 'ru' is missing. Add it; until then another language is shown.",
    ]
    assert result.stdout.splitlines() == [f"{bad}: 1 mistake, 1 warning", f"{GOOD}: no mistakes"]


def test_russian_is_spoken_where_the_environment_speaks_it(bad: str) -> None:
    result = _paritet("check", bad, lang="ru_RU.UTF-8")
    assert result.stderr.splitlines()[0] == (
        f"{bad}: строка 31, раздел «people», вопрос «posts», ключ «requierd»: "
        "ключа «requierd» здесь нет. Возможно, имелось в виду «required»?"
    )
    assert result.stdout == f"{bad}: 1 ошибка, 1 предупреждение\n"


@pytest.mark.parametrize("place", [("--lang", "ru", "check", GOOD), ("check", GOOD, "--lang", "ru")])
def test_the_language_can_be_chosen(place: tuple[str, ...]) -> None:
    assert _paritet(*place).stdout == f"{GOOD}: ошибок нет\n"


def test_a_folder_is_called_one_and_its_files_are_asked_for() -> None:
    result = _paritet("check", "questionnaires/")
    assert result.exit_code == 1
    assert result.stderr == "questionnaires: this is a folder. Name its files: questionnaires/*.yaml.\n"


def test_json_carries_code_place_and_digest(bad: str) -> None:
    result = _paritet("check", GOOD, bad, "--json")
    good, spoilt = json.loads(result.stdout)["files"]
    assert result.exit_code == 1
    assert (good["name"], good["errors"], len(good["digest"])) == ("example-institution", 0, 64)
    assert spoilt["mistakes"][0] == {
        "code": "unknown-key",
        "severity": "error",
        "line": 31,
        "place": ["section 'people'", "question 'posts'", "key 'requierd'"],
        "wrong": "there is no key 'requierd' here",
        "remedy": "Did you mean 'required'?",
    }


def test_a_file_that_is_not_there_is_wrong_input() -> None:
    result = _paritet("check", "none.yaml")
    assert result.exit_code == 1
    assert result.stderr == "none.yaml: the file cannot be read. Check its name and whether you may open it.\n"


@pytest.mark.parametrize("arguments", [("check",), ("chek", GOOD), ("check", GOOD, "--jsn")])
def test_wrong_usage_ends_with_2(arguments: tuple[str, ...]) -> None:
    assert _paritet(*arguments).exit_code == 2


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str) -> None:
    assert _paritet(name, "--help").exit_code == 0
