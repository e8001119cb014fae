"""Groups of a survey by dimension: a square a score, darker where higher, hatched with its reason where withheld."""

from collections.abc import Iterator

from audit.analysis.report import HeatMap, Report, Withheld
from audit.errors import mark
from audit.render.charts.chart import Chart
from audit.render.charts.drawing import (
    INK,
    SMALL,
    SOFT,
    WHITE,
    WITHHELD,
    Align,
    Box,
    Drawing,
    Mark,
    Words,
    centred,
    measured,
    middle,
    wrapped,
)
from audit.render.words import label, rounded, withheld
from audit.wording import number, say

PAD, HIGH, LEADING = 6.0, 34.0, 1.35
#: The darkest square is light enough for its figure in ink.
LIGHT, DARK = (0xEE, 0xF2, 0xF6), (0x86, 0x98, 0xAF)


def heat_maps(report: Report, language: str) -> tuple[Chart, ...]:
    """Return a chart for each breakdown of a survey that has at least two dimensions and one published score."""
    notes = {part.scorecard.questionnaire.name: rounded(part, language) for part in report.parts}
    return tuple(
        _chart(one, number_, language).noting(notes.get(one.questionnaire, ""))
        for number_, one in enumerate(report.heat_maps or (), start=1)
        if one.rows and any(isinstance(cell, float) for row in one.cells for cell in row)
    )


def _chart(one: HeatMap, at: int, language: str) -> Chart:
    heads = tuple(label(column.label, language, column.name) for column in one.columns)
    names = tuple(label(row.label, language, row.name) for row in one.rows)
    said = tuple(tuple(_said(cell, language) for cell in row) for row in one.cells)
    return Chart(
        name=f"heat-map-{at}",
        title=_finding(one, names, heads, language),
        marked=say(
            language,
            "Scores from 0 to 100 by “%(by)s”; they rest on published answers alone",
            by=label(one.label, language, one.by).rstrip("?"),
        ),
        alt="; ".join(
            f"{name}: {', '.join(f'{head} {cell}' for head, cell in zip(heads, row, strict=True))}"
            for name, row in zip(names, said, strict=True)
        ),
        head=(say(language, mark("Group")), *heads),
        rows=tuple((name, *row) for name, row in zip(names, said, strict=True)),
        draw=lambda width: _draw(one, names, heads, language, width),
    )


def _said(cell: float | Withheld | None, language: str) -> str:
    if isinstance(cell, Withheld):
        return withheld(language, cell)
    return say(language, "no answers") if cell is None else number(language, cell)


def _finding(one: HeatMap, names: tuple[str, ...], heads: tuple[str, ...], language: str) -> str:
    scores = [
        (cell, names[row], heads[column])
        for row, cells in enumerate(one.cells)
        for column, cell in enumerate(cells)
        if isinstance(cell, float)
    ]
    lowest, group, dimension = min(scores)
    return say(
        language,
        "Lowest score: %(score)s of 100 – “%(dimension)s”, answers of “%(group)s”",
        dimension=dimension,
        group=group,
        score=number(language, lowest),
    )


def _draw(one: HeatMap, names: tuple[str, ...], heads: tuple[str, ...], language: str, width: float) -> Drawing:
    aside = min(width * 0.3, 220.0)
    wide = (width - aside) / len(heads)
    lines = [wrapped(head, wide - PAD, SMALL) for head in heads]
    top = max(map(len, lines)) * SMALL * LEADING + PAD
    marks: list[Mark] = []
    for at, head in enumerate(lines):
        x = aside + wide * (at + 0.5)
        marks += [
            Words(
                x,
                top - PAD - SMALL * LEADING * (len(head) - 1 - row),
                text,
                size=SMALL,
                colour=SOFT,
                align=Align.CENTRE,
            )
            for row, text in enumerate(head)
        ]
    y = top
    for name, row in zip(names, one.cells, strict=True):
        said = wrapped(name, aside - PAD)
        cells = [wrapped(_said(cell, language), wide - 2 * PAD, SMALL) for cell in row]
        high = max(HIGH, 12 * LEADING * len(said) + PAD, *(SMALL * LEADING * len(each) + PAD for each in cells))
        marks += centred(said, 0, y + high / 2)
        for at, (cell, text) in enumerate(zip(row, cells, strict=True)):
            marks += _cell(cell, text, (aside + wide * at, y, wide, high))
        y += high
    return Drawing(width, y + PAD, tuple(marks))


def _cell(
    cell: float | Withheld | None, text: tuple[str, ...], place: tuple[float, float, float, float]
) -> Iterator[Mark]:
    x, y, wide, high = place
    inner = (x + 1, y + 1, wide - 2, high - 2)
    if isinstance(cell, float):
        yield Box(*inner, _shade(cell))
        yield Words(x + wide / 2, y + high / 2 + middle(SMALL), text[0], size=SMALL, colour=INK, align=Align.CENTRE)
        return
    yield Box(*inner, WITHHELD, "////")
    widest = max(measured(line, SMALL) for line in text)
    tall = SMALL * LEADING * len(text)
    yield Box(x + (wide - widest) / 2 - 2, y + (high - tall) / 2, widest + 4, tall, WHITE)
    yield from (
        Words(line.x, line.y, line.text, size=SMALL, colour=SOFT, align=Align.CENTRE)
        for line in centred(text, x + wide / 2, y + high / 2, size=SMALL, colour=SOFT)
    )


def _shade(score: float) -> str:
    part = score / 100
    return "#" + "".join(f"{round(low + (high - low) * part):02X}" for low, high in zip(LIGHT, DARK, strict=True))
