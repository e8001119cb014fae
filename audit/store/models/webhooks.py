"""Where programs are told of what happened: addresses, the messages that wait for them, and every attempt."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from audit.store.models.base import Base, identifier, words


class WebhookState(StrEnum):
    """Whether messages go to a webhook: switched off by us where nothing arrived for days, or where it asked for it."""

    ON = "on"
    PAUSED = "paused"
    DISABLED = "disabled"


class DeliveryState(StrEnum):
    """How far a message to a webhook is."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    GIVEN_UP = "given_up"


class Webhook(Base):
    """An address of a body that is told of some kinds of acts; its secrets are sealed under the instance's key.

    `former` still signs beside the present secret until `former_until`.
    """

    __tablename__ = "webhooks"
    __table_args__ = (CheckConstraint("(former IS NULL) = (former_until IS NULL)", name="former_has_its_end"),)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=identifier)
    body_id: Mapped[str] = mapped_column(ForeignKey("bodies.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    address: Mapped[str] = mapped_column(String(2000))
    kinds: Mapped[list[str]]
    secret: Mapped[str] = mapped_column(Text)
    former: Mapped[str | None] = mapped_column(Text)
    former_until: Mapped[datetime | None]
    state: Mapped[WebhookState] = mapped_column(words(WebhookState, "state"), default=WebhookState.ON)
    why: Mapped[str] = mapped_column(String(40), default="")
    failing_since: Mapped[datetime | None]
    made_on: Mapped[date]


class WebhookMessage(Base):
    """One act to be told to one webhook, written in the act's own transaction; its identifier holds over all attempts.

    `begun_at` is when the present row of attempts began, `due_at` when the next is due. While an attempt is under way,
    `due_at` is when it counts as lost.
    """

    __tablename__ = "webhook_messages"
    __table_args__ = (Index("ix_webhook_messages_state_due_at", "state", "due_at"),)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=identifier)
    webhook_id: Mapped[str] = mapped_column(ForeignKey("webhooks.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(60))
    about: Mapped[dict[str, str]]
    link: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[datetime]
    state: Mapped[DeliveryState] = mapped_column(words(DeliveryState, "state"), default=DeliveryState.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    begun_at: Mapped[datetime]
    due_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class WebhookAttempt(Base):
    """One attempt to deliver a message: what was answered, or why nothing was, and how long it took."""

    __tablename__ = "webhook_attempts"
    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(ForeignKey("webhook_messages.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    milliseconds: Mapped[int]
    status: Mapped[int | None]
    why: Mapped[str] = mapped_column(String(40), default="")
