"""Answers as typed values, and the one reader that turns what a file or a form gave into them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from audit.questionnaire.schema import Absence


@dataclass(frozen=True, slots=True)
class Absent:
    """A named absence where a value could have been."""

    reason: Absence


Scalar = str | int | Decimal | date | tuple[str, ...] | Absent
Grid = Mapping[str, Mapping[str, int]]
Value = Scalar | Mapping[str, str | Absent] | Grid
Answers = Mapping[str, Value]
