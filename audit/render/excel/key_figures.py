"""The head of the sheet Summary: the finding, what it rests on, key figures, and whether every live row agrees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from audit.analysis.report import ALL, Report, Scope
from audit.errors import mark
from audit.render.excel.cells import Format, Formula, Look, Value, quoted
from audit.render.excel.checks import CHECKS
from audit.render.excel.grid import ACROSS, ATTENTION, add_note, add_told, begin_told
from audit.render.excel.page import AGREES, DIFFERS, Page
from audit.render.excel.parity import Block
from audit.render.excel.provenance import SYNTHETIC
from audit.render.excel.scores import Totals
from audit.render.findings import headline, indicators, levels_indicator, standing
from audit.render.words import distance, heads, label, response
from audit.wording import count, say

LINE_OF_HEADLINE, LINE_OF_TEXT = 80, 130
SCOPES = {
    Scope.DECISION_MAKING: mark("Women in decision-making"),
    Scope.LEVELS: mark("Women among all staff"),
}


@dataclass(frozen=True, slots=True)
class Sources:
    """The sheets and rows that the summary's cells refer to."""

    parity: Page
    scores: Page
    blocks: Mapping[tuple[str, str], Block]
    totals: tuple[Totals, ...]
    checked: Sequence[tuple[Page, str]]


def heading(page: Page, report: Report) -> None:
    """Write the body, the finding, what it rests on, and that scores or data are not of the common kind."""
    language = page.language
    named = f"{label(report.body, language)} · {label(report.title, language)}"
    page.text(named, Look(soft=True, size=11), across=ACROSS)
    said, rests = headline(report, language), standing(report, language)
    page.text(said, Look(bold=True, size=18), across=ACROSS, height=25.0 * (1 + len(said) // LINE_OF_HEADLINE))
    page.text(rests, Look(soft=True), across=ACROSS, height=14.0 * (1 + len(rests) // LINE_OF_TEXT))
    if report.scoring:
        rules = label(report.scoring.label, language, report.scoring.name)
        scored = say(language, "Scored by: %(rules)s, version %(version)s", rules=rules, version=report.scoring.version)
        page.text(scored, Look(soft=True, fill=ATTENTION), across=ACROSS, height=16)
    if report.synthetic:
        page.text(page.say(SYNTHETIC), Look(bold=True, fill=ATTENTION), across=ACROSS, height=16)
    page.row += 1


def key_figures(page: Page, report: Report, sources: Sources) -> None:
    """Write the shares and scores that are read first, from the cells of other sheets, and how many rows agree."""
    language = page.language
    begin_told(
        page, (mark("Key figure"), mark("Share"), mark("Score"), mark("In words")), (Format.SHARE, Format.POINTS)
    )
    for scope, name in SCOPES.items():
        row = _pooled(report, sources, scope, page.say(name), language)
        if row:
            add_told(page, row)
    weakest = _weakest(page, report, sources)
    if weakest:
        add_told(page, weakest)
    scored = [part for part in report.parts if part.scorecard.dimensions]
    for part, total in zip(scored, sources.totals, strict=True):
        identity, sheet = part.scorecard.questionnaire, sources.scores.name
        named = label(identity.title, language, identity.name)
        words = f'{sheet}!I{total.total}&" · "&{quoted(response(part, language))}'
        of = say(language, "Score: %(questionnaire)s", questionnaire=named)
        add_told(page, [of, None, Formula(f"{sheet}!H{total.total}"), Formula(words)])
    add_note(page, Formula(_checked(page, sources)))
    if report.inconsistencies:
        said = count(
            language,
            "%(n)d thing does not agree in the data; see the sheet “%(sheet)s”",
            "%(n)d things do not agree in the data; see the sheet “%(sheet)s”",
            len(report.inconsistencies),
            sheet=page.say(CHECKS),
        )
        add_note(page, said)


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
    level = label(group.label, page.language, group.name)
    words = say(page.language, "%(group)s: %(heads)s", group=level, heads=heads(page.language, group))
    return [page.say(mark("Weakest level")), Formula(f"{sheet}!J{row}"), Formula(f"{sheet}!N{row}"), words]


def _checked(page: Page, sources: Sources) -> str:
    """Say how many live rows were held against the server's figures, and whether any differs."""
    agree, differ = (_counted(page, sources, word) for word in (AGREES, DIFFERS))
    rows, none = page.say(mark("Rows held against the server")), page.say(mark("no difference"))
    some = page.say(mark("rows that differ"))
    told = f"IF({differ}=0,{quoted(f', {none}')},{quoted(f'; {some}: ')}&({differ}))"
    return f"{quoted(f'{rows}: ')}&({agree}+{differ})&{told}"


def _counted(page: Page, sources: Sources, word: str) -> str:
    """Count the rows of all sheets whose check says a word."""
    said = quoted(page.say(word))
    return "+".join(f"COUNTIF({sheet.name}!${column}:${column},{said})" for sheet, column in sources.checked)
