"""Every refusal a person can meet: a place, what is wrong, and what to do, ready to be said in her language.

Messages are kept as English templates with parameters, and `audit.wording` says them in another language.
The subclasses differ by who must act; only `audit.web` knows which HTTP status belongs to which.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


def mark(message: str) -> str:
    """Mark an English template for the catalogues and return it unchanged."""
    return message


@dataclass(frozen=True, slots=True)
class Message:
    """An English template and the values that fill it; `str()` gives the English sentence."""

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template % self.values if self.values else self.template


def message(template: str, **values: Any) -> Message:  # noqa: ANN401 - whatever `%` can print
    """Make a Message; the template is a literal, so that the catalogues find it."""
    return Message(template, values)


class Severity(StrEnum):
    """Whether a mistake refuses the input or only warns."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong in something a person gave: `file: place: what is wrong. what to do`."""

    code: str
    place: tuple[Message, ...]
    wrong: Message
    remedy: Message
    file: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        place = ", ".join(str(part) for part in self.place)
        head = ": ".join(part for part in (self.file, place) if part)
        return f"{head}: {self.wrong}. {self.remedy}" if head else f"{self.wrong}. {self.remedy}"


class AuditError(Exception):
    """A refusal with a stable code and a sentence; the parent of all that follow."""

    def __init__(self, code: str, said: Message) -> None:
        super().__init__(str(said))
        self.code = code
        self.said = said


class Mistaken(AuditError):
    """The input holds mistakes; all of them at once, for the person who wrote it."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__("mistakes", message("%(count)d mistakes", count=len(mistakes)))
        self.mistakes = mistakes

    def __str__(self) -> str:
        return "\n".join(str(mistake) for mistake in self.mistakes)


class DefinitionError(Mistaken):
    """A questionnaire cannot be used; its author must act."""


class InvalidAnswers(Mistaken):
    """Answers do not fit the questionnaire; whoever filled them must act."""


class Refused(AuditError):
    """The person may not do this, or not now."""


class NotFound(AuditError):
    """There is no such thing, or not for this person."""


class NotConfigured(AuditError):
    """The instance cannot start as it is set up; the administrator must act."""
