"""The documents that a named set was answered with, files and pages alike, each with the day that it bears."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from audit.questionnaire import instances
from audit.questionnaire.answers import Answers
from audit.questionnaire.evidence import REFERENCE, digest_of, file_name
from audit.questionnaire.schema import FileQuestion, LinkQuestion, Question, Questionnaire, members

#: The day of a document, by its key.
Dates = Mapping[str, date]


@dataclass(frozen=True, slots=True)
class Document:
    """One document: the question and the instance path it answers, the answer itself, and the day it bears."""

    question: str
    where: str
    value: str
    dated: date | None = None

    @property
    def name(self) -> str:
        """The name of a file, the address of a page."""
        return file_name(self.value) if self.is_file else self.value

    @property
    def is_file(self) -> bool:
        """Whether its bytes are kept here."""
        return REFERENCE.fullmatch(self.value) is not None

    @property
    def digest(self) -> str:
        """The key of its date."""
        return key(self.value)


def key(value: str) -> str:
    """Return the SHA-256, in hexadecimal digits, of a file's bytes or of a page's address."""
    return digest_of(value) if REFERENCE.fullmatch(value) else hashlib.sha256(value.encode()).hexdigest()


def is_answered_with_one(question: Question | None) -> bool:
    """Return whether a question is answered with a document."""
    return isinstance(question, FileQuestion | LinkQuestion)


def asks_for_any(questionnaire: Questionnaire) -> bool:
    """Return whether any question of a set is answered with a document."""
    return any(is_answered_with_one(each) for each in questionnaire.every.values())


def documents(questionnaire: Questionnaire, answers: Answers, dates: Dates) -> Iterator[Document]:
    """Yield every document among answers, those in entries too."""
    for where, within in instances.instances(questionnaire, answers):
        for name, value in within.items():
            if is_answered_with_one(questionnaire.every.get(name)) and isinstance(value, str):
                yield Document(name, instances.path(where, name), value, dates.get(key(value)))


def days(
    questionnaire: Questionnaire, found: Iterable[tuple[str, date | None]]
) -> dict[str, tuple[date | None, ...]] | None:
    """Return the days of documents by question, from questions and days; None where no question asks for any.

    A question that asks for evidence has none where its section takes documents and was given no single one.
    """
    if not asks_for_any(questionnaire):
        return None
    told: dict[str, tuple[date | None, ...]] = {}
    for question, day in found:
        told[question] = (*told.get(question, ()), day)
    given = {questionnaire.section_of[question] for question in told}
    for section in questionnaire.sections:
        takes = any(is_answered_with_one(each) for _, each in members(section.questions))
        if takes and section.name not in given:
            told |= {each.name: () for each in section.questions if each.evidence is not None}
    return told
