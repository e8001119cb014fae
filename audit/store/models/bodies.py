"""The audited bodies: their levels, units and dated head-counts."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from audit.questionnaire.schema import Sex
from audit.store.models.base import Base, identifier, words


class Body(Base):
    """A ministry, a mission, a centre; `synthetic` marks invented ones."""

    __tablename__ = "bodies"
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=identifier)
    name: Mapped[dict[str, str]]
    synthetic: Mapped[bool] = mapped_column(default=False)
    levels: Mapped[list["Level"]] = relationship(order_by="Level.position", cascade="all, delete-orphan")
    units: Mapped[list["Unit"]] = relationship(order_by="Unit.position", cascade="all, delete-orphan")


class Level(Base):
    """A level of posts in a body, in the body's own order."""

    __tablename__ = "levels"
    body_id: Mapped[str] = mapped_column(ForeignKey("bodies.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(100), primary_key=True)
    position: Mapped[int]
    label: Mapped[dict[str, str]]
    decision_making: Mapped[bool] = mapped_column(default=False)


class Unit(Base):
    """A part of a body that people are invited by."""

    __tablename__ = "units"
    body_id: Mapped[str] = mapped_column(ForeignKey("bodies.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(100), primary_key=True)
    position: Mapped[int]
    label: Mapped[dict[str, str]]


class Headcount(Base):
    """How many people of one sex stood at one level on a day."""

    __tablename__ = "headcounts"
    __table_args__ = (
        ForeignKeyConstraint(["body_id", "level"], ["levels.body_id", "levels.name"]),
        CheckConstraint("people >= 0", name="people_not_negative"),
    )
    body_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    counted_on: Mapped[date] = mapped_column(primary_key=True)
    level: Mapped[str] = mapped_column(String(100), primary_key=True)
    sex: Mapped[Sex] = mapped_column(words(Sex, "sex"), primary_key=True)
    people: Mapped[int]
