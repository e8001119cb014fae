"""The values that answers have, and the name of every reason for having none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum


class Absence(StrEnum):
    """Why there is no value; each absence has its own name and none is a number."""

    NOT_ASKED = "not_asked"
    NOT_SHOWN = "not_shown"
    NOT_ANSWERED = "not_answered"
    NOT_APPLICABLE = "not_applicable"
    DONT_KNOW = "dont_know"
    PREFER_NOT_TO_SAY = "prefer_not_to_say"
    WITHHELD = "withheld"


class Sex(StrEnum):
    """The three columns of a head-count; `other` is another or undisclosed."""

    WOMEN = "women"
    MEN = "men"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Absent:
    """A named absence where a value could have been."""

    reason: Absence


Scalar = str | int | Decimal | date | time | datetime | tuple[str, ...] | Absent
Grid = Mapping[str, Mapping[str, int]]
# The answer of a repeat: one mapping of its members' answers for each entry, in their order.
Entries = tuple[Mapping[str, "Value"], ...]
Value = Scalar | Mapping[str, str | Absent] | Grid | Entries
Answers = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Nodes:
    """What a member of a repeat is outside it: its value in every entry, in their order, absences kept."""

    values: tuple[Scalar, ...] = ()
