"""What no text that a person gives may hold: signs that a workbook, a page or PostgreSQL cannot keep."""

from collections.abc import Iterable

from audit.errors import Mistake, message
from audit.questionnaire.scalars import unstorable


def check(texts: Iterable[str]) -> list[Mistake]:
    """Return a mistake for each text with a control character in it; line breaks and tabs are none."""
    found = [next(filter(unstorable, text), "") for text in texts]
    return [
        Mistake(
            "control-character",
            (),
            message("the text holds a character that cannot be kept (U+%(code)s)", code=f"{ord(character):04X}"),
            message("Delete it or type the text again."),
        )
        for character in found
        if character
    ]
