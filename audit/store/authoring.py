"""What the use cases of authors ask the database: drafts, their editions, published versions."""

from collections.abc import Collection, Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from audit.store.models import OwnQuestionnaire, PublishedQuestionnaire, QuestionnaireEdition

KEPT_EDITIONS = 200


def drafts(session: Session, bodies: Collection[str]) -> Sequence[OwnQuestionnaire]:
    """Return the drafts of some bodies."""
    wanted = select(OwnQuestionnaire).where(OwnQuestionnaire.body_id.in_(bodies))
    return session.scalars(wanted.order_by(OwnQuestionnaire.body_id, OwnQuestionnaire.id)).all()


def draft(session: Session, own_id: str) -> OwnQuestionnaire | None:
    """Return a draft."""
    return session.get(OwnQuestionnaire, own_id)


def locked_draft(session: Session, own_id: str) -> OwnQuestionnaire | None:
    """Return a draft that nobody else changes until this transaction ends."""
    return session.get(OwnQuestionnaire, own_id, with_for_update=True, populate_existing=True)


def edition(session: Session, own_id: str, number: int) -> QuestionnaireEdition | None:
    """Return one edition of a draft; None where it was never kept or is kept no more."""
    return session.get(QuestionnaireEdition, (own_id, number))


def editions(session: Session, own_id: str) -> Sequence[QuestionnaireEdition]:
    """Return the kept editions of a draft, the latest first."""
    wanted = select(QuestionnaireEdition).where(QuestionnaireEdition.own_id == own_id)
    return session.scalars(wanted.order_by(QuestionnaireEdition.number.desc())).all()


def forget_editions(session: Session, own_id: str, *, below: int) -> None:
    """Delete the editions of a draft before a number."""
    old = delete(QuestionnaireEdition).where(QuestionnaireEdition.own_id == own_id, QuestionnaireEdition.number < below)
    session.execute(old)


def published(session: Session, bodies: Collection[str]) -> Sequence[PublishedQuestionnaire]:
    """Return what some bodies published, the latest first."""
    wanted = select(PublishedQuestionnaire).where(PublishedQuestionnaire.body_id.in_(bodies))
    return session.scalars(wanted.order_by(PublishedQuestionnaire.number.desc(), PublishedQuestionnaire.id)).all()


def latest_published(session: Session, body_id: str, name: str) -> PublishedQuestionnaire | None:
    """Return the latest version that a body published under a name."""
    found = PublishedQuestionnaire
    wanted = select(found).where(found.body_id == body_id, found.name == name).order_by(found.number.desc())
    return session.scalars(wanted.limit(1)).one_or_none()


def next_number(session: Session) -> int:
    """Return the number of the next version to be published on this instance."""
    return (session.scalars(select(func.max(PublishedQuestionnaire.number))).one() or 0) + 1
