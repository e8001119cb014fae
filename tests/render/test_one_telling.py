"""Why a score is as it is and what would change it most are told alike on charts, in the workbook and in words."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from audit.analysis.assembly import AuditFacts, EnquiryFacts, build
from audit.analysis.report import MovePosts, Report, Scope
from audit.questionnaire import answers, loader
from audit.questionnaire.schema import Mode
from audit.render import charts, excel, explanations, projections, steps
from audit.render.charts import Chart
from audit.render.charts.drawing import Stroke, Words
from audit.render.charts.parity_by_level import parity_by_level
from audit.render.excel.answers import in_order
from tests.analysis.asked import example
from tests.render.sample import regional_centre

LANGUAGES = ("en", "ru")


def facts(year: int) -> AuditFacts:
    return AuditFacts(
        body={"en": "Centre"},
        title={"en": f"Audit {year}"},
        synthetic=True,
        languages=LANGUAGES,
        cycle=str(year),
        period_start=date(year, 1, 1),
        period_end=date(year, 12, 31),
        reference_date=date(year, 12, 31),
        closed_on=date(year, 12, 31),
    )


def cycles(*directors: tuple[int, int]) -> Report:
    """A report of the normative example after as many cycles, each with its women and men as directors."""
    questionnaire, raw = example()
    found: list[Report] = []
    for year, (women, men) in enumerate(directors, start=2024):
        posts = raw["posts"] | {"director": {"women": women, "men": men}}
        responses = (answers.read(questionnaire, raw | {"posts": posts}),)
        part = EnquiryFacts(questionnaire, loader.digest(questionnaire), Mode.NAMED, 5, 10, 1, responses)
        found.append(build(facts(year), (part,), found))
    return found[-1]


def sheet(report: Report, language: str, at: int) -> Worksheet:
    book = load_workbook(BytesIO(excel.workbook(report, language)))
    return book.worksheets[at]


def texts(page: Worksheet) -> list[object]:
    return [cell.value for row in page.iter_rows() for cell in row if cell.value is not None]


def trend(report: Report, language: str = "en") -> Chart:
    return next(chart for chart in charts.charts(report, language) if chart.name == "trend")


RISING = cycles((0, 6), (1, 5), (2, 4))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_explains_the_total_every_dimension_and_every_indicator(language: str) -> None:
    card = RISING.parts[0].scorecard
    told = [explanations.of_total(card, language)]
    for dimension in card.dimensions:
        told.append(explanations.of_dimension(dimension, language))
        told += [explanations.of_indicator(each, language) for each in dimension.indicators]
    written = texts(sheet(RISING, language, 2))
    assert all(told)
    assert [sentence for sentence in told if sentence not in written] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_lists_what_would_change_most_with_gains_as_numbers(language: str) -> None:
    card = RISING.parts[0].scorecard
    written = texts(sheet(RISING, language, 0))
    listed = steps.steps(card, language)
    assert len(listed) == 3
    assert [each.title for each in listed if each.title not in written] == []
    numbers = {round(value, 9) for value in written if isinstance(value, float)}
    assert [each.gain for each in card.improvements or () if round(each.gain or 0, 9) not in numbers] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_trend_says_the_year_in_words_and_at_the_end_of_a_dashed_line(language: str) -> None:
    found = next(each for each in RISING.projections or () if each.indicator == "parity_decision")
    assert found.year == 2028
    chart = trend(RISING, language)
    assert chart.marked.endswith(projections.said(found, language))
    assert chart.alt.endswith(projections.said(found, language))
    marks = chart.draw(640).marks
    assert [mark.text for mark in marks if isinstance(mark, Words) and mark.bold and "2028" in mark.text] == [
        {"en": "about 2028", "ru": "около 2028"}[language]
    ]
    assert [mark for mark in marks if isinstance(mark, Stroke) and mark.dashed and mark.width < 2]


def test_a_year_too_far_for_the_sheet_stands_at_the_end_of_a_cut_line() -> None:
    slow = cycles((1, 9), (1, 9), (2, 8))
    words = [mark.text for mark in trend(slow).draw(640).marks if isinstance(mark, Words)]
    assert "about 2033 →" in words


def test_two_cycles_have_a_reason_and_no_dashed_line() -> None:
    report = cycles((0, 6), (1, 5))
    chart = trend(report)
    assert chart.marked.endswith("No year of parity is worked out: that takes three cycles, and there are 2")
    assert not [mark for mark in chart.draw(640).marks if isinstance(mark, Words) and "about" in mark.text]


def test_a_report_without_projections_has_its_trend_all_the_same() -> None:
    chart = trend(RISING.model_copy(update={"projections": None}))
    assert chart.marked.endswith("47–53%")


@pytest.mark.parametrize(
    ("language", "aim"),
    [
        ("en", "(for parity at decision-making level as a whole)"),
        ("ru", "(для паритета на уровне принятия решений в целом)"),
    ],
)
def test_posts_of_the_pooled_decision_making_level_name_the_aim_they_serve(language: str, aim: str) -> None:
    card = RISING.parts[0].scorecard
    pooled = {each.name for part in card.dimensions for each in part.indicators if each.scope is Scope.DECISION_MAKING}
    moved = [
        (one, said)
        for one, said in zip(card.improvements or (), steps.steps(card, language), strict=True)
        if isinstance(one.step, MovePosts)
    ]
    assert any(one.indicator in pooled for one, _ in moved)
    assert all((aim in said.title + said.takes) is (one.indicator in pooled) for one, said in moved)


@pytest.mark.parametrize(("language", "said"), [("en", "and 1 other"), ("ru", "ещё 1 — иное")])
def test_the_bar_says_in_words_how_many_are_beside_it(language: str, said: str) -> None:
    chart = parity_by_level(regional_centre(), language)
    assert chart is not None
    for width in (320, 628):
        words = [mark.text for mark in chart.draw(width).marks if isinstance(mark, Words)]
        assert " ".join(words).count(said) == 2
        assert not [word for word in words if word.startswith("+")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_says_how_many_rows_were_held_against_the_server_in_one_line(language: str) -> None:
    start = {"en": '="Rows held against the server: "&(', "ru": '="Строк сверено с сервером: "&('}[language]
    assert len([each for each in texts(sheet(RISING, language, 0)) if str(each).startswith(start)]) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_heading_of_the_workbook_is_narrower_than_its_longest_word(language: str) -> None:
    for at in (1, 2, 3, 4):
        written = sheet(RISING, language, at)
        for column, cell in enumerate(written[1], start=1):
            longest = max(len(word) for word in str(cell.value).split())
            assert written.column_dimensions[get_column_letter(column)].width >= longest


def test_a_head_count_is_told_women_first_however_it_was_kept() -> None:
    assert in_order({"men": 1, "other": 0, "women": 2}) == ("women", "men", "other")
    assert in_order(["kept", "men"]) == ("men", "kept")
