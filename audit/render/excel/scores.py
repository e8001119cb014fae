"""The sheet Scores: the tree from total to answer, whose live formulas give the server's figures."""

from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl.worksheet.properties import Outline

from audit.analysis.report import LEAVES_COVERAGE, DimensionScore, IndicatorScore, Part, Report, Scorecard, Why
from audit.errors import mark
from audit.render import explanations
from audit.render.excel.answers import PARTS, leaves_of, lost, number, shown
from audit.render.excel.cells import Column, Format, Formula, Value, quoted
from audit.render.excel.codebook import Points
from audit.render.excel.page import Page
from audit.render.excel.parity import Block
from audit.render.excel.rules import MEASURES, Leaf, Place, Worked, told
from audit.render.words import absence, label

COLUMNS = (
    Column(mark("Kind"), 13),  # A
    Column(mark("Element of the tree"), 44),  # B
    Column(mark("Rule"), 34),  # C
    Column(mark("Answer or value"), 16, Format.FIGURE),  # D
    Column(mark("Points of the answer"), 9, Format.POINTS),  # E
    Column(mark("Weight"), 8, Format.FIGURE),  # F
    Column(mark("Coverage"), 10, Format.SHARE),  # G
    Column(mark("Score, 0–100"), 17, Format.POINTS),  # H
    Column(mark("Level of the score"), 16),  # I
    Column(mark("Server: score"), 10, Format.POINTS),  # J
    Column(mark("Server: coverage"), 10, Format.SHARE),  # K
    Column(mark("Check"), 10),  # L
    Column(mark("Evidence"), 15),  # M
    Column(mark("Weight that is applicable"), 13, Format.FIGURE),  # N
    Column(mark("Weight that is scored"), 13, Format.FIGURE),  # O
    Column(mark("Weight covered"), 13, Format.FIGURE),  # P
    Column(mark("Weight × score"), 13, Format.POINTS),  # Q
    Column(mark("Weight × ln score"), 13, Format.POINTS),  # R
    Column(mark("Belongs to"), 24, hidden=True),  # S
    Column(mark("Key"), 24, hidden=True),  # T
    Column(mark("Why this score"), 90),  # U
)
MEANS = {
    "arithmetic": mark("weighted mean of dimensions"),
    "geometric": mark("weighted geometric mean of dimensions"),
}
TOTAL, DIMENSION, INDICATOR, ANSWER = mark("Total"), mark("Dimension"), mark("Indicator"), mark("Answer")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where the other sheets hold what scores refer to."""

    parity_sheet: str
    blocks: Mapping[tuple[str, str], Block]
    points: Points


@dataclass(frozen=True, slots=True)
class Totals:
    """The rows of a part's total and dimensions, for the summary and its charts."""

    total: int
    dimensions: tuple[int, ...]


def scores(page: Page, report: Report, elsewhere: Elsewhere) -> tuple[Totals, ...]:
    """Write the sheet; return the rows of every questionnaire's total and dimensions."""
    page.head(COLUMNS)
    page.indented = 2
    page.sheet.sheet_properties.outlinePr = Outline(summaryBelow=False)
    made = tuple(_part(page, part, elsewhere) for part in report.parts if part.scorecard.dimensions)
    page.finish(printed="M")
    page.sheet.freeze_panes = "C2"
    return made


def _part(page: Page, part: Part, elsewhere: Elsewhere) -> Totals:
    card = part.scorecard
    key = card.questionnaire.name
    named = label(card.questionnaire.title, page.language, key)
    names = (page.say(TOTAL), named, page.say(MEANS[card.mean]))
    values = _joined(page, card, names, key=key, parent="", weight=None)
    total = page.add([*values, explanations.of_total(card, page.language)], bold=True)
    rows = [_dimension(page, part, dimension, elsewhere) for dimension in card.dimensions]
    return Totals(total, tuple(rows))


def _dimension(page: Page, part: Part, dimension: DimensionScore, elsewhere: Elsewhere) -> int:
    card = part.scorecard
    key = f"{card.questionnaire.name}/{dimension.name}"
    names = (
        page.say(DIMENSION),
        label(dimension.label, page.language, dimension.name),
        page.say(mark("weighted mean of indicators")),
    )
    parent = card.questionnaire.name
    values = _joined(page, dimension, names, key=key, parent=parent, weight=dimension.weight, card=card)
    row = page.add([*values, explanations.of_dimension(dimension, page.language)], bold=True, indent=1)
    page.sheet.row_dimensions[row].outline_level = 1
    for indicator in dimension.indicators:
        _indicator(page, part, indicator, key, elsewhere)
    return row


def _joined(
    page: Page,
    node: Scorecard | DimensionScore,
    names: tuple[str, str, str],
    *,
    key: str,
    parent: str,
    weight: float | None,
    card: Scorecard | None = None,
) -> list[Value]:
    """The values of a total's or a dimension's row: sums over the rows that belong to it, and the mean from them."""
    r = page.row + 1
    scorecard = card or (node if isinstance(node, Scorecard) else None)
    geometric = isinstance(node, Scorecard) and node.mean == "geometric"
    lacking = quoted(absence(page.language, node.why or Why.INSUFFICIENT_DATA))
    mean = _geometric(r) if geometric else f"{_sum('Q', r)}/{_sum('O', r)}"
    score = f'IF(G{r}="",{lacking},IF(OR({_sum("O", r)}=0,ROUND(G{r},9)<{node.min_coverage!r}),{lacking},{mean}))'
    return [
        *names,
        None,
        None,
        weight,
        Formula(f'IF({_sum("N", r)}=0,"",{_sum("P", r)}/{_sum("N", r)})'),
        Formula(score),
        Formula(_level(page, scorecard, r)) if scorecard and scorecard.scale else None,
        node.score,
        node.coverage,
        page.check((f"H{r}", f"J{r}"), (f"G{r}", f"K{r}")),
        None,
        Formula(f'IF(G{r}="",0,F{r})') if parent else None,
        Formula(f"IF(ISNUMBER(H{r}),F{r},0)") if parent else None,
        Formula(f"IF(ISNUMBER(H{r}),F{r}*G{r},0)") if parent else None,
        Formula(f"IF(ISNUMBER(H{r}),F{r}*H{r},0)") if parent else None,
        Formula(f"IF(ISNUMBER(H{r}),IF(H{r}>0,F{r}*LN(H{r}),-1E+99),0)") if parent else None,
        parent,
        key,
    ]


def _sum(column: str, r: int) -> str:
    """The sum of a column over the rows that belong to the row `r`."""
    return f"SUMIFS({column}:{column},$S:$S,$T{r})"


def _geometric(r: int) -> str:
    """The weighted geometric mean, 0 as soon as one score is."""
    return f"IF({_sum('R', r)}<-1E+98,0,EXP({_sum('R', r)}/{_sum('O', r)}))"


def _level(page: Page, card: Scorecard, r: int) -> str:
    """The level whose threshold the score reaches."""
    ordered = sorted(card.scale, key=lambda level: level.start)
    said = '""'
    for level in ordered:
        name = quoted(label(level.label, page.language, level.level))
        said = f"IF(ROUND(H{r},9)>={level.start!r},{name},{said})"
    return f'IF(ISNUMBER(H{r}),{said},"")'


def _indicator(page: Page, part: Part, indicator: IndicatorScore, parent: str, elsewhere: Elsewhere) -> None:
    r = page.row + 1
    leaves = tuple(leaf for source in indicator.sources for leaf in leaves_of(source, page.language))
    worked = _worked(page, part, indicator, leaves, elsewhere)
    reason = lost(indicator, page.language)
    score: Value = Formula(worked.score) if indicator.why is None and worked.score else number(indicator.score)
    values: list[Value] = [
        page.say(INDICATOR),
        label(indicator.label, page.language, indicator.name),
        told(indicator, page.language),
        Formula(worked.value) if indicator.why is None and worked.value else shown(indicator.value, page.language),
        None,
        indicator.weight,
        None if indicator.why in LEAVES_COVERAGE else Formula(f"IF(ISNUMBER(H{r}),1,0)"),
        reason if score is None else score,
        None,
        number(indicator.score),
        None,
        page.check((f"H{r}", f"J{r}")),
        indicator.evidence,
        Formula(f'IF(G{r}="",0,F{r})'),
        Formula(f"IF(ISNUMBER(H{r}),F{r},0)"),
        Formula(f"IF(ISNUMBER(H{r}),F{r},0)"),
        Formula(f"IF(ISNUMBER(H{r}),F{r}*H{r},0)"),
        None,
        parent,
        f"{parent}/{indicator.name}",
        explanations.of_indicator(indicator, page.language) or None,
    ]
    page.add(values, indent=2)
    page.sheet.row_dimensions[r].outline_level = 2
    for leaf in leaves:
        _answer(page, part, leaf, elsewhere)


def _worked(
    page: Page, part: Part, indicator: IndicatorScore, leaves: tuple[Leaf, ...], elsewhere: Elsewhere
) -> Worked:
    """The formulas of an indicator's value and score, from the answers' rows that follow it."""
    block = elsewhere.blocks.get((part.scorecard.questionnaire.name, indicator.name))
    place = Place(
        row=page.row + 1,
        leaves=leaves,
        parity=f"{elsewhere.parity_sheet}!{block.score}" if block else "",
        pointed=all(_is_absent(leaf) or _is_pointed(part, leaf, elsewhere) for leaf in leaves),
    )
    formulas = MEASURES.get(indicator.measure)
    return formulas(indicator, place) if formulas else Worked()


def _is_absent(leaf: Leaf) -> bool:
    """Whether an answer leaves the base: its cell of points stays empty, which AVERAGE passes over."""
    return leaf.value is None or isinstance(leaf.value, dict)


def _is_pointed(part: Part, leaf: Leaf, elsewhere: Elsewhere) -> bool:
    return elsewhere.points.has(part.scorecard.questionnaire.name, leaf.column, leaf.value)


def _answer(page: Page, part: Part, leaf: Leaf, elsewhere: Elsewhere) -> None:
    r = page.row + 1
    pointed = _is_pointed(part, leaf, elsewhere)
    points = elsewhere.points.formula(part.scorecard.questionnaire.name, leaf.column, f"D{r}") if pointed else None
    named = f"{leaf.label}: {page.say(PARTS[leaf.part])}" if leaf.part in PARTS else leaf.label
    values: list[Value] = [page.say(ANSWER), named, leaf.column, shown(leaf.value, page.language)]
    page.add([*values, Formula(points) if points else None], soft=True, indent=4)
    page.sheet.row_dimensions[r].outline_level = 3
