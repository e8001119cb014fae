"""Sheets beside the first ones: the course over cycles, what lies ahead, heat maps, former versions, what disagrees."""

import io
import re
from datetime import date
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from audit.analysis.report import (
    ALL,
    Axis,
    Caution,
    FormerTable,
    HeatMap,
    Inconsistency,
    NoStockFlow,
    Part,
    Report,
    Scope,
    ScoringRule,
    Stage,
    StockFlow,
    VacancyDay,
    VacancyPath,
)
from audit.render.columns import Layout, Versions
from audit.render.excel import workbook
from audit.wording import say
from tests.render.sample import SMALL, institution, regional_centre, staff, text
from tests.render.test_contradictions import reported

FLOW = StockFlow(
    name="posts",
    group=ALL,
    scope=Scope.LEVELS,
    since=date(2026, 6, 30),
    share=0.4,
    runs=2000,
    seed=1,
    stages=(Stage(year=2027, share=0.45, low=0.4, high=0.5, at_parity=0.2),),
    year=2027,
    refused=None,
)
REFUSED = FLOW.model_copy(update={"stages": (), "year": None, "refused": NoStockFlow.NO_MOVEMENT})
DAYS = (
    VacancyDay(on=date(2026, 9, 1), vacancies=1, least=None, most=None, assured=None),
    VacancyDay(on=date(2027, 9, 1), vacancies=3, least=1, most=2, assured=2),
)
VACANCIES = VacancyPath(
    name="posts", group=ALL, scope=Scope.LEVELS, women=1, men=3, to="women", days=DAYS, earliest=date(2027, 9, 1)
)
MAP = HeatMap(
    questionnaire=staff().scorecard.questionnaire.name,
    by="sex",
    label=text("Your sex", "Ваш пол"),
    rows=(Axis(name="woman", label=text("Women", "Женщины")), Axis(name=ALL)),
    columns=(Axis(name="climate", label=text("Climate", "Климат")), Axis(name="x", label=text("X", "Икс"))),
    cells=((SMALL, 61.5), (None, 40.0)),
)


def opened(report: Report, language: str = "en", *, versions: Versions = Versions.ONE) -> Workbook:
    return load_workbook(io.BytesIO(workbook(report, language, layout=Layout(versions=versions))))


def rows(sheet: Worksheet) -> list[dict[str, object]]:
    """The rows of a sheet by their headings."""
    heads = [str(cell.value) for cell in sheet[1]]
    return [dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=2, values_only=True)]


def test_every_cycle_has_a_live_share_and_its_change() -> None:
    told = rows(opened(regional_centre())["Trend"])
    first, second, *_ = [row for row in told if row["Figure"] == "Share of women"]
    assert str(first["Share of women"]).startswith("=IF(G2+H2=0")
    assert first["Change since the cycle before, points"] is None
    assert str(second["Change since the cycle before, points"]).startswith("=IF(COUNT(J2,J3)<2")


def test_a_cycle_says_why_to_compare_with_care() -> None:
    report = regional_centre()
    noted = tuple(
        each.model_copy(update={"cautions": (Caution.OTHER_VERSION, Caution.OTHER_RULES)})
        for each in report.score_trend
    )
    told = rows(opened(report.model_copy(update={"score_trend": noted}), "ru")["Динамика"])
    assert told[-1]["Сравнивать осторожно"] == "другая версия анкеты; оценено по другим правилам"


def test_the_summary_says_why_to_compare_its_cycles_with_care() -> None:
    report = regional_centre()
    noted = tuple(each.model_copy(update={"cautions": (Caution.OTHER_WORDS,)}) for each in report.parity_trend)
    book = opened(report.model_copy(update={"parity_trend": noted}))
    assert "Compare the cycles with care: in other words" in [str(cell.value) for cell in book["Summary"]["A"]]


def test_a_report_without_cycles_has_no_sheet_of_them() -> None:
    assert "Trend" not in opened(regional_centre(parity_trend=(), score_trend=())).sheetnames


def test_flows_are_told_year_by_year_with_their_band() -> None:
    told = rows(opened(regional_centre(stock_flows=(FLOW, REFUSED)))["Outlook"])
    assert [(row["Year"], row["Share of women"], row["Simulations that are at parity"]) for row in told] == [
        (None, 0.4, None),
        (2027, 0.45, 0.2),
        (None, 0.4, None),
    ]
    assert told[2]["In words"] == "nobody left in the period, so that nothing can be carried forward"


def test_vacancies_say_how_many_must_go_to_whom_by_when() -> None:
    told = rows(opened(regional_centre(vacancies=(VACANCIES,)))["Outlook"])
    assert [(row["Vacancies up to the day"], row["Enough whoever leaves"]) for row in told[1:]] == [(1, None), (3, 2)]
    assert told[1]["In words"] == "no parity by this day"


def test_a_heat_map_names_what_is_withheld_and_hatches_it() -> None:
    sheet = opened(regional_centre(heat_maps=(MAP,)), "ru")["Тепловая карта"]
    women = next(row for row in sheet.iter_rows() if row[0].value == "Женщины")
    assert (women[1].value, women[1].fill.fill_type) == ("скрыто: мало людей здесь или рядом", "lightUp")
    assert (women[2].value, women[4].value) == (61.5, 61.5)


def test_contradictions_show_both_sides_and_their_limits() -> None:
    (row,) = rows(opened(reported())["Contradicting answers"])
    assert (row["Score, 0–100"], row["Favourable"], row["Number"]) == (100, 0.375, 24)
    assert str(row["Check"]).startswith("=IF(AND(C2>=D2,F2<G2)")


def test_what_does_not_agree_is_listed_with_what_to_do() -> None:
    found = Inconsistency(check="nobody-counted", question="posts", texts={"question": text("Posts", "Посты")})
    book = opened(regional_centre(inconsistencies=(found,)), "ru")
    (row,) = rows(book["Проверки"])
    assert row[say("ru", "What does not agree")] == "«Посты»: во всех строках 0"
    assert row["Вопрос"] == "posts"
    said = [str(cell.value) for cell in book["Сводка"]["A"]]
    assert "В данных 1 расхождение, см. лист «Проверки»" in said


def test_data_without_fault_say_so() -> None:
    (row,) = rows(opened(regional_centre(inconsistencies=()))["Checks"])
    assert row["What does not agree"] == "nothing was found that does not agree"


def _versioned() -> Report:
    part = staff()
    table = part.scorecard.tables[0]
    changed: Part = part.model_copy(update={"former": (FormerTable(version="0", table=table),)})
    return regional_centre(parts=(institution(), changed))


@pytest.mark.parametrize(("versions", "told"), [(Versions.ONE, set()), (Versions.ALL, {"0"})])
def test_tables_of_former_versions_come_where_all_are_asked_for(versions: Versions, told: set[str]) -> None:
    found = {
        str(row["Version of the questionnaire"]) for row in rows(opened(_versioned(), versions=versions)["Tables"])
    }
    assert found - {staff().scorecard.questionnaire.version} == told


def test_rounded_counts_are_said_beside_each_table() -> None:
    part = staff()
    tables = tuple(each.model_copy(update={"rounded_to": 5}) for each in part.scorecard.tables)
    card = part.scorecard.model_copy(update={"tables": tables})
    book = opened(regional_centre(parts=(part.model_copy(update={"scorecard": card, "rules": "hesa"}),)))
    for sheet in ("Tables", "Perceptions"):
        assert {row["Counts rounded to a multiple of"] for row in rows(book[sheet])} == {5}
    facts = {row[0]: row[1] for row in book["Provenance"].iter_rows(values_only=True)}
    assert facts["Counts in tables are rounded"] == (
        "to the nearest multiple of 5; the parts need not add up to the whole"
    )
    assert facts["Rules of disclosure"] == "hesa"


def test_other_rules_of_scoring_are_named_on_the_first_sheet_and_the_last() -> None:
    rules = ScoringRule(name="strict", version="2", digest="ab" * 32, label=text("Strict rules", "Строгие правила"))
    book = opened(regional_centre(scoring=rules), "ru")
    assert "Оценено по правилам: Строгие правила, версия 2" in [str(cell.value) for cell in book["Сводка"]["A"]]
    facts = {row[0]: row[1] for row in book["Происхождение"].iter_rows(values_only=True)}
    assert facts["Правила оценки, контрольная сумма (SHA-256)"] == "ab" * 32


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_chart_has_its_text_for_those_who_do_not_see_it(language: str) -> None:
    archive = ZipFile(io.BytesIO(workbook(regional_centre(), language)))
    drawings = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/drawings/drawing")]
    charts = [chart for drawing in drawings for chart in re.findall(r"<cNvPr [^>]*>", drawing)]
    texts = [re.findall(r'descr="([^"]+)"', chart) for chart in charts]
    assert len(charts) == 4
    assert all(len(found) == 1 and len(found[0]) > 40 for found in texts)


def test_a_dimension_without_a_score_says_why_in_its_chart() -> None:
    formulas = [str(cell.value) for cell in opened(regional_centre())["Summary"]["F"] if cell.value]
    assert formulas
    assert all(re.fullmatch(r'=IF\(ISNUMBER\(B\d+\),.*A\d+&" – "&B\d+\)', each) for each in formulas)


def test_every_sheet_prints_its_headings_again_and_numbers_its_pages() -> None:
    book = opened(regional_centre(stock_flows=(FLOW,), heat_maps=(MAP,), inconsistencies=()))
    for sheet in book.worksheets:
        assert sheet.oddFooter is not None
        assert "&P" in str(sheet.oddFooter.right.text)
        assert sheet.page_setup.paperSize == 9
    filtered = [sheet for sheet in book.worksheets if sheet.auto_filter.ref]
    assert len(filtered) >= 7
    assert all(sheet.print_title_rows for sheet in filtered)
