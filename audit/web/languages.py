"""The languages of a page: which one it speaks, how each calls itself and which way it is written."""

from collections.abc import Sequence
from functools import cache

from babel import Locale, UnknownLocaleError

from audit.wording import interface

__all__ = ["autonym", "direction", "interface", "switch"]


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


def switch(offered: Sequence[str], present: str) -> tuple[tuple[str, str, bool], ...]:
    """Return what a language switch shows: code, own name, whether it is the present one."""
    return tuple((language, autonym(language), language == present) for language in offered)
