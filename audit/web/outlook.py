"""Where a report leads, as the page of scores tells it: coming vacancies, a body's own flows, the pace so far."""

from audit.analysis.report import ALL, Projection, Report, Scope
from audit.errors import mark
from audit.render import projections, stock_flows, vacancies
from audit.render.words import label
from audit.wording import say

Told = tuple[str, str, tuple[tuple[str, str], ...]]

VACANCIES = (
    mark("Coming vacancies"),
    mark("What the posts that are known to fall vacant make possible; every post is filled again."),
)
FLOWS = (
    mark("Where the body’s own flows lead"),
    mark(
        "Carried forward by who left, rose and was appointed in the period; every post is filled again. "
        "An extrapolation, no forecast."
    ),
)
PACE = (
    mark("The pace so far"),
    mark("A straight line from the first cycle to the last, carried on. An extrapolation, no forecast."),
)


def ahead(report: Report, language: str) -> tuple[Told, ...]:
    """Return three lists: a heading and what it is about (to be translated), and a name with its sentence each."""
    return (
        (
            *VACANCIES,
            tuple((vacancies.named(one, language), vacancies.said(one, language)) for one in report.vacancies or ()),
        ),
        (
            *FLOWS,
            tuple(
                (stock_flows.named(one, language), stock_flows.said(one, language)) for one in report.stock_flows or ()
            ),
        ),
        (*PACE, tuple((_whom(one, language), projections.said(one, language)) for one in _pooled(report))),
    )


def _pooled(report: Report) -> tuple[Projection, ...]:
    return tuple(one for one in report.projections or () if one.group == ALL)


def _whom(one: Projection, language: str) -> str:
    if one.scope is Scope.DECISION_MAKING:
        return say(language, "Decision-making level")
    return label(one.label, language) or say(language, "All levels together")
