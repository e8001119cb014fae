"""The Report: the one frozen value that every page, chart, workbook and file shows, and that a closed audit keeps.

Everything in it is publishable: tables of respondents are made by `audit.analysis.disclosure` alone, scores of
respondents are worked out from those tables, and head-counts come from named sets. Field names of the scorecard are the
stable names of `paritet score --json`. Figures are full-precision numbers; rounding happens where they are shown.
"""

from audit.analysis.report.reports import (
    CodebookChoice,
    CodebookEntry,
    Part,
    Report,
    ScorePoint,
    TrendPoint,
    canonical,
    digest,
)
from audit.analysis.report.scorecards import (
    Contradiction,
    DimensionScore,
    Gap,
    Group,
    IndicatorScore,
    Level,
    QuestionnaireIdentity,
    Scorecard,
    Source,
    Table,
    TableGroup,
)
from audit.analysis.report.values import Reason, Scope, Text, Value, Verdict, Why, Withheld

__all__ = [
    "CodebookChoice",
    "CodebookEntry",
    "Contradiction",
    "DimensionScore",
    "Gap",
    "Group",
    "IndicatorScore",
    "Level",
    "Part",
    "QuestionnaireIdentity",
    "Reason",
    "Report",
    "Scope",
    "ScorePoint",
    "Scorecard",
    "Source",
    "Table",
    "TableGroup",
    "Text",
    "TrendPoint",
    "Value",
    "Verdict",
    "Why",
    "Withheld",
    "canonical",
    "digest",
]
