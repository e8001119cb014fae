"""Every type of question as a frozen value, in XLSForm's words."""

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from audit.questionnaire.formulas import Beginning, Filter, Formula, Requirement
from audit.questionnaire.parts import Choices, Exact, Item, Name, Part, Row, Serves, Text

TEXT_LIMIT = 10_000
MOST_ENTRIES = 500
ACCEPTED = r"^(\.[A-Za-z0-9]{1,10}|[a-z]+/(\*|[A-Za-z0-9][A-Za-z0-9.+-]{0,99}))$"


class BaseQuestion(Part):
    """What every question has, in XLSForm's words.

    `default` is the answer to begin with, given once. A `calculation` is the answer itself, worked out anew whenever
    what it refers to changes; with a `trigger` it is only written when the trigger's answer changes, and may be
    changed by hand afterwards.
    """

    name: Name
    label: Text
    hint: Text | None = None
    required: Requirement = False
    required_message: Text | None = None
    relevant: Formula | None = None
    constraint: Formula | None = None
    constraint_message: Text | None = None
    appearance: str = ""
    default: Beginning | None = None
    read_only: Requirement = False
    calculation: Formula | None = None
    trigger: Name | None = None
    evidence: Literal["expected", "required"] | None = None
    sensitive: bool = False
    serves: Serves = ()


class TextQuestion(BaseQuestion):
    """Free text; always treated as sensitive when published, and published only where it says `publish: true`."""

    type: Literal["text"]
    publish: bool = False
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


class TimeQuestion(BaseQuestion):
    """A time of the day to the minute or second, `14:30` in files."""

    type: Literal["time"]


class DateTimeQuestion(BaseQuestion):
    """A day with a time, where the form is; `2026-01-31T14:30` in files, no time zone."""

    type: Literal["datetime"]


class RangeQuestion(BaseQuestion):
    """A number on a line from `start` to `end`, in steps of `step`."""

    type: Literal["range"]
    start: Exact = Fraction(1)
    end: Exact = Fraction(10)
    step: Annotated[Exact, Field(gt=0)] = Fraction(1)


class AcknowledgeQuestion(BaseQuestion):
    """Words to confirm; the answer is `OK` or nothing."""

    type: Literal["acknowledge"]


class HiddenQuestion(BaseQuestion):
    """A text that is never shown: its default, or what it is calculated from."""

    type: Literal["hidden"]
    label: Text = Field(default_factory=dict)


class LinkQuestion(BaseQuestion):
    """The address of a page (http or https)."""

    type: Literal["link"]


class FileQuestion(BaseQuestion):
    """A file as evidence; the answer is its reference `sha256:<hex>/<file name>`, the bytes are kept elsewhere.

    `accepts` says which files may be chosen, as HTML's `accept` does: `.pdf`, `image/*`, `text/csv`; empty: any.
    Only named sets ask for files: a file says who sent it.
    """

    type: Literal["file"]
    accepts: tuple[Annotated[str, Field(pattern=ACCEPTED)], ...] = ()


class SelectOneQuestion(BaseQuestion):
    """One of the choices; `or_other` adds "other, please specify" with a text."""

    type: Literal["select_one"]
    choices: Choices
    list_name: str | None = None
    or_other: bool = False
    choice_filter: Filter | None = None
    randomize: bool = False


class SelectMultipleQuestion(BaseQuestion):
    """Any of the choices; an exclusive choice stands alone."""

    type: Literal["select_multiple"]
    choices: Choices
    list_name: str | None = None
    or_other: bool = False
    choice_filter: Filter | None = None
    randomize: bool = False


class RankQuestion(BaseQuestion):
    """All the choices put into an order, the best first."""

    type: Literal["rank"]
    choices: Choices
    list_name: str | None = None
    choice_filter: Filter | None = None
    randomize: bool = False


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


class RepeatQuestion(BaseQuestion):
    """Questions asked as often as there are entries: delegations, panels, missions; a participation log.

    `count` works out how many entries there are; without it they are added and removed, from `least` to `most`.
    `entry_label` heads an entry and may name its members (`${member}`).
    """

    type: Literal["repeat"]
    count: Formula | None = None
    least: Annotated[int, Field(ge=0, le=MOST_ENTRIES)] = 0
    most: Annotated[int, Field(gt=0, le=MOST_ENTRIES)] = 50
    entry_label: Text | None = None
    questions: Annotated["tuple[Question, ...]", Field(min_length=1)]


Question = Annotated[
    TextQuestion
    | IntegerQuestion
    | DecimalQuestion
    | PercentQuestion
    | MoneyQuestion
    | DateQuestion
    | TimeQuestion
    | DateTimeQuestion
    | RangeQuestion
    | AcknowledgeQuestion
    | HiddenQuestion
    | LinkQuestion
    | FileQuestion
    | SelectOneQuestion
    | SelectMultipleQuestion
    | RankQuestion
    | MatrixQuestion
    | HeadcountQuestion
    | NoteQuestion
    | CalculateQuestion
    | RepeatQuestion,
    Field(discriminator="type"),
]

RepeatQuestion.model_rebuild()
