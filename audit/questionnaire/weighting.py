"""How a survey's figures are corrected, as its author declares it: for many comparisons, and for who did not answer."""

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from audit.questionnaire.parts import Exact, Name, Part

#: Holm's correction is for a few items that are to be confirmed, Benjamini and Hochberg's for screening many.
Correction = Literal["holm", "benjamini_hochberg"]
MOST = Fraction(5)


class Weighting(Part):
    """The head-count of the institution that answers are weighted to.

    `headcount` is a question of an institutional set of the same audit; without one it is the first whose levels are
    judged for parity. Women and men are weighted by the breakdown whose choices count as them. With `by`, a breakdown
    by level, `levels` names for its choices the rows of the head-count that they stand for; rows of several
    institutional sets may stand together. No respondent is given more than `cap` times the weight of another.
    """

    headcount: Name | None = None
    by: Name | None = None
    levels: dict[Name, tuple[Name, ...]] = Field(default_factory=dict)
    cap: Annotated[Exact, Field(ge=1)] = MOST
