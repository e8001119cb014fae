"""Names that a questionnaire can hold: in Latin letters, each once, and the old ones remembered where they stood."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

LONGEST = 90
FORBIDDEN = re.compile(r"[^A-Za-z0-9_.\-]+")
#: The Russian alphabet in Latin letters, with the letters that its neighbours in Central Asia add.
CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
    "я": "ya", "ә": "a", "ғ": "g", "қ": "q", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "і": "i", "ҳ": "h",
    "ҷ": "j", "ӣ": "i", "ӯ": "u",
}  # fmt: skip


def latin(name: str) -> str:
    """Return a name in the letters that names have here; "" where nothing of it can be kept."""
    lowered = "".join(CYRILLIC.get(letter.lower(), letter) for letter in name.strip())
    plain = "".join(each for each in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(each))
    kept = FORBIDDEN.sub("_", plain)[:LONGEST]
    if kept[:1] in (".", "-"):
        kept = "_" + kept[1:]
    return kept if any(map(str.isalnum, kept)) else ""


@dataclass(slots=True)
class Names:
    """Names that are taken, whatever their capitals; `own` gives each question one of its own."""

    taken: set[str] = field(default_factory=set)

    def own(self, wanted: str, otherwise: str, *, also: Sequence[str] = ()) -> str:
        """Return `wanted` in Latin letters, or `otherwise`, with a number where it is taken.

        `also` are endings under which more is kept (`_other`), that must be free too.
        """
        base = latin(wanted) or otherwise
        number = 1
        name = base
        while any((name + ending).casefold() in self.taken for ending in ("", *also)):
            number += 1
            name = f"{base}_{number}"
        self.taken |= {(name + ending).casefold() for ending in ("", *also)}
        return name


@dataclass(slots=True)
class Places:
    """Where each name of the form stands, so that a reference finds the nearest one that bears it."""

    found: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    paths: set[str] = field(default_factory=set)

    def put(self, name: str, groups: tuple[str, ...], path: str) -> None:
        """Remember that a form's name, in these groups, is at a path here."""
        self.found.setdefault(name, []).append((groups, path))
        self.paths.add(path)

    def path(self, name: str, groups: tuple[str, ...]) -> str | None:
        """Return the path of a name as seen from within these groups, or None."""
        known = self.found.get(name)
        return max(known, key=lambda each: _shared(each[0], groups))[1] if known else None


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    shared = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        shared += 1
    return shared
