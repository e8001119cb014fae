"""Documents that are being made behind the pages: who asked for which, how far it is, and what became of it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from audit.lifecycle import JobState
from audit.store.models.base import Base, identifier, words


class Job(Base):
    """One document to be made of a closed audit; `attempts` counts how often making it was begun."""

    __tablename__ = "jobs"
    __table_args__ = (CheckConstraint("progress BETWEEN 0 AND 100", name="progress_is_a_percentage"),)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=identifier)
    audit_id: Mapped[str] = mapped_column(ForeignKey("audits.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    document: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(20))
    layout: Mapped[str] = mapped_column(String(40), default="")
    file: Mapped[str] = mapped_column(String(200))
    state: Mapped[JobState] = mapped_column(words(JobState, "state"), default=JobState.QUEUED)
    progress: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    why: Mapped[str] = mapped_column(Text, default="")
    asked_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
