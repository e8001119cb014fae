"""One cycle's points of the trends: head-counts of parity groups and totals, with a word where meaning changed."""

from audit.analysis.report import Caution, Report, Scope, ScorePoint, TrendPoint


def parity_points(report: Report) -> list[TrendPoint]:
    """Return the head-counts of every group of every parity indicator of a report."""
    return [
        TrendPoint(
            cycle=report.cycle,
            reference_date=report.reference_date,
            indicator=indicator.name,
            group=group.name,
            scope=indicator.scope or Scope.LEVELS,
            label=group.label,
            women=group.women,
            men=group.men,
            other=group.other,
            share=group.share,
            cautions=(Caution.OTHER_MEANING,) if indicator.name in part.renewed else (),
        )
        for part in report.parts
        for dimension in part.scorecard.dimensions
        for indicator in dimension.indicators
        for group in indicator.groups
    ]


def score_points(report: Report) -> list[ScorePoint]:
    """Return the total of every questionnaire of a report."""
    return [
        ScorePoint(
            cycle=report.cycle,
            reference_date=report.reference_date,
            questionnaire=part.scorecard.questionnaire.name,
            version=part.scorecard.questionnaire.version,
            score=part.scorecard.score,
            cautions=(Caution.OTHER_MEANING,) if part.renewed else (),
        )
        for part in report.parts
    ]
