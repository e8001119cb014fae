"""Participations that answer on paper, so that it can be said how many answers were typed in for somebody."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from audit.store.models.base import UNORDERED, Base


class PaperForm(Base):
    """That a participation answers on paper; in anonymous enquiries it stands for no invited person."""

    __tablename__ = "paper_forms"
    __table_args__ = (UNORDERED,)
    participation_id: Mapped[str] = mapped_column(ForeignKey("participations.id", ondelete="CASCADE"), primary_key=True)
