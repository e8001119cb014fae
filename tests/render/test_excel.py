"""The workbook: text is text, numbers are numbers, formulas live, withheld is said, all in the reader's language."""

import io
from datetime import date, datetime
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell

from audit.analysis.report import Part, Reason, Report, Why, Withheld, digest
from audit.render.excel import Layout, Multiple, workbook
from audit.render.excel.cells import clean, free_name, quoted, write
from audit.render.excel.page import Page
from tests.render.sample import institution, regional_centre, staff

SHEETS = {
    "en": [
        "Summary",
        "Parity",
        "Scores",
        "Perceptions",
        "Tables",
        "Trend",
        "Responses",
        "Responses 2",
        "Codebook",
        "Provenance",
    ],
    "ru": [
        "Сводка",
        "Паритет",
        "Оценки",
        "Восприятие",
        "Таблицы",
        "Динамика",
        "Ответы",
        "Ответы 2",
        "Кодовая книга",
        "Происхождение",
    ],
}
SUMMARY, PARITY, SCORES, PERCEPTIONS, TABLES, TREND, NAMED, ANONYMOUS, CODEBOOK, PROVENANCE = range(10)
DANGEROUS = ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "'=1", "#N/A", "TRUE", "007", "1e5"]


def opened(language: str = "en", report: Report | None = None, *, multiple: Multiple = Multiple.BOTH) -> Workbook:
    return load_workbook(io.BytesIO(workbook(report or regional_centre(), language, layout=Layout(multiple))))


BOOKS = {language: opened(language) for language in SHEETS}


def values(book: Workbook, sheet: int) -> list[list[object]]:
    return [list(row) for row in book.worksheets[sheet].iter_rows(values_only=True)]


def answering(**answers: object) -> Report:
    """The regional centre whose one named response says this."""
    part: Part = institution()
    rows = ({**part.rows[0], **answers},)
    return regional_centre(parts=(institution(rows=rows), staff()))


@pytest.mark.parametrize("language", SHEETS)
def test_sheets_are_named_in_the_readers_language(language: str) -> None:
    assert BOOKS[language].sheetnames == SHEETS[language]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_is_never_a_formula_a_number_or_an_error(text: str) -> None:
    sheet = opened(report=answering(remark=text)).worksheets[NAMED]
    cell = sheet.cell(row=3, column=sheet.max_column)
    assert (cell.data_type, cell.value) == ("s", text)


def test_a_dangerous_beginning_is_marked_as_typed_text() -> None:
    sheet = opened(report=answering(remark="=1+1")).worksheets[NAMED]
    assert sheet.cell(row=3, column=sheet.max_column).quotePrefix


def test_the_text_of_a_questionnaire_cannot_become_a_formula_either() -> None:
    report = regional_centre(title={"en": "=1+1"}, body={"en": "@x"}, software="-1", cycle="=2")
    formulas = [
        cell.value
        for row in opened(report=report).worksheets[PROVENANCE].iter_rows()
        for cell in row
        if _is_formula(cell)
    ]
    assert formulas == []


def _is_formula(cell: object) -> bool:
    return isinstance(cell, Cell) and cell.data_type == "f"


def test_characters_that_no_workbook_holds_become_a_visible_sign() -> None:
    assert clean("a\x00b\x0bc\ud800") == "a\ufffdb\ufffdc\ufffd"


def test_a_text_that_looks_like_an_escape_stays_itself() -> None:
    assert clean("_x0041_") == "_x005F_x0041_"


def test_a_text_too_long_for_a_cell_ends_in_an_ellipsis() -> None:
    assert clean("x" * 40_000)[-1] == "…"
    assert len(clean("x" * 40_000)) == 32_767


def answer(column: str, report: Report | None = None) -> object:
    """The value of a column in the first response."""
    rows = values(opened(report=report), NAMED)
    return rows[2][rows[0].index(column)]


def test_numbers_are_numbers_and_dates_are_dates() -> None:
    assert answer("mediation_total") == 200000
    assert answer("adopted_on") == datetime(2025, 11, 3)


def test_a_date_that_is_none_stays_the_text_it_is() -> None:
    assert answer("adopted_on", answering(adopted_on="in spring")) == "in spring"


def test_the_door_writes_dates_as_dates() -> None:
    cell = Workbook().worksheets[0]["A1"]
    write(cell, date(2026, 6, 30))
    assert cell.number_format == "yyyy-mm-dd"


def test_responses_have_stable_columns_and_labels_under_them() -> None:
    rows = values(BOOKS["ru"], NAMED)
    assert rows[0][:3] == ["posts/head/women", "posts/head/men", "posts/head/other"]
    assert rows[1][rows[0].index("policy")] == "Принята ли гендерная политика?"
    assert rows[2][rows[0].index("policy")] == "draft"


@pytest.mark.parametrize(
    ("multiple", "columns"),
    [
        (Multiple.BOTH, ["measures", "measures/flexible", "measures/parental"]),
        (Multiple.SUMMARY, ["measures"]),
        (Multiple.DETAILS, ["measures/flexible", "measures/parental"]),
    ],
)
def test_several_choices_are_written_as_asked(multiple: Multiple, columns: list[str]) -> None:
    rows = values(opened(multiple=multiple), NAMED)
    assert [name for name in rows[0] if str(name).startswith("measures")] == columns


def test_the_chosen_are_named_in_one_column_and_counted_in_the_others() -> None:
    rows = values(opened(report=answering(measures=["parental"])), NAMED)
    at = rows[0].index("measures")
    assert rows[2][at : at + 3] == ["parental", 0, 1]


def test_every_absence_has_its_own_name() -> None:
    row = answering(policy={"absent": "dont_know"}, measures=None, wps_missions={"absent": "not_shown"})
    rows = values(opened(report=row), NAMED)
    answers = dict(zip(rows[0], rows[2], strict=True))
    assert (answers["policy"], answers["wps_missions"]) == ("dont_know", "not_shown")
    assert (answers["measures"], answers["measures/flexible"]) == ("not_answered", "not_answered")


def test_an_anonymous_set_has_no_rows_and_says_why() -> None:
    rows = [row[0] for row in values(BOOKS["ru"], ANONYMOUS)]
    assert rows[0] == "Пример опроса сотрудников"
    assert "отдельные ответы не выгружаются" in str(rows[1])
    assert len(rows) == 2


def test_the_text_of_every_choice_has_its_points_in_the_codebook() -> None:
    rows = [row for row in values(BOOKS["en"], CODEBOOK) if row[1] == "policy"]
    assert [(row[7], row[9], row[10]) for row in rows] == [
        ("yes", 100, None),
        ("draft", 50, None),
        ("no", 0, None),
        ("na", None, "not applicable"),
    ]


@pytest.mark.parametrize(
    ("language", "said"), [("en", "withheld: too few in it or beside it"), ("ru", "скрыто: мало людей здесь или рядом")]
)
def test_a_withheld_figure_is_named_in_words(language: str, said: str) -> None:
    row = next(row for row in values(BOOKS[language], PERCEPTIONS)[1:] if said in row)
    assert row[6:14] == [said] * 8 or row.count(said) == 8


def test_a_withheld_score_is_words_and_no_number() -> None:
    part = staff()
    dimension = part.scorecard.dimensions[0]
    hidden = Withheld(withheld=Reason.SMALL)
    indicator = dimension.indicators[0].model_copy(update={"score": hidden, "value": None, "why": Why.WITHHELD})
    lost = dimension.model_copy(
        update={"score": None, "why": Why.WITHHELD, "level": None, "coverage": 0.0, "indicators": (indicator,)}
    )
    card = part.scorecard.model_copy(
        update={"dimensions": (lost,), "score": None, "why": Why.WITHHELD, "coverage": 0.0}
    )
    rows = values(opened(report=regional_centre(parts=(part.model_copy(update={"scorecard": card}),))), SCORES)
    assert next(row[7] for row in rows if row[0] == "Indicator") == "withheld: too few in it or beside it"


def test_a_live_formula_stands_beside_the_servers_figure() -> None:
    sheet = BOOKS["en"].worksheets[PARITY]
    assert str(sheet["J2"].value).startswith("=")
    assert sheet["O3"].value == pytest.approx(1 / 3)


def test_the_pooled_row_sums_its_levels() -> None:
    assert BOOKS["en"].worksheets[PARITY]["F6"].value == "=SUM(F2:F5)"


def test_a_parity_score_refers_to_the_sheet_of_parity() -> None:
    assert "='Паритет'!N7" in [row[7] for row in values(BOOKS["ru"], SCORES)]


def test_an_answer_finds_its_points_in_the_codebook() -> None:
    row = next(row for row in values(BOOKS["en"], SCORES) if row[2] == "policy")
    assert str(row[4]).startswith("=SUMIFS('Codebook'!$J:$J")


@pytest.mark.parametrize("language", SHEETS)
def test_the_summary_opens_with_the_finding_and_owns_to_be_synthetic(language: str) -> None:
    first = [str(row[0]) for row in values(BOOKS[language], SUMMARY)[:5]]
    assert (
        first[1]
        == {
            "en": "At decision-making level a woman holds 1 of 4 posts. 1 post to parity",
            "ru": "На уровне принятия решений женщина занимает 1 из 4 постов. До паритета — 1 пост",
        }[language]
    )
    assert first[3].startswith({"en": "Synthetic data", "ru": "Учебные данные"}[language])


def test_real_data_is_not_called_synthetic() -> None:
    texts = [str(row[0]) for row in values(opened(report=regional_centre(synthetic=False)), SUMMARY)]
    assert not [text for text in texts if "Synthetic" in text]


def test_the_summary_prints_on_one_page() -> None:
    sheet = BOOKS["en"].worksheets[SUMMARY]
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 1)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_charts_are_the_spreadsheets_own() -> None:
    names = ZipFile(io.BytesIO(workbook(regional_centre(), "en"))).namelist()
    assert len([name for name in names if name.startswith("xl/charts/chart")]) == 4
    assert not [name for name in names if name.startswith("xl/media")]


@pytest.mark.parametrize("sheet", [PARITY, SCORES, PERCEPTIONS, TABLES, TREND, CODEBOOK])
def test_headings_are_frozen_and_filters_are_on(sheet: int) -> None:
    shown = BOOKS["en"].worksheets[sheet]
    assert str(shown.freeze_panes).endswith("2")
    assert str(shown.auto_filter.ref).startswith("A1:")


def test_the_provenance_traces_the_workbook_to_its_report() -> None:
    facts = {row[0]: row[1] for row in values(BOOKS["en"], PROVENANCE) if row[0]}
    assert facts["Digest of the report (SHA-256 of its canonical JSON)"] == digest(regional_centre())
    assert facts["Rules of disclosure, version"] == "threshold-1"
    assert facts["Closed on"] == datetime(2026, 7, 20)
    assert facts["Smallest group published"] == 5


def test_a_right_to_left_language_has_right_to_left_sheets() -> None:
    assert Page(Workbook(), "Summary", "ar").sheet.sheet_view.rightToLeft
    assert not Page(Workbook(), "Summary", "ru").sheet.sheet_view.rightToLeft


@pytest.mark.parametrize(
    ("asked", "taken", "given"),
    [
        ("Scores", ["scores"], "Scores 2"),
        ("x" * 40, [], "x" * 31),
        ("x" * 40, ["x" * 31], "x" * 29 + " 2"),
        ("a/b:c*d?[e]", [], "a b c d  e"),
        ("''", [], "Sheet"),
    ],
)
def test_a_sheets_name_is_one_that_excel_allows(asked: str, taken: list[str], given: str) -> None:
    assert free_name(asked, taken) == given


def test_a_text_within_a_formula_keeps_its_quotes() -> None:
    assert quoted('say "yes"') == '"say ""yes"""'


def test_a_level_named_like_a_formula_stays_a_text_in_the_judgement() -> None:
    book = BOOKS["ru"].worksheets[PARITY]
    assert book["L2"].data_type == "f"
    assert "один пост, не оценивается" in str(book["L2"].value)


def test_a_report_without_parts_is_a_workbook_still() -> None:
    assert opened(report=regional_centre(parts=(), parity_trend=())).sheetnames[0] == "Summary"
