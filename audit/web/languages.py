"""The languages of a page: which one it speaks, how each calls itself and which way it is written."""

from collections.abc import Iterable, Sequence
from functools import cache

from babel import Locale, UnknownLocaleError

from audit import wording
from audit.wording import interface

__all__ = ["autonym", "direction", "interface", "ordered", "switch"]


@cache
def autonym(language: str) -> str:
    """Return a language's own name with a capital letter, or its code where it is not known."""
    try:
        name = Locale.parse(language, sep="-" if "-" in language else "_").get_display_name(language)
    except (UnknownLocaleError, ValueError):
        return language
    return name[:1].upper() + name[1:] if name else language


@cache
def direction(language: str) -> str:
    """Return `rtl` for languages written from right to left, else `ltr`."""
    try:
        return Locale.parse(language, sep="-" if "-" in language else "_").text_direction
    except (UnknownLocaleError, ValueError):
        return "ltr"


def ordered(offered: Iterable[str]) -> tuple[str, ...]:
    """Return languages in the one order that every page keeps: those of the interface first, then as they are given."""
    given, first = tuple(offered), wording.languages()
    return (*(each for each in first if each in given), *(each for each in given if each not in first))


def switch(offered: Sequence[str], present: str) -> tuple[tuple[str, str, bool], ...]:
    """Return what a language switch shows: code, own name, whether it is the present one."""
    return tuple((language, autonym(language), language == present) for language in ordered(offered))
