"""A table as data: its variables, each with a name, a label and a kind, and its rows with every absence named."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from audit.analysis.report import Reason, Why

#: What stands in a cell: a value, why there is none, why it is withheld, or nothing where nothing belongs.
Cell = str | int | float | date | datetime | time | Why | Reason | None


class Kind(StrEnum):
    """What a variable holds; a TICK is 1 where a choice was chosen and 0 where it was not."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    TICK = "tick"
    DAY = "day"
    MOMENT = "moment"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a variable; `absent` where choosing it counts as an absence."""

    name: str
    label: str
    absent: Why | None = None


@dataclass(frozen=True, slots=True)
class Variable:
    """One column."""

    name: str
    label: str
    kind: Kind
    options: tuple[Option, ...] = ()
    question: str = ""
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Dataset:
    """One table; its name serves files."""

    name: str
    title: str
    variables: tuple[Variable, ...]
    rows: tuple[tuple[Cell, ...], ...]
