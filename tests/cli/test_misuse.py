"""Wrong usage is said in Russian where Russian is asked for, and ends with 2."""

import pytest
from click.testing import CliRunner

from audit.cli import main


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("check", "Не указано: FILE. Укажите."),
        ("serve --prot 8001", "Параметра --prot нет."),
        ("sevre", "Команды sevre нет."),
        ("serve --port 99999", "Значение --port должно быть целым числом от 1 до 65535."),
        ("serve --port many", "Значение --port должно быть целым числом от 1 до 65535."),
        ("user add a@example.org --role queen", "Значение --role должно быть одним из следующих: auditor, management"),
        ("user add a@example.org --role auditor", "--role и --body задаются вместе"),
        ("parity", "Укажите либо таблицу, либо --women и --men."),
    ],
)
def test_wrong_usage_is_said_in_russian(typed: str, said: str) -> None:
    result = CliRunner().invoke(main, typed.split(), env={"PARITET_LANG": "ru"})
    assert (result.exit_code, result.stderr.startswith(said), "Справка: " in result.stderr) == (2, True, True)
