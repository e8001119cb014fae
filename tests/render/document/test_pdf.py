"""The report as PDF says all that the report says, in both languages, and can be read by machines that read aloud."""

import io
from itertools import pairwise

import pytest
from pypdf import PdfReader

from audit.analysis.report import Group, Report, Verdict, digest
from audit.render import document
from audit.render.charts import charts, further
from audit.render.document.pdf import one_page, pdf
from tests.render import sample
from tests.render.document.sample import FOLLOW_UP
from tests.render.document.tags import tags_of

LANGUAGES = ("en", "ru")
CHAPTERS = {
    "en": ("Executive summary", "Women and men by level", "Scores", "What women and men see", "Findings and actions"),
    "ru": ("Краткие выводы", "Женщины и мужчины по уровням", "Оценки", "Что видят женщины и мужчины", "Выводы и меры"),
}


@pytest.fixture(scope="module", params=LANGUAGES)
def opened(request: pytest.FixtureRequest) -> tuple[str, PdfReader]:
    """The sample's report in a language."""
    return request.param, PdfReader(io.BytesIO(pdf(sample.regional_centre(), FOLLOW_UP, request.param)))


def _text(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_it_is_marked_tagged_titled_and_in_its_language(opened: tuple[str, PdfReader]) -> None:
    language, reader = opened
    root = reader.trailer["/Root"]
    assert root["/Lang"] == language  # type: ignore[index] # pypdf types no dictionaries
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index] # pypdf types no dictionaries
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index] # pypdf types no dictionaries
    assert b"pdfuaid:part" in reader.xmp_metadata.stream.get_data()  # type: ignore[union-attr] # it has them


def test_every_picture_is_told_to_who_does_not_see_it(opened: tuple[str, PdfReader]) -> None:
    report = sample.regional_centre()
    figures = [each for each in tags_of(opened[1]) if str(each["/S"]) == "/Figure"]
    assert len(figures) == len((*charts(report, "en"), *further(report, "en"))) > 5
    assert all(len(str(each["/Alt"])) > 40 for each in figures)


def test_every_table_has_headings_of_columns(opened: tuple[str, PdfReader]) -> None:
    tags = [str(each["/S"]) for each in tags_of(opened[1])]
    assert tags.count("/Table") == tags.count("/THead") > 8
    assert tags.count("/TH") > tags.count("/THead")


def test_headings_descend_by_one_level_at_most(opened: tuple[str, PdfReader]) -> None:
    levels = [
        int(str(each["/S"])[2:]) for each in tags_of(opened[1]) if str(each["/S"])[1:] in {"H1", "H2", "H3", "H4"}
    ]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_bookmarks_name_the_chapters(opened: tuple[str, PdfReader]) -> None:
    language, reader = opened
    named = [each.title for each in reader.outline if not isinstance(each, list)]
    assert set(CHAPTERS[language]) <= set(named)


def test_the_cover_names_the_body_the_made_up_data_and_the_digest(opened: tuple[str, PdfReader]) -> None:
    language, reader = opened
    cover = " ".join(reader.pages[0].extract_text().split())
    assert {"en": "Regional Centre", "ru": "Региональный центр"}[language] in cover
    assert {"en": "Synthetic data", "ru": "Учебные данные"}[language] in cover
    assert digest(sample.regional_centre()) in cover.replace(" ", "")
    assert f"sha256:{digest(sample.regional_centre())}" in str(reader.metadata)


def test_a_withheld_figure_is_named_where_it_would_stand(opened: tuple[str, PdfReader]) -> None:
    language, reader = opened
    assert {"en": "withheld:", "ru": "скрыто:"}[language] in _text(reader)
    said = {"en": "withheld: too few in it or beside it", "ru": "скрыто: мало людей здесь или рядом"}[language]
    assert said in document.page(sample.regional_centre(), FOLLOW_UP, language).decode()


def test_late_actions_are_called_late(opened: tuple[str, PdfReader]) -> None:
    language, reader = opened
    assert {"en": "planned, late", "ru": "просрочено"}[language] in _text(reader).replace("- ", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_report_gives_the_same_bytes(language: str) -> None:
    report = sample.regional_centre()
    assert document.one_page(report, None, language) == document.one_page(report, None, language)


def _with_levels(count: int) -> Report:
    """The sample with so many levels of long names."""
    long = "Department of multilateral cooperation and regional preventive diplomacy, section"
    levels = tuple(
        Group(
            name=f"l{at}",
            label={"en": f"{long} {at}"},
            women=at,
            men=at + 3,
            other=0,
            share=at / (2 * at + 3),
            gap=100 * at / (2 * at + 3) - 50,
            at_parity=False,
            posts_to_parity=1,
            score=40.0 + at,
            verdict=Verdict.WOMEN_UNDER,
            weight=1.0,
        )
        for at in range(count)
    )
    report = sample.regional_centre()
    first = report.parts[0]
    card = first.scorecard
    dimension = card.dimensions[0]
    indicator = sample.parity_by_level((*levels, sample.EVERYONE))
    longer = dimension.model_copy(update={"indicators": (indicator, *dimension.indicators[1:])})
    scorecard = card.model_copy(update={"dimensions": (longer, *card.dimensions[1:])})
    return report.model_copy(update={"parts": (first.model_copy(update={"scorecard": scorecard}), *report.parts[1:])})


@pytest.mark.parametrize("report", [sample.regional_centre(), _with_levels(14), _with_levels(25)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_management_page_is_one_page(report: Report, language: str) -> None:
    reader = PdfReader(io.BytesIO(one_page(report, FOLLOW_UP, language)))
    assert len(reader.pages) == 1
    assert {"en": "parity", "ru": "паритет"}[language] in _text(reader).lower()


def test_words_that_look_like_markup_are_printed_as_they_are() -> None:
    report = sample.regional_centre(body={"en": '#import "x"; $x$ *bold* <b>&amp;</b> \\ @ref'})
    assert '#import "x"; $x$ *bold* <b>&amp;</b> \\ @ref' in _text(PdfReader(io.BytesIO(pdf(report, None, "en"))))
    page = document.page(report, None, "en").decode()
    assert "<b>" not in page
    assert "&lt;b&gt;&amp;amp;" in page
