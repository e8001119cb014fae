"""Personal links: made, handed over once, replaced; the database keeps only a digest of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from audit.service.actors import Actor


@dataclass(frozen=True, slots=True)
class Invitee:
    """Somebody to invite: how the auditor calls her, and her unit and level by name."""

    label: str
    unit: str | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """A personal link's token, at the only moment it exists."""

    participation_id: str
    label: str
    token: str


@dataclass(frozen=True, slots=True)
class ParticipationView:
    """Somebody invited; `submitted` is None where the mode does not let it be seen (anonymous)."""

    id: str
    label: str
    unit: str | None
    level: str | None
    submitted: bool | None


def invite(
    session: Session, actor: Actor, audit_id: str, *, enquiry_id: str, invitees: Sequence[Invitee]
) -> tuple[Invitation, ...]:
    """Make a personal link for each; Mistaken for unknown units and levels, Refused for an institution's one set."""
    raise NotImplementedError


def participations(session: Session, actor: Actor, audit_id: str, *, enquiry_id: str) -> tuple[ParticipationView, ...]:
    """Return who was invited, by label; whether she submitted only in named and confidential enquiries."""
    raise NotImplementedError


def replace_link(session: Session, actor: Actor, participation_id: str) -> Invitation:
    """Make a new link and let the old one die; refused where an anonymous draft could be lost with it."""
    raise NotImplementedError
