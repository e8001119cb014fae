"""What programs sign in with, what they asked already, and whom the instance tells of what has happened."""

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


class Webhook(Base):
    """An address that is told what happens to a body's audits; its secret is derived, not kept."""

    __tablename__ = "webhooks"
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=identifier)
    body_id: Mapped[str] = mapped_column(ForeignKey("bodies.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    url: Mapped[str] = mapped_column(String(500))
    events: Mapped[list[str]]
    made_on: Mapped[date]
    revoked_on: Mapped[date | None]


class Delivery(Base):
    """One message to a webhook: written with what it tells of, sent later, again and again until it is taken."""

    __tablename__ = "deliveries"
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=identifier)
    webhook_id: Mapped[str] = mapped_column(ForeignKey("webhooks.id", ondelete="CASCADE"), index=True)
    event: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(32))
    payload: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    status: Mapped[int | None]
