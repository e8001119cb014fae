"""The sheet Tables: every published table, one row a group and answer, so that it can be counted and pivoted again."""

from collections.abc import Iterator, Mapping

from audit.analysis.report import ALL, Part, Report, Table, TableGroup, Withheld
from audit.errors import mark
from audit.render.columns import Versions
from audit.render.excel.cells import Column, Format, Value
from audit.render.excel.page import Page
from audit.render.excel.perceptions import figure
from audit.render.words import label, statement

COLUMNS = (
    Column(mark("Questionnaire"), 22),  # A
    Column(mark("Column"), 22),  # B
    Column(mark("Text of the question"), 44),  # C
    Column(mark("Breakdown"), 14),  # D
    Column(mark("Group"), 22),  # E
    Column(mark("Number"), 16, Format.COUNT),  # F
    Column(mark("Favourable"), 16, Format.SHARE),  # G
    Column(mark("Mean, 0–100"), 16, Format.POINTS),  # H
    Column(mark("Choice"), 14),  # I
    Column(mark("Text of the choice"), 30),  # J
    Column(mark("Count"), 16, Format.COUNT),  # K
    Column(mark("Version of the questionnaire"), 20),  # L
    Column(mark("Counts rounded to a multiple of"), 14, Format.COUNT),  # M
    Column(mark("Late answer sets left out"), 14, Format.COUNT),  # N
)
MEAN = "H"
#: The cells of exact means, by questionnaire, breakdown, group, question and item.
Means = Mapping[tuple[str, str, str, str, str], str]


def tables(page: Page, report: Report, versions: Versions = Versions.ONE) -> Means:
    """Write the sheet; return where the means of exact tables stand, as a formula of another sheet names them.

    With all versions, what was answered while a question meant something else follows each questionnaire's tables.
    """
    page.head(COLUMNS)
    means: dict[tuple[str, str, str, str, str], str] = {}
    for part in report.parts:
        identity = part.scorecard.questionnaire
        for table in part.scorecard.tables:
            for group in table.groups:
                key = (identity.name, table.by, group.name, table.question, table.item or "")
                if isinstance(group.mean, float) and not table.rounded_to:
                    means[key] = f"{page.name}!${MEAN}${page.row + 1}"
                _write(page, part, table, group, identity.version)
        for former in part.former if versions is Versions.ALL else ():
            for group in former.table.groups:
                _write(page, part, former.table, group, former.version)
    page.finish()
    page.sheet.freeze_panes = "D2"
    return means


def _write(page: Page, part: Part, table: Table, group: TableGroup, version: str) -> None:
    end: list[Value] = [version, table.rounded_to or None, table.late or None]
    for values in _rows(page, part, table, group):
        page.add([*values, *end])


def _rows(page: Page, part: Part, table: Table, group: TableGroup) -> Iterator[list[Value]]:
    language = page.language
    everyone = group.name == ALL
    start: list[Value] = [
        part.scorecard.questionnaire.name,
        f"{table.question}/{table.item}" if table.item else table.question,
        statement(table, language),
        table.by,
        page.say(mark("All")) if everyone else label(group.label, language, group.name),
        figure(group.n, language),
        figure(group.favourable, language),
        figure(group.mean, language),
    ]
    if isinstance(group.counts, Withheld):
        yield [*start, None, None, figure(group.counts, language)]
        return
    for name, number in group.counts.items():
        yield [*start, name, label(table.choices.get(name, {}), language, name), number]
