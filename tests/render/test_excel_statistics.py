"""Statistics in the workbook: beside each item, below each head-count, and on a sheet of their own where strata are."""

import io

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from audit.analysis.report import Report
from audit.render.excel import workbook
from tests.render.measured import first_gap, measured, ratio, survey_of
from tests.render.sample import regional_centre

REPORT = measured()


def opened(report: Report = REPORT, language: str = "en") -> Workbook:
    return load_workbook(io.BytesIO(workbook(report, language)))


BOOK = opened()


def column(sheet: Worksheet, head: str) -> list[object]:
    """The values below a heading."""
    heads = [cell.value for cell in sheet[1]]
    return [row[heads.index(head)] for row in sheet.iter_rows(min_row=2, values_only=True)]


def test_intervals_weights_and_alpha_stand_beside_their_item() -> None:
    sheet, told = BOOK["Perceptions"], survey_of(REPORT).statistics
    assert told is not None
    item = told.items[0]
    assert (column(sheet, "All: 95% interval from")[0], column(sheet, "All: 95% interval to")[0]) == pytest.approx(
        (item.intervals[0].low, item.intervals[0].high)
    )
    shares = [column(sheet, f"All, weighted by {by}")[0] for by in ("sex", "level", "both")]
    assert shares == pytest.approx([each.favourable for each in item.weighted])
    assert column(sheet, "Design effect (Kish)")[0] == pytest.approx(item.weighted[-1].design_effect)
    assert column(sheet, "Cronbach’s α of the scale")[0] == told.reliability[0].alpha


def test_the_second_correction_stands_beside_holms() -> None:
    assert column(BOOK["Perceptions"], "p (Benjamini–Hochberg)")[0] == pytest.approx(first_gap(REPORT).p_bh)


def test_a_report_that_tells_no_statistics_leaves_their_cells_empty() -> None:
    sheet = opened(regional_centre())["Perceptions"]
    assert set(column(sheet, "All: 95% interval from")) == {None}


def test_levels_are_spread_by_live_formulas() -> None:
    sheet = BOOK["Parity"]
    live = [value for value in column(sheet, "Dissimilarity (Duncan)") if value is not None]
    assert live
    assert all(str(value).startswith("=SUMPRODUCT(ABS(") for value in live)


def test_a_ceiling_without_end_is_said_in_its_cell() -> None:
    book = opened(measured(chief={"women": 0, "men": 51, "other": 0}))
    told = column(book["Parity"], "Server: glass-ceiling index")
    assert "no woman is at a decision-making level: it has no end" in told


def test_strata_have_a_sheet_with_live_ratios() -> None:
    sheet, told = BOOK["Rates"], ratio(REPORT).stratified
    assert told is not None
    assert column(sheet, "Stratum")[:3] == ["Senior", "Junior", "Pooled"]
    assert column(sheet, "Women who passed")[:2] == [20, 30]
    assert str(column(sheet, "Ratio")[3]).startswith("=SUMPRODUCT(")
    assert column(sheet, "Server: ratio")[3] == pytest.approx(told.ratio)


def test_a_report_without_strata_has_no_sheet_of_rates() -> None:
    assert "Rates" not in opened(regional_centre()).sheetnames


def test_the_sheet_of_rates_speaks_russian() -> None:
    book = opened(language="ru")
    assert [cell.value for cell in book["Доли прошедших"][1]][2:4] == ["Группа", "Прошло женщин"]
