"""No text of a chart is cut, lies over another or is too small, as the renderer itself measures every one of them."""

from collections.abc import Iterator
from functools import cache
from itertools import combinations, product
from typing import NamedTuple

import pytest
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from audit.render.charts import Chart
from audit.render.charts.chart import DOTS_AN_INCH
from audit.render.charts.drawing import SMALL, Align, Drawing, Words
from audit.render.charts.painting import PIXELS_AN_INCH, figure
from tests.render.charted import CASES, LANGUAGES, WIDTHS, case, drawn

#: So many pixels may the hinting of a letter reach beyond its own place.
NEARLY = 1.0
DRAWN = list(product(CASES, LANGUAGES))
#: What is hard to place is measured at every width, the rest on a phone and, in the longer language, in a column.
HARD = ("ahead", "longest")
COLUMN = {"en": (320.0,), "ru": (320.0, 534.0)}
AT_WIDTHS = [
    (name, language, width) for name, language in DRAWN for width in (WIDTHS if name in HARD else COLUMN[language])
]


class Measured(NamedTuple):
    """A text and the box that it takes, in the drawing's pixels."""

    text: str
    box: Bbox


def measured(drawing: Drawing) -> tuple[Measured, ...]:
    """Measure all texts of a drawing as they are painted into a document's PNG."""
    made = figure(drawing)
    made.set_dpi(DOTS_AN_INCH)
    renderer = RendererAgg(made.bbox.width, made.bbox.height, DOTS_AN_INCH)  # type: ignore[no-untyped-call]  # untyped
    scale = PIXELS_AN_INCH / DOTS_AN_INCH
    texts = [text for text in made.findobj(Text) if isinstance(text, Text) and text.get_text()]
    return tuple(
        Measured(text.get_text(), Bbox(text.get_window_extent(renderer).get_points() * scale)) for text in texts
    )


@cache
def boxes(name: str, language: str, width: float) -> dict[str, tuple[tuple[Measured, ...], Drawing]]:
    """Return the texts of every chart of a report at a width, with the drawing that holds them."""
    return {
        chart.name: (measured(drawing), drawing) for chart in drawn(name, language) for drawing in [chart.whole(width)]
    }


def cut(texts: tuple[Measured, ...], drawing: Drawing) -> Iterator[str]:
    """Name the texts that reach beyond the sheet."""
    for text, box in texts:
        beside = min(box.x0, drawing.width - box.x1)
        if beside < -NEARLY or min(box.y0, drawing.height - box.y1) < -NEARLY:
            yield text


def over(texts: tuple[Measured, ...]) -> Iterator[tuple[str, str]]:
    """Name the pairs of texts of which one lies over the other."""
    for (one, a), (other, b) in combinations(texts, 2):
        if min(a.x1, b.x1) - max(a.x0, b.x0) > NEARLY and min(a.y1, b.y1) - max(a.y0, b.y0) > 2 * NEARLY:
            yield one, other


@pytest.mark.parametrize(("name", "language", "width"), AT_WIDTHS)
def test_no_text_is_cut(name: str, language: str, width: float) -> None:
    found = {chart: list(cut(*measured)) for chart, measured in boxes(name, language, width).items()}
    assert {chart: texts for chart, texts in found.items() if texts} == {}


@pytest.mark.parametrize(("name", "language", "width"), AT_WIDTHS)
def test_no_text_lies_over_another(name: str, language: str, width: float) -> None:
    found = {chart: list(over(texts)) for chart, (texts, _) in boxes(name, language, width).items()}
    assert {chart: pairs for chart, pairs in found.items() if pairs} == {}


@pytest.mark.parametrize(("name", "language"), DRAWN)
def test_no_text_is_smaller_than_a_phone_can_show(name: str, language: str) -> None:
    sizes = {mark.size for chart in drawn(name, language) for mark in chart.draw(320).marks if isinstance(mark, Words)}
    assert min(sizes) >= SMALL


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_a_name_is_told_whole_however_often_it_is_broken(language: str, width: float) -> None:
    for chart in drawn("longest", language):
        said = "".join(words.text for words in chart.draw(width).marks if isinstance(words, Words))
        for name in _names(chart):
            assert _letters(name) in _letters(said), (chart.name, name)


def _names(chart: Chart) -> list[str]:
    """Return the names of the rows, where the chart sets every row with its name."""
    named = ("parity-by-level", "vacancies", "dimensions-1", "gaps", "pyramid", "funnel", "heat-map-1")
    return [row[0] for row in chart.rows] if chart.name in named else []


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def test_every_case_is_one_that_has_charts() -> None:
    assert all(drawn(name, "en") for name in CASES)
    kinds = {chart.name.rstrip("-0123456789") for name in CASES for chart in drawn(name, "en")}
    assert kinds == {"parity-by-level", "pyramid", "trend", "funnel", "dimensions", "heat-map", "gaps", "vacancies"}
    assert case("ahead").heat_maps


def test_texts_that_are_cut_or_lie_over_another_are_found() -> None:
    drawing = Drawing(
        100,
        40,
        (Words(2, 20, "Directors"), Words(20, 22, "Heads"), Words(98, 38, "of section", align=Align.CENTRE)),
    )
    texts = measured(drawing)
    assert list(cut(texts, drawing)) == ["of section"]
    assert ("Directors", "Heads") in list(over(texts))
