"""The Word templates that bodies put in place of ours."""

from datetime import date

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from audit.store.models.base import Base


class WordTemplate(Base):
    """A body's own template: one a body, none where ours is used."""

    __tablename__ = "word_templates"
    body_id: Mapped[str] = mapped_column(ForeignKey("bodies.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    given_on: Mapped[date]
