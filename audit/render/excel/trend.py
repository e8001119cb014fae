"""The sheet Trend: parity groups and totals over the cycles, with live changes and why to compare with care."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from audit.analysis.report import ALL, Caution, Report, ScorePoint, TrendPoint
from audit.errors import mark
from audit.render.comparisons import CAUTIONS
from audit.render.excel.cells import Column, Format, Formula, Value
from audit.render.excel.page import Page
from audit.render.findings import indicators
from audit.render.words import WHOM, label
from audit.wording import say

COLUMNS = (
    Column(mark("Figure"), 18),  # A
    Column(mark("Of what"), 40),  # B
    Column(mark("Whom it counts"), 22),  # C
    Column(mark("Level"), 26),  # D
    Column(mark("Cycle"), 9),  # E
    Column(mark("Reference date"), 13, left=True),  # F
    Column(mark("Women"), 9, Format.COUNT),  # G
    Column(mark("Men"), 9, Format.COUNT),  # H
    Column(mark("Another or undisclosed"), 12, Format.COUNT),  # I
    Column(mark("Share of women"), 10, Format.SHARE),  # J
    Column(mark("Score, 0–100"), 10, Format.POINTS),  # K
    Column(mark("Change since the cycle before, points"), 14, Format.SIGNED),  # L
    Column(mark("Compare with care"), 40),  # M
    Column(mark("Server: share"), 10, Format.SHARE),  # N
    Column(mark("Check"), 10),  # O
)
NEARLY = 1e-12
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """Where a group's points stand on the sheet: the rows of its first and its last cycle."""

    first: int
    last: int


def has_cycles(report: Report) -> bool:
    """Tell whether a report has any point of a trend."""
    return bool(report.parity_trend or report.score_trend)


def trend(page: Page, report: Report) -> Mapping[Key, Line]:
    """Write the sheet; return where each line of shares stands, by indicator and group."""
    page.head(COLUMNS)
    names = {one.name: label(one.label, page.language, one.name) for _, _, one in indicators(report)}
    lines = {}
    for key, points in _lines(report.parity_trend):
        first = page.row + 1
        for at, point in enumerate(points):
            page.add(_share(page, point, names.get(point.indicator, point.indicator), follows=at > 0))
        lines[key] = Line(first, page.row)
    titles = {
        part.scorecard.questionnaire.name: label(part.scorecard.questionnaire.title, page.language)
        for part in report.parts
    }
    for _, totals in groupby(sorted(report.score_trend, key=_when), key=lambda point: point.questionnaire):
        for at, total in enumerate(totals):
            page.add(_total(page, total, titles, follows=at > 0))
    page.finish(printed="M")
    page.sheet.freeze_panes = "C2"
    return lines


def _lines(points: Iterable[TrendPoint]) -> Iterator[tuple[Key, list[TrendPoint]]]:
    """Yield the points of every group in order of their days, groups in the order in which the report has them."""
    found: dict[Key, list[TrendPoint]] = {}
    for point in points:
        found.setdefault((point.indicator, point.group), []).append(point)
    for key, line in found.items():
        yield key, sorted(line, key=lambda point: point.reference_date)


def _when(point: ScorePoint) -> tuple[str, int]:
    return point.questionnaire, point.reference_date.toordinal()


def _share(page: Page, point: TrendPoint, named: str, *, follows: bool) -> list[Value]:
    r = page.row + 1
    whole = f"G{r}+H{r}+I{r}" if _counts_everybody(point) else f"G{r}+H{r}"
    everyone = point.group == ALL
    return [
        page.say(mark("Share of women")),
        named,
        page.say(WHOM[point.scope]),
        page.say(mark("All levels together")) if everyone else label(point.label, page.language, point.group),
        point.cycle,
        point.reference_date,
        point.women,
        point.men,
        point.other,
        Formula(f'IF({whole}=0,"",G{r}/({whole}))'),
        None,
        Formula(f'IF(COUNT(J{r - 1},J{r})<2,"",100*(J{r}-J{r - 1}))') if follows else None,
        _care(page, point.cautions),
        point.share,
        page.check((f"J{r}", f"N{r}")),
    ]


def _counts_everybody(point: TrendPoint) -> bool:
    """Whether others are part of the base, as the share itself tells; every cycle keeps the rule it was judged by."""
    whole = point.women + point.men + point.other
    return bool(point.other and point.share is not None and abs(point.share - point.women / whole) < NEARLY)


def _total(page: Page, point: ScorePoint, titles: Mapping[str, str], *, follows: bool) -> list[Value]:
    r = page.row + 1
    version = say(page.language, "version %(version)s", version=point.version)
    return [
        page.say(mark("Total")),
        titles.get(point.questionnaire) or point.questionnaire,
        version,
        None,
        point.cycle,
        point.reference_date,
        *[None] * 4,
        point.score,
        Formula(f'IF(COUNT(K{r - 1},K{r})<2,"",K{r}-K{r - 1})') if follows else None,
        _care(page, point.cautions),
    ]


def _care(page: Page, cautions: Iterable[Caution]) -> str:
    return "; ".join(page.say(CAUTIONS[each]) for each in cautions)
