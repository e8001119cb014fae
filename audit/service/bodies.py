"""Bodies that are audited: their levels, units and dated head-counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from audit.questionnaire.schema import Sex
from audit.service.actors import Actor

Text = dict[str, str]


@dataclass(frozen=True, slots=True)
class LevelDraft:
    """A level of posts, as given."""

    name: str
    label: Text
    decision_making: bool = False


@dataclass(frozen=True, slots=True)
class UnitDraft:
    """A unit, as given."""

    name: str
    label: Text


@dataclass(frozen=True, slots=True)
class BodyDraft:
    """A body, as given; `synthetic` marks an invented one for good."""

    name: Text
    levels: tuple[LevelDraft, ...] = ()
    units: tuple[UnitDraft, ...] = ()
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class BodyView:
    """A body as it is kept."""

    id: str
    name: Text
    levels: tuple[LevelDraft, ...]
    units: tuple[UnitDraft, ...]
    synthetic: bool


@dataclass(frozen=True, slots=True)
class HeadcountView:
    """A head-count of a day: level → sex → people."""

    on: date
    counts: Mapping[str, Mapping[Sex, int]]


def create_body(session: Session, actor: Actor, draft: BodyDraft) -> BodyView:
    """Keep a new body; administrators only."""
    raise NotImplementedError


def update_body(session: Session, actor: Actor, body_id: str, draft: BodyDraft) -> BodyView:
    """Change a body's names, levels and units; a level that has head-counts cannot go."""
    raise NotImplementedError


def list_bodies(session: Session, actor: Actor) -> tuple[BodyView, ...]:
    """Return the bodies the actor has a role in; an administrator sees all."""
    raise NotImplementedError


def body(session: Session, actor: Actor, body_id: str) -> BodyView:
    """Return one body; NotFound when there is none for this actor."""
    raise NotImplementedError


def record_headcount(
    session: Session, actor: Actor, body_id: str, *, on: date, counts: Mapping[str, Mapping[Sex, int]]
) -> HeadcountView:
    """Keep (or replace) the head-count of a day; raises Mistaken for unknown levels and negative numbers."""
    raise NotImplementedError


def headcounts(session: Session, actor: Actor, body_id: str) -> tuple[HeadcountView, ...]:
    """Return the head-counts of a body, the earliest first."""
    raise NotImplementedError
