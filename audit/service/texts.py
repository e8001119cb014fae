"""What no text that a person gives may hold: signs that cannot be kept or turn the writing round, or nothing seen."""

import unicodedata
from collections.abc import Iterable

from audit.errors import Mistake, message
from audit.questionnaire.scalars import unstorable

#: The classes of Unicode's bidirectional algorithm that turn round what stands after them, up to the end of it.
TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
#: Letters by their category that leave nothing on the page: the fillers of Korean syllables.
FILLERS = frozenset("\u115f\u1160\u3164\uffa0")


def check(texts: Iterable[str]) -> list[Mistake]:
    """Return a mistake for each text that holds a sign it may not hold, or no letter and no digit that can be seen.

    Refused are control characters and those that turn the direction of writing; line breaks and tabs are none. A text
    that is empty or of spaces alone is not spoken of here: whoever asked says whether it may be.
    """
    return [mistake for text in texts for mistake in _of(text)]


def _of(text: str) -> Iterable[Mistake]:
    refused = next(filter(_refused, text), "")
    if refused:
        wrong = message("the text holds a character that cannot be kept (U+%(code)s)", code=f"{ord(refused):04X}")
        yield Mistake("control-character", (), wrong, message("Delete it or type the text again."))
    elif text.strip() and not any(map(_seen, text)):
        wrong = message("the text has no letter and no digit, so that nobody could read it")
        yield Mistake("nothing-to-read", (), wrong, message("Type it in words."))


def _refused(character: str) -> bool:
    return unstorable(character) or unicodedata.bidirectional(character) in TURNING


def _seen(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN" and character not in FILLERS
