"""Questionnaires that a body writes itself: drafts, editions of their texts, published versions."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from audit.store.models.base import Base, identifier


class OwnQuestionnaire(Base):
    """A draft as it stands; `edition` grows with every change, so that two authors do not undo one another's work.

    The text may be full of mistakes: it is kept as it was typed.
    """

    __tablename__ = "own_questionnaires"
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=identifier)
    body_id: Mapped[str] = mapped_column(ForeignKey("bodies.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    edition: Mapped[int] = mapped_column(default=1)
    source: Mapped[str] = mapped_column(String(200), default="")


class QuestionnaireEdition(Base):
    """One edition of a draft: its text, what was done, by whom; `before` is the edition that undoing leads back to."""

    __tablename__ = "questionnaire_editions"
    own_id: Mapped[str] = mapped_column(ForeignKey("own_questionnaires.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    before: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    what: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime]
    user_id: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    actor: Mapped[str] = mapped_column(String(200))


class PublishedQuestionnaire(Base):
    """A version that was published: its text stands in `definitions` and never changes."""

    __tablename__ = "published_questionnaires"
    __table_args__ = (UniqueConstraint("body_id", "name", "version"),)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=identifier)
    own_id: Mapped[str] = mapped_column(ForeignKey("own_questionnaires.id"), index=True)
    body_id: Mapped[str] = mapped_column(ForeignKey("bodies.id"), index=True)
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(100))
    version: Mapped[str] = mapped_column(String(100))
    digest: Mapped[str] = mapped_column(ForeignKey("definitions.digest"))
    at: Mapped[datetime]
    user_id: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    actor: Mapped[str] = mapped_column(String(200))
