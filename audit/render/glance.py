"""What management sees before anything else: four figures, and a line for each thing that is moving or not kept."""

from collections.abc import Iterator
from dataclasses import dataclass

from audit import wording
from audit.analysis.report import FollowUp, Group, IndicatorScore, Report, Scope, TrendPoint, Withheld
from audit.errors import mark
from audit.render import findings, narrative, nodes, projections, stock_flows, vacancies, words
from audit.render.contradictions import contradictions

NOTHING = "–"
AHEAD, CONTRADICTIONS, PROMISES, LATE = "ahead", "contradictions", "promises", "late"


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure that management sees first: its name, the figure, what it rests on, and where that is told in full.

    `node` is an anchor of the page of scores, or `CONTRADICTIONS`, `PROMISES` or `LATE`, which are told elsewhere.
    """

    name: str
    figure: str
    base: str
    node: str


def key_figures(report: Report, language: str) -> tuple[KeyFigure, ...]:
    """Return the figures for the eye: decisions first, then everyone, the weakest level, the total."""
    return tuple(_key_figures(report, language))


def _key_figures(report: Report, language: str) -> Iterator[KeyFigure]:
    decisions, everyone = (findings.pooled(report, scope) for scope in (Scope.DECISION_MAKING, Scope.LEVELS))
    if decisions is not None and decisions.share is not None:
        node = nodes.of_scope(report, Scope.DECISION_MAKING)
        yield _of_group(mark("Decision-making level"), decisions, language, node=node)
    if everyone is not None and everyone.share is not None:
        node = nodes.of_scope(report, Scope.LEVELS)
        yield _of_group(mark("All staff"), everyone, language, node=node, after=words.distance(language, everyone))
    levels = findings.levels_indicator(report)
    weakest = _weakest(levels) if levels else None
    if levels is not None and weakest is not None and weakest.share is not None:
        name, far = words.group_label(weakest, language), words.distance(language, weakest)
        node = nodes.of_indicator(report, levels)
        yield _of_group(mark("Weakest level"), weakest, language, node=node, before=name, after=far)
    yield from _total(report, language)


def _of_group(name: str, group: Group, language: str, *, node: str, before: str = "", after: str = "") -> KeyFigure:
    """Give a group's share of women with its counts; a percentage never stands alone."""
    base = " · ".join(said for said in (before, words.heads(language, group), after) if said)
    return KeyFigure(wording.say(language, name), wording.percent(language, group.share or 0), base, node)


def _weakest(indicator: IndicatorScore) -> Group | None:
    return next((group for group in indicator.groups if group.name == indicator.weakest), None)


def _total(report: Report, language: str) -> Iterator[KeyFigure]:
    card = findings.leading(report)
    if card is None:
        return
    name, node = wording.say(language, "Total score, 0–100"), nodes.of_leading(report)
    if card.score is None:
        yield KeyFigure(name, NOTHING, words.absence(language, card.why), node)
        return
    labels = {level.level: level.label for level in card.scale}
    level = words.label(labels.get(card.level or "", {}), language)
    coverage = wording.say(language, "%(share)s scored", share=wording.percent(language, card.coverage or 0))
    base = " · ".join(part for part in (level, coverage) if part)
    yield KeyFigure(name, wording.number(language, card.score, 1), base, node)


def lines(report: Report, following: FollowUp | None, language: str) -> tuple[KeyFigure, ...]:
    """Return a line each for the coming vacancies, the course, women beside men, contradictions and promises."""
    told = (
        *_ahead(report, language),
        *_course(report, language),
        *_seen(report, language),
        *_contradicted(report, language),
        *([_promised(following, language)] if following else ()),
    )
    return tuple(told)


def _ahead(report: Report, language: str) -> Iterator[KeyFigure]:
    """Say how many posts parity is away where decisions are taken, and what the coming vacancies make of it."""
    scope = next((each for each in (Scope.DECISION_MAKING, Scope.LEVELS) if findings.pooled(report, each)), None)
    group = findings.pooled(report, scope) if scope else None
    if scope is None or group is None:
        return
    path = vacancies.of(report, scope)
    if path is not None:
        said = vacancies.said(path, language)
    elif group.posts_to_parity:
        said = wording.say(language, "When posts fall vacant was not asked")
    else:
        said = ""
    name = wording.say(language, mark("Coming vacancies"))
    yield KeyFigure(name, words.distance(language, group), said, AHEAD)


def _course(report: Report, language: str) -> Iterator[KeyFigure]:
    """Say how the share of women moved over the cycles, and where the body's own flows or its pace lead."""
    points = tuple(point for point in narrative.course(report) if point.share is not None)
    if not points:
        return
    first, last = points[0], points[-1]
    moved = wording.percent(language, last.share or 0)
    if len(points) > 1:
        moved = f"{wording.percent(language, first.share or 0)} → {moved}"
    name = wording.say(language, COURSES[last.scope], cycles=_cycles(points))
    yield KeyFigure(name, moved, _leads(report, last, language), AHEAD)


COURSES = {
    Scope.DECISION_MAKING: mark("Women in decision-making, %(cycles)s"),
    Scope.LEVELS: mark("Women among all staff, %(cycles)s"),
}


def _cycles(points: tuple[TrendPoint, ...]) -> str:
    return points[0].cycle if len(points) == 1 else f"{points[0].cycle}–{points[-1].cycle}"


def _leads(report: Report, last: TrendPoint, language: str) -> str:
    flow = stock_flows.of(report, last.scope)
    if flow is not None:
        return wording.say(language, "By who comes and leaves: %(said)s", said=stock_flows.said(flow, language))
    found = (each for each in report.projections or () if (each.indicator, each.group) == (last.indicator, last.group))
    return next((projections.said(each, language) for each in found), "")


def _seen(report: Report, language: str) -> Iterator[KeyFigure]:
    """Say the statement that women and men answer most differently, or why none is named."""
    gaps = narrative.gaps(report)
    if not gaps:
        return
    name = wording.say(language, "Women and men see differently")
    widest = findings.widest(gaps)
    if widest is None:
        hidden = all(isinstance(gap.difference, Withheld) for gap in gaps)
        node = nodes.of_gap(report, gaps[0])
        yield KeyFigure(name, NOTHING if hidden else "0", findings.gaps_finding(gaps, language), node)
        return
    shares = {"women": widest.women_favourable, "men": widest.men_favourable}
    said = {who: wording.percent(language, share) for who, share in shares.items() if isinstance(share, float)}
    figure = wording.say(language, "%(women)s of women, %(men)s of men", **said)
    asked = wording.say(language, "answer favourably: %(statement)s", statement=words.statement(widest, language))
    yield KeyFigure(name, figure, asked, nodes.of_gap(report, widest))


def _contradicted(report: Report, language: str) -> Iterator[KeyFigure]:
    """Say how often the institution says what its staff do not confirm, with the first of them."""
    gaps, found = narrative.gaps(report), contradictions(report, language)
    name = wording.say(language, "Contradictions")
    if found:
        yield KeyFigure(name, str(len(found)), found[0].name, CONTRADICTIONS)
    elif gaps:
        said = wording.say(language, "As far as it was asked, staff see what the institution says")
        yield KeyFigure(name, "0", said, nodes.of_gap(report, gaps[0]))


def _promised(following: FollowUp, language: str) -> KeyFigure:
    """Say how many promises are late, with the one that is latest."""
    name, node = wording.say(language, "Late promises"), PROMISES
    late, promised = following.late(), len(following.actions)
    if not promised:
        return KeyFigure(name, NOTHING, wording.say(language, "Nothing is promised yet"), node)
    figure = wording.say(language, "%(late)d of %(all)d", late=len(late), all=promised)
    if not late:
        return KeyFigure(name, figure, "", node)
    what, day = words.label(late[0].what, language).rstrip("."), words.day(late[0].due, language)
    said = wording.say(language, "%(what)s (by %(day)s)", what=what, day=day)
    return KeyFigure(name, figure, said, LATE)
