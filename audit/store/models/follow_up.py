"""What follows an audit: the auditors' findings and the promises of its body; `edition` counts their changes."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from audit.lifecycle import ActionState, FindingKind, FindingState, Priority
from audit.store.models.base import Base, identifier, words


class Finding(Base):
    """What an auditor found, or a proposal that she turned down with a reason."""

    __tablename__ = "findings"
    __table_args__ = (
        UniqueConstraint("audit_id", "number"),
        CheckConstraint("(state = 'dismissed') = (reason <> '')", name="dismissed_has_its_reason"),
    )
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=identifier)
    audit_id: Mapped[str] = mapped_column(ForeignKey("audits.id", ondelete="CASCADE"))
    number: Mapped[int]
    kind: Mapped[FindingKind] = mapped_column(words(FindingKind, "kind"))
    priority: Mapped[Priority] = mapped_column(words(Priority, "priority"))
    state: Mapped[FindingState] = mapped_column(words(FindingState, "state"))
    title: Mapped[dict[str, str]]
    text: Mapped[dict[str, str]]
    grounds: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(Text, default="")
    edition: Mapped[int] = mapped_column(default=1)


class Action(Base):
    """What a body promised after an audit."""

    __tablename__ = "actions"
    __table_args__ = (UniqueConstraint("audit_id", "number"),)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=identifier)
    audit_id: Mapped[str] = mapped_column(ForeignKey("audits.id", ondelete="CASCADE"))
    finding_id: Mapped[str | None] = mapped_column(ForeignKey("findings.id", ondelete="SET NULL"))
    number: Mapped[int]
    what: Mapped[dict[str, str]]
    responsible: Mapped[str] = mapped_column(String(200))
    due: Mapped[date]
    state: Mapped[ActionState] = mapped_column(words(ActionState, "state"), default=ActionState.PLANNED)
    note: Mapped[str] = mapped_column(Text, default="")
    reported_on: Mapped[date | None]
    edition: Mapped[int] = mapped_column(default=1)
