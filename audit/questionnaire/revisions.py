"""What an author says of a version: which questions mean something else than in an earlier one, and why."""

import re
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from audit.questionnaire.parts import Name, Part, Text


class Revision(Part):
    """Questions that changed after the version `since`, by the class of the change, as `Meaning` names them.

    It is said of what nobody can see by comparing the texts: the words stayed and what is counted under them did not,
    or the other way round. It makes a change stricter than computed, never looser.
    """

    since: str
    of: Annotated[tuple[Name, ...], Field(min_length=1)]
    change: Literal["typing", "kept", "changed"] = "changed"
    label: Text | None = None


def order(version: str) -> tuple[tuple[int, str], ...]:
    """Return by what versions are ordered: numbers as numbers, so that 2026.10 comes after 2026.9."""
    pieces: Iterator[str] = iter(re.findall(r"\d+|\D+", version))
    return tuple((int(each), "") if each.isdecimal() and len(each) < 10 else (-1, each) for each in pieces)


def lies_between(earlier: str, since: str, later: str) -> bool:
    """Return whether a change after `since` lies between two versions."""
    return order(earlier) <= order(since) < order(later)
