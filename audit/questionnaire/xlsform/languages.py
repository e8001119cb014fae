"""The languages that the headers of a form name, in whatever manner, as tags: `English (en)`, `हिन्दी`, `French`."""

import re
from collections.abc import Iterable
from functools import cache

from babel import Locale

from audit.questionnaire.tongues import COUNTRIES_TAKEN_FOR_LANGUAGES, known_tag

CODE = re.compile(r"\(\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)\s*\)\s*$")
NAMED_IN = ("en", "ru", "fr", "es", "pt", "de", "ar")
BY_SCRIPT = (
    (re.compile(r"[\u0400-\u04ff]"), "ru"),
    (re.compile(r"[\u0600-\u06ff]"), "ar"),
    (re.compile(r"[\u0900-\u097f]"), "hi"),
    (re.compile(r"[\u4e00-\u9fff]"), "zh"),
)


@cache
def tag(name: str) -> str | None:
    """Return the tag of a language by a form's name for it, or None where nobody can tell."""
    found = CODE.search(name)
    for written in (found[1] if found else "", name.strip()):
        spelt = _spelt(written)
        if spelt:
            return spelt
    bare = re.sub(r"\s*\(.*?\)", "", name).strip().casefold()
    return _names().get(bare)


def _spelt(written: str) -> str | None:
    first, *rest = written.replace("_", "-").split("-")
    code = "-".join((COUNTRIES_TAKEN_FOR_LANGUAGES.get(first.lower(), first.lower()), *rest))
    return code if 2 <= len(first) <= 3 and known_tag(code) else None


@cache
def _names() -> dict[str, str]:
    """Return the names of languages: their own, and those in a few large languages."""
    known = [str(code) for code in Locale("en").languages if known_tag(str(code))]
    found: dict[str, str] = {}
    for code in known:
        own = Locale.parse(code, sep="-").get_display_name()
        if own:
            found.setdefault(str(own).casefold(), code)
    for spoken in NAMED_IN:
        for code, name in Locale(spoken).languages.items():
            if code in known:
                found.setdefault(str(name).casefold(), str(code))
    return found


def shown(code: str) -> str:
    """Return the header's name of a language: `Русский (ru)`."""
    name = Locale.parse(code, sep="-").get_display_name() or code
    return f"{name[:1].upper()}{name[1:]} ({code})"


def guessed(texts: Iterable[str]) -> str:
    """Return the language of texts that nobody named, by their letters; English where these tell nothing."""
    joined = " ".join(texts)
    counts = {code: len(letters.findall(joined)) for letters, code in BY_SCRIPT}
    likely = max(counts, key=lambda code: counts[code])
    return likely if counts[likely] * 3 > sum(map(str.isalpha, joined)) else "en"
