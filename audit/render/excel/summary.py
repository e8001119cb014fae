"""The sheet Summary: one page to print, with the finding as its heading, key figures, and charts of the live cells."""

from collections.abc import Mapping
from dataclasses import dataclass

from audit.analysis.report import ALL, Report, Scope, Scorecard, TrendPoint
from audit.errors import mark
from audit.render.contradictions import contradictions
from audit.render.excel.cells import HEAD, Column, Format, Formula, Look, Value, quoted, write
from audit.render.excel.page import AGREES, DIFFERS, Page
from audit.render.excel.parity import Block
from audit.render.excel.provenance import SYNTHETIC
from audit.render.excel.scores import Totals
from audit.render.findings import headline, indicators, leading, levels_indicator, standing
from audit.render.steps import steps
from audit.render.words import distance, heads, label, response
from audit.wording import say

WIDTHS = (Column("", 50), Column("", 18), Column("", 16), Column("", 38))
ACROSS = len(WIDTHS)
ATTENTION = "FFF4DC"
LINE_OF_HEADLINE, LINE_OF_TEXT = 58, 105
SCOPES = {
    Scope.DECISION_MAKING: mark("Women in decision-making"),
    Scope.LEVELS: mark("Women in all staff"),
}


@dataclass(frozen=True, slots=True)
class Sources:
    """The sheets and rows that the summary's cells refer to."""

    parity: Page
    scores: Page
    perceptions: Page
    blocks: Mapping[tuple[str, str], Block]
    totals: tuple[Totals, ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """The rows of the summary's own tables, which its charts are drawn from: heading and last row of each."""

    dimensions: tuple[tuple[int, int], ...]
    trend: tuple[int, int] | None


def summary(page: Page, report: Report, sources: Sources) -> Laid:
    """Write the sheet but for its charts; return where its tables lie."""
    page.widths(WIDTHS)
    _heading(page, report)
    _key_figures(page, report, sources)
    scored = [part.scorecard for part in report.parts if part.scorecard.dimensions]
    made = tuple(_dimensions(page, card, total, sources) for card, total in zip(scored, sources.totals, strict=True))
    trend = _trend(page, report)
    _steps(page, report)
    _contradictions(page, report)
    page.finish(head=0, filters=False, portrait=True)
    page.sheet.page_setup.fitToHeight = 1
    page.sheet.print_options.horizontalCentered = True
    return Laid(made, trend)


def _heading(page: Page, report: Report) -> None:
    language = page.language
    named = f"{label(report.body, language)} · {label(report.title, language)}"
    page.text(named, Look(soft=True, size=11), across=ACROSS)
    said, rests = headline(report, language), standing(report, language)
    page.text(said, Look(bold=True, size=18), across=ACROSS, height=25.0 * (1 + len(said) // LINE_OF_HEADLINE))
    page.text(rests, Look(soft=True), across=ACROSS, height=14.0 * (1 + len(rests) // LINE_OF_TEXT))
    if report.synthetic:
        page.text(page.say(SYNTHETIC), Look(bold=True, fill=ATTENTION), across=ACROSS, height=16)
    page.row += 1


def _table(page: Page, names: tuple[str, ...], kinds: tuple[Format, ...]) -> int:
    """Begin a small table: its headings, and the formats of its columns."""
    page.row += 1
    for at, name in enumerate(names, start=1):
        figures = 1 < at <= len(kinds) + 1
        write(page.cell(at), page.say(name), Look(bold=True, fill=HEAD, right=figures))
    page.columns = tuple(
        Column("", each.width, kind)
        for each, kind in zip(WIDTHS, (Format.PLAIN, *kinds, *[Format.PLAIN] * 3), strict=False)
    )
    page.sheet.row_dimensions[page.row].height = page.height([page.say(name) for name in names])
    return page.row


def _key_figures(page: Page, report: Report, sources: Sources) -> None:
    language = page.language
    _table(page, (mark("Key figure"), mark("Share"), mark("Score"), mark("In words")), (Format.SHARE, Format.POINTS))
    for scope, name in SCOPES.items():
        row = _pooled(report, sources, scope, page.say(name), language)
        if row:
            page.add(row)
    weakest = _weakest(page, report, sources)
    if weakest:
        page.add(weakest)
    scored = [part for part in report.parts if part.scorecard.dimensions]
    for part, total in zip(scored, sources.totals, strict=True):
        identity, sheet = part.scorecard.questionnaire, sources.scores.name
        named = label(identity.title, language, identity.name)
        words = f'{sheet}!I{total.total}&" · "&{quoted(response(part, language))}'
        page.add(
            [
                say(language, "Score: %(questionnaire)s", questionnaire=named),
                None,
                Formula(f"{sheet}!H{total.total}"),
                Formula(words),
            ]
        )
    page.text(Formula(_checked(page, sources)), Look(soft=True, left=True), across=ACROSS, height=16)


def _pooled(report: Report, sources: Sources, scope: Scope, name: str, language: str) -> list[Value] | None:
    for part, _, indicator in indicators(report):
        block = sources.blocks.get((part.scorecard.questionnaire.name, indicator.name))
        group = next((each for each in indicator.groups if each.name == ALL), None)
        if indicator.scope is scope and block and block.pooled and group:
            sheet, r = sources.parity.name, block.pooled
            words = f"{heads(language, group)}; {distance(language, group)}"
            return [name, Formula(f"{sheet}!J{r}"), Formula(f"{sheet}!N{r}"), words]
    return None


def _weakest(page: Page, report: Report, sources: Sources) -> list[Value] | None:
    """The weakest level: its share, its score, its name and counts."""
    indicator = levels_indicator(report)
    if indicator is None or indicator.weakest is None:
        return None
    named = next((block for (_, name), block in sources.blocks.items() if name == indicator.name), None)
    levels = [group for group in indicator.groups if group.name != ALL]
    at = next((at for at, group in enumerate(levels) if group.name == indicator.weakest), None)
    if named is None or at is None:
        return None
    group, row, sheet = levels[at], named.first + at, sources.parity.name
    words = f"{label(group.label, page.language, group.name)}: {heads(page.language, group)}"
    return [page.say(mark("Lowest-scored level")), Formula(f"{sheet}!J{row}"), Formula(f"{sheet}!N{row}"), words]


def _checked(page: Page, sources: Sources) -> str:
    """Say how many live rows were held against the server's figures, and whether any differs."""
    agree, differ = (_counted(page, sources, word) for word in (AGREES, DIFFERS))
    rows, none = page.say(mark("Rows held against the server")), page.say(mark("no difference"))
    some = page.say(mark("rows that differ"))
    told = f"IF({differ}=0,{quoted(f', {none}')},{quoted(f'; {some}: ')}&({differ}))"
    return f"{quoted(f'{rows}: ')}&({agree}+{differ})&{told}"


def _counted(page: Page, sources: Sources, word: str) -> str:
    """Count the rows of three sheets whose check says a word."""
    places = ((sources.parity, "T"), (sources.scores, "L"), (sources.perceptions, "P"))
    said = quoted(page.say(word))
    return "+".join(f"COUNTIF({sheet.name}!${column}:${column},{said})" for sheet, column in places)


def _dimensions(page: Page, card: Scorecard, total: Totals, sources: Sources) -> tuple[int, int]:
    page.row += 1
    identity = card.questionnaire
    page.text(label(identity.title, page.language, identity.name), Look(bold=True, size=12), across=ACROSS, height=18)
    names = (mark("Dimension"), mark("Score, 0–100"), mark("Coverage"), mark("Level of the score"))
    head = _table(page, names, (Format.POINTS, Format.SHARE))
    sheet = sources.scores.name
    for dimension, row in zip(card.dimensions, total.dimensions, strict=True):
        cells = [Formula(f"{sheet}!{column}{row}") for column in "HGI"]
        page.add([label(dimension.label, page.language, dimension.name), *cells])
    return head, page.row


def _trend(page: Page, report: Report) -> tuple[int, int] | None:
    """Shares of women over the cycles; one line has no trend."""
    points = {(point.scope, point.cycle): point for point in reversed(report.parity_trend) if point.group == ALL}
    cycles = list(dict.fromkeys(point.cycle for point in sorted(report.parity_trend, key=_day)))
    if len(cycles) < 2:
        return None
    page.row += 1
    names = (mark("Share of women over cycles"), SCOPES[Scope.DECISION_MAKING], SCOPES[Scope.LEVELS], mark("Parity"))
    head = _table(page, names, (Format.SHARE, Format.SHARE, Format.SHARE))
    for cycle in cycles:
        shares = [_share(points.get((scope, cycle))) for scope in SCOPES]
        page.add([cycle, *shares, 0.5])
    return head, page.row


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
    _table(page, names, (Format.SIGNED, Format.POINTS))
    for one, said in zip(card.improvements, steps(card, page.language), strict=True):
        gain = said.gain if one.gain is None else one.gain
        page.add([said.title, gain, one.score, f"{said.about}. {said.takes}".rstrip(" .")])


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
    _table(page, names, (Format.POINTS, Format.SHARE))
    for one in found:
        page.add([one.name, one.score, one.favourable, f"{one.institution}. {one.staff}."])


def _share(point: TrendPoint | None) -> Value:
    return point.share if point else None


def _day(point: TrendPoint) -> int:
    return point.reference_date.toordinal()
