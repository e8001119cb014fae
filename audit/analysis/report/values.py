"""What the values of a Report share: frozen parts, and closed sets of verdicts, absences and reasons."""

from enum import StrEnum
from fractions import Fraction

from pydantic import BaseModel, ConfigDict

Text = dict[str, str]
#: The group of everybody: a head-count's levels together, all respondents of a table.
ALL = "all"


class Value(BaseModel):
    """A frozen value of the report; an unknown key is a defect."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Reason(StrEnum):
    """Why a figure is withheld, the same word in every output."""

    SMALL = "small"
    COMPLEMENT = "complement"
    UNANIMOUS = "unanimous"
    OPEN = "field_work"
    BASE = "base"
    UNREAD = "unread"


class Withheld(Value):
    """A figure that exists and is not published; its value is nowhere in the report."""

    withheld: Reason


class Verdict(StrEnum):
    """What a group is judged to be (`docs/formulas.md`)."""

    AT_PARITY = "at_parity"
    WOMEN_UNDER = "women_under"
    MEN_UNDER = "men_under"
    SINGLE_POST = "single_post"
    NOBODY = "nobody"


class Why(StrEnum):
    """Why a score is missing."""

    NOT_ASKED = "not_asked"
    NOT_SHOWN = "not_shown"
    NOT_ANSWERED = "not_answered"
    NOT_APPLICABLE = "not_applicable"
    DONT_KNOW = "dont_know"
    PREFER_NOT_TO_SAY = "prefer_not_to_say"
    NO_VERDICT = "no_verdict"
    INSUFFICIENT_DATA = "insufficient_data"
    WITHHELD = "withheld"


class Grade(StrEnum):
    """How far a score is borne out, best first: a document, a statement, what people perceive, nothing."""

    SUPPLIED = "B"
    STATEMENT = "C"
    PERCEPTION = "D"
    NOTHING = "E"


#: What is missing for these reasons was not there to be scored: its weight takes no part in the coverage.
LEAVES_COVERAGE = frozenset({Why.NOT_APPLICABLE, Why.NOT_SHOWN, Why.NOT_ASKED, Why.NO_VERDICT})


class Scope(StrEnum):
    """Which posts a parity indicator speaks of."""

    LEVELS = "levels"
    DECISION_MAKING = "decision_making"
    SELECTED = "selected"


def as_float(exact: Fraction | None) -> float | None:
    """Return an exact figure as the report keeps it, at full precision; None stays None."""
    return None if exact is None else float(exact)
