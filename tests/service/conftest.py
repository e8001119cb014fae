"""Use cases are tried on a small shelf of their own."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _small_shelf(shelf: Path) -> None:
    """Put the small questionnaires on the shelf."""
