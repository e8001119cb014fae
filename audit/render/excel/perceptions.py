"""The sheet Perceptions: how women, men and all answer each item, with effect and chance; what is withheld is named."""

from dataclasses import replace

from audit.analysis.report import ALL, Gap, Part, Report, Table, TableGroup, Withheld
from audit.errors import mark
from audit.render.excel.cells import Column, Format, Formula, Value
from audit.render.excel.page import Page
from audit.render.statistics import of_item
from audit.render.words import LEAST_P, label, late, statement
from audit.render.words import withheld as reason
from audit.wording import number

COLUMNS = (
    Column(mark("Questionnaire"), 22),  # A
    Column(mark("Statement"), 46),  # B
    Column(mark("All, number"), 14, Format.COUNT),  # C
    Column(mark("All, favourable"), 14, Format.SHARE),  # D
    Column(mark("All, mean 0–100"), 14, Format.POINTS),  # E
    Column(mark("Women, number"), 16, Format.COUNT),  # F
    Column(mark("Women, favourable"), 16, Format.SHARE),  # G
    Column(mark("Men, number"), 16, Format.COUNT),  # H
    Column(mark("Men, favourable"), 16, Format.SHARE),  # I
    Column(mark("Difference, percentage points"), 14, Format.SIGNED),  # J
    Column(mark("Cliff’s δ"), 14, Format.EFFECT),  # K
    Column(mark("Effect"), 14),  # L
    Column(mark("p (Mann–Whitney)"), 14, Format.P),  # M
    Column(mark("p (Holm)"), 14, Format.P),  # N
    Column(mark("Server: difference"), 14, Format.SIGNED),  # O
    Column(mark("Check"), 10),  # P
    Column(mark("All: 95% interval from"), 12, Format.SHARE),  # Q
    Column(mark("All: 95% interval to"), 12, Format.SHARE),  # R
    Column(mark("Women: 95% interval from"), 12, Format.SHARE),  # S
    Column(mark("Women: 95% interval to"), 12, Format.SHARE),  # T
    Column(mark("Men: 95% interval from"), 12, Format.SHARE),  # U
    Column(mark("Men: 95% interval to"), 12, Format.SHARE),  # V
    Column(mark("All, weighted by sex"), 12, Format.SHARE),  # W
    Column(mark("All, weighted by level"), 12, Format.SHARE),  # X
    Column(mark("All, weighted by both"), 12, Format.SHARE),  # Y
    Column(mark("Design effect (Kish)"), 12, Format.RATIO),  # Z
    Column(mark("p (Benjamini–Hochberg)"), 14, Format.P),  # AA
    Column(mark("Cronbach’s α of the scale"), 14, Format.RATIO),  # AB
    Column(mark("Counts rounded to a multiple of"), 14, Format.COUNT),  # AC
)
EFFECTS = {
    "negligible": mark("negligible"),
    "small": mark("small"),
    "medium": mark("medium"),
    "large": mark("large"),
}
NONE = mark("no questionnaire of this audit compares the answers of women and men")


def perceptions(page: Page, report: Report) -> None:
    """Write the sheet, one row an item."""
    page.head(_columns(page.language))
    for part in report.parts:
        for gap in part.scorecard.gaps:
            page.add(_row(page, part, gap))
    if page.row == 1:
        page.add([None, page.say(NONE)])
    page.finish(across=2)
    page.sheet.freeze_panes = "C2"
    page.sheet.print_title_cols = "A:B"


def _columns(language: str) -> tuple[Column, ...]:
    """The columns; a format holds the least p as a text, whose decimal sign no program translates."""
    if "," not in number(language, LEAST_P, 3):
        return COLUMNS
    return tuple(replace(column, format=Format.P_COMMA) if column.format is Format.P else column for column in COLUMNS)


def _row(page: Page, part: Part, gap: Gap) -> list[Value]:
    r = page.row + 1
    language = page.language
    identity = part.scorecard.questionnaire
    tables = [each for each in part.scorecard.tables if (each.question, each.item) == (gap.question, gap.item)]
    everyone = _group(tables, name=ALL)
    women, men = _group(tables, counts_as="women"), _group(tables, counts_as="men")
    difference = gap.difference
    live = isinstance(difference, float)
    return [
        label(identity.title, language, identity.name),
        _asked(part, gap, language),
        figure(everyone.n if everyone else None, language),
        figure(everyone.favourable if everyone else None, language),
        figure(everyone.mean if everyone else None, language),
        figure(women.n if women else None, language),
        figure(gap.women_favourable, language),
        figure(men.n if men else None, language),
        figure(gap.men_favourable, language),
        Formula(f"100*(G{r}-I{r})") if live else figure(difference, language),
        figure(gap.cliffs_delta, language),
        _effect(gap, page),
        figure(gap.p, language),
        figure(gap.p_holm, language),
        100 * difference if isinstance(difference, float) else None,
        page.check((f"J{r}", f"O{r}")) if live else None,
        *_statistics(part, gap, language),
        max((table.rounded_to for table in tables), default=0) or None,
    ]


def _statistics(part: Part, gap: Gap, language: str) -> list[Value]:
    """Intervals, weighted shares and what they cost, the other correction, and alpha of the scale."""
    own = of_item(part.scorecard, gap)
    intervals = {each.counts_as or each.group: each for each in own.intervals} if own else {}
    bounds: list[Value] = []
    for group in (ALL, "women", "men"):
        found = intervals.get(group)
        bounds += [found.low, found.high] if found else [None, None]
    weighted = own.weighted if own else ()
    by_sex = next((each for each in weighted if {cell.group for cell in each.cells} == {"women", "men"}), None)
    by_both = next((each for each in weighted if len(each.by) > 1), None)
    by_level = next((each for each in weighted if each not in (by_sex, by_both)), None)
    shares = [each.favourable if each else None for each in (by_sex, by_level, by_both)]
    effect = weighted[-1].design_effect if weighted else None
    told = part.scorecard.statistics.reliability if part.scorecard.statistics else ()
    alpha = next((each.alpha for each in told if each.question == gap.question), None)
    return [*bounds, *shares, effect, figure(gap.p_bh, language), figure(alpha, language)]


def _asked(part: Part, gap: Gap, language: str) -> str:
    """The statement, with the late answers that it does not count."""
    said = late(part.scorecard, gap, language)
    return f"{statement(gap, language)} ({said})" if said else statement(gap, language)


def _effect(gap: Gap, page: Page) -> Value:
    """The conventional word for a Cliff's delta."""
    if isinstance(gap.label, str):
        return page.say(EFFECTS.get(gap.label, gap.label))
    return figure(gap.label, page.language)


def _group(tables: list[Table], *, name: str = "", counts_as: str = "") -> TableGroup | None:
    found = (group for table in tables for group in table.groups)
    return next((each for each in found if each.name == name or (counts_as and each.counts_as == counts_as)), None)


def figure(value: float | str | Withheld | None, language: str) -> Value:
    """A figure as it was published, or in words why it is withheld."""
    return reason(language, value) if isinstance(value, Withheld) else value
