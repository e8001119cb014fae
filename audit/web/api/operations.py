"""What an operation of the interface is: its address, its verb, who may, what it takes and what it answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Response
from pydantic import BaseModel
from sqlalchemy.orm import Session

from audit.service.actors import Actor
from audit.service.tokens import Scope
from audit.web import access
from audit.web.api.models import Page
from audit.web.api.parameters import Listing, Nothing

VERSION = "1"
BASE = "/api/v1"


@dataclass(frozen=True, slots=True)
class Call:
    """One request, read: the parts of its address, its parameters and what it sent, each by its model."""

    path: Mapping[str, str]
    query: Any
    body: Any
    today: date

    @property
    def session(self) -> Session:
        """Return the request's database session."""
        return access.session()

    @property
    def actor(self) -> Actor:
        """Return who the token lets in."""
        return access.actor()


#: A file answers with bytes of many types; everything else with a model.
Run = Callable[[Call], BaseModel | Response]


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation; `name` is its endpoint and its identifier in the description.

    `current` gives what an If-Match is compared with before a change. `location` is the address of what was made, with
    places for the fields of the answer. `prepare` does what must not be done while a transaction is open.
    """

    method: str
    path: str
    name: str
    scope: Scope
    summary: str
    run: Run
    answers: Any
    query: type[BaseModel] = Nothing
    takes: type[BaseModel] | None = None
    status: int = 200
    current: Run | None = None
    file: bool = False
    location: str = ""
    prepare: Callable[[Call], Call] | None = None


def page(found: Mapping[str, BaseModel], asked: Listing) -> Page[Any]:
    """Return a page of things by their keys, in the order of the keys."""
    left = sorted(key for key in found if key > asked.cursor)
    shown = left[: asked.limit]
    more = shown[-1] if len(left) > len(shown) else None
    return Page(items=tuple(found[key] for key in shown), next=more)
