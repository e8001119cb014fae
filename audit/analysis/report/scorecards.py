"""A scorecard of the Report: the tree of scores, the tables it rests on, and women against men."""

from datetime import date
from operator import not_
from typing import Any

from pydantic import Field

from audit.analysis.report.explanations import Explanation
from audit.analysis.report.improvements import Improvement
from audit.analysis.report.statistics import Spread, Statistics, Stratified
from audit.analysis.report.values import Grade, Scope, Text, Value, Verdict, Why, Withheld


def untold(told: object) -> bool:
    """Leave out what an earlier version did not tell, so that reports it kept are still of their digest."""
    return told is None


class Group(Value):
    """One level (or `all`) of a parity indicator.

    Head-counts, share of women (0–1), gap in percentage points, posts to parity and score (0–100).
    """

    name: str
    label: Text = Field(default_factory=dict)
    decision_making: bool = False
    women: int
    men: int
    other: int
    share: float | None
    gap: float | None
    at_parity: bool | None
    posts_to_parity: int | None
    score: float | None
    verdict: Verdict
    weight: float | None = None


class Source(Value):
    """A leaf of the tree: the question, the part of it that was read, and the answer as given."""

    question: str
    part: str = ""
    label: Text = Field(default_factory=dict)
    value: Any = None


class IndicatorScore(Value):
    """One indicator: score 0–100 or null with `why`; `value` and `base` are what the rule was applied to.

    `evidence` says how far it is borne out, and changes no score.
    """

    name: str
    label: Text = Field(default_factory=dict)
    measure: str
    score: float | Withheld | None
    why: Why | None = None
    value: int | float | str | list[str] | Withheld | None = None
    base: int | Withheld | None = None
    weight: float
    rule: dict[str, Any] = Field(default_factory=dict)
    flag: str | None = None
    p: float | None = None
    evidence: Grade | None = None
    scope: Scope | None = None
    weakest: str | None = None
    groups: tuple[Group, ...] = ()
    sources: tuple[Source, ...] = ()
    recommendation: Text | None = None
    explanation: Explanation | None = Field(default=None, exclude_if=untold)
    stratified: Stratified | None = Field(default=None, exclude_if=untold)
    spread: Spread | None = Field(default=None, exclude_if=untold)


class DimensionScore(Value):
    """A dimension: the weighted mean of its scored indicators, with the share of its weight that was scored (0–1).

    Below `min_coverage` (0–1) there is no score but "insufficient data".
    """

    name: str
    label: Text = Field(default_factory=dict)
    weight: float
    score: float | None
    why: Why | None = None
    level: str | None
    coverage: float | None
    min_coverage: float = 0.6
    indicators: tuple[IndicatorScore, ...]


class TableGroup(Value):
    """One group of a published table: respondents with a value, counts by choice, favourable share, mean.

    The favourable share lies in 0–1, the mean in 0–100. `counts_as` is women, men or other where the breakdown's
    choice says so; it gives a group its colour and shape. `within` is the group of the same table that it is a part of,
    empty where it is simply one of all.
    """

    name: str
    label: Text = Field(default_factory=dict)
    counts_as: str | None = None
    n: int | Withheld
    counts: dict[str, int] | Withheld
    favourable: float | Withheld | None
    mean: float | Withheld | None
    within: str = Field(default="", exclude_if=not_)


class Table(Value):
    """A publishable table of one question or matrix item by one breakdown; made by the disclosure gate alone.

    `reverse` says that the points of the choices are mirrored, so that the lowest answers are the favourable ones;
    `favours` are the labels of the favourable choices where the questionnaire names them, empty otherwise.
    `late` people answered after an earlier report of the same audit and are not counted in it, as it would tell them
    apart. `rounded_to` is the multiple that counts are rounded to, 0 where they are exact.
    """

    question: str
    item: str | None = None
    label: Text = Field(default_factory=dict)
    by: str
    choices: dict[str, Text] = Field(default_factory=dict)
    groups: tuple[TableGroup, ...]
    reverse: bool = Field(default=False, exclude_if=not_)
    favours: tuple[Text, ...] = Field(default=(), exclude_if=not_)
    late: int = Field(default=0, exclude_if=not_)
    rounded_to: int = Field(default=0, exclude_if=not_)


class Gap(Value):
    """Women against men on one ordinal item.

    Favourable shares (0–1) and their difference, Cliff's delta with its label, Mann–Whitney p and Holm's p; `p_bh` is
    Benjamini and Hochberg's where the questionnaire asks for it. `reverse` and `favours` as in the table.
    """

    question: str
    item: str | None = None
    text: Text = Field(default_factory=dict)
    reverse: bool = Field(default=False, exclude_if=not_)
    favours: tuple[Text, ...] = Field(default=(), exclude_if=not_)
    women_favourable: float | Withheld | None
    men_favourable: float | Withheld | None
    difference: float | Withheld | None
    cliffs_delta: float | Withheld | None
    label: str | Withheld | None
    p: float | Withheld | None
    p_holm: float | Withheld | None
    p_bh: float | Withheld | None = Field(default=None, exclude_if=untold)

    @property
    def p_corrected(self) -> float | Withheld | None:
        """The p by the correction that the questionnaire chose."""
        return self.p_holm if self.p_bh is None else self.p_bh


class Contradiction(Value):
    """What the institution answers and its respondents do not confirm.

    An indicator's score (0–100) of at least `at_least`, and a favourable share (0–1, of `n` respondents) of a question
    or matrix item of another questionnaire below `favourable_below`; both are published elsewhere in the report.
    Where the body's own head-count is the first side, `headcount` holds it and there is no indicator.
    """

    name: str
    label: Text
    indicator: str
    indicator_label: Text = Field(default_factory=dict)
    score: float
    at_least: float
    questionnaire: str
    question: str
    item: str | None = None
    text: Text = Field(default_factory=dict)
    reverse: bool = Field(default=False, exclude_if=not_)
    favours: tuple[Text, ...] = Field(default=(), exclude_if=not_)
    favourable: float
    favourable_below: float
    n: int
    headcount: "Counted | None" = Field(default=None, exclude_if=untold)


class Counted(Value):
    """The body's own head-count of a day: women and men at the levels that are spoken of."""

    on: date
    scope: Scope
    women: int
    men: int


class QuestionnaireIdentity(Value):
    """Which questionnaire: name, version and the digest (SHA-256, hex) of its canonical text."""

    name: str
    version: str
    digest: str
    title: Text = Field(default_factory=dict)


class Scorecard(Value):
    """The result of one questionnaire: total, dimensions, indicators, tables and gaps."""

    questionnaire: QuestionnaireIdentity
    score: float | None
    why: Why | None = None
    level: str | None
    coverage: float | None
    mean: str = "arithmetic"
    min_coverage: float = 0.6
    scale: tuple["Level", ...] = ()
    dimensions: tuple[DimensionScore, ...]
    tables: tuple[Table, ...] = ()
    gaps: tuple[Gap, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    improvements: tuple[Improvement, ...] | None = Field(default=None, exclude_if=untold)
    statistics: Statistics | None = Field(default=None, exclude_if=untold)


class Level(Value):
    """A level of the questionnaire's own scale, from its threshold upwards."""

    level: str
    start: float
    label: Text
