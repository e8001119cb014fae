"""The executive summary: what a report's figures say, in a few sentences that are true of this report alone."""

from collections.abc import Iterator

from audit.analysis.report import ALL, FollowUp, Gap, Part, Report, Scope, Scorecard, TrendPoint, Withheld
from audit.render import projections, stock_flows, vacancies
from audit.render.findings import (
    dimensions_finding,
    gaps_finding,
    leading,
    levels_indicator,
    parity_finding,
    trend_finding,
)
from audit.render.steps import steps
from audit.render.words import label
from audit.wording import count, number, say

MOST_STEPS = 3


def summary(report: Report, follow_up: FollowUp | None, language: str) -> tuple[str, ...]:
    """Return the sentences of the summary, each with its full stop, the weightiest first."""
    told = (
        *_levels(report, language),
        *_course(report, language),
        *_scores(report, language),
        *_people(report, language),
        *_disagreement(report, language),
        *_promises(follow_up, language),
        *advice(report, language),
    )
    return tuple(said if said.endswith((".", "!", "?")) else f"{said}." for said in told)


def _levels(report: Report, language: str) -> Iterator[str]:
    indicator = levels_indicator(report)
    if indicator is not None:
        yield parity_finding(indicator, language)


def course(report: Report) -> tuple[TrendPoint, ...]:
    """Return the points of the decision-making level over the cycles, or those of all staff where it has none."""
    for scope in (Scope.DECISION_MAKING, Scope.LEVELS):
        found = [point for point in report.parity_trend if point.scope is scope and point.group == ALL]
        first = found[0].indicator if found else ""
        points = sorted((each for each in found if each.indicator == first), key=lambda each: each.reference_date)
        if points:
            return tuple(points)
    return ()


def _course(report: Report, language: str) -> Iterator[str]:
    points = course(report)
    if len(points) > 1:
        yield trend_finding(points, language)
        last = points[-1]
        for one in report.projections or ():
            if (one.indicator, one.group) == (last.indicator, last.group):
                yield projections.said(one, language)
    scope = points[-1].scope if points else Scope.DECISION_MAKING
    flow, path = stock_flows.of(report, scope), vacancies.of(report, scope)
    if flow is not None:
        yield say(language, "By who comes and leaves: %(said)s", said=stock_flows.said(flow, language))
    if path is not None:
        yield vacancies.said(path, language)


def _scores(report: Report, language: str) -> Iterator[str]:
    for part in report.parts:
        card = part.scorecard
        if not card.dimensions:
            continue
        named = label(card.questionnaire.title, language, card.questionnaire.name)
        if card.score is None:
            yield say(language, "“%(questionnaire)s”: there is too little data for a total", questionnaire=named)
            continue
        score = number(language, card.score, 1)
        said = say(language, "“%(questionnaire)s”: %(score)s of 100", questionnaire=named, score=score)
        yield ", ".join(filter(None, (said, level(card, card.level, language))))
        if len(card.dimensions) > 1:
            yield dimensions_finding(part, language)


def level(card: Scorecard, name: str | None, language: str) -> str:
    """Say a level of the questionnaire's scale as “approaches”; nothing where there is none."""
    said = next((label(each.label, language, each.level) for each in card.scale if each.level == name), name or "")
    return say(language, "level “%(level)s”", level=said) if said else ""


def _people(report: Report, language: str) -> Iterator[str]:
    for part in report.parts:
        if part.scorecard.gaps:
            yield from _answered(part, language)
            yield gaps_finding(part.scorecard.gaps, language)


def _answered(part: Part, language: str) -> Iterator[str]:
    if isinstance(part.submitted, Withheld) or isinstance(part.invited, Withheld) or not part.invited:
        return
    yield count(
        language,
        "%(submitted)d of %(n)d person invited answered the survey",
        "%(submitted)d of %(n)d people invited answered the survey",
        part.invited,
        submitted=part.submitted,
    )


def _disagreement(report: Report, language: str) -> Iterator[str]:
    found = sum(len(part.scorecard.contradictions) for part in report.parts)
    if found:
        yield count(
            language,
            "In %(n)d place the institution says what its staff do not confirm",
            "In %(n)d places the institution says what its staff do not confirm",
            found,
        )
    hidden = sum(1 for gap in gaps(report) if isinstance(gap.difference, Withheld))
    if hidden:
        yield count(
            language,
            "%(n)d comparison of women and men is withheld, as it would tell of single people",
            "%(n)d comparisons of women and men are withheld, as they would tell of single people",
            hidden,
        )


def gaps(report: Report) -> tuple[Gap, ...]:
    """Return every comparison of women and men of a report."""
    return tuple(gap for part in report.parts for gap in part.scorecard.gaps)


def _promises(follow_up: FollowUp | None, language: str) -> Iterator[str]:
    if follow_up is None or not follow_up.actions:
        return
    yield count(
        language,
        "The body has promised %(n)d action",
        "The body has promised %(n)d actions",
        len(follow_up.actions),
    )
    late = len(follow_up.late())
    if late:
        yield count(language, "%(n)d action is late", "%(n)d actions are late", late)


def advice(report: Report, language: str) -> Iterator[str]:
    """Say the steps that would change the total most; nothing where there is no total to change."""
    card = leading(report)
    told = [each.title.rstrip(".") for each in steps(card, language)[:MOST_STEPS]] if card else []
    if told:
        yield say(language, "What would change the total most: %(steps)s", steps="; ".join(told))
