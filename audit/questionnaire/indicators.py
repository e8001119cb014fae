"""What is measured: one frozen value a kind of indicator, with the options of its formula (`docs/formulas.md`)."""

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from audit.questionnaire.parts import NAME_PATTERN, Exact, Name, Part, Text

# A question's name, within repeats after theirs: `delegations/people` pools all delegations.
Source = Annotated[str, Field(pattern=rf"{NAME_PATTERN[:-1]}(/{NAME_PATTERN[1:-1]}){{0,3}}$", max_length=400)]
BAND = (Fraction(47, 100), Fraction(53, 100))


class BaseIndicator(Part):
    """What every indicator has; `of` names the question it reads, in every entry where it stands in repeats."""

    name: Name
    dimension: Name
    weight: Annotated[Exact, Field(gt=0)] = Fraction(1)
    label: Text | None = None
    hint: Text | None = None
    recommendation: Text | None = None
    of: Source


class ParityIndicator(BaseIndicator):
    """Representation in a head-count; `rows` restricts the levels, `pooled` adds them into one group."""

    measure: Literal["parity"]
    rows: Literal["decision_making"] | tuple[Name, ...] | None = None
    pooled: bool = False
    target: Annotated[Exact, Field(gt=0, lt=1)] = Fraction(1, 2)
    band: tuple[Exact, Exact] = BAND
    base: Literal["binary", "all"] = "binary"
    curve: Literal["band", "linear", "eige", "undp"] = "band"
    direction: Literal["both", "women"] = "both"
    weights: dict[str, Exact] = Field(default_factory=dict)


class Stratum(Part):
    """A part of those who entered, compared by itself: two rows of the indicator's head-count, or of another."""

    name: Name
    label: Text | None = None
    of: Name | None = None
    passed: Name
    entered: Name


class RateRatioIndicator(BaseIndicator):
    """Women's rate over men's rate of passing from the row `entered` to the row `passed` of one head-count.

    `strata` divide the same people, as by grade or by competition; pooled rates can hide the reverse of theirs.
    """

    measure: Literal["rate_ratio"]
    passed: Name
    entered: Name
    strata: tuple[Stratum, ...] = ()


class ChoiceIndicator(BaseIndicator):
    """The points of what was chosen (select_one, or select_multiple added up to at most 100)."""

    measure: Literal["choice"]


class LikertIndicator(BaseIndicator):
    """The mean of a scale's answers on 0–100 (a matrix or a single select_one)."""

    measure: Literal["likert"]


class ShareIndicator(BaseIndicator):
    """An amount out of another, against a threshold (a share of one)."""

    measure: Literal["share"]
    out_of: Source
    at_least: Exact | None = None
    at_most: Exact | None = None


class CountIndicator(BaseIndicator):
    """A number against a threshold in the question's own unit."""

    measure: Literal["count", "threshold"]
    at_least: Exact | None = None
    at_most: Exact | None = None


Indicator = Annotated[
    ParityIndicator | RateRatioIndicator | ChoiceIndicator | LikertIndicator | ShareIndicator | CountIndicator,
    Field(discriminator="measure"),
]
