"""Groups of a survey by dimension: a square a score, darker where higher, hatched with its reason where withheld."""

from audit.analysis.report import ALL, HeatMap, Report
from audit.errors import mark
from audit.render.charts.chart import Chart
from audit.render.charts.drawing import Drawing
from audit.render.charts.squares import Squares, said
from audit.render.words import label, rounded
from audit.wording import number, say


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
    told = tuple(tuple(said(cell, language) for cell in row) for row in one.cells)
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
            for name, row in zip(names, told, strict=True)
        ),
        head=(say(language, mark("Group")), *heads),
        rows=tuple((name, *row) for name, row in zip(names, told, strict=True)),
        draw=lambda width: _draw(one, names, heads, language, width),
    )


def _finding(one: HeatMap, names: tuple[str, ...], heads: tuple[str, ...], language: str) -> str:
    """Say the lowest score of a group; that of all together only where no group has any."""
    _, lowest, group, dimension = min(
        (one.rows[row].name == ALL, cell, names[row], heads[column])
        for row, cells in enumerate(one.cells)
        for column, cell in enumerate(cells)
        if isinstance(cell, float)
    )
    return say(
        language,
        "Lowest score: %(score)s of 100 – “%(dimension)s”, answers of “%(group)s”",
        dimension=dimension,
        group=group,
        score=number(language, lowest),
    )


def _draw(one: HeatMap, names: tuple[str, ...], heads: tuple[str, ...], language: str, width: float) -> Drawing:
    """Draw groups by dimensions where the names of dimensions fit, otherwise the shorter side across, in panels."""
    whole = Squares(names, heads, one.cells)
    if not whole.fits(width) and len(names) < len(heads):
        whole = whole.turned()
    panels = [part.drawn(width, language) for part in whole.panels(width)]
    drawing = panels[0]
    for panel in panels[1:]:
        drawing = panel.below(drawing)
    return drawing
