"""Help speaks the language of whoever asks, and no summary of a command is cut."""

import pytest
from click.testing import CliRunner

from audit.cli import COMMANDS, main
from audit.wording import languages, say

LONGEST_SUMMARY = 45


def _help(*arguments: str, environment: str = "en") -> str:
    result = CliRunner().invoke(main, arguments, env={"PARITET_LANG": environment})
    assert result.exit_code == 0
    return result.stdout


@pytest.mark.parametrize("language", languages())
def test_no_summary_is_cut(language: str) -> None:
    said = _help("--help", environment=language).partition(f"{say(language, 'Commands')}:\n")[2]
    lines = dict(line.split(maxsplit=1) for line in said.splitlines())
    assert list(lines) == list(COMMANDS)
    assert [text for text in lines.values() if len(text) > LONGEST_SUMMARY or text.endswith("...")] == []


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (("serve", "-h"), "ru_RU.UTF-8"),
        (("--lang", "ru", "serve", "-h"), "en"),
        (("serve", "--lang", "ru", "-h"), "en"),
    ],
)
def test_help_is_in_russian_where_it_is_asked_for(arguments: tuple[str, ...], environment: str) -> None:
    said = _help(*arguments, environment=environment)
    assert [word for word in ("Вызов: ", "Запустить сервер", "Параметры:", "Порт сервера.") if word not in said] == []


def test_help_of_a_subcommand_is_in_russian_too() -> None:
    assert "Имя человека." in _help("user", "add", "--help", environment="ru")
