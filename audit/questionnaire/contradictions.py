"""Contradictions that an institutional set declares: what the institution says against what its staff see."""

from fractions import Fraction
from typing import Annotated

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
    """An indicator with a score of at least `at_least` (0–100) that staff do not confirm."""

    name: Name
    label: Text
    indicator: Name
    at_least: Exact
    against: Against
