"""Characters that a workbook's XML cannot hold, written as the format's own escapes `_x000D_` and read back."""

import re

ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
#: XML drops the first class; it reads a carriage return as a line feed; an escape that an author wrote is no escape.
UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
LONGEST = 32_767


def escaped(text: str) -> str:
    """Return a text that survives the XML of a cell."""
    return UNSAFE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def unescaped(text: str) -> str:
    """Return what `escaped` was given; a lone surrogate is left as it is written."""
    return ESCAPE.sub(_character, text) if "_x" in text else text


def _character(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return found[0] if "\ud800" <= character <= "\udfff" else character
