"""What stands behind the question mark of an address: how a list is read on, and in which language."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Listing(BaseModel):
    """How a list is read on: at most `limit` things after the one that `cursor` names."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    limit: Annotated[int, Field(ge=1, le=100)] = 50
    cursor: Annotated[str, Field(max_length=200)] = ""


class Nothing(BaseModel):
    """No parameters, or no fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class InLanguage(BaseModel):
    """In which language a document is wanted; the interface's best for this caller where none is said."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    language: Annotated[str, Field(pattern="^(en|ru)$")] = "en"
