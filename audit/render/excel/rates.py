"""The sheet Rates: women's and men's rates by stratum with live ratios, pooled and by Mantel and Haenszel."""

from audit.analysis.report import IndicatorScore, Report, Stratified, StratumRate
from audit.errors import mark
from audit.render.excel.cells import Column, Format, Formula, Value
from audit.render.excel.page import Page
from audit.render.findings import indicators
from audit.render.statistics import strata_said
from audit.render.words import label

COLUMNS = (
    Column(mark("Questionnaire"), 22),  # A
    Column(mark("Indicator"), 34),  # B
    Column(mark("Stratum"), 40),  # C
    Column(mark("Women who passed"), 12, Format.COUNT),  # D
    Column(mark("Women who entered"), 12, Format.COUNT),  # E
    Column(mark("Men who passed"), 12, Format.COUNT),  # F
    Column(mark("Men who entered"), 12, Format.COUNT),  # G
    Column(mark("Rate of women"), 12, Format.SHARE),  # H
    Column(mark("Rate of men"), 12, Format.SHARE),  # I
    Column(mark("Ratio"), 10, Format.RATIO),  # J
    Column(mark("Server: ratio"), 10, Format.RATIO),  # K
    Column(mark("Check"), 10),  # L
    Column(mark("Odds ratio"), 10, Format.RATIO),  # M
    Column(mark("p (Mantel–Haenszel)"), 14, Format.P),  # N
)
# Women's passes times the men who entered over everybody in a stratum, divided by the same of men's.
EVERYBODY = "(E{a}:E{b}+G{a}:G{b}+(E{a}:E{b}+G{a}:G{b}=0))"
STRATIFIED = f"SUMPRODUCT(D{{a}}:D{{b}}*G{{a}}:G{{b}}/{EVERYBODY})/SUMPRODUCT(F{{a}}:F{{b}}*E{{a}}:E{{b}}/{EVERYBODY})"


def has_strata(report: Report) -> bool:
    """Tell whether any indicator of a report is compared over strata."""
    return any(indicator.stratified for _, _, indicator in indicators(report))


def rates(page: Page, report: Report) -> None:
    """Write the sheet: for each indicator its strata, all of them pooled, and the ratio over strata."""
    page.head(COLUMNS)
    for part, _, indicator in indicators(report):
        if indicator.stratified is not None:
            identity = part.scorecard.questionnaire
            title = label(identity.title, page.language, identity.name)
            _indicator(page, indicator, indicator.stratified, title)
    page.finish()
    page.sheet.freeze_panes = "D2"


def _indicator(page: Page, indicator: IndicatorScore, told: Stratified, title: str) -> None:
    names = (title, label(indicator.label, page.language, indicator.name))
    first = page.row + 1
    for stratum in told.strata:
        _stratum(page, stratum, names)
    last = page.row
    sums = [Formula(f"SUM({column}{first}:{column}{last})") for column in "DEFG"]
    r = page.row + 1
    page.add(
        [*names, page.say(mark("Pooled")), *sums, *_rates(r), told.pooled, _check(page, r, told.pooled)], bold=True
    )
    r = page.row + 1
    live = Formula(STRATIFIED.format(a=first, b=last)) if told.ratio is not None else None
    values: list[Value] = [*names, strata_said(told, page.language), *[None] * 6, live]
    page.add([*values, told.ratio, _check(page, r, told.ratio), told.odds_ratio, told.p], bold=True)


def _stratum(page: Page, stratum: StratumRate, names: tuple[str, str]) -> None:
    r = page.row + 1
    counts = (stratum.women_passed, stratum.women_entered, stratum.men_passed, stratum.men_entered)
    named = label(stratum.label, page.language, stratum.name)
    page.add([*names, named, *counts, *_rates(r), stratum.ratio, _check(page, r, stratum.ratio)])


def _rates(r: int) -> tuple[Formula, ...]:
    return (
        Formula(f'IF(E{r}=0,"",D{r}/E{r})'),
        Formula(f'IF(G{r}=0,"",F{r}/G{r})'),
        Formula(f'IF(OR(E{r}=0,F{r}=0),"",(D{r}/E{r})/(F{r}/G{r}))'),
    )


def _check(page: Page, r: int, ratio: float | None) -> Value:
    return None if ratio is None else page.check((f"J{r}", f"K{r}"))
