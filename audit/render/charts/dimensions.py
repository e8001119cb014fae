"""The dimensions of a questionnaire as dots from 0 to 100 over the zones of its own levels, the total first."""

from collections.abc import Callable

from audit.analysis.report import DimensionScore, Level, Part, Report
from audit.errors import mark
from audit.render.charts.chart import Chart
from audit.render.charts.drawing import (
    INK,
    LINE,
    SMALL,
    SOFT,
    TEXT,
    ZONE,
    Align,
    Box,
    Dot,
    Drawing,
    Mark,
    Shape,
    Stroke,
    Words,
    centred,
    measured,
    wrapped,
)
from audit.render.findings import dimensions_finding
from audit.render.words import absence, label, response
from audit.wording import number, percent, say

PAD, AXIS, LEAST, HALF = 8.0, 22.0, 40.0, 9.0
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
    return Chart(
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
    names, words = width * 0.30, width * 0.24
    left, right = names + PAD * 2, width - words - PAD * 2
    x = _scale(left, right)
    texts = [wrapped(name, names) for name, _, _ in lines]
    steps = [max(LEAST, len(text) * TEXT * 1.35 + 2 * PAD) for text in texts]
    zones, top = _zones(scale, left, right, width, sum(steps), language)
    marks: list[Mark] = list(zones)
    y = top
    for (_, score, said), text, step in zip(lines, texts, steps, strict=True):
        at = y + step / 2
        marks += centred(text, 0, at)
        marks.append(Stroke(((left, at), (right, at)), LINE))
        marks.append(_slot(left, right, at) if score is None else Dot(x(score), at, Shape.CIRCLE, INK, 12))
        marks += centred(wrapped(said, words, SMALL), width - words, at, size=SMALL, colour=INK)
        y += step
    for point in sorted({0.0, 100.0, *(level.start for level in scale)}):
        marks.append(
            Words(x(point), y + AXIS - 6, number(language, point), size=SMALL, colour=SOFT, align=Align.CENTRE)
        )
    return Drawing(width, y + AXIS, tuple(marks))


def _scale(left: float, right: float) -> Callable[[float], float]:
    return lambda points: left + (right - left) * points / 100


def _slot(left: float, right: float, y: float) -> Box:
    """The empty place of a score that does not exist."""
    return Box(left, y - HALF, right - left, 2 * HALF, LINE, "////")


def _free(end: float, row: int, placed: list[tuple[float, float, int, str]]) -> bool:
    """A name keeps clear of the names on its line and of the strokes that lead down from the lines above."""
    return all(end <= (start if at == row else threshold) for start, threshold, at, _ in placed if at >= row)


def _zones(
    scale: tuple[Level, ...], left: float, right: float, width: float, height: float, language: str
) -> tuple[tuple[Mark, ...], float]:
    """Shade the levels and name each at its threshold, on as many lines as names need; return the plot's top."""
    x, step = _scale(left, right), SMALL * 1.35
    placed: list[tuple[float, float, int, str]] = []
    for level in sorted(scale, key=lambda each: -each.start):
        name = label(level.label, language, level.level)
        start = min(x(level.start), width - measured(name, SMALL))
        end = start + measured(name, SMALL) + PAD
        row = next(row for row in range(len(scale) + 1) if _free(end, row, placed))
        placed.append((start, x(level.start), row, name))
    top = step * (1 + max((row for *_, row, _ in placed), default=-1)) + PAD / 2
    marks: list[Mark] = []
    ends = [*sorted(level.start for level in scale)[1:], 100.0]
    for at, (level, end) in enumerate(zip(sorted(scale, key=lambda each: each.start), ends, strict=True)):
        marks.append(Box(x(level.start), top, x(end) - x(level.start), height, ZONE, alpha=0.12 + 0.16 * at))
    for start, threshold, row, name in placed:
        baseline = top - PAD / 2 - step * row - 3
        marks.append(Stroke(((threshold, baseline + 3), (threshold, top)), ZONE))
        marks.append(Words(start, baseline, name, size=SMALL, colour=SOFT))
    return tuple(marks), top
