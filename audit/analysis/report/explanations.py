"""Why an indicator has its score: figures without words, one value a kind; `audit.render.explanations` says it."""

from typing import Annotated, Literal

from pydantic import Field

from audit.analysis.report.values import Reason, Text, Value, Verdict, Why

Sex = Literal["women", "men"]


class Named(Value):
    """A level, a statement, a choice or a question by its name and label."""

    name: str
    label: Text = Field(default_factory=dict)


class Held(Value):
    """One judged group: how many of `base` places are held by the sex that the judgement speaks of.

    That is the sex which is too few; women where the group is at parity. Parity begins when that sex holds `begins`
    of the places; None where no change of hands leads there. `score` lies in 0–100.
    """

    name: str
    label: Text = Field(default_factory=dict)
    sex: Sex
    held: int
    base: int
    begins: int | None
    verdict: Verdict
    score: float | None
    weight: float | None = None


class ParityOfOne(Value):
    """The score of one pooled group."""

    kind: Literal["parity_pooled"] = "parity_pooled"
    group: Held
    decision_making: bool
    curve: str


class ParityOfLevels(Value):
    """The weighted mean over the levels that can be judged; single posts, empty levels and gaps are named apart."""

    kind: Literal["parity_levels"] = "parity_levels"
    levels: tuple[Held, ...]
    weakest: str
    curve: str = "band"
    unjudged: tuple[Named, ...] = ()
    unanswered: tuple[Named, ...] = ()


class Pointed(Named):
    """A choice and its points (0–100); None where its author gave it none."""

    points: float | None


class Chosen(Value):
    """The points of what was chosen together, at most 100."""

    kind: Literal["choice"] = "choice"
    choices: tuple[Pointed, ...]


class MeanOfChoices(Value):
    """The mean of the points that `base` respondents chose."""

    kind: Literal["choice_mean"] = "choice_mean"
    base: int | None


class Threshold(Value):
    """A value held against a goal: `at_least` is enough, `at_most` is not passed; of two the lower score counts.

    A share (0–1) brings the `part` and the `whole` that it was divided from, and their currency.
    """

    kind: Literal["share", "count"]
    value: float
    at_least: float | None = None
    at_most: float | None = None
    part: float | None = None
    whole: float | None = None
    currency: str | None = None


class RateRatio(Value):
    """Women's rate of passing over men's; `flagged` below `flag_below`, with Fisher's exact p beside it."""

    kind: Literal["rate_ratio"] = "rate_ratio"
    women_passed: int
    women_entered: int
    men_passed: int
    men_entered: int
    ratio: float
    flag_below: float
    flagged: bool
    p: float | None


class StatementScore(Named):
    """A statement with its mean (0–100) and its favourable share (0–1), as far as they are published."""

    mean: float
    favourable: float | None = None


class MeanOfScale(Value):
    """The mean of statements on 0–100; withheld and unanswered ones take no part.

    `base` is the least number of respondents behind a statement, None for a named set, where each has one answer.
    """

    kind: Literal["likert"] = "likert"
    statements: tuple[StatementScore, ...]
    withheld: int = 0
    unanswered: int = 0
    base: int | None = None


class NoScore(Value):
    """Why there is no score: the absence, and what lacks a verdict in the measure's own terms."""

    kind: Literal["none"] = "none"
    why: Why
    withheld: Reason | None = None
    lacks: Literal["judged_level", "passing", "points", "threshold", ""] = ""
    questions: tuple[Named, ...] = ()


Explanation = Annotated[
    ParityOfOne | ParityOfLevels | Chosen | MeanOfChoices | Threshold | RateRatio | MeanOfScale | NoScore,
    Field(discriminator="kind"),
]
