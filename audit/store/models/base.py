"""What every table shares: the naming of constraints, random identifiers, and closed sets kept as checked words."""

import secrets
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Enum, MetaData
from sqlalchemy.orm import DeclarativeBase

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

#: A table whose rows lie in the order of their random keys: nothing in the file says which came first.
UNORDERED = {"sqlite_with_rowid": False}


class Base(DeclarativeBase):
    """The parent of every table."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {dict[str, str]: JSON, dict[str, Any]: JSON, list[str]: JSON}  # noqa: RUF012 - SQLAlchemy's own manner


def identifier() -> str:
    """Return a random identifier of 128 bits; it says nothing of when or for whom it was made."""
    return secrets.token_hex(16)


def words(members: type[StrEnum], name: str) -> Enum:
    """Return a column type that keeps one of an enumeration's words, checked by the database too."""
    return Enum(
        members,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=20,
        values_callable=lambda enumeration: [member.value for member in enumeration],
    )
