"""An instance that would not be safe does not start, and says what to do about it."""

import json
from pathlib import Path

import pytest

from audit import config
from audit.errors import NotConfigured

STRONG = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGH"


def _environment(folder: Path, **given: str) -> dict[str, str]:
    secrets = dict.fromkeys(("PARITET_SECRET_KEY", "PARITET_SALT", "PARITET_SECOND_FACTOR_SECRET"), STRONG)
    return {"PARITET_INSTANCE": str(folder), **secrets, **given}


def _refusal(environ: dict[str, str]) -> str:
    with pytest.raises(NotConfigured) as refused:
        config.settings(environ)
    return refused.value.code


def test_an_instance_keeps_everything_in_its_folder_unless_told_otherwise(tmp_path: Path) -> None:
    assert config.settings(_environment(tmp_path)).database_url == f"sqlite:///{tmp_path}/paritet.sqlite"


@pytest.mark.parametrize(
    ("variable", "value", "code"),
    [
        ("PARITET_SECRET_KEY", "", "no-secret"),
        ("PARITET_SECRET_KEY", "changeme", "weak-secret"),
        ("PARITET_SALT", "a" * 64, "weak-secret"),
        ("PARITET_BASE_URL", "http://paritet.example", "unsafe-address"),
        ("PARITET_BASE_URL", "paritet.example", "unsafe-address"),
        ("PARITET_TRUSTED_PROXIES", "-1", "not-a-number"),
        ("PARITET_MAIL_PORT", "smtp", "not-a-number"),
        ("PARITET_MAIL_ENCRYPTION", "ssl", "mail-encryption"),
        ("PARITET_LANGUAGE", "xx", "language"),
        ("FLASK_DEBUG", "1", "debug"),
    ],
)
def test_an_unsafe_setting_is_refused(variable: str, value: str, code: str, tmp_path: Path) -> None:
    assert _refusal(_environment(tmp_path, **{variable: value})) == code


def test_secrets_are_read_from_the_file_that_init_made(tmp_path: Path) -> None:
    path = tmp_path / config.SECRETS_FILE
    path.write_text(json.dumps({"key": STRONG, "salt": STRONG[::-1], "second_factor": STRONG}))
    path.chmod(0o600)
    assert config.settings({"PARITET_INSTANCE": str(tmp_path)}).secrets.salt == STRONG[::-1]


def test_a_folder_without_an_instance_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotConfigured, match=f"No instance in {tmp_path}"):
        config.settings({"PARITET_INSTANCE": str(tmp_path)})


def test_secrets_that_others_can_read_are_refused(tmp_path: Path) -> None:
    path = tmp_path / config.SECRETS_FILE
    path.write_text("{}")
    path.chmod(0o644)
    assert _refusal(_environment(tmp_path)) == "open-secrets"


def test_settings_never_print_a_secret_or_where_the_database_is(tmp_path: Path) -> None:
    environ = _environment(
        tmp_path, PARITET_MAIL_PASSWORD="hunter2", PARITET_DATABASE_URL="postgresql://a:hunter2@db/p"
    )
    shown = repr(config.settings(environ))
    assert (STRONG in shown, "hunter2" in shown) == (False, False)


def test_https_is_known_by_the_address(tmp_path: Path) -> None:
    assert config.settings(_environment(tmp_path, PARITET_BASE_URL="https://paritet.example/")).https
