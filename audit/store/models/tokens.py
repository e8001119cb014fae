"""What programs sign in with, and what they have asked already."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from audit.store.models.base import Base, identifier


class ApiToken(Base):
    """A program's key to one body, of which a digest alone is kept; when it was last used, by day only."""

    __tablename__ = "api_tokens"
    __table_args__ = (CheckConstraint("length(digest) = 64", name="digest_is_sha256"),)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=identifier)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    body_id: Mapped[str] = mapped_column(ForeignKey("bodies.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    scopes: Mapped[list[str]]
    made_on: Mapped[date]
    expires_on: Mapped[date]
    revoked_on: Mapped[date | None]
    last_used_on: Mapped[date | None]


class ApiAnswer(Base):
    """What a request with an idempotency key was answered, sealed under the token itself; no status while it runs."""

    __tablename__ = "api_answers"
    token_id: Mapped[str] = mapped_column(ForeignKey("api_tokens.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    status: Mapped[int | None]
    sealed: Mapped[str] = mapped_column(Text, default="")
    made_at: Mapped[datetime]
