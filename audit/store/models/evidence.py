"""Files that answers of named sets refer to, and the dates of documents."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from audit.store.models.base import Base


class Evidence(Base):
    """One file of one participation, found by the digest of its bytes."""

    __tablename__ = "evidence"
    __table_args__ = (CheckConstraint("length(digest) = 64", name="digest_is_sha256"),)
    participation_id: Mapped[str] = mapped_column(ForeignKey("participations.id", ondelete="CASCADE"), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    added_on: Mapped[date]


class EvidenceDate(Base):
    """The day that a document bears, a file's or a page's, found by the digest of its bytes or of its address."""

    __tablename__ = "evidence_dates"
    __table_args__ = (CheckConstraint("length(digest) = 64", name="digest_is_sha256"),)
    participation_id: Mapped[str] = mapped_column(ForeignKey("participations.id", ondelete="CASCADE"), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    dated: Mapped[date]
