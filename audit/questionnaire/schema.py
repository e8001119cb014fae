"""The questionnaire as frozen values: sections, questions, choices, scale, dimensions and indicators.

The words are XLSForm's (`type name label hint required relevant constraint choices`), plus what a gender audit needs
beside them (`dimension`, `indicators`, `score`, `evidence`, `disaggregate_by`, `sensitive`). The loader turns YAML
into these values and rewrites pydantic's findings into an author's words.
"""

from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field

from audit.questionnaire.contradictions import Contradiction
from audit.questionnaire.expression import Expression, parsed
from audit.questionnaire.indicators import Indicator
from audit.questionnaire.parts import Choice as Choice
from audit.questionnaire.parts import Choices, Exact, Name, Part, ReadOnly, Serves, Text
from audit.questionnaire.parts import Item as Item
from audit.questionnaire.parts import Row as Row
from audit.questionnaire.values import Absence as Absence
from audit.questionnaire.values import Sex as Sex


def _requirement(value: object) -> object:
    """`required` is a plain yes or no in any of its spellings, or an expression."""
    spelling = str(value).strip().lower()
    if spelling in YES or spelling in NO:
        return spelling in YES
    return parsed(value)


YES = frozenset({"yes", "true", "1", "true()"})
NO = frozenset({"no", "false", "0", "false()", ""})
Formula = Annotated[Expression, BeforeValidator(parsed)]
Requirement = Annotated[bool | Expression, BeforeValidator(_requirement)]
TEXT_LIMIT = 10_000


class Respondent(StrEnum):
    """Who answers: one named set for the institution, each member of staff, or the public."""

    INSTITUTION = "institution"
    STAFF = "staff"
    PUBLIC = "public"


class Mode(StrEnum):
    """How answers are tied to people; later only ever made stricter."""

    NAMED = "named"
    CONFIDENTIAL = "confidential"
    ANONYMOUS = "anonymous"


class BaseQuestion(Part):
    """What every question has, in XLSForm's words."""

    name: Name
    label: Text
    hint: Text | None = None
    required: Requirement = False
    required_message: Text | None = None
    relevant: Formula | None = None
    constraint: Formula | None = None
    constraint_message: Text | None = None
    appearance: str = ""
    evidence: Literal["expected", "required"] | None = None
    sensitive: bool = False
    serves: Serves = ()


class TextQuestion(BaseQuestion):
    """Free text; always treated as sensitive when published."""

    type: Literal["text"]
    max_length: Annotated[int, Field(gt=0, le=TEXT_LIMIT)] = TEXT_LIMIT


class IntegerQuestion(BaseQuestion):
    """A whole number."""

    type: Literal["integer"]


class DecimalQuestion(BaseQuestion):
    """A number with decimals."""

    type: Literal["decimal"]


class PercentQuestion(BaseQuestion):
    """A percentage, 0–100 unless a constraint says otherwise."""

    type: Literal["percent"]


class MoneyQuestion(BaseQuestion):
    """An amount in one currency (ISO 4217)."""

    type: Literal["money"]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


class DateQuestion(BaseQuestion):
    """A calendar date, ISO 8601 in files."""

    type: Literal["date"]


class SelectOneQuestion(BaseQuestion):
    """One of the choices; `or_other` adds "other, please specify" with a text."""

    type: Literal["select_one"]
    choices: Choices
    list_name: str | None = None
    or_other: bool = False


class SelectMultipleQuestion(BaseQuestion):
    """Any of the choices; an exclusive choice stands alone."""

    type: Literal["select_multiple"]
    choices: Choices
    list_name: str | None = None
    or_other: bool = False


class MatrixQuestion(BaseQuestion):
    """Several statements on one scale; `required` asks for each of them."""

    type: Literal["matrix"]
    choices: Choices
    list_name: str | None = None
    items: Annotated[tuple[Item, ...], Field(min_length=1)]


class HeadcountQuestion(BaseQuestion):
    """A grid of people: rows are levels, columns women, men, another or undisclosed.

    Totals typed beside the counts (`total` of a row, a row named `total`) must add up. `sum_rows: false` says that
    the same people stand in several rows (applied, appointed), so that no row of totals is shown.
    """

    type: Literal["headcount"]
    sum_rows: bool = True
    rows: Annotated[tuple[Row, ...], Field(min_length=1)]


class NoteQuestion(BaseQuestion):
    """Words between questions; nothing is answered."""

    type: Literal["note"]


class CalculateQuestion(BaseQuestion):
    """A value worked out from other answers; shown only where something refers to it."""

    type: Literal["calculate"]
    label: Text = Field(default_factory=dict)
    calculation: Formula


Question = Annotated[
    TextQuestion
    | IntegerQuestion
    | DecimalQuestion
    | PercentQuestion
    | MoneyQuestion
    | DateQuestion
    | SelectOneQuestion
    | SelectMultipleQuestion
    | MatrixQuestion
    | HeadcountQuestion
    | NoteQuestion
    | CalculateQuestion,
    Field(discriminator="type"),
]


class Section(Part):
    """One page of questions."""

    name: Name
    label: Text
    hint: Text | None = None
    relevant: Formula | None = None
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]


class ScaleLevel(Part):
    """A level of a score: it begins at `from`, in points, and ends where the next begins."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
    level: Name
    start: Annotated[Exact, Field(alias="from")]
    label: Text
    meaning: Text | None = None


class Dimension(Part):
    """A part of the total: the weighted mean of its indicators."""

    name: Name
    label: Text
    weight: Annotated[Exact, Field(gt=0)] = Fraction(1)
    min_coverage: Exact | None = None


class Confidentiality(Part):
    """What staff are promised: the mode and the smallest group that may be published."""

    mode: Mode
    threshold: Annotated[int, Field(ge=3)] = 5
    sensitive_threshold: Annotated[int, Field(ge=3)] = 10


class Questionnaire(Part):
    """What is asked, whole: one versioned file."""

    name: Name
    version: str
    respondent: Respondent
    languages: Annotated[tuple[str, ...], Field(min_length=1)]
    title: Text
    introduction: Text | None = None
    minutes: Annotated[int, Field(gt=0)] | None = None
    confidentiality: Confidentiality | None = None
    disaggregate_by: tuple[Name, ...] = ()
    scale: tuple[ScaleLevel, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    min_coverage: Exact = Fraction(3, 5)
    mean: Literal["arithmetic", "geometric"] = "arithmetic"
    choices: Annotated[dict[str, Choices], AfterValidator(ReadOnly)] = Field(default_factory=dict)
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    indicators: tuple[Indicator, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by its name, in the order of asking."""
        return {question.name: question for section in self.sections for question in section.questions}

    @cached_property
    def section_of(self) -> dict[str, str]:
        """The section's name for every question's name."""
        return {question.name: section.name for section in self.sections for question in section.questions}
