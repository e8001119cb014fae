"""What an author may write where a value is worked out: an expression, yes or no, or a plain value to begin with."""

from typing import Annotated

from pydantic import BeforeValidator

from audit.questionnaire.expression import Expression, filtering, parsed
from audit.questionnaire.trees import Literal

YES = frozenset({"yes", "true", "1", "true()"})
NO = frozenset({"no", "false", "0", "false()", ""})
QUOTES = ("'", '"')


def _requirement(value: object) -> object:
    """`required` is a plain yes or no in any of its spellings, or an expression."""
    spelling = str(value).strip().lower()
    if spelling in YES or spelling in NO:
        return spelling in YES
    return parsed(value)


def beginning(value: object) -> object:
    """Return what `default` says: an expression where it has `${`, a parenthesis or begins with a quote, else itself.

    So `today()`, `${head}` and `'a (b)'` are worked out, while `2026-01-31`, `north-east` and `2 + 3` stand for
    themselves. Raises ExpressionError for an expression that cannot be read.
    """
    if isinstance(value, Expression | bool) or not isinstance(value, str | int | float):
        return parsed(value)
    plain = str(value).strip()
    if not plain or "${" in plain or "(" in plain or plain.startswith(QUOTES):
        return parsed(str(value))
    return Expression(plain, Literal(plain))


# A choice_filter: bare names in it are attributes of the choice under test.
Filter = Annotated[Expression, BeforeValidator(filtering)]
Formula = Annotated[Expression, BeforeValidator(parsed)]
Requirement = Annotated[bool | Expression, BeforeValidator(_requirement)]
Beginning = Annotated[Expression, BeforeValidator(beginning)]
