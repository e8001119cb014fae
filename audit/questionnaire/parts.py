"""The smallest parts that questionnaire values are made of: names, texts by language, exact numbers, choices, rows."""

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Annotated, Any, Literal, NoReturn

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo

from audit.questionnaire.values import Absence, Sex

MOST_DIGITS = 40
NAME_PATTERN = r"^[A-Za-z0-9_][A-Za-z0-9_.\-]*$"


class Part(BaseModel):
    """A frozen piece of a questionnaire; an unknown key is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=())


class ReadOnly(dict[str, Any]):
    """A mapping that stays as it was validated."""

    def _refuse(self, *given: object, **named: object) -> NoReturn:
        raise TypeError("a questionnaire's values do not change")

    def __reduce__(self) -> tuple[type["ReadOnly"], tuple[dict[str, Any]]]:
        return type(self), (dict(self),)

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _refuse


def _exact(value: object) -> Fraction:
    if isinstance(value, Fraction):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    if isinstance(value, str):
        try:
            number = Decimal(value)
        except InvalidOperation:
            number = Decimal("NaN")
        if number.is_finite() and abs(number.adjusted()) < MOST_DIGITS and len(value) <= MOST_DIGITS:
            return Fraction(number)
    raise ValueError("not a number")


def _by_language(value: object, info: ValidationInfo) -> object:
    """A plain text stands for the questionnaire's first language, as XLSForm's plain `label` does."""
    if isinstance(value, str):
        return {(info.context or {}).get("language", "en"): value}
    return value


Exact = Annotated[Fraction, BeforeValidator(_exact)]
Name = Annotated[str, Field(pattern=NAME_PATTERN, max_length=100)]
# References to items of frameworks, as `framework/item`.
Serves = tuple[str, ...]
Text = Annotated[dict[str, str], BeforeValidator(_by_language), AfterValidator(ReadOnly)]


class Choice(Part):
    """One answer that can be chosen; `score` are its points (0–100), `absent` makes it a named absence.

    `favourable` says which steps of a scale are counted as favourable answers: `favourable: true` at those that are and
    nothing at the others (or `false`). Where no choice of a list says so, they are the two best of four or more steps
    and the best of two or three. A reversed item of a matrix mirrors the steps with the points. `attributes` are the
    further columns of the list (a region's country) that a `choice_filter` and `instance()` look at. `parent` names the
    choice of the same list that this one is a part of, as a division is of its department: broken down by it, answers
    are shown for the department with all its divisions, and for each of them within it.
    """

    name: Name
    label: Text
    score: Exact | None = None
    absent: Literal[Absence.NOT_APPLICABLE, Absence.DONT_KNOW, Absence.PREFER_NOT_TO_SAY] | None = None
    counts_as: Sex | None = None
    exclusive: bool = False
    favourable: bool | None = None
    parent: Name | None = None
    attributes: Annotated[dict[Name, str], AfterValidator(ReadOnly)] = Field(default_factory=dict)


class Row(Part):
    """One level of a head-count."""

    name: Name
    label: Text
    decision_making: bool = False
    serves: Serves = ()


class Item(Part):
    """One statement of a matrix; `reverse` mirrors its scale when it is scored."""

    name: Name
    label: Text
    reverse: bool = False
    sensitive: bool = False
    serves: Serves = ()


Choices = Annotated[tuple[Choice, ...], Field(min_length=1)]
