"""How women and men answer the same item: two dots on a line, a hatched slot with its reason where withheld."""

from audit.analysis.report import Gap, Report, Withheld
from audit.errors import mark
from audit.render.charts.chart import Chart
from audit.render.charts.drawing import (
    INK,
    LINE,
    MEN,
    SMALL,
    SOFT,
    WHITE,
    WITHHELD,
    WOMEN,
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
    middle,
    wrapped,
)
from audit.render.charts.lanes import Columns, lanes
from audit.render.findings import gaps_finding
from audit.render.words import response, rounded, statement, withheld
from audit.wording import number, percent, say

PAD, AXIS, LANE, HALF = 8.0, 22.0, 28.0, 10.0
HEAD = (mark("Statement"), mark("Women, favourable"), mark("Men, favourable"), mark("Difference, percentage points"))


def gaps(report: Report, language: str, *, most: int | None = None) -> Chart | None:
    """Return the chart of women's and men's favourable answers, the widest difference first; nothing without items.

    `most` draws so many items only; the table holds all of them.
    """
    part = next((each for each in report.parts if each.scorecard.gaps), None)
    if part is None:
        return None
    ordered = tuple(sorted(part.scorecard.gaps, key=_width, reverse=True))
    marked = say(
        language,
        "Favourable answers of <women>women</women> and <men>men</men>, in 100; %(answered)s; "
        "groups under %(threshold)d are withheld",
        answered=response(part, language),
        threshold=part.threshold,
    )
    drawn = ordered[:most]
    if len(drawn) < len(ordered) and _width(ordered[0]) >= 0:
        marked = say(
            language,
            "%(said)s; the %(shown)d widest differences of %(all)d",
            said=marked,
            shown=len(drawn),
            all=len(ordered),
        )
    chart = Chart(
        name="gaps",
        title=gaps_finding(ordered, language),
        marked=marked,
        alt="; ".join(_told(gap, language) for gap in drawn),
        head=tuple(say(language, word) for word in HEAD),
        rows=tuple(_row(gap, language) for gap in ordered),
        draw=lambda width: _draw(drawn, language, width),
    )
    return chart.noting(rounded(part, language))


def _width(gap: Gap) -> float:
    return abs(gap.difference) if isinstance(gap.difference, float) else -1.0


def share(figure: float | Withheld | None, language: str) -> str:
    """Say a published share, or why there is none."""
    if isinstance(figure, Withheld):
        return withheld(language, figure)
    return say(language, "no answers") if figure is None else percent(language, figure)


def _row(gap: Gap, language: str) -> tuple[str, ...]:
    difference = gap.difference
    said = number(language, difference * 100) if isinstance(difference, float) else share(difference, language)
    return (statement(gap, language), share(gap.women_favourable, language), share(gap.men_favourable, language), said)


def _told(gap: Gap, language: str) -> str:
    return say(
        language,
        "%(item)s: women %(women)s, men %(men)s",
        item=statement(gap, language),
        women=share(gap.women_favourable, language),
        men=share(gap.men_favourable, language),
    )


def _draw(ordered: tuple[Gap, ...], language: str, width: float) -> Drawing:
    columns = Columns(width, width * 0.42, 0.0)
    left, right = columns.left + 2 * PAD, columns.right - 2 * PAD - measured(number(language, 100), SMALL)
    laid = lanes([(statement(gap, language), "") for gap in ordered], columns, plot=LANE)
    marks: list[Mark] = []
    for gap, lane in zip(ordered, laid, strict=True):
        marks += [*lane.words, *_line(gap, (left, right), lane.y, language)]
    bottom = laid[-1].bottom
    for at in (0.0, 0.5, 1.0):
        said = percent(language, at) if at else "0"
        x = left + (right - left) * at
        marks.append(Words(x, bottom + AXIS - 6, said, size=SMALL, colour=SOFT, align=Align.CENTRE))
    return Drawing(width, bottom + AXIS, tuple(marks))


def _line(gap: Gap, ends: tuple[float, float], y: float, language: str) -> list[Mark]:
    left, right = ends
    women, men = gap.women_favourable, gap.men_favourable
    if not isinstance(women, float) or not isinstance(men, float):
        missing = women if isinstance(women, Withheld) else men
        return _slot(share(missing if isinstance(missing, Withheld) else None, language), left, right, y)
    at = left + (right - left) * women, left + (right - left) * men
    outer = -1.0 if women <= men else 1.0
    sides = (outer, -outer)
    return [
        Stroke(((left, y), (right, y)), LINE),
        Stroke(((at[0], y), (at[1], y)), INK, 2),
        Dot(at[1], y, Shape.SQUARE, MEN),
        Dot(at[0], y, Shape.CIRCLE, WOMEN),
        *(
            Words(
                x + side * PAD * 1.2,
                y + middle(SMALL),
                number(language, figure * 100),
                size=SMALL,
                colour=colour,
                align=Align.LEFT if side > 0 else Align.RIGHT,
            )
            for x, side, figure, colour in zip(at, sides, (women, men), (WOMEN, MEN), strict=True)
        ),
    ]


def _slot(said: str, left: float, right: float, y: float) -> list[Mark]:
    """The place of a withheld figure: a fine hatch, and the reason in words on white."""
    lines = wrapped(said, right - left - 2 * PAD, SMALL)
    widest = max(measured(line, SMALL) for line in lines)
    high = SMALL * 1.35 * len(lines)
    top, tall = y - max(HALF, high / 2 + 2), 2 * max(HALF, high / 2 + 2)
    return [
        Box(left, top, right - left, tall, WITHHELD, "////"),
        Box(left + PAD / 2, top + 1, widest + PAD, tall - 2, WHITE),
        *centred(lines, left + PAD, y, size=SMALL, colour=SOFT),
    ]
