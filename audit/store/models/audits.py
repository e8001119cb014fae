"""Audits, the questionnaires frozen on them, the reports they closed with, and who did what."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from audit.lifecycle import State
from audit.questionnaire.schema import Mode
from audit.store.models.base import Base, identifier, words


class Definition(Base):
    """The full text of a questionnaire, once for every digest."""

    __tablename__ = "definitions"
    __table_args__ = (CheckConstraint("length(digest) = 64", name="digest_is_sha256"),)
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    version: Mapped[str] = mapped_column(String(100))
    text: Mapped[str] = mapped_column(Text)


class Audit(Base):
    """One cycle of one body."""

    __tablename__ = "audits"
    __table_args__ = (
        CheckConstraint("period_start <= period_end", name="period_runs_forward"),
        CheckConstraint("(state = 'draft') = (opened_on IS NULL)", name="opened_has_its_day"),
        CheckConstraint("(state = 'closed') = (closed_on IS NOT NULL)", name="closed_has_its_day"),
    )
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=identifier)
    body_id: Mapped[str] = mapped_column(ForeignKey("bodies.id"), index=True)
    title: Mapped[dict[str, str]]
    cycle: Mapped[str] = mapped_column(String(100))
    period_start: Mapped[date]
    period_end: Mapped[date]
    reference_date: Mapped[date]
    languages: Mapped[list[str]]
    deadline: Mapped[date | None]
    state: Mapped[State] = mapped_column(words(State, "state"), default=State.DRAFT)
    opened_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    enquiries: Mapped[list["Enquiry"]] = relationship(order_by="Enquiry.position", cascade="all, delete-orphan")


class Enquiry(Base):
    """One questionnaire as frozen on an audit, with what its respondents were promised."""

    __tablename__ = "enquiries"
    __table_args__ = (
        UniqueConstraint("audit_id", "questionnaire_name"),
        UniqueConstraint("id", "mode"),
        CheckConstraint("threshold >= 3", name="threshold_at_least_three"),
        CheckConstraint("sensitive_threshold >= threshold", name="sensitive_threshold_is_no_looser"),
        CheckConstraint("(notice IS NULL) = (notice_digest IS NULL)", name="notice_is_digested"),
    )
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=identifier)
    audit_id: Mapped[str] = mapped_column(ForeignKey("audits.id", ondelete="CASCADE"))
    position: Mapped[int]
    questionnaire_name: Mapped[str] = mapped_column(String(100))
    digest: Mapped[str] = mapped_column(ForeignKey("definitions.digest"))
    mode: Mapped[Mode] = mapped_column(words(Mode, "mode"))
    threshold: Mapped[int]
    sensitive_threshold: Mapped[int]
    rules: Mapped[str] = mapped_column(String(40), default="threshold-3", server_default="threshold-3")
    notice: Mapped[str | None] = mapped_column(Text)
    notice_digest: Mapped[str | None] = mapped_column(String(64))


class Snapshot(Base):
    """The Report an audit closed with; a reopened audit's snapshot stays, retired."""

    __tablename__ = "snapshots"
    __table_args__ = (
        CheckConstraint("length(digest) = 64", name="digest_is_sha256"),
        Index(
            "uq_snapshots_one_in_force",
            "audit_id",
            unique=True,
            sqlite_where=text("retired_on IS NULL"),
            postgresql_where=text("retired_on IS NULL"),
        ),
        UniqueConstraint("audit_id", "number"),
    )
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=identifier)
    audit_id: Mapped[str] = mapped_column(ForeignKey("audits.id", ondelete="CASCADE"))
    number: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    report: Mapped[str] = mapped_column(Text)
    closed_on: Mapped[date]
    retired_on: Mapped[date | None]


class Event(Base):
    """Who did what, when; never an answer, and nothing at all of anonymous answering."""

    __tablename__ = "events"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    user_id: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    actor: Mapped[str] = mapped_column(String(200))
    body_id: Mapped[str | None] = mapped_column(ForeignKey("bodies.id"), index=True)
    audit_id: Mapped[str | None] = mapped_column(ForeignKey("audits.id", ondelete="SET NULL"), index=True)
    what: Mapped[str] = mapped_column(String(60))
    details: Mapped[dict[str, Any]]
