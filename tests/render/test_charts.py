"""Charts say their finding in both languages, carry their title and description, and are the same bytes every time."""

import io
import re
from itertools import product
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from matplotlib import pyplot
from pypdf import PdfReader

from audit.analysis.report import Report
from audit.render import charts
from audit.render.charts import Chart
from audit.render.charts.drawing import MEN, WOMEN, Box, Dot, Shape, Words
from tests.render import charted
from tests.render.charted import LANGUAGES
from tests.render.sample import regional_centre

DRAWN = [
    pytest.param(chart, id=f"{name}-{language}-{chart.name}")
    for name, language in product(("ahead", "harsh"), LANGUAGES)
    for chart in charted.drawn(name, language)
]


def drawn(name: str, language: str = "en", report: Report | None = None) -> Chart:
    return next(chart for chart in charts.charts(report or regional_centre(), language) if chart.name == name)


@pytest.mark.parametrize("chart", [one for one in DRAWN if "parity-by-level" in str(one.id)])
def test_numbers_in_a_bar_fit_their_piece_of_it(chart: Chart) -> None:
    drawing = chart.draw(560)
    white = [mark for mark in drawing.marks if isinstance(mark, Words) and mark.colour == "#FFFFFF"]
    pieces = [mark for mark in drawing.marks if isinstance(mark, Box) and mark.colour in (WOMEN, MEN)]
    outside = [
        words.text
        for words in white
        if not any(
            box.x <= words.left and words.right <= box.x + box.width and box.y <= words.y <= box.y + box.height
            for box in pieces
        )
    ]
    assert outside == []


@pytest.mark.parametrize("chart", DRAWN)
def test_an_svg_is_an_image_with_a_title_and_a_description(chart: Chart) -> None:
    root: Element = fromstring(chart.svg())
    space = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img"
    assert [child.tag for child in root][:2] == [f"{space}title", f"{space}desc"]
    assert [child.text for child in root][:2] == [chart.title, chart.alt]


@pytest.mark.parametrize("chart", DRAWN)
def test_the_same_chart_is_the_same_bytes(chart: Chart) -> None:
    assert chart.svg() == chart.svg()
    assert chart.png(dpi=60) == chart.png(dpi=60)


def test_no_date_and_no_version_is_written_into_a_picture() -> None:
    svg = drawn("trend").svg()
    assert "metadata" not in svg
    assert "matplotlib" not in svg.lower()
    assert b"matplotlib" not in drawn("trend").png(dpi=60).lower()


def test_two_charts_of_one_page_share_no_identity() -> None:
    found = [re.findall(r' id="([^"]+)"', chart.plot_svg()) for chart in charts.charts(regional_centre(), "ru")]
    every = [name for names in found for name in names]
    assert len(every) == len(set(every))


def test_an_svg_needs_no_inline_style() -> None:
    assert "style" not in drawn("gaps").plot_svg()


def test_a_reference_in_an_svg_finds_its_target() -> None:
    svg = drawn("gaps").plot_svg()
    targets = set(re.findall(r' id="([^"]+)"', svg))
    assert set(re.findall(r'href="#([^"]+)"', svg)) | set(re.findall(r"url\(#([^)]+)\)", svg)) <= targets


def test_a_png_is_drawn_at_200_dots_an_inch() -> None:
    png = drawn("trend").png()
    assert int.from_bytes(png[16:20], "big") == int(640 / 72 * 200)


def test_women_are_circles_and_men_squares() -> None:
    dots = [mark for mark in drawn("gaps").draw(640).marks if isinstance(mark, Dot)]
    assert {(dot.colour, dot.shape) for dot in dots} == {(WOMEN, Shape.CIRCLE), (MEN, Shape.SQUARE)}


def test_a_withheld_gap_is_a_hatched_slot_with_its_words() -> None:
    marks = drawn("gaps", "ru").draw(640).marks
    assert any(isinstance(mark, Box) and mark.hatch for mark in marks)
    assert any(isinstance(mark, Words) and mark.text == "скрыто: мало людей здесь или рядом" for mark in marks)


def test_a_single_post_is_shown_and_not_judged() -> None:
    row = drawn("parity-by-level").rows[0]
    assert row == ("Head", "0", "1", "0", "0%", "single post, not judged")


def test_a_dimension_without_a_score_says_why_in_its_slot() -> None:
    chart = drawn("dimensions-1", "ru")
    assert ("Культура рабочего места и защита от домогательств", "недостаточно данных", "", "50\u00a0%") in chart.rows


def test_a_subtitle_tells_whose_words_are_whose_colour() -> None:
    runs = drawn("parity-by-level", "ru").runs
    assert [(run.text, run.role) for run in runs if run.role] == [("Женщины", "women"), ("мужчины", "men")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_without_figures_has_no_charts(language: str) -> None:
    assert charts.charts(regional_centre(parts=(), parity_trend=()), language) == ()


def test_a_lone_cycle_is_a_point_and_no_trend() -> None:
    report = regional_centre(parity_trend=regional_centre().parity_trend[-2:])
    assert drawn("trend", "ru", report).title == "Пока один цикл: для тенденции нужны хотя бы два"


def test_drawing_leaves_pyplot_untouched() -> None:
    drawn("gaps").png(dpi=60)
    assert pyplot.get_fignums() == []


def test_charts_are_drawn_without_pyplot() -> None:
    sources = Path(charts.__file__).parent.glob("*.py")
    assert not [path for path in sources if "pyplot" in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("chart", [one for one in DRAWN if "ahead" in str(one.id) and "ru" in str(one.id)])
def test_a_pdf_is_titled_and_carries_its_letters(chart: Chart) -> None:
    read = PdfReader(io.BytesIO(chart.pdf()))
    assert read.metadata is not None
    assert (read.metadata.title, read.metadata.subject) == (chart.title, chart.alt)
    page: Any = read.pages[0]
    fonts = [each.get_object() for each in page["/Resources"]["/Font"].values()]
    assert fonts
    assert all("/FontFile2" in one["/DescendantFonts"][0].get_object()["/FontDescriptor"] for one in fonts)


def test_the_same_pdf_is_the_same_bytes_without_a_date() -> None:
    written = drawn("trend").pdf()
    assert written == drawn("trend").pdf()
    assert b"CreationDate" not in written
    assert b"matplotlib" not in written.lower()
