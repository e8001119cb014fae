"""The smallest parts that questionnaire values are made of: names, texts by language, exact numbers."""

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo

NAME_PATTERN = r"^[A-Za-z0-9_][A-Za-z0-9_.\-]*$"


class Part(BaseModel):
    """A frozen piece of a questionnaire; an unknown key is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=())


def _exact(value: object) -> Fraction:
    if isinstance(value, Fraction):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    if isinstance(value, str):
        try:
            return Fraction(Decimal(value))
        except InvalidOperation:
            pass
    raise ValueError("not a number")


def _by_language(value: object, info: ValidationInfo) -> object:
    """A plain text stands for the questionnaire's first language, as XLSForm's plain `label` does."""
    if isinstance(value, str):
        return {(info.context or {}).get("language", "en"): value}
    return value


Exact = Annotated[Fraction, BeforeValidator(_exact)]
Name = Annotated[str, Field(pattern=NAME_PATTERN, max_length=100)]
Text = Annotated[dict[str, str], BeforeValidator(_by_language)]
