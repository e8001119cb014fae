"""The Report whole: its parts with codebooks and rows, its trends, its canonical text and digest."""

import hashlib
import json
from datetime import date
from operator import not_
from typing import Any

from pydantic import Field

from audit.analysis.report.comparisons import Caution, HeatMap
from audit.analysis.report.inconsistencies import Inconsistency
from audit.analysis.report.projections import Projection
from audit.analysis.report.scorecards import Scorecard, untold
from audit.analysis.report.scoring import ScoringRule
from audit.analysis.report.stock_flows import StockFlow
from audit.analysis.report.texts import Texts
from audit.analysis.report.vacancies import VacancyPath
from audit.analysis.report.values import Scope, Text, Value, Withheld
from audit.analysis.report.versions import FormerTable, PartVersion


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


class Document(Value):
    """A document that an institution's set was answered with: the question, a file's name or an address, and its day.

    `where` is the instance path of the question.
    """

    question: str
    where: str
    label: Text
    name: str
    dated: date | None = None


class Part(Value):
    """One questionnaire of an audit: its scorecard, its codebook, its response figures and, for a named set, its rows.

    `rows` holds one mapping column → value a response and is empty for anonymous and confidential sets. `texts` are the
    answers in people's own words that an auditor has read and the gate lets out. `rules` is the rule set of disclosure
    where it is another than the report's. `documents` are those that an institution gave as evidence.
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
    texts: tuple[Texts, ...] = Field(default=(), exclude_if=not_)
    versions: tuple[PartVersion, ...] = Field(default=(), exclude_if=not_)
    former: tuple[FormerTable, ...] = Field(default=(), exclude_if=not_)
    renewed: tuple[str, ...] = Field(default=(), exclude_if=not_)
    rules: str = Field(default="", exclude_if=not_)
    paper: int | Withheld | None = Field(default=None, exclude_if=not_)
    documents: tuple[Document, ...] = Field(default=(), exclude_if=not_)


class TrendPoint(Value):
    """One cycle of one parity group: head-counts and share of women at its reference date; why to compare with care."""

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
    cautions: tuple[Caution, ...] = Field(default=(), exclude_if=not_)


class ScorePoint(Value):
    """One cycle's total of one questionnaire."""

    cycle: str
    reference_date: date
    questionnaire: str
    version: str
    score: float | None
    cautions: tuple[Caution, ...] = Field(default=(), exclude_if=not_)


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
    projections: tuple[Projection, ...] | None = Field(default=None, exclude_if=untold)
    stock_flows: tuple[StockFlow, ...] | None = Field(default=None, exclude_if=untold)
    heat_maps: tuple[HeatMap, ...] | None = Field(default=None, exclude_if=untold)
    scoring: ScoringRule | None = Field(default=None, exclude_if=untold)
    inconsistencies: tuple[Inconsistency, ...] | None = Field(default=None, exclude_if=untold)
    vacancies: tuple[VacancyPath, ...] | None = Field(default=None, exclude_if=untold)


def canonical(report: Report) -> str:
    """Return the report as canonical JSON: sorted keys, no spaces, letters as themselves; the text its digest is of."""
    return json.dumps(report.model_dump(mode="json"), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(report: Report) -> str:
    """Return the SHA-256 (hex) of the report's canonical JSON, by which a workbook is traced to the report it shows."""
    return hashlib.sha256(canonical(report).encode("utf-8")).hexdigest()
