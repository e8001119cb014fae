"""The Report: the one frozen value that every page, chart, workbook and file shows, and that a closed audit keeps.

Everything in it is publishable: tables of respondents are made by `audit.analysis.disclosure` alone, scores of
respondents are worked out from those tables, and head-counts come from named sets. Field names of the scorecard are the
stable names of `paritet score --json`. Figures are full-precision numbers; rounding happens where they are shown.
"""

import hashlib
import json
from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

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
    """One indicator: score 0–100 or null with `why`; `value` and `base` are what the rule was applied to."""

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
    evidence: str | None = None
    scope: Scope | None = None
    weakest: str | None = None
    groups: tuple[Group, ...] = ()
    sources: tuple[Source, ...] = ()
    recommendation: Text | None = None


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
    choice says so; it gives a group its colour and shape.
    """

    name: str
    label: Text = Field(default_factory=dict)
    counts_as: str | None = None
    n: int | Withheld
    counts: dict[str, int] | Withheld
    favourable: float | Withheld | None
    mean: float | Withheld | None


class Table(Value):
    """A publishable table of one question or matrix item by one breakdown; made by the disclosure gate alone."""

    question: str
    item: str | None = None
    label: Text = Field(default_factory=dict)
    by: str
    choices: dict[str, Text] = Field(default_factory=dict)
    groups: tuple[TableGroup, ...]


class Gap(Value):
    """Women against men on one ordinal item.

    Favourable shares (0–1) and their difference, Cliff's delta with its label, Mann–Whitney p and Holm's p.
    """

    question: str
    item: str | None = None
    text: Text = Field(default_factory=dict)
    women_favourable: float | Withheld | None
    men_favourable: float | Withheld | None
    difference: float | Withheld | None
    cliffs_delta: float | Withheld | None
    label: str | Withheld | None
    p: float | Withheld | None
    p_holm: float | Withheld | None


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
    contradictions: tuple[dict[str, Any], ...] = ()


class Level(Value):
    """A level of the questionnaire's own scale, from its threshold upwards."""

    level: str
    start: float
    label: Text


class CodebookEntry(Value):
    """One column of an export: the question (and its part), type, labels, choices with points, who was asked."""

    column: str
    question: str
    type: str
    section: Text = Field(default_factory=dict)
    label: Text
    hint: Text | None = None
    choices: tuple["CodebookChoice", ...] = ()
    relevant: str = ""
    required: str = ""
    sensitive: bool = False


class CodebookChoice(Value):
    """A choice of a codebook entry: stored name, label, points (0–100) or the absence it stands for."""

    name: str
    label: Text
    score: float | None = None
    absent: str | None = None


class Part(Value):
    """One questionnaire of an audit: its scorecard, its codebook, its response figures and, for a named set, its rows.

    `rows` holds one mapping column → value a response and is empty for anonymous and confidential sets.
    """

    respondent: str
    mode: str
    threshold: int
    sensitive_threshold: int
    invited: int | Withheld
    submitted: int | Withheld
    scorecard: Scorecard
    codebook: tuple[CodebookEntry, ...]
    rows: tuple[dict[str, Any], ...] = ()


class TrendPoint(Value):
    """One cycle of one parity group: head-counts and share of women at its reference date."""

    cycle: str
    reference_date: date
    indicator: str
    group: str
    scope: Scope
    label: Text = Field(default_factory=dict)
    women: int
    men: int
    other: int
    share: float | None


class ScorePoint(Value):
    """One cycle's total of one questionnaire."""

    cycle: str
    reference_date: date
    questionnaire: str
    version: str
    score: float | None


class Report(Value):
    """What a closed audit says, whole; frozen when the audit is closed."""

    body: Text
    title: Text
    synthetic: bool
    languages: tuple[str, ...]
    cycle: str
    period_start: date
    period_end: date
    reference_date: date
    closed_on: date
    rule_version: str
    software: str
    parts: tuple[Part, ...]
    parity_trend: tuple[TrendPoint, ...] = ()
    score_trend: tuple[ScorePoint, ...] = ()


def canonical(report: Report) -> str:
    """Return the report as canonical JSON: sorted keys, no spaces, letters as themselves; the text its digest is of."""
    return json.dumps(report.model_dump(mode="json"), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(report: Report) -> str:
    """Return the SHA-256 (hex) of the report's canonical JSON, by which a workbook is traced to the report it shows."""
    return hashlib.sha256(canonical(report).encode("utf-8")).hexdigest()
