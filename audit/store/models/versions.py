"""The versions that an open enquiry's questionnaire had, and the answers that stand apart under an earlier one."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from audit.questionnaire.schema import Mode
from audit.store.models.base import UNORDERED, Base, identifier, words


class EnquiryVersion(Base):
    """One version that was asked, numbered from 1; none is kept of an enquiry that was never changed.

    `declared` are the classes that the author declared, by the key of the change; `meaning` is the strictest of all.
    """

    __tablename__ = "enquiry_versions"
    enquiry_id: Mapped[str] = mapped_column(ForeignKey("enquiries.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[str] = mapped_column(ForeignKey("definitions.digest"))
    since: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    declared: Mapped[dict[str, str]]
    meaning: Mapped[str] = mapped_column(String(20))


class FormerAnswer(Base):
    """An answer to what has meant something else since `version`, the last in which it meant the same.

    Of an anonymous response that was submitted each stands alone: nothing leads from it to the response, nor from one
    to the next.
    """

    __tablename__ = "former_answers"
    __table_args__ = (
        ForeignKeyConstraint(["enquiry_id", "mode"], ["enquiries.id", "enquiries.mode"], ondelete="CASCADE"),
        CheckConstraint("mode <> 'anonymous' OR NOT submitted OR response_id IS NULL", name="anonymous_stands_alone"),
        Index("ix_former_answers_enquiry_id", "enquiry_id"),
        UNORDERED,
    )
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=identifier)
    enquiry_id: Mapped[str] = mapped_column(String(32))
    mode: Mapped[Mode] = mapped_column(words(Mode, "mode"))
    response_id: Mapped[str | None] = mapped_column(ForeignKey("responses.id", ondelete="CASCADE"))
    version: Mapped[int]
    submitted: Mapped[bool]
    question: Mapped[str] = mapped_column(String(120))
    value: Mapped[str] = mapped_column(Text)


class ResponseVersion(Base):
    """The version that a named or confidential response was submitted with, where it is not the present one."""

    __tablename__ = "response_versions"
    response_id: Mapped[str] = mapped_column(ForeignKey("responses.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int]
