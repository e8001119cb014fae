"""How a body may appear where others are compared with it."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from audit.lifecycle import Sharing
from audit.store.models.base import Base, words


class BenchmarkTerms(Base):
    """What a body has agreed to; without a row it takes part without its name."""

    __tablename__ = "benchmark_terms"
    body_id: Mapped[str] = mapped_column(ForeignKey("bodies.id", ondelete="CASCADE"), primary_key=True)
    sharing: Mapped[Sharing] = mapped_column(words(Sharing, "sharing"))
