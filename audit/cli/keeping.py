"""`paritet backup` and `restore`: an administrator keeps a copy of an instance and makes an instance from it."""

import os
from pathlib import Path

import click

from audit import config, store, wording
from audit.cli.speech import lang_option
from audit.errors import Refused, message
from audit.store import archive


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@lang_option
def backup(file: Path, language: str) -> None:
    """Copy the instance into one file.

    People go on answering meanwhile. The file holds all answers and the secrets: keep it as you keep the instance.
    """
    settings = config.settings(os.environ)
    config.standing_database_url(os.environ)
    begun = file.with_name(f"{file.name}.part")
    source = store.engine(settings.database_url)
    try:
        with os.fdopen(_new(file, begun), "wb") as copy:
            told = archive.write(source, copy, secrets=config.secrets_told(settings.secrets))
            copy.flush()
            os.fsync(copy.fileno())
        os.link(begun, file)
    except FileExistsError:
        raise _there_already(file) from None
    finally:
        begun.unlink(missing_ok=True)
        source.dispose()
    click.echo(wording.say(language, "The copy is whole: %(file)s (%(rows)d rows)", file=file, rows=told.rows))


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@lang_option
def restore(file: Path, language: str) -> None:
    """Make an instance from a copy.

    The instance folder, or the database that the settings name, must be empty.
    """
    archive.read(file)
    folder = config.instance_folder(os.environ)
    if (folder / config.SECRETS_FILE).exists():
        raise Refused(
            "not-empty",
            message(
                "There is an instance in %(folder)s already. Name an empty folder: PARITET_INSTANCE=…",
                folder=str(folder),
            ),
        )
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    told = archive.restore(file, config.database_url(os.environ))
    config.keep_secrets(folder, archive.secrets(file))
    said = wording.say(language, "The instance is restored: %(folder)s (%(rows)d rows)", folder=folder, rows=told.rows)
    click.echo(said)


def _new(file: Path, begun: Path) -> int:
    if file.exists():
        raise _there_already(file)
    begun.unlink(missing_ok=True)
    return os.open(begun, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)


def _there_already(file: Path) -> Refused:
    return Refused("there-already", message("%(file)s is there already. Name a new file", file=str(file)))
