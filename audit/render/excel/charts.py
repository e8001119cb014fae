"""The workbook's own charts, drawn by the spreadsheet from its cells, so that they move with them."""

from typing import Literal

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.worksheet.worksheet import Worksheet

from audit.render.excel.parity import Block

WOMEN, MEN, INK, SOFT, GRID = "5A3E9B", "B45309", "1F2933", "8A94A0", "E3E8EF"
NAMED, SHARE, LOWER, UPPER, SHARE_OF_MEN, HALF = 40, 10, 22, 23, 31, 32
SMALL = 800
UNDER = (0.1, 0.5)
UNSAID = dict.fromkeys(("showSerName", "showCatName", "showLegendKey", "showPercent"), False)
End = Literal["ctr", "inBase", "inEnd"]
Dash = Literal["solid", "dash"]


def by_level(sheet: Worksheet, block: Block, *, title: str, names: dict[str, str]) -> BarChart:
    """Women and men by level as stacked columns, with the 50 % line and the edges of the band."""
    rows = (block.first, block.pooled or block.last)
    chart = _bars(title)
    chart.grouping, chart.overlap = "stacked", 100
    # The labels stand at the two ends, off the lines across the middle; a share of nothing has none.
    women, men = _cells(sheet, SHARE, rows), _cells(sheet, SHARE_OF_MEN, rows)
    chart.series.append(_bar(women, names["women"], WOMEN, "0%;;", position="inBase"))
    chart.series.append(_bar(men, names["men"], MEN, "0%;;", position="inEnd"))
    chart.set_categories(_cells(sheet, NAMED, rows))
    chart.y_axis.number_format, chart.y_axis.scaling.max, chart.y_axis.majorUnit = "0%", 1, 0.25
    lines = LineChart()
    lines.series.append(_line(_cells(sheet, HALF, rows), names["half"], INK))
    for column, name in ((LOWER, names["lower"]), (UPPER, names["upper"])):
        lines.series.append(_line(_cells(sheet, column, rows), name, SOFT, dash="dash"))
    chart += lines
    return chart


def dimensions(sheet: Worksheet, rows: tuple[int, int], *, title: str, name: str, named: int) -> BarChart:
    """The scores of a questionnaire's dimensions, from 0 to 100; the column `named` has their names for the chart.

    A bar of no length has no figure on it: its name says whether that is a score of 0 or why there is none.
    """
    chart = _bars(title)
    chart.type, chart.y_axis.scaling.max, chart.y_axis.majorUnit = "bar", 100, 25
    chart.y_axis.number_format, chart.legend = "0", None
    chart.series.append(_bar(_cells(sheet, 2, rows), name, INK, "0.0;;"))
    chart.set_categories(_cells(sheet, named, rows))
    chart.visible_cells_only = False
    chart.x_axis.scaling.orientation, chart.y_axis.crosses = "maxMin", "max"
    return chart


def trend(sheet: Worksheet, rows: tuple[int, int], *, title: str, names: tuple[str, str, str]) -> LineChart:
    """The share of women over cycles from a table: cycle, decision-making, all staff, parity."""
    chart = LineChart()
    _dress(chart, title)
    dashes: tuple[Dash, Dash] = ("solid", "dash")
    for column, name, dash in zip((2, 3), names, dashes, strict=False):
        series = _line(_cells(sheet, column, rows), name, WOMEN, dash=dash)
        series.dLbls = _labels("0%", position="t")
        series.dLbls.dLbl = _off_the_lines(sheet, column, rows)
        series.marker = Marker(symbol="circle", size=7, spPr=GraphicalProperties(solidFill=WOMEN))
        chart.series.append(series)
    chart.series.append(_line(_cells(sheet, 4, rows), names[2], INK))
    chart.set_categories(_cells(sheet, 1, rows))
    chart.y_axis.number_format, chart.y_axis.scaling.min, chart.y_axis.scaling.max = "0%", 0, 1
    chart.y_axis.majorUnit = 0.25
    return chart


def _bars(title: str) -> BarChart:
    chart = BarChart()
    chart.type, chart.gapWidth = "col", 60
    _dress(chart, title)
    chart.y_axis.scaling.min = 0
    return chart


def _dress(chart: BarChart | LineChart, title: str) -> None:
    chart.title = _title(title)
    chart.legend = Legend()
    chart.legend.position = "b"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.tickLblSkip = 1  # type: ignore[attr-defined]  # an axis of text has it, its base has not
    small = ParagraphProperties(defRPr=CharacterProperties(sz=SMALL, solidFill=INK))
    for axis in (chart.x_axis, chart.y_axis):
        axis.txPr = RichText(p=[Paragraph(pPr=small, endParaRPr=CharacterProperties())])
    grid = GraphicalProperties(ln=LineProperties(solidFill=GRID))
    chart.y_axis.majorGridlines = ChartLines(spPr=grid)


def _title(text: str) -> Title:
    """A heading in bold of 11 points that keeps off the plot."""
    letters = CharacterProperties(sz=1100, b=True, solidFill=INK)
    words = Paragraph(pPr=ParagraphProperties(defRPr=letters), r=[RegularTextRun(rPr=letters, t=text)])
    heading = Title(tx=Text(rich=RichText(p=[words])), overlay=False)
    return heading


def _bar(cells: Reference, name: str, colour: str, format_code: str, *, position: End = "ctr") -> Series:
    series: Series = SeriesFactory(cells, title=name)
    series.graphicalProperties = GraphicalProperties(solidFill=colour)
    series.dLbls = _labels(format_code)
    white = ParagraphProperties(defRPr=CharacterProperties(sz=900, b=True, solidFill="FFFFFF"))
    series.dLbls.txPr = RichText(p=[Paragraph(pPr=white, endParaRPr=CharacterProperties())])
    series.dLbls.position = position
    return series


def _line(cells: Reference, name: str, colour: str, *, dash: Dash = "solid") -> Series:
    series: Series = SeriesFactory(cells, title=name)
    series.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=colour, w=19050, prstDash=dash))
    series.marker, series.smooth = Marker(symbol="none"), False
    return series


def _labels(format_code: str, *, position: Literal["t"] | None = None) -> DataLabelList:
    labels = DataLabelList()
    labels.showVal, labels.numFmt, labels.position = True, format_code, position
    for name, said in UNSAID.items():
        setattr(labels, name, said)
    return labels


def _off_the_lines(sheet: Worksheet, column: int, rows: tuple[int, int]) -> list[DataLabel]:
    """Set the label of a share between a tenth and a half under its point, where no line of parity crosses it."""
    shares = [sheet.cell(row, column).value for row in range(rows[0], rows[1] + 1)]
    under = [at for at, share in enumerate(shares) if isinstance(share, float) and UNDER[0] <= share < UNDER[1]]
    return [DataLabel(idx=at, numFmt="0%", dLblPos="b", showVal=True, **UNSAID) for at in under]


def _cells(sheet: Worksheet, column: int, rows: tuple[int, int]) -> Reference:
    return Reference(sheet, min_col=column, min_row=rows[0], max_row=rows[1])
