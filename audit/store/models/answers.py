"""Participation, which says that somebody was invited and answered, apart from responses, which say what."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from audit.questionnaire.schema import Mode
from audit.store.models.base import UNORDERED, Base, identifier, words


class Participation(Base):
    """That somebody was invited to an enquiry, and whether she submitted; on which day only where answers are linked.

    `key` is one digest of the link's token and the draft's key another, so that the database alone joins nothing.
    The one shared set of an institution has the identifier of its enquiry and no link.
    """

    __tablename__ = "participations"
    __table_args__ = (
        ForeignKeyConstraint(["enquiry_id", "mode"], ["enquiries.id", "enquiries.mode"], ondelete="CASCADE"),
        UniqueConstraint("id", "enquiry_id"),
        CheckConstraint("mode <> 'anonymous' OR submitted_on IS NULL", name="anonymous_has_no_day"),
        CheckConstraint("mode = 'anonymous' OR submitted = (submitted_on IS NOT NULL)", name="linked_has_its_day"),
        CheckConstraint("key IS NOT NULL OR id = enquiry_id", name="only_the_shared_set_has_no_link"),
        UNORDERED,
    )
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=identifier)
    enquiry_id: Mapped[str] = mapped_column(String(32), index=True)
    mode: Mapped[Mode] = mapped_column(words(Mode, "mode"))
    key: Mapped[str | None] = mapped_column(String(64), unique=True)
    label: Mapped[str] = mapped_column(String(300))
    unit: Mapped[str | None] = mapped_column(String(100))
    level: Mapped[str | None] = mapped_column(String(100))
    submitted: Mapped[bool] = mapped_column(default=False)
    submitted_on: Mapped[date | None]


class Response(Base):
    """One set of answers; linked to its participation only in named and confidential enquiries.

    An anonymous draft is found by `key`, a digest of the link's token; a submitted anonymous response has no key,
    no day and no language.
    """

    __tablename__ = "responses"
    __table_args__ = (
        ForeignKeyConstraint(["enquiry_id", "mode"], ["enquiries.id", "enquiries.mode"], ondelete="CASCADE"),
        ForeignKeyConstraint(["participation_id", "enquiry_id"], ["participations.id", "participations.enquiry_id"]),
        CheckConstraint("(mode = 'anonymous') = (participation_id IS NULL)", name="anonymous_is_not_linked"),
        CheckConstraint(
            "(key IS NOT NULL) = (mode = 'anonymous' AND NOT submitted)", name="only_anonymous_draft_has_key"
        ),
        CheckConstraint("mode <> 'anonymous' OR submitted_on IS NULL", name="anonymous_has_no_day"),
        CheckConstraint("mode = 'anonymous' OR submitted = (submitted_on IS NOT NULL)", name="linked_has_its_day"),
        CheckConstraint("mode <> 'anonymous' OR NOT submitted OR language IS NULL", name="anonymous_keeps_no_language"),
        UNORDERED,
    )
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=identifier)
    enquiry_id: Mapped[str] = mapped_column(String(32), index=True)
    mode: Mapped[Mode] = mapped_column(words(Mode, "mode"))
    key: Mapped[str | None] = mapped_column(String(64), unique=True)
    participation_id: Mapped[str | None] = mapped_column(String(32), unique=True)
    submitted: Mapped[bool] = mapped_column(default=False)
    submitted_on: Mapped[date | None]
    language: Mapped[str | None] = mapped_column(String(20))


class Answer(Base):
    """The answer to one question of one response, as JSON text with exact decimals."""

    __tablename__ = "answers"
    __table_args__ = (UNORDERED,)
    response_id: Mapped[str] = mapped_column(ForeignKey("responses.id", ondelete="CASCADE"), primary_key=True)
    question: Mapped[str] = mapped_column(String(120), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
