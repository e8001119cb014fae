"""Each chart's title is its finding, its subtitle says what to read with care, in both languages and on every edge."""

import re

import pytest

from audit.analysis.report import Reason, Report, Withheld
from audit.render import charts
from audit.render.charts import Chart
from audit.render.charts.drawing import Box, Dot, Stroke, Words
from audit.render.charts.squares import Squares
from tests.render import charted
from tests.render.ahead import FIRST, SECOND, THIRD, WAYS, fall, looking_ahead, way
from tests.render.charted import CASES, LANGUAGES, drawn
from tests.render.sample import regional_centre

BROKEN = re.compile(r"None|%\(|\bnan\b|  |\.\.|;;|: ?$|\{|\}")


def chart(name: str, of: str = "ahead", language: str = "en") -> Chart:
    return next(one for one in drawn(of, language) if one.name == name)


def vacancies(report: Report, language: str = "en") -> Chart:
    return next(one for one in charts.charts(report, language) if one.name == "vacancies")


def rows(told: Chart) -> dict[str, str]:
    return {row[0]: row[-1] for row in told.rows}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_every_sentence_of_a_chart_is_whole(name: str, language: str) -> None:
    said = [text for one in drawn(name, language) for text in (one.title, one.subtitle, one.alt)]
    assert [text for text in said if not text or BROKEN.search(text)] == []


@pytest.mark.parametrize("name", CASES)
def test_a_russian_chart_says_nothing_in_english(name: str) -> None:
    said = " ".join(text for one in drawn(name, "ru") for text in (one.title, one.subtitle))
    assert re.findall(r"[A-Za-z]{4,}", said) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_no_two_charts_of_a_report_have_one_title(name: str, language: str) -> None:
    titles = [one.title for one in drawn(name, language)]
    assert len(titles) == len(set(titles))


def test_the_vacancies_say_before_which_day_there_is_no_parity_and_how_many_go_to_whom() -> None:
    assert chart("vacancies").title == (
        "Decision-making level: parity cannot come before 30 June 2028. "
        "Of the 2 posts that fall vacant by then, 1 must go to a woman"
    )
    said = chart("vacancies").alt
    assert "Professionals: 1 post to parity; at least 1 of 2 to a woman, not before 1 March 2027" in said
    assert "Support staff: 1 post to parity; 1 of 1 to a man, not before 30 June 2028" in said
    assert "Directors: at parity; not reached by 15 September 2029" in said


def test_the_vacancies_say_it_in_russian() -> None:
    said = chart("vacancies", language="ru").alt
    assert "1 из 2 — женщине, не раньше 30 июня 2028 года" in said
    assert "к 15 сентября 2029 года не достичь" in said


@pytest.mark.parametrize(
    ("needed", "said"),
    [(1, "1 из 30 — женщине"), (2, "2 из 30 — женщинам"), (5, "5 из 30 — женщинам"), (21, "21 из 30 — женщине")],
)
def test_how_many_posts_must_go_to_women_is_said_in_the_right_form(needed: int, said: str) -> None:
    path = way("professional", 10, 90, days=(fall(SECOND, 30, needed, needed, needed),), earliest=SECOND)
    assert said in vacancies(looking_ahead(vacancies=(path,)), "ru").alt


def test_what_is_at_parity_or_never_judged_has_no_line_of_vacancies() -> None:
    assert set(rows(chart("vacancies"))) == {"Decision-making level", "Professionals", "Support staff", "Directors"}


def test_without_a_known_vacancy_there_is_no_chart_of_them() -> None:
    for told in (None, WAYS[1:2]):
        names = [one.name for one in charts.charts(looking_ahead(vacancies=told), "en")]
        assert "vacancies" not in names


def test_dozens_of_vacancies_keep_within_the_sheet_in_the_order_of_their_days() -> None:
    days = (fall(FIRST, 25), fall(SECOND, 50, 40, 50), fall(THIRD, 90, 45, 45, 45))
    path = way("professional", 10, 90, days=days, earliest=SECOND)
    dots = [mark for mark in vacancies(looking_ahead(vacancies=(path,))).draw(320).marks if isinstance(mark, Dot)]
    places = [dot.x for dot in dots]
    assert (len(dots), places) == (90, sorted(places))
    assert all(dot.x - dot.size / 2 >= 0 and dot.x + dot.size / 2 <= 320 for dot in dots)
    assert sum(not dot.hollow for dot in dots) == 40


def test_a_trend_is_carried_on_by_flows_and_says_so() -> None:
    said = chart("trend").subtitle
    assert (
        "Shaded: eight simulations of ten, by who came, left and rose. Decision-making level: parity about 2027" in said
    )
    assert "percentage points a year" not in said
    assert ("2031, carried forward", "Decision-making") in [row[:2] for row in chart("trend").rows]


def test_a_trend_without_flows_is_carried_on_straight_and_says_so() -> None:
    told = next(one for one in charts.charts(regional_centre(), "en") if one.name == "trend")
    assert "Shaded" not in told.subtitle


def test_a_line_is_broken_where_the_question_has_changed_its_meaning() -> None:
    told = chart("trend", "renewed")
    assert "The line is broken before 2026: asked in another meaning" in told.subtitle
    assert "The line is broken before 2026: asked in another meaning" in told.alt
    assert told.title == "One cycle so far: a trend needs two"
    whole, broken = (
        sum(isinstance(mark, Stroke) and mark.width > 2 for mark in one.draw(628).marks)
        for one in (chart("trend"), told)
    )
    assert whole - broken == 2


@pytest.mark.parametrize("name", ["gaps", "dimensions-1", "heat-map-1"])
def test_rounded_figures_are_called_rounded(name: str) -> None:
    assert chart(name, "rounded").subtitle.endswith("counts rounded to the nearest 5")
    assert chart(name, "rounded").alt.endswith("counts rounded to the nearest 5")
    assert "rounded" not in chart(name, "staff-survey").subtitle


@pytest.mark.parametrize("language", LANGUAGES)
def test_withheld_squares_are_hatched_with_their_reason_said_once_a_patch(language: str) -> None:
    told = chart("heat-map-1", language=language)
    marks = told.draw(628).marks
    # A square without answers; beside a shown one, every reason stands alone once and once over two squares.
    assert sum(isinstance(mark, Box) and bool(mark.hatch) for mark in marks) == 1 + 2 * len(Reason)
    said = " ".join(mark.text for mark in marks if isinstance(mark, Words))
    assert {"en": "withheld", "ru": "скрыто"}[language] in said


def test_where_all_is_withheld_every_line_is_hatched_and_nothing_is_a_dot() -> None:
    told = chart("gaps", "all withheld")
    marks = told.draw(628).marks
    assert sum(isinstance(mark, Box) and bool(mark.hatch) for mark in marks) == len(told.rows)
    assert not [mark for mark in marks if isinstance(mark, Dot)]
    assert told.title == "Answers of women and men cannot be shown apart: the groups are too small"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("nobody", "No level can be judged: each has one post or none"),
        ("one post", "No level can be judged: each has one post or none"),
        ("parity", "Parity is reached at every level that can be judged"),
    ],
)
def test_the_levels_say_what_cannot_be_judged(name: str, title: str) -> None:
    assert chart("parity-by-level", name).title == title


@pytest.mark.parametrize(
    ("name", "language", "title"),
    [
        ("ahead", "en", "Women from the foot to the top: “Support staff” – 7 of 11, “Head” – 0 of 1"),
        ("ahead", "ru", "Женщины снизу доверху: «Вспомогательный персонал» — 7 из 11, «Руководитель» — 0 из 1"),
        ("one post", "en", "Women at the only filled level: 0 of 1"),
        ("only women", "en", "Women from the foot to the top: “Directors” – 6 of 6, “Head” – 1 of 1"),
    ],
)
def test_the_pyramid_says_how_many_women_are_at_its_foot_and_top(name: str, language: str, title: str) -> None:
    assert chart("pyramid", name, language).title.replace("\u00a0", " ") == title


def test_nobody_has_no_pyramid() -> None:
    assert "pyramid" not in [one.name for one in drawn("nobody", "en")]


def test_a_group_that_is_withheld_whole_is_one_patch_whichever_way_the_squares_are_turned() -> None:
    hidden, shown = Withheld(withheld=Reason.SMALL), (50.0, 60.0, 70.0, 80.0, 90.0)
    squares = Squares(("a", "b"), ("one", "two", "three", "four", "five"), ((hidden,) * 5, shown))
    for each in (squares, squares.turned()):
        marks = each.drawn(628, "en").marks
        assert sum(isinstance(mark, Box) and bool(mark.hatch) for mark in marks) == 1
        figures = [mark.text for mark in marks if isinstance(mark, Words)]
        assert [figure for figure in figures if figure.isdigit()] == ["50", "60", "70", "80", "90"]


def test_the_lowest_score_is_that_of_a_group_and_not_of_all_together() -> None:
    squares = charted.squares()
    everyone = squares.rows[0].model_copy(update={"name": "all", "label": {"en": "All", "ru": "Все"}})
    told = squares.model_copy(update={"rows": (everyone, *squares.rows[1:])})
    report = looking_ahead(heat_maps=(told,))
    title = next(one for one in charts.further(report, "en") if one.name == "heat-map-1").title
    assert title == "Lowest score: 40 of 100 – “Workload and care”, answers of “Unit 3”"


def test_the_ends_of_a_scale_are_named_before_its_thresholds() -> None:
    told = chart("dimensions-1", language="ru")
    for width in (320, 534, 640):
        figures = [mark.text for mark in told.draw(width).marks if isinstance(mark, Words) and mark.text.isdigit()]
        assert figures[:2] == ["0", "100"]
