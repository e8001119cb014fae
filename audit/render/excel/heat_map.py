"""The sheet Heat map: groups of a survey by dimension, worked out live from the means on the sheet Tables."""

from itertools import count

from openpyxl.formatting.rule import ColorScale, FormatObject, Rule
from openpyxl.styles import Color, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter

from audit.analysis.report import ALL, Axis, DimensionScore, HeatMap, Part, Report, Withheld
from audit.errors import mark
from audit.render.excel.cells import HEAD, Column, Format, Formula, Look, Value, write
from audit.render.excel.page import CHECK, Page
from audit.render.excel.tables import Means
from audit.render.words import label
from audit.render.words import withheld as reason
from audit.wording import say

LIGHT, DARK, WHITE, HATCHED = "E6ECF2", "2B3A55", "FFFFFF", "D9DEE4"
#: From this score (0–100) on a cell is so dark that its figure is set in white.
WHITE_FROM = 55
NAME, FIGURE = Column("", 34), Column("", 17, Format.POINTS)
#: Measures whose score is the mean of its answers' means.
MEANS = frozenset({"likert", "choice"})


def heat_maps(page: Page, report: Report, means: Means) -> None:
    """Write the maps one under another: scores, and beside them the server's with a check."""
    found = report.heat_maps or ()
    widest = max(len(one.columns) for one in found)
    page.widths([NAME, *[FIGURE] * (2 * widest), Column(CHECK, 12)])
    for one in found:
        part = next(each for each in report.parts if each.scorecard.questionnaire.name == one.questionnaire)
        _map(page, one, part, means, spare=2 * (widest - len(one.columns)))
    page.finish(head=0, filters=False, printed=get_column_letter(widest + 1))


def _map(page: Page, one: HeatMap, part: Part, means: Means, *, spare: int) -> None:
    """Write one map; so many columns stay spare before the checks, which stand in one column for all maps."""
    identity = part.scorecard.questionnaire
    page.text(label(identity.title, page.language, identity.name), Look(bold=True, size=12, flat=True))
    by = label(one.label, page.language, one.by).rstrip("?")
    said = say(page.language, "Scores from 0 to 100 by “%(by)s”; they rest on published answers alone", by=by)
    page.text(said, Look(soft=True, flat=True))
    _heads(page, one, spare)
    first = page.row + 1
    for row, cells in zip(one.rows, one.cells, strict=True):
        _row(page, one, part, (row, cells), (means, spare))
    _shade(page, f"B{first}:{get_column_letter(len(one.columns) + 1)}{page.row}")
    page.row += 1


def _heads(page: Page, one: HeatMap, spare: int) -> None:
    page.row += 1
    named = [label(column.label, page.language, column.name) for column in one.columns]
    server = [say(page.language, "Server: %(figure)s", figure=each) for each in named]
    heads = [page.say(mark("Group")), *named, *server, *[None] * spare, page.say(CHECK)]
    for at, head in enumerate(heads, start=1):
        if head is None:
            continue
        write(page.cell(at), head, Look(bold=True, fill=HEAD, line="thin", right=at > 1))
    page.sheet.row_dimensions[page.row].height = page.height(heads) + 3


def _row(
    page: Page,
    one: HeatMap,
    part: Part,
    told: tuple[Axis, tuple[float | Withheld | None, ...]],
    beside: tuple[Means, int],
) -> None:
    (row, cells), (means, spare) = told, beside
    r, wide = page.row + 1, len(one.columns)
    dimensions = {each.name: each for each in part.scorecard.dimensions}
    live: list[Value] = []
    for column, cell in zip(one.columns, cells, strict=True):
        formula = _formula(dimensions.get(column.name), means, (part.scorecard.questionnaire.name, one.by, row.name))
        live.append(Formula(formula) if formula and isinstance(cell, float) else _said(page, cell))
    server = [cell if isinstance(cell, float) else None for cell in cells]
    pairs = [
        (f"{get_column_letter(at)}{r}", f"{get_column_letter(at + wide)}{r}")
        for at, value in zip(count(2), live, strict=False)
        if isinstance(value, Formula)
    ]
    named = page.say(mark("All")) if row.name == ALL else label(row.label, page.language, row.name)
    page.add([named, *live, *server, *[None] * spare, page.check(*pairs) if pairs else None], bold=row.name == ALL)
    for at, cell in enumerate(cells, start=2):
        if isinstance(cell, Withheld):
            page.cell(at).fill = PatternFill("lightUp", start_color=HATCHED)


def _said(page: Page, cell: float | Withheld | None) -> Value:
    if isinstance(cell, Withheld):
        return reason(page.language, cell)
    return say(page.language, "no answers") if cell is None else cell


def _formula(dimension: DimensionScore | None, means: Means, where: tuple[str, str, str]) -> str:
    """The weighted mean of the indicators' means of their items; empty where a table does not give one of them."""
    if dimension is None or not dimension.indicators:
        return ""
    weighted = []
    for indicator in dimension.indicators:
        found = [means.get((*where, source.question, source.part)) for source in indicator.sources]
        if indicator.measure not in MEANS or not found or not all(found):
            return ""
        weighted.append((indicator.weight, f"AVERAGE({','.join(cell for cell in found if cell)})"))
    whole = sum(weight for weight, _ in weighted)
    return f"({'+'.join(f'{weight!r}*{mean}' for weight, mean in weighted)})/{whole!r}"


def _shade(page: Page, cells: str) -> None:
    """Shade cells from light to dark, with white figures on the dark ones; words stay as they are."""
    ends = [FormatObject(type="num", val=0), FormatObject(type="num", val=100)]
    shade = ColorScale(cfvo=ends, color=[Color(LIGHT), Color(DARK)])
    page.sheet.conditional_formatting.add(cells, Rule(type="colorScale", colorScale=shade))
    white = DifferentialStyle(font=Font(color=WHITE))
    dark = Rule(type="cellIs", operator="between", formula=[str(WHITE_FROM), "100"], dxf=white)
    page.sheet.conditional_formatting.add(cells, dark)
