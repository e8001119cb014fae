"""Every colour of a chart can be told from its ground, and from the others by those who lack one kind of cones."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from math import hypot

import pytest

from audit.render.charts.drawing import (
    BAND_ALPHA,
    INK,
    LINE,
    MEN,
    WHITE,
    WITHHELD,
    WOMEN,
    ZONE,
    Area,
    Box,
    Dot,
    Drawing,
    Mark,
    Stroke,
    Words,
)
from tests.render.charted import CASES, LANGUAGES, drawn
from tests.render.seeing import blended, confusions, contrast

TEXT, GRAPHICS = 4.5, 3.0
#: CIEDE2000 that any two of the house's colours keep for everybody, and that women's and men's keep.
APART, SEXES = 15.0, {("women", "men"): 30.0}
PALETTE = {
    "women": WOMEN,
    "men": MEN,
    "band": blended(ZONE, BAND_ALPHA, WHITE),
    "withheld": WITHHELD,
    "line": INK,
}
WIDTHS = (320.0, 628.0)
#: As wide a line is a ground for what lies on it.
BROAD = 2.0
Point = tuple[float, float]


def inside(point: Point, corners: Sequence[Point]) -> bool:
    """Whether a point lies within a polygon: by the sides that a ray from it crosses."""
    x, y = point
    crossed = False
    for (left, top), (right, bottom) in pairwise((*corners, corners[0])):
        if (top > y) != (bottom > y) and x < (right - left) * (y - top) / (bottom - top) + left:
            crossed = not crossed
    return crossed


def near(point: Point, stroke: Stroke) -> bool:
    """Whether a point lies on a line: no farther from any of its pieces than half its width."""
    return any(_away(point, *ends) <= stroke.width / 2 for ends in pairwise(stroke.points))


def _away(point: Point, start: Point, end: Point) -> float:
    along, up = end[0] - start[0], end[1] - start[1]
    part = ((point[0] - start[0]) * along + (point[1] - start[1]) * up) / ((along**2 + up**2) or 1.0)
    part = min(1.0, max(0.0, part))
    return hypot(point[0] - start[0] - part * along, point[1] - start[1] - part * up)


def ground(marks: Sequence[Mark], point: Point) -> str:
    """Return the colour that is seen at a point; `hatched` where a hatch lies there and nothing on it."""
    seen = WHITE
    for mark in marks:
        if isinstance(mark, Box):
            if mark.x <= point[0] <= mark.x + mark.width and mark.y <= point[1] <= mark.y + mark.height:
                seen = (
                    "hatched" if mark.hatch else blended(mark.colour, mark.alpha, WHITE if seen == "hatched" else seen)
                )
        elif isinstance(mark, Area) and inside(point, mark.points):
            seen = blended(mark.colour, mark.alpha, seen)
        elif isinstance(mark, Stroke) and mark.width >= BROAD and near(point, mark):
            seen = mark.colour
        elif isinstance(mark, Dot) and max(abs(point[0] - mark.x), abs(point[1] - mark.y)) < mark.size / 2:
            seen = WHITE if mark.hollow else mark.colour
    return seen


def grounds(words: Words, marks: Sequence[Mark]) -> set[str]:
    """Return every colour under a text."""
    across = [words.left + (words.right - words.left) * at / 12 for at in range(13)]
    return {ground(marks, (x, words.y - words.size * high)) for x in across for high in (0.0, 0.35, 0.7)}


def hard_to_read(drawing: Drawing) -> list[str]:
    """Name the texts whose contrast with any part of their ground is below WCAG's 4.5:1."""
    return [
        f"{mark.text}: {mark.colour} on {under}"
        for at, mark in enumerate(drawing.marks)
        if isinstance(mark, Words)
        for under in grounds(mark, drawing.marks[:at])
        if under == "hatched" or contrast(mark.colour, under) < TEXT
    ]


def pieces(drawing: Drawing) -> Iterator[tuple[str, str]]:
    """Yield each graphic's colour with what it lies on; guides, surfaces within lines and figured squares apart.

    A guide (LINE) tells nothing by itself; the band, the levels and the surface of a projection are told by the lines
    at their edges; a square of a heat map by the figure in it.
    """
    for at, mark in enumerate(drawing.marks):
        below = drawing.marks[:at]
        if isinstance(mark, Stroke) and mark.colour != LINE:
            (x, y), (to_x, to_y) = mark.points[:2]
            yield from ((mark.colour, ground(below, (x + (to_x - x) * part, y + (to_y - y) * part))) for part in SPOTS)
        elif isinstance(mark, Dot):
            yield mark.colour, ground(below, (mark.x, mark.y - mark.size / 2 - 1))
        elif isinstance(mark, Box) and mark.colour in (WOMEN, MEN, WITHHELD):
            y = mark.y + mark.height / 2 if mark.hatch else mark.y - 1
            yield from ((mark.colour, ground(below, (mark.x + mark.width * part, y))) for part in SPOTS)


SPOTS = (0.1, 0.35, 0.6, 0.9)


@pytest.mark.parametrize(("name", "language"), list(product(CASES, LANGUAGES)))
@pytest.mark.parametrize("width", WIDTHS)
def test_every_text_can_be_read_on_what_it_lies_on(name: str, language: str, width: float) -> None:
    found = {chart.name: hard_to_read(chart.draw(width)) for chart in drawn(name, language)}
    assert {chart: texts for chart, texts in found.items() if texts} == {}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("width", WIDTHS)
def test_every_line_dot_and_bar_can_be_told_from_its_ground(name: str, width: float) -> None:
    faint = {
        (chart.name, one, under)
        for chart in drawn(name, "en")
        for one, under in pieces(chart.draw(width))
        if under != "hatched" and one != under and contrast(one, under) < GRAPHICS
    }
    assert faint == set()


@pytest.mark.parametrize("chart", ["parity-by-level", "pyramid", "funnel"])
def test_bars_of_women_and_men_never_touch(chart: str) -> None:
    marks = next(each for each in drawn("ahead", "en") if each.name == chart).draw(628).marks
    bars = [mark for mark in marks if isinstance(mark, Box) and mark.colour in (WOMEN, MEN) and mark.width > 1]
    between = [
        (one, other)
        for one in bars
        for other in bars
        if one.colour != other.colour and abs(one.x + one.width - other.x) < 1 and abs(one.y - other.y) < 1
    ]
    assert all(
        any(isinstance(each, Stroke) and each.colour == WHITE and near((other.x, one.y + 5), each) for each in marks)
        for one, other in between
    )


def test_the_colours_of_the_house_are_told_apart_by_everybody() -> None:
    assert confusions(PALETTE, least=APART, apart=SEXES) == []


@pytest.mark.parametrize(
    "spoilt",
    [
        pytest.param({"women": "#D6336C", "men": "#3B82F6"}, id="pink and blue"),
        pytest.param({"women": "#C0392B", "men": "#27AE60"}, id="red and green"),
        pytest.param({"women": "#5A3E9B", "men": "#1F4E9B"}, id="violet and blue"),
        pytest.param({"withheld": "#D9DEE4"}, id="what is withheld as light as the band"),
        pytest.param({"line": "#4A3A8B"}, id="the line in the colour of women"),
    ],
)
def test_a_palette_that_somebody_confuses_is_found(spoilt: dict[str, str]) -> None:
    assert confusions(PALETTE | spoilt, least=APART, apart=SEXES) != []


def test_a_text_on_a_ground_of_its_own_kind_is_found() -> None:
    drawing = Drawing(100, 40, (Box(0, 0, 100, 40, WOMEN), Words(10, 25, "14", colour=INK)))
    assert hard_to_read(drawing) == [f"14: {INK} on {WOMEN}"]
    withheld = Drawing(200, 40, (Box(0, 0, 200, 40, WITHHELD, "////"), Words(10, 25, "withheld", colour=INK)))
    assert hard_to_read(withheld) == [f"withheld: {INK} on hatched"]


def test_women_and_men_are_told_apart_without_colour_too() -> None:
    gaps = next(chart for chart in drawn("ahead", "en") if chart.name == "gaps")
    shapes = {(mark.colour, mark.shape) for mark in gaps.draw(628).marks if isinstance(mark, Dot)}
    assert len({shape for _, shape in shapes}) == len(shapes) == 2
