"""Posts to parity with the coming vacancies: a dot a post on the day it falls vacant, filled where it must pass on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from audit.analysis.report import ALL, Group, NoWay, Report, VacancyDay, VacancyPath
from audit.errors import mark
from audit.render import vacancies as told
from audit.render.charts.chart import Chart
from audit.render.charts.drawing import (
    INK,
    LINE,
    MEN,
    SMALL,
    SOFT,
    WOMEN,
    Align,
    Dot,
    Drawing,
    Mark,
    Shape,
    Stroke,
    Words,
)
from audit.render.charts.lanes import Columns, Lane, lanes
from audit.render.findings import levels_indicator, pooled
from audit.render.words import begun, day, distance
from audit.wording import count, say

PAD, AXIS, LANE, DOT, BETWEEN = 8.0, 24.0, 28.0, 11.0, 14.0
HEAD = (mark("Posts"), mark("To parity"), mark("Fall vacant"), mark("What it takes"))
#: These are at parity or never judged: there is no way to draw.
NOT_DRAWN = (NoWay.REACHED, NoWay.NO_VERDICT)
SHAPES = {"women": (Shape.CIRCLE, WOMEN), "men": (Shape.SQUARE, MEN)}


def vacancies(report: Report, language: str) -> Chart | None:
    """Return the chart of the groups that are not at parity; nothing where no post is known to fall vacant."""
    paths = tuple(each for each in report.vacancies or () if each.refused not in NOT_DRAWN)
    dated = [each for each in paths if each.days]
    if not dated:
        return None
    return Chart(
        name="vacancies",
        title=f"{told.named(dated[0], language)}: {begun(told.said(dated[0], language))}",
        marked=say(
            language,
            "Posts that fall vacant, each on its day; filled: so many must go to <women>women</women> or "
            "<men>men</men>. Upright line: no parity before it",
        ),
        alt="; ".join(f"{told.named(path, language)}: {_short(path, report, language)}" for path in paths),
        head=tuple(say(language, word) for word in HEAD),
        rows=tuple(_row(path, report, language) for path in paths),
        draw=lambda width: _draw(paths, report, language, width),
    )


def _group(path: VacancyPath, report: Report) -> Group | None:
    """Return the report's own group of the same posts."""
    if path.group == ALL:
        return pooled(report, path.scope)
    levels = levels_indicator(report)
    return next((each for each in levels.groups if each.name == path.group), None) if levels else None


def _far(path: VacancyPath, report: Report, language: str) -> str:
    group = _group(path, report)
    return distance(language, group) if group else ""


def _row(path: VacancyPath, report: Report, language: str) -> tuple[str, ...]:
    falling = str(path.days[-1].vacancies) if path.days else ""
    return (told.named(path, language), _far(path, report, language), falling, told.said(path, language))


def _short(path: VacancyPath, report: Report, language: str) -> str:
    """Say how far parity is, and what the vacancies can do about it, in a few words."""
    return "; ".join(filter(None, (_far(path, report, language), _way(path, language))))


def _way(path: VacancyPath, language: str) -> str:
    if path.refused is not None:
        return begun(told.said(path, language))
    first = told.first(path)
    if first is None:
        return say(language, "not reached by %(day)s", day=day(path.days[-1].on, language))
    needed = _needed(first)
    values = {"all": first.vacancies, "day": day(first.on, language)}
    if path.to == "women":
        among = count(language, "%(n)d of %(all)d to a woman", "%(n)d of %(all)d to women", needed, **values)
    else:
        among = count(language, "%(n)d of %(all)d to a man", "%(n)d of %(all)d to men", needed, **values)
    template = (
        mark("%(among)s, not before %(day)s")
        if first.assured is not None
        else mark("at least %(among)s, not before %(day)s")
    )
    return say(language, template, among=among, day=values["day"])


def _needed(first: VacancyDay) -> int:
    return first.least or 0 if first.assured is None else first.assured


@dataclass(frozen=True, slots=True)
class Span:
    """Where days lie."""

    left: float
    right: float
    first: date
    last: date

    def x(self, on: date) -> float:
        """Place a day."""
        whole = (self.last - self.first).days
        return self.left + (self.right - self.left) * ((on - self.first).days / whole if whole else 1.0)


def _draw(paths: Sequence[VacancyPath], report: Report, language: str, width: float) -> Drawing:
    columns = Columns(width, width * 0.26, width * 0.28)
    last = max(each.on for path in paths for each in path.days)
    span = Span(columns.left + PAD, columns.right - PAD, report.reference_date, last)
    rows = [(told.named(path, language), _short(path, report, language)) for path in paths]
    laid = lanes(rows, columns, plot=LANE)
    marks: list[Mark] = []
    for path, lane in zip(paths, laid, strict=True):
        marks += [*lane.words, Stroke(((span.left, lane.y), (span.right, lane.y)), LINE), *_posts(path, span, lane)]
    bottom = laid[-1].bottom
    return Drawing(width, bottom + AXIS, (*marks, *_days(span, bottom + AXIS - 6, language)))


def _posts(path: VacancyPath, span: Span, lane: Lane) -> list[Mark]:
    """The posts of one group, those that must change sex filled; an upright line where parity becomes possible."""
    first = told.first(path)
    must = _needed(first) if first else 0
    shape, colour = SHAPES.get(path.to, (Shape.CIRCLE, SOFT))
    places, size = _places(path.days, span)
    marks: list[Mark] = [
        Dot(x, lane.y, shape, colour if at < must else SOFT, size, hollow=at >= must) for at, x in enumerate(places)
    ]
    if first:
        x = places[first.vacancies - 1] + size / 2 + 4
        marks.append(Stroke(((x, lane.y - LANE / 2), (x, lane.y + LANE / 2)), INK, 1.4))
    return marks


def _places(days: Sequence[VacancyDay], span: Span) -> tuple[list[float], float]:
    """Place every post on its day, beside its neighbours where there are several; and how large its dot may be."""
    before = (0, *(each.vacancies for each in days))
    wanted = [span.x(each.on) for each, had in zip(days, before, strict=False) for _ in range(each.vacancies - had)]
    between = min(BETWEEN, (span.right - span.left - BETWEEN) / max(len(wanted), 1))
    end = span.right - BETWEEN / 2
    placed: list[float] = []
    for x in wanted:
        placed.append(max(x, placed[-1] + between) if placed else max(x, span.left))
    for at in reversed(range(len(placed))):
        placed[at] = min(placed[at], end)
        end = placed[at] - between
    return placed, max(3.0, DOT * between / BETWEEN)


def _days(span: Span, line: float, language: str) -> list[Mark]:
    """The first and the last day under the posts, and between them as many new years as have room."""
    ends = [
        Words(span.left - PAD, line, day(span.first, language), size=SMALL, colour=SOFT),
        Words(span.right + PAD, line, day(span.last, language), size=SMALL, colour=SOFT, align=Align.RIGHT),
    ]
    if ends[0].right + PAD > ends[1].left:
        ends = ends[1:]
    kept: list[Words] = [*ends]
    for year in range(span.first.year + 1, span.last.year + 1):
        tick = Words(span.x(date(year, 1, 1)), line, str(year), size=SMALL, colour=SOFT, align=Align.CENTRE)
        if all(tick.right + PAD <= other.left or other.right + PAD <= tick.left for other in kept):
            kept.append(tick)
    return [*kept]
