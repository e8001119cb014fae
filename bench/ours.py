"""Paritet as the bench serves it: in process, over a SQLite file in a folder of its own."""

import sys
from pathlib import Path

from flask import Flask

from audit import config
from audit.app import create_app
from bench.visitor import alone

SECRET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGH"  # noqa: S105 - of an instance that lasts seconds
SECTIONS = ("first", "middle", "last")


def settings(folder: Path) -> config.Settings:
    """Return the settings of the instance in a folder."""
    return config.Settings(
        instance=folder,
        database_url=f"sqlite:///{folder / 'paritet.sqlite'}",
        secrets=config.Secrets(SECRET, SECRET, SECRET),
        base_url="http://localhost",
        language="en",
    )


def ours(folder: Path) -> Flask:
    """Return the application over the instance in a folder."""
    return create_app(settings(folder))


if __name__ == "__main__":
    alone(lambda: ours(Path(sys.argv[1])), sys.argv[2], SECTIONS[1])
