"""The address of a piece in a draft: its places from the top, `0-2-1`."""

import re

from werkzeug.exceptions import NotFound

from audit.questionnaire.editing.tree import Path

NUMBER = re.compile(r"[0-9]{1,4}")
PLACE = re.compile(r"[0-9]{1,4}(-[0-9]{1,4}){0,4}")


def number(place: str) -> int:
    """Return the place of a piece in a list of its own; NotFound where it is none."""
    if not NUMBER.fullmatch(place):
        raise NotFound
    return int(place)


def path(place: str) -> Path:
    """Return the path of an address; NotFound where it is none."""
    if not PLACE.fullmatch(place):
        raise NotFound
    section, *questions = (int(number) for number in place.split("-"))
    found: Path = ("sections", section)
    for number in questions:
        found = (*found, "questions", number)
    return found


def place(path: Path) -> str:
    """Return the address of the section or question that a path leads to or into; empty for other paths."""
    numbers = []
    for key, number in zip(path[::2], path[1::2], strict=False):
        if key not in ("sections", "questions") or not isinstance(number, int):
            break
        numbers.append(str(number))
    return "-".join(numbers)
