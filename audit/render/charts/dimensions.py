"""The dimensions of a questionnaire as dots from 0 to 100 over the zones of its own levels, the total first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from audit.analysis.report import DimensionScore, Level, Part, Report
from audit.errors import mark
from audit.render.charts.chart import Chart
from audit.render.charts.drawing import (
    INK,
    LINE,
    SMALL,
    SOFT,
    WHITE,
    WITHHELD,
    ZONE,
    Align,
    Box,
    Dot,
    Drawing,
    Mark,
    Shape,
    Stroke,
    Words,
    measured,
    wrapped,
)
from audit.render.charts.lanes import Columns, lanes
from audit.render.findings import dimensions_finding
from audit.render.words import absence, label, response, rounded
from audit.wording import number, percent, say

PAD, AXIS, LANE, HALF = 8.0, 22.0, 24.0, 9.0
NAME_STEP = SMALL * 1.35
#: The name of a level takes at most so much of the sheet's width before it is broken.
WIDEST = 0.4
HEAD = (mark("Dimension"), mark("Score, 0–100"), mark("Level of the score"), mark("Coverage"))
Line = tuple[str, float | None, str]


def dimensions(report: Report, language: str, *, part: Part | None = None) -> Chart | None:
    """Return the chart of one questionnaire's dimensions, by default of the first that has any."""
    scored = [each for each in report.parts if each.scorecard.dimensions]
    shown = part or (scored[0] if scored else None)
    if shown is None or not shown.scorecard.dimensions:
        return None
    card = shown.scorecard
    lines = _lines(shown, language)
    chart = Chart(
        name=f"dimensions-{report.parts.index(shown) + 1}",
        title=dimensions_finding(shown, language),
        marked=say(
            language,
            "%(questionnaire)s, scores from 0 to 100 over the levels of its scale; %(answered)s",
            questionnaire=label(card.questionnaire.title, language, card.questionnaire.name),
            answered=response(shown, language),
        ),
        alt="; ".join(f"{name}: {said}" for name, _, said in lines),
        head=tuple(say(language, word) for word in HEAD),
        rows=tuple(_row(each, shown, language) for each in card.dimensions),
        draw=lambda width: _draw(lines, card.scale, language, width),
    )
    return chart.noting(rounded(shown, language))


def _lines(part: Part, language: str) -> tuple[Line, ...]:
    card = part.scorecard
    made = [
        (label(each.label, language, each.name), each.score, _said(each.score, each, part, language))
        for each in card.dimensions
    ]
    if len(made) > 1:
        total = say(language, "Total score")
        made.insert(0, (total, card.score, _judged(card.score, card.level, part, language)))
    return tuple(made)


def _said(score: float | None, dimension: DimensionScore, part: Part, language: str) -> str:
    if score is None:
        return absence(language, dimension.why)
    return _judged(score, dimension.level, part, language)


def _judged(score: float | None, level: str | None, part: Part, language: str) -> str:
    if score is None:
        return absence(language, part.scorecard.why)
    named = level_label(part, level, language)
    return f"{number(language, score, 1)} · {named}" if named else number(language, score, 1)


def level_label(part: Part, level: str | None, language: str) -> str:
    """Name a level of the questionnaire's own scale."""
    return next((label(each.label, language, each.level) for each in part.scorecard.scale if each.level == level), "")


def _row(dimension: DimensionScore, part: Part, language: str) -> tuple[str, ...]:
    score = absence(language, dimension.why) if dimension.score is None else number(language, dimension.score, 1)
    coverage = "" if dimension.coverage is None else percent(language, dimension.coverage)
    named = label(dimension.label, language, dimension.name)
    return (named, score, level_label(part, dimension.level, language), coverage)


def _draw(lines: tuple[Line, ...], scale: tuple[Level, ...], language: str, width: float) -> Drawing:
    columns = Columns(width, width * 0.30, width * 0.24)
    left, right = columns.left + PAD, columns.right - 1.5 * PAD
    x = _scale(left, right)
    rows = [(name, said) for name, _, said in lines]
    names = _level_names(scale, (left, right), width, language)
    top = NAME_STEP * (1 + max((name.top for name in names), default=-1)) + PAD / 2
    laid = lanes(rows, columns, plot=LANE, top=top)
    bottom = laid[-1].bottom
    strips = [(lane.y - LANE / 2, lane.y + LANE / 2) for lane in laid] if columns.is_stacked else [(top, bottom)]
    marks: list[Mark] = [*_led(names, top), *(mark_ for strip in strips for mark_ in _zones(scale, x, strip))]
    for (_, score, _), lane in zip(lines, laid, strict=True):
        marks += lane.words
        marks.append(Stroke(((left, lane.y), (right, lane.y)), LINE))
        marks += _slot(left, right, lane.y) if score is None else [Dot(x(score), lane.y, Shape.CIRCLE, INK, 12)]
    ticks: list[Words] = []
    for point in dict.fromkeys((0.0, 100.0, *(level.start for level in scale))):
        tick = Words(x(point), bottom + AXIS - 6, number(language, point), size=SMALL, colour=SOFT, align=Align.CENTRE)
        if all(tick.right + 2 < other.left or other.right + 2 < tick.left for other in ticks):
            ticks.append(tick)
    marks += ticks
    return Drawing(width, bottom + AXIS, tuple(marks))


def _scale(left: float, right: float) -> Callable[[float], float]:
    return lambda points: left + (right - left) * points / 100


def _slot(left: float, right: float, y: float) -> list[Mark]:
    """The empty place of a score that does not exist."""
    place = (left, y - HALF, right - left, 2 * HALF)
    return [Box(*place, WHITE), Box(*place, WITHHELD, "////")]


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a level: its lines, where they are set, the threshold it belongs to, and its lowest row of words."""

    lines: tuple[str, ...]
    start: float
    threshold: float
    row: int

    @property
    def top(self) -> int:
        """The row of its first line; rows are counted from the plot upwards."""
        return self.row + len(self.lines) - 1

    @property
    def end(self) -> float:
        """Where its longest line ends, with room after it."""
        return self.start + max(measured(line, SMALL) for line in self.lines) + PAD

    def is_clear_of(self, other: "Name") -> bool:
        """Whether it keeps clear of a name to the right of it, and each of the line that leads down from the other."""
        if self.row > other.top:
            return not other.start <= self.threshold <= other.end
        return self.end <= (other.start if self.top >= other.row else other.threshold)


def _level_names(scale: tuple[Level, ...], ends: tuple[float, float], width: float, language: str) -> tuple[Name, ...]:
    """Set each level's name at its threshold, on as many rows as they need."""
    x = _scale(*ends)
    placed: list[Name] = []
    for level in sorted(scale, key=lambda each: -each.start):
        lines = wrapped(label(level.label, language, level.level), width * WIDEST, SMALL)
        start = min(x(level.start), width - max(measured(line, SMALL) for line in lines))
        rows = range(1 + sum(len(name.lines) for name in placed))
        wanted = [Name(lines, start, x(level.start), row) for row in rows]
        clear = (name for name in wanted if all(name.is_clear_of(other) for other in placed))
        placed.append(next(clear, wanted[-1]))
    return tuple(placed)


def _led(names: tuple[Name, ...], top: float) -> Iterator[Mark]:
    """Set the names of the levels and lead from each down to the plot."""
    for name in names:
        baseline = top - PAD / 2 - NAME_STEP * name.row - 3
        yield Stroke(((name.threshold, baseline + 3), (name.threshold, top)), SOFT, 0.7)
        for up, line in enumerate(reversed(name.lines)):
            yield Words(name.start, baseline - NAME_STEP * up, line, size=SMALL, colour=SOFT)


def _zones(scale: tuple[Level, ...], x: Callable[[float], float], edges: tuple[float, float]) -> Iterator[Mark]:
    """Shade the levels between two heights, darker upwards, each begun by a thin line."""
    top, bottom = edges
    ordered = sorted(scale, key=lambda each: each.start)
    ends = [*(level.start for level in ordered[1:]), 100.0]
    for at, (level, end) in enumerate(zip(ordered, ends, strict=False)):
        alpha = min(0.12 + 0.16 * at, 0.8)
        yield Box(x(level.start), top, x(end) - x(level.start), bottom - top, ZONE, alpha=alpha)
        yield Stroke(((x(level.start), top), (x(level.start), bottom)), SOFT, 0.7)
