"""The questionnaire as frozen values: sections, questions, choices, scale, dimensions and indicators.

The words are XLSForm's (`type name label hint required relevant constraint choices`), plus what a gender audit needs
beside them (`dimension`, `indicators`, `score`, `evidence`, `disaggregate_by`, `sensitive`). The loader turns YAML
into these values and rewrites pydantic's findings into an author's words.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field

from audit.questionnaire.agreements import Agreement, Flows, PrintedShare, Vacancies
from audit.questionnaire.contradictions import Contradiction
from audit.questionnaire.formulas import Formula as Formula
from audit.questionnaire.formulas import Requirement as Requirement
from audit.questionnaire.indicators import Indicator
from audit.questionnaire.parts import Choice as Choice
from audit.questionnaire.parts import Choices, Exact, Name, Part, ReadOnly, Text
from audit.questionnaire.parts import Item as Item
from audit.questionnaire.parts import Row as Row
from audit.questionnaire.questions import TEXT_LIMIT as TEXT_LIMIT
from audit.questionnaire.questions import AcknowledgeQuestion as AcknowledgeQuestion
from audit.questionnaire.questions import BaseQuestion as BaseQuestion
from audit.questionnaire.questions import CalculateQuestion as CalculateQuestion
from audit.questionnaire.questions import DateQuestion as DateQuestion
from audit.questionnaire.questions import DateTimeQuestion as DateTimeQuestion
from audit.questionnaire.questions import DecimalQuestion as DecimalQuestion
from audit.questionnaire.questions import FileQuestion as FileQuestion
from audit.questionnaire.questions import HeadcountQuestion as HeadcountQuestion
from audit.questionnaire.questions import HiddenQuestion as HiddenQuestion
from audit.questionnaire.questions import IntegerQuestion as IntegerQuestion
from audit.questionnaire.questions import LinkQuestion as LinkQuestion
from audit.questionnaire.questions import MatrixQuestion as MatrixQuestion
from audit.questionnaire.questions import MoneyQuestion as MoneyQuestion
from audit.questionnaire.questions import NoteQuestion as NoteQuestion
from audit.questionnaire.questions import PercentQuestion as PercentQuestion
from audit.questionnaire.questions import Question as Question
from audit.questionnaire.questions import RangeQuestion as RangeQuestion
from audit.questionnaire.questions import RankQuestion as RankQuestion
from audit.questionnaire.questions import RepeatQuestion as RepeatQuestion
from audit.questionnaire.questions import SelectMultipleQuestion as SelectMultipleQuestion
from audit.questionnaire.questions import SelectOneQuestion as SelectOneQuestion
from audit.questionnaire.questions import TextQuestion as TextQuestion
from audit.questionnaire.questions import TimeQuestion as TimeQuestion
from audit.questionnaire.revisions import Revision
from audit.questionnaire.values import Absence as Absence
from audit.questionnaire.values import Sex as Sex
from audit.questionnaire.weighting import Correction as Correction
from audit.questionnaire.weighting import Weighting as Weighting


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
    correction: Correction = "holm"
    weighting: Weighting | None = None
    choices: Annotated[dict[str, Choices], AfterValidator(ReadOnly)] = Field(default_factory=dict)
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    indicators: tuple[Indicator, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    printed_shares: tuple[PrintedShare, ...] = ()
    flows: tuple[Flows, ...] = ()
    vacancies: tuple[Vacancies, ...] = ()
    revisions: tuple[Revision, ...] = ()

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question that stands in a section, by its name, in the order of asking; a repeat is one of them."""
        return {question.name: question for section in self.sections for question in section.questions}

    @cached_property
    def every(self) -> dict[str, Question]:
        """Every question by its name, the members of repeats after their repeat."""
        return {question.name: question for _, question in self._placed}

    def at(self, path: str) -> Question:
        """Return the question that a path of repeats leads to, `delegations/people`; KeyError where there is none."""
        return self.every[path.rpartition("/")[2]]

    @cached_property
    def within(self) -> dict[str, tuple[str, ...]]:
        """The repeats that a question stands in, by its name, the outermost first; () in a section itself."""
        return {question.name: repeats for repeats, question in self._placed}

    @cached_property
    def _placed(self) -> tuple[tuple[tuple[str, ...], Question], ...]:
        return tuple(found for section in self.sections for found in members(section.questions))

    @cached_property
    def section_of(self) -> dict[str, str]:
        """The section's name for every question's name, members of repeats too."""
        return {question.name: section.name for section in self.sections for _, question in members(section.questions)}


def members(questions: Sequence[Question], repeats: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Question]]:
    """Yield questions and the members of repeats among them, each with the repeats that it stands in."""
    for question in questions:
        yield repeats, question
        if isinstance(question, RepeatQuestion):
            yield from members(question.questions, (*repeats, question.name))
