"""Contradictions that an institutional set declares: what the institution says against what its staff see."""

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from audit.questionnaire.parts import Exact, Name, Part, Text

HIGHEST_SCORE = Fraction(100)


class Against(Part):
    """The other side: a question, or an item of a matrix, of another questionnaire.

    It contradicts where the share of favourable answers of all respondents (0–1) is below `favourable_below`.
    """

    questionnaire: Name
    question: Name
    item: Name | None = None
    favourable_below: Annotated[Exact, Field(gt=0, le=1)]


class Contradiction(Part):
    """What scores at least `at_least` (0–100) and is not confirmed by staff.

    What scores is an indicator of this set, or the body's own head-count: of all its levels or of those that decide,
    pooled and judged by the default rule of parity. `otherwise` are asked, in this order, in audits that do not hold
    the questionnaire of `against`.
    """

    name: Name
    label: Text
    indicator: Name | None = None
    headcount: Literal["all", "decision_making"] | None = None
    at_least: Exact
    against: Against
    otherwise: tuple[Against, ...] = ()
