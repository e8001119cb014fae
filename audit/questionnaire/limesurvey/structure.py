"""What a survey consists of, whichever of LimeSurvey's layouts it was written in: groups, questions, answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from audit.questionnaire.limesurvey.document import Document, Row

Texts = Mapping[str, str]
YES = "Y"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a list; `points` is its assessment value."""

    code: str
    scale: str
    points: str
    texts: Texts
    row: Row


@dataclass(frozen=True, slots=True)
class Subquestion:
    """One line of a question of several, or a column of a grid (scale "1")."""

    qid: str
    code: str
    scale: str
    relevance: str
    texts: Texts
    row: Row


@dataclass(frozen=True, slots=True)
class Question:
    """One question with all that other sections say of it; attributes by name and language ("" for all languages)."""

    qid: str
    gid: str
    type: str
    code: str
    relevance: str
    texts: Texts
    helps: Texts
    row: Row
    attributes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    attribute_rows: Mapping[str, Row] = field(default_factory=dict)
    subquestions: tuple[Subquestion, ...] = ()
    answers: tuple[Answer, ...] = ()
    defaults: tuple[Row, ...] = ()
    conditions: tuple[Row, ...] = ()

    def attribute(self, name: str) -> str:
        """Return an attribute that is the same in all languages (else that of the first), "" where it is not set."""
        values = self.attributes.get(name, {})
        return values.get("") or next(iter(values.values()), "")

    def listed(self, scale: str = "0") -> tuple[Answer, ...]:
        """Return the answers of one scale."""
        return tuple(answer for answer in self.answers if answer.scale == scale)

    def lines(self, scale: str = "0") -> tuple[Subquestion, ...]:
        """Return the subquestions of one scale: the lines, or the columns of a grid."""
        return tuple(each for each in self.subquestions if each.scale == scale)


@dataclass(frozen=True, slots=True)
class Group:
    """A group of questions, in the order of asking."""

    gid: str
    relevance: str
    texts: Texts
    descriptions: Texts
    row: Row
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True)
class Survey:
    """A survey whole; `languages` are LimeSurvey's tags, the base language first; `strays` are rows of nothing."""

    document: Document
    settings: Row
    languages: tuple[str, ...]
    texts: Mapping[str, Row]
    groups: tuple[Group, ...]
    strays: tuple[Row, ...]

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question by its number."""
        return {question.qid: question for group in self.groups for question in group.questions}

    @cached_property
    def coded(self) -> Mapping[str, Question]:
        """The first question of every code."""
        return {question.code: question for question in reversed(list(self.questions.values())) if question.code}
