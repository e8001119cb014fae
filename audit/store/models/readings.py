"""What auditors made of answers in people's own words, by the words and never by who wrote them."""

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from audit.lifecycle import Reading
from audit.store.models.base import UNORDERED, Base, words


class TextReading(Base):
    """One text of an enquiry, known by the SHA-256 of its words: left standing, rewritten, or left out."""

    __tablename__ = "text_readings"
    __table_args__ = (
        CheckConstraint("(reading = 'redacted') = (redacted <> '')", name="redacted_has_its_words"),
        UNORDERED,
    )
    enquiry_id: Mapped[str] = mapped_column(ForeignKey("enquiries.id", ondelete="CASCADE"), primary_key=True)
    question: Mapped[str] = mapped_column(String(100), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    reading: Mapped[Reading] = mapped_column(words(Reading, "reading"))
    redacted: Mapped[str] = mapped_column(Text, default="")
