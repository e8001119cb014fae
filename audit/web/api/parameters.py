"""What comes beside an address: how a list is read on, in which language, how long a key may be."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from audit.render.columns import Layout, Multiple, Told, Versions

#: The most signs of an idempotency key.
LONGEST_KEY = 200


class Listing(BaseModel):
    """How a list is read on: at most `limit` things after the one that `cursor` names."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    limit: Annotated[int, Field(ge=1, le=100)] = 50
    cursor: Annotated[str, Field(max_length=200)] = ""


class Nothing(BaseModel):
    """No parameters, or no fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _one_of(words: type[StrEnum]) -> WithJsonSchema:
    """Describe a closed set where it stands: a parameter of an address has no definitions to refer to."""
    return WithJsonSchema({"type": "string", "enum": [each.value for each in words]})


class DocumentWish(BaseModel):
    """In which language a document is wanted, one of the audit's, and how the responses in it are laid out."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    language: Annotated[str, Field(pattern="^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$", max_length=20)] = "en"
    multiple: Annotated[Multiple, _one_of(Multiple)] = Multiple.BOTH
    told: Annotated[Told, _one_of(Told)] = Told.CODES
    versions: Annotated[Versions, _one_of(Versions)] = Versions.ONE

    @property
    def layout(self) -> Layout:
        """How responses are to be laid out."""
        return Layout(self.multiple, self.told, self.versions)
