"""What a report says in sentences: the headline and each chart's finding, with plural forms right in every language."""

from collections.abc import Iterator

from audit.analysis.report import (
    ALL,
    DimensionScore,
    Gap,
    Group,
    IndicatorScore,
    Part,
    Report,
    Scope,
    Scorecard,
    TrendPoint,
    Verdict,
)
from audit.errors import mark
from audit.render.words import band, day, distance, label, quoted_statement, share_of
from audit.wording import count, number, percent, say

SIGNIFICANT = 0.05


def indicators(report: Report) -> Iterator[tuple[Part, DimensionScore, IndicatorScore]]:
    """Walk every indicator of a report with its part and dimension, in the questionnaires' order."""
    for part in report.parts:
        for dimension in part.scorecard.dimensions:
            for indicator in dimension.indicators:
                yield part, dimension, indicator


def levels_indicator(report: Report) -> IndicatorScore | None:
    """Return the first parity indicator that shows its levels, the one behind the chart by level."""
    return next(
        (each for _, _, each in indicators(report) if each.scope is Scope.LEVELS and len(each.groups) > 1), None
    )


def leading(report: Report) -> Scorecard | None:
    """Return the first scorecard with dimensions, the one whose total is shown first."""
    return next((part.scorecard for part in report.parts if part.scorecard.dimensions), None)


def pooled(report: Report, scope: Scope) -> Group | None:
    """Return the pooled group of the first parity indicator of a scope."""
    found = (group for _, _, each in indicators(report) if each.scope is scope for group in each.groups)
    return next((group for group in found if group.name == ALL), None)


def headline(report: Report, language: str) -> str:
    """Say the report's first finding: who holds the decision-making posts, and how far parity is."""
    decisions = pooled(report, Scope.DECISION_MAKING)
    if decisions and decisions.verdict is not Verdict.NOBODY:
        return _held(language, decisions, Scope.DECISION_MAKING)
    everyone = pooled(report, Scope.LEVELS)
    if everyone and everyone.verdict is not Verdict.NOBODY:
        return _held(language, everyone, Scope.LEVELS)
    return label(report.title, language)


def _held(language: str, group: Group, scope: Scope) -> str:
    posts = group.women + group.men
    said = {
        Scope.DECISION_MAKING: _held_decisions(language, group.women, posts),
        Scope.LEVELS: _held_posts(language, group.women, posts),
    }[scope]
    further = say(language, "parity is reached") if group.at_parity else distance(language, group)
    return f"{said}. {further[:1].upper()}{further[1:]}"


def _held_decisions(language: str, women: int, posts: int) -> str:
    if women == 1:
        return count(
            language,
            "At decision-making level a woman holds 1 of %(n)d post",
            "At decision-making level a woman holds 1 of %(n)d posts",
            posts,
        )
    return count(
        language,
        "At decision-making level women hold %(women)d of %(n)d post",
        "At decision-making level women hold %(women)d of %(n)d posts",
        posts,
        women=women,
    )


def _held_posts(language: str, women: int, posts: int) -> str:
    if women == 1:
        return count(language, "A woman holds 1 of %(n)d post", "A woman holds 1 of %(n)d posts", posts)
    return count(
        language, "Women hold %(women)d of %(n)d post", "Women hold %(women)d of %(n)d posts", posts, women=women
    )


def standing(report: Report, language: str) -> str:
    """Say what the headline rests on: the cycle, the reference date, the head-count and the rule."""
    said = [
        say(language, "Audit %(cycle)s", cycle=report.cycle),
        say(language, "reference date %(day)s", day=day(report.reference_date, language)),
    ]
    everyone = pooled(report, Scope.LEVELS)
    if everyone:
        total = everyone.women + everyone.men + everyone.other
        said.append(count(language, "%(n)d member of staff", "%(n)d members of staff", total))
    said.append(rule(report, language))
    return " · ".join(said)


def rule(report: Report, language: str) -> str:
    """Say the parity rule of the chart by level: its band or the nearest possible split."""
    indicator = levels_indicator(report)
    lower, upper = band(indicator.rule) if indicator else band({})
    return say(
        language,
        "rule: %(lower)s–%(upper)s or the nearest possible split",
        lower=number(language, lower * 100),
        upper=percent(language, upper),
    )


def parity_finding(indicator: IndicatorScore, language: str) -> str:
    """Say at how many levels parity is reached and which level is the weakest."""
    judged = [group for group in indicator.groups if group.name != ALL and group.at_parity is not None]
    reached = sum(1 for group in judged if group.at_parity)
    if not judged:
        return say(language, "No level can be judged: each has one post or none")
    if reached == len(judged):
        return say(language, "Parity is reached at every level that can be judged")
    weakest = next((group for group in judged if group.name == indicator.weakest), judged[0])
    named = label(weakest.label, language, weakest.name)
    if len(judged) == 1:
        return say(language, "Parity is not reached at the only level that can be judged: %(level)s", level=named)
    if not reached:
        return count(
            language,
            "Parity is reached at none of %(n)d level; the weakest is %(level)s",
            "Parity is reached at none of %(n)d levels; the weakest is %(level)s",
            len(judged),
            level=named,
        )
    return count(
        language,
        "Parity is reached at %(reached)d of %(n)d level; the weakest is %(level)s",
        "Parity is reached at %(reached)d of %(n)d levels; the weakest is %(level)s",
        len(judged),
        reached=reached,
        level=named,
    )


def trend_finding(points: tuple[TrendPoint, ...], language: str) -> str:
    """Say how the share of women moved from the first cycle to the last, with the counts beside it."""
    judged = [point for point in points if point.share is not None]
    if len(judged) < 2:
        return say(language, "One cycle so far: a trend needs two")
    first, last = judged[0], judged[-1]
    values = {
        "start": share_of(language, first),
        "end": share_of(language, last),
        "cycles": f"{first.cycle}–{last.cycle}",
    }
    if (first.share or 0) == (last.share or 0):
        return say(language, _STAYED[first.scope is Scope.DECISION_MAKING], **values)
    rose = (last.share or 0) > (first.share or 0)
    return say(language, _MOVED[first.scope is Scope.DECISION_MAKING, rose], **values)


_MOVED = {
    (True, True): mark("The share of women in decision-making rose from %(start)s to %(end)s (%(cycles)s)"),
    (True, False): mark("The share of women in decision-making fell from %(start)s to %(end)s (%(cycles)s)"),
    (False, True): mark("The share of women rose from %(start)s to %(end)s (%(cycles)s)"),
    (False, False): mark("The share of women fell from %(start)s to %(end)s (%(cycles)s)"),
}
_STAYED = {
    True: mark("The share of women in decision-making stayed at %(end)s, as it was at %(start)s (%(cycles)s)"),
    False: mark("The share of women stayed at %(end)s, as it was at %(start)s (%(cycles)s)"),
}


def dimensions_finding(part: Part, language: str) -> str:
    """Say the total and the weakest dimension."""
    scored = [(each.score, each) for each in part.scorecard.dimensions if each.score is not None]
    if not scored:
        return say(language, "There is too little data for a score")
    score, weakest = min(scored, key=lambda pair: pair[0])
    if len(scored) == 1:
        return say(
            language,
            "%(dimension)s: %(score)s of 100",
            dimension=label(weakest.label, language, weakest.name),
            score=number(language, score, 1),
        )
    return say(
        language,
        "The weakest dimension is “%(dimension)s”: %(score)s of 100",
        dimension=label(weakest.label, language, weakest.name),
        score=number(language, score, 1),
    )


def gaps_finding(gaps: tuple[Gap, ...], language: str) -> str:
    """Say the largest difference that chance hardly explains (corrected p below 0.05), or that there is none."""
    shown = [gap for gap in gaps if isinstance(gap.difference, float)]
    if not shown:
        return say(language, "Answers of women and men cannot be shown apart: the groups are too small")
    gap = widest(gaps)
    if gap is None:
        return say(language, "No difference between women and men is larger than chance explains")
    women, men = _favourable(gap)
    template = (
        mark("Women answer favourably less often than men: %(item)s, %(women)s against %(men)s")
        if women < men
        else mark("Women answer favourably more often than men: %(item)s, %(women)s against %(men)s")
    )
    return say(
        language,
        template,
        item=quoted_statement(gap, language),
        women=percent(language, women),
        men=percent(language, men),
    )


def widest(gaps: tuple[Gap, ...]) -> Gap | None:
    """Return the item with the largest published difference that chance hardly explains, None where none is sure."""
    sure = [gap for gap in gaps if isinstance(p := gap.p_corrected, float) and p < SIGNIFICANT]
    shown = [(abs(gap.difference), gap) for gap in sure if isinstance(gap.difference, float)]
    return max(shown, key=lambda pair: pair[0])[1] if shown else None


def _favourable(gap: Gap) -> tuple[float, float]:
    women, men = gap.women_favourable, gap.men_favourable
    return (women if isinstance(women, float) else 0.0), (men if isinstance(men, float) else 0.0)
