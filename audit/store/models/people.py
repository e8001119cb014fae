"""People who sign in, as Flask-Security reads them, and what each is to a body."""

# mypy: disable-error-code="assignment, override"
# Flask-Security declares plain attributes; `Mapped` gives them on an instance, and `roles` is always empty.

from datetime import datetime

from flask_security import AsaList, RoleMixin, UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, relationship

from audit.lifecycle import Role
from audit.store.models.base import Base, identifier, words


class NoRole(RoleMixin):
    """Stands where Flask-Security asks for a role model: rights here are memberships, checked in every use case."""


class User(Base, UserMixin):
    """Somebody with an account; respondents have none. No address and no time of a visit is kept."""

    __tablename__ = "users"
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=identifier)
    email: Mapped[str] = mapped_column(String(255), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    administrator: Mapped[bool] = mapped_column(default=False)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True, default=identifier)
    confirmed_at: Mapped[datetime | None]
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(AsaList()))
    memberships: Mapped[list["Membership"]] = relationship(cascade="all, delete-orphan")

    @property
    def roles(self) -> list[RoleMixin]:
        """Return no roles: Flask-Security asks, and `audit.service` alone decides."""
        return []


class Membership(Base):
    """What a person is to one body."""

    __tablename__ = "memberships"
    __table_args__ = (CheckConstraint("role <> 'administrator'", name="administrator_is_of_no_body"),)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    body_id: Mapped[str] = mapped_column(ForeignKey("bodies.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[Role] = mapped_column(words(Role, "role"), primary_key=True)
