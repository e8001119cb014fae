"""What the values of a Report share: frozen parts, and closed sets of verdicts, absences and reasons."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

Text = dict[str, str]


class Value(BaseModel):
    """A frozen value of the report; an unknown key is a defect."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Reason(StrEnum):
    """Why a figure is withheld, the same word in every output."""

    SMALL = "small"
    COMPLEMENT = "complement"
    UNANIMOUS = "unanimous"
    OPEN = "field_work"


class Withheld(Value):
    """A figure that exists and is not published; its value is nowhere in the report."""

    withheld: Reason


class Verdict(StrEnum):
    """What a group is judged to be (design, section 4.1)."""

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


class Scope(StrEnum):
    """Which posts a parity indicator speaks of."""

    LEVELS = "levels"
    DECISION_MAKING = "decision_making"
    SELECTED = "selected"
