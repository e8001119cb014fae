"""The sheet Summary: one page to print, with the finding as its heading, key figures, and charts of the live cells."""

from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from audit.analysis.report import ALL, Report, Scope, Scorecard, TrendPoint
from audit.errors import mark
from audit.render.comparisons import CAUTIONS
from audit.render.contradictions import contradictions
from audit.render.excel.cells import Column, Format, Formula, Look, Value, write
from audit.render.excel.checks import CONTRADICTIONS
from audit.render.excel.grid import ACROSS, NAMED, WIDTHS, add_note, add_told, begin, begin_told
from audit.render.excel.key_figures import SCOPES, Sources, heading, key_figures
from audit.render.excel.page import Page
from audit.render.excel.scores import Totals
from audit.render.findings import leading, levels_indicator
from audit.render.steps import steps
from audit.render.words import label
from audit.wording import count, say

#: The rows that the charts below the key figures take, and the least that one beside a table does.
BAND, LEAST, HIGH = 15, 13, 15.0
MOST_CONTRADICTIONS = 3


@dataclass(frozen=True, slots=True)
class Beside:
    """A table with its chart beside it: the rows of its heading and its last row, and where the chart ends."""

    head: int
    last: int
    end: int


@dataclass(frozen=True, slots=True)
class Laid:
    """The rows of the summary's own tables, which its charts are drawn from, and the row before the band of charts."""

    dimensions: tuple[Beside, ...]
    trend: tuple[int, int] | None
    band: int | None


def summary(page: Page, report: Report, sources: Sources) -> Laid:
    """Write the sheet but for its charts; return where its tables lie."""
    page.widths([*WIDTHS, Column("", 30, hidden=True)])
    heading(page, report)
    key_figures(page, report, sources)
    scored = [part.scorecard for part in report.parts if part.scorecard.dimensions]
    band = _band(page, report)
    trend = _trend(page, report)
    made = tuple(_dimensions(page, card, total, sources) for card, total in zip(scored, sources.totals, strict=True))
    _steps(page, report)
    _contradictions(page, report)
    page.finish(head=0, filters=False, portrait=True, printed=get_column_letter(ACROSS))
    page.sheet.page_setup.fitToHeight = 1
    page.sheet.print_options.horizontalCentered = True
    return Laid(made, trend, band)


def _band(page: Page, report: Report) -> int | None:
    """Leave room for the charts of levels and of cycles; none where there is neither."""
    if levels_indicator(report) is None and len(_cycles(report)) < 2:
        return None
    before = page.row + 1
    page.row += BAND + 1
    for row in range(before + 1, page.row + 1):
        page.sheet.row_dimensions[row].height = HIGH
    return before


def _dimensions(page: Page, card: Scorecard, total: Totals, sources: Sources) -> Beside:
    page.row += 1
    identity = card.questionnaire
    named = label(identity.title, page.language, identity.name)
    page.text(named, Look(bold=True, size=12), across=ACROSS - 1, height=18)
    names = (mark("Dimension"), mark("Score, 0–100"), mark("Coverage"), mark("Level of the score"))
    head = begin(page, names, (Format.POINTS, Format.SHARE))
    sheet = sources.scores.name
    for dimension, row in zip(card.dimensions, total.dimensions, strict=True):
        cells = [Formula(f"{sheet}!{column}{row}") for column in "HGI"]
        r = page.add([label(dimension.label, page.language, dimension.name), *cells])
        why = f'IF(ISNUMBER(B{r}),IF(B{r}=0,A{r}&" – 0",A{r}),A{r}&" – "&B{r})'
        write(page.cell(NAMED), Formula(why))
    last = page.row
    page.row = max(last, head + LEAST) if last > head + 1 else last
    return Beside(head, last, page.row)


def _trend(page: Page, report: Report) -> tuple[int, int] | None:
    """Shares of women over the cycles; one line has no trend."""
    points = {(point.scope, point.cycle): point for point in reversed(report.parity_trend) if point.group == ALL}
    cycles = _cycles(report)
    if len(cycles) < 2:
        return None
    page.row += 1
    names = (mark("Share of women over cycles"), SCOPES[Scope.DECISION_MAKING], SCOPES[Scope.LEVELS], mark("Parity"))
    head = begin_told(page, names, (Format.SHARE, Format.SHARE, Format.SHARE))
    for cycle in cycles:
        shares = [_share(points.get((scope, cycle))) for scope in SCOPES]
        add_told(page, [cycle, *shares, 0.5])
    last = page.row
    noted = dict.fromkeys(each for point in report.parity_trend for each in point.cautions)
    if noted:
        said = "; ".join(page.say(CAUTIONS[each]) for each in noted)
        add_note(page, say(page.language, "Compare the cycles with care: %(why)s", why=said))
    return head, last


def _cycles(report: Report) -> list[str]:
    return list(dict.fromkeys(point.cycle for point in sorted(report.parity_trend, key=_day)))


def _steps(page: Page, report: Report) -> None:
    """What would change the first total most: each step, the points it brings, the score now, and what it takes."""
    card = leading(report)
    if card is None or not card.improvements:
        return
    page.row += 1
    names = (
        mark("What would change most"),
        mark("Gain of the total, points"),
        mark("Score, 0–100"),
        mark("What it takes"),
    )
    begin_told(page, names, (Format.SIGNED, Format.POINTS))
    for one, said in zip(card.improvements, steps(card, page.language), strict=True):
        gain = said.gain if one.gain is None else one.gain
        add_told(page, [said.title, gain, one.score, f"{said.about}. {said.takes}".rstrip(" .")])


def _contradictions(page: Page, report: Report) -> None:
    """What the institution says and its staff do not see: both figures and the sentence, where both are published."""
    found = contradictions(report, page.language)
    if not found:
        return
    page.row += 1
    names = (
        mark("What the institution says and its staff do not see"),
        mark("Score, 0–100"),
        mark("Favourable"),
        mark("In words"),
    )
    begin_told(page, names, (Format.POINTS, Format.SHARE))
    for one in found[:MOST_CONTRADICTIONS]:
        add_told(page, [one.name, one.score, one.favourable, f"{one.institution}. {one.staff}."])
    more = len(found) - MOST_CONTRADICTIONS
    if more > 0:
        said = count(
            page.language,
            "%(n)d more is on the sheet “%(sheet)s”",
            "%(n)d more are on the sheet “%(sheet)s”",
            more,
            sheet=page.say(CONTRADICTIONS),
        )
        add_note(page, said)


def _share(point: TrendPoint | None) -> Value:
    return point.share if point else None


def _day(point: TrendPoint) -> int:
    return point.reference_date.toordinal()
