"""The charts of a report, one module each: what management reads first, and what an auditor looks into further."""

from audit.analysis.report import Report
from audit.render.charts.chart import Chart
from audit.render.charts.dimensions import dimensions
from audit.render.charts.funnel import funnel
from audit.render.charts.gaps import gaps
from audit.render.charts.heat_map import heat_maps
from audit.render.charts.parity_by_level import parity_by_level
from audit.render.charts.pyramid import pyramid
from audit.render.charts.trend import trend
from audit.render.charts.vacancies import vacancies

__all__ = ["Chart", "charts", "dimensions", "further", "gaps", "parity_by_level", "trend", "vacancies"]


def charts(report: Report, language: str, *, most_gaps: int | None = None) -> tuple[Chart, ...]:
    """Return the charts that the report has figures for, in the order in which management reads them.

    `most_gaps` draws so many items of women beside men only, the widest differences first.
    """
    scored = (part for part in report.parts if part.scorecard.dimensions)
    drawn = (
        parity_by_level(report, language),
        trend(report, language),
        vacancies(report, language),
        *(dimensions(report, language, part=part) for part in scored),
        gaps(report, language, most=most_gaps),
    )
    return tuple(chart for chart in drawn if chart)


def further(report: Report, language: str) -> tuple[Chart, ...]:
    """Return what stands behind the first charts: the pyramid of levels, the funnel of recruitment, heat maps."""
    drawn = (pyramid(report, language), funnel(report, language), *heat_maps(report, language))
    return tuple(chart for chart in drawn if chart)
