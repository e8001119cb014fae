"""The XLSForm dialect of expressions: parsed once into frozen trees, evaluated over answers, never `eval`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression as its author wrote it."""

    source: str


def parsed(value: object) -> Expression:
    """Parse an expression's text."""
    return value if isinstance(value, Expression) else Expression(str(value))
