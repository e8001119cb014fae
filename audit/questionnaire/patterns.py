"""Patterns of regex(): matched by an engine whose time grows with the text alone, whatever an author writes.

Python's own engine tries every way in which a pattern may fit: `(a+)+` on forty letters holds a process for good.
The engine that pydantic brings does not, and has therefore no look-around and no references back.
"""

from functools import lru_cache

from pydantic_core import SchemaError, SchemaValidator, ValidationError, core_schema

KEPT = 1024


class BadPattern(ValueError):
    """A pattern that cannot be used; its text says why."""


def check(pattern: str) -> None:
    """Raise BadPattern for what is no pattern, is too large, or asks for what this engine does not do."""
    _validator(pattern)


def fits(pattern: str, text: str) -> bool:
    """Return whether the pattern fits the whole text."""
    try:
        _validator(pattern).validate_python(text)
    except ValidationError:
        return False
    return True


@lru_cache(maxsize=KEPT)
def _validator(pattern: str) -> SchemaValidator:
    for tried in (pattern, rf"\A(?:{pattern})\z"):  # Alone first: `a)|(b` is whole only inside other parentheses.
        try:
            made = SchemaValidator(core_schema.str_schema(pattern=tried, regex_engine="rust-regex"))
        except SchemaError as error:
            raise BadPattern(str(error).strip().rpartition("error: ")[2]) from error
    return made
