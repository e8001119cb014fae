"""The two ways to a set of questions: a personal link, or a focal point's own account for the institution's one set."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from flask import url_for

from audit.service import evidence, responding
from audit.web import access


class Door(Protocol):
    """What the pages need of a way in; `secret` binds the forms handed out to it."""

    @property
    def secret(self) -> str:
        """What only whoever came through this door knows."""

    @property
    def home(self) -> str:
        """The address of what else she has to do here; empty for whoever has only a link."""

    def arrive(self) -> responding.Sitting:
        """Open the questions and the answers so far."""

    def save(self, answers: Mapping[str, Any], language: str | None) -> responding.Saved:
        """Keep what is valid."""

    def sit(self) -> AbstractContextManager[responding.Desk]:
        """Open the questions and the answers so far, and keep more in one transaction with that."""

    def submit(self, today: date) -> responding.Receipt:
        """Take the answers in."""

    def file(self, digest: str) -> evidence.Kept:
        """Return a file of the set."""

    def to(self, page: str, **where: str | None) -> str:
        """Return the address of a page of this journey."""


@dataclass(frozen=True, slots=True)
class Link:
    """A personal link: whoever has it may answer; no account and no cookie."""

    token: str

    @property
    def secret(self) -> str:
        """The token itself."""
        return self.token

    @property
    def home(self) -> str:
        """Nothing but the link's own pages."""
        return ""

    def arrive(self) -> responding.Sitting:
        """Open what the link leads to."""
        return responding.arrive(access.session(), self.token)

    def save(self, answers: Mapping[str, Any], language: str | None) -> responding.Saved:
        """Keep what is valid in the draft of this link."""
        return responding.save(access.session(), self.token, answers, language=language)

    def sit(self) -> AbstractContextManager[responding.Desk]:
        """Open what the link leads to, to write to it."""
        return responding.sit(access.session(), self.token)

    def submit(self, today: date) -> responding.Receipt:
        """Take the draft in."""
        return responding.submit(access.session(), self.token, today=today)

    def file(self, digest: str) -> evidence.Kept:
        """Return a file of the set that the link opens."""
        return evidence.of_link(access.session(), self.token, digest)

    def to(self, page: str, **where: str | None) -> str:
        """Return an address under the link."""
        return _address(f"respond.{page}", {"token": self.token, **where})


@dataclass(frozen=True, slots=True)
class SharedSet:
    """The institution's one set of answers, filled by signed-in focal points."""

    audit_id: str
    enquiry_id: str

    @property
    def secret(self) -> str:
        """The person and the set."""
        return f"{access.actor().user_id} {self.audit_id} {self.enquiry_id}"

    @property
    def home(self) -> str:
        """The first page of those who sign in."""
        return url_for("front.home")

    def arrive(self) -> responding.Sitting:
        """Open the shared set."""
        return responding.arrive_as(access.session(), access.actor(), self.audit_id, enquiry_id=self.enquiry_id)

    def save(self, answers: Mapping[str, Any], language: str | None) -> responding.Saved:
        """Keep what is valid in the shared set."""
        return responding.save_as(
            access.session(),
            access.actor(),
            self.audit_id,
            enquiry_id=self.enquiry_id,
            answers=answers,
            language=language,
        )

    def sit(self) -> AbstractContextManager[responding.Desk]:
        """Open the shared set to write to it."""
        return responding.sit_as(access.session(), access.actor(), self.audit_id, enquiry_id=self.enquiry_id)

    def submit(self, today: date) -> responding.Receipt:
        """Take the shared set in."""
        return responding.submit_as(
            access.session(), access.actor(), self.audit_id, enquiry_id=self.enquiry_id, today=today
        )

    def file(self, digest: str) -> evidence.Kept:
        """Return a file of the shared set."""
        return evidence.of_set(
            access.session(), access.actor(), self.audit_id, enquiry_id=self.enquiry_id, digest=digest
        )

    def to(self, page: str, **where: str | None) -> str:
        """Return an address under the set."""
        return _address(f"institution.{page}", {"audit_id": self.audit_id, "enquiry_id": self.enquiry_id, **where})


def _address(endpoint: str, where: Mapping[str, Any]) -> str:
    return url_for(endpoint, **where)
