"""The sheet Tables: every published table, one row a group and answer, so that it can be counted and pivoted again."""

from collections.abc import Iterator

from audit.analysis.report import ALL, Part, Report, Table, TableGroup, Withheld
from audit.errors import mark
from audit.render.excel.cells import Column, Format, Value
from audit.render.excel.page import Page
from audit.render.excel.perceptions import figure
from audit.render.words import label, statement

COLUMNS = (
    Column(mark("Questionnaire"), 22),
    Column(mark("Column"), 22),
    Column(mark("Text of the question"), 44),
    Column(mark("Breakdown"), 14),
    Column(mark("Group"), 22),
    Column(mark("Number"), 16, Format.COUNT),
    Column(mark("Favourable"), 16, Format.SHARE),
    Column(mark("Mean, 0–100"), 16, Format.POINTS),
    Column(mark("Choice"), 14),
    Column(mark("Text of the choice"), 30),
    Column(mark("Count"), 16, Format.COUNT),
)


def tables(page: Page, report: Report) -> None:
    """Write the sheet."""
    page.head(COLUMNS)
    for part in report.parts:
        for table in part.scorecard.tables:
            for group in table.groups:
                for values in _rows(page, part, table, group):
                    page.add(values)
    page.finish()
    page.sheet.freeze_panes = "D2"


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
