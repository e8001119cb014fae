"""The annex of answers: every published table, a row a group; what is withheld, rounded or left out is named."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from audit.analysis.report import ALL, Part, Report, TableGroup, Withheld
from audit.analysis.report import Table as Published
from audit.errors import mark
from audit.render.document.blocks import NOTHING, Block, Heading, Paragraph, Table, Tone
from audit.render.words import label, statement
from audit.render.words import withheld as reason
from audit.wording import count, number, percent, say

HEAD = (mark("Group"), mark("Answers"), mark("Favourable"), mark("Mean, 0–100"), mark("Of them"))
WIDTHS = (22, 17, 12, 10, 39)
FORMER = mark("answers under version %(version)s, when it meant something else; they are not counted above")
ROUNDED = mark("counts rounded to the nearest %(step)d")


def answers(report: Report, language: str) -> tuple[Block, ...]:
    """Give the published counts of every questionnaire that several people answered."""
    return tuple(block for part in report.parts for block in _part(part, language))


def _part(part: Part, language: str) -> Iterator[Block]:
    tables = part.scorecard.tables
    if not tables and not part.former:
        return
    identity = part.scorecard.questionnaire
    yield Heading(label(identity.title, language, identity.name))
    for _, same in groupby(tables, key=lambda table: (table.question, table.item)):
        own = list(same)
        yield _table(own, noted(own[0], language), language)
    if part.former:
        yield Heading(say(language, mark("Asked in another meaning before")), 3)
        yield Paragraph(say(language, mark("All who answered are told of together.")), Tone.SOFT)
    for former in part.former:
        said = say(language, FORMER, version=former.version)
        yield _table([former.table], [said, *noted(former.table, language)], language)


def noted(table: Published, language: str) -> list[str]:
    """Say what must be known beside a table: to what its counts are rounded, and who is not counted in it."""
    said = [say(language, ROUNDED, step=table.rounded_to)] if table.rounded_to else []
    if table.late:
        said.append(
            count(
                language,
                "%(n)d late answer set is not counted here",
                "%(n)d late answer sets are not counted here",
                table.late,
            )
        )
    return said


def _table(tables: list[Published], notes: list[str], language: str) -> Table:
    """All breakdowns of one question under one another; everybody stands once, first."""
    named = statement(tables[0], language)
    caption = f"{named} ({'; '.join(notes)})" if notes else named
    rows = [_row(table, group, language) for table, group in _groups(tables)]
    return Table(caption, tuple(say(language, word) for word in HEAD), tuple(rows), WIDTHS, frozenset({1, 2, 3}))


def _groups(tables: Iterable[Published]) -> Iterator[tuple[Published, TableGroup]]:
    told = False
    for table in tables:
        for group in table.groups:
            if group.name != ALL or not told:
                yield table, group
            told = told or group.name == ALL


def _row(table: Published, group: TableGroup, language: str) -> tuple[str, ...]:
    """The cells of a group; one reason for all of them stands once."""
    named = say(language, mark("All")) if group.name == ALL else label(group.label, language, group.name)
    if isinstance(group.n, Withheld) and isinstance(group.counts, Withheld):
        return named, reason(language, group.n), NOTHING, NOTHING, NOTHING
    answered = reason(language, group.n) if isinstance(group.n, Withheld) else str(group.n)
    mean = _figure(group.mean, lambda value: number(language, value, 1), language)
    return (
        named,
        answered,
        _figure(group.favourable, lambda value: percent(language, value), language),
        mean,
        _counted(table, group, language),
    )


def _figure(figure: float | Withheld | None, shown: Callable[[float], str], language: str) -> str:
    if isinstance(figure, Withheld):
        return reason(language, figure)
    return NOTHING if figure is None else shown(figure)


def _counted(table: Published, group: TableGroup, language: str) -> str:
    """Name every choice with how many gave it; those that nobody gave are left out."""
    if isinstance(group.counts, Withheld):
        return reason(language, group.counts)
    said = [
        f"{label(table.choices.get(name, {}), language, name)} – {people}"
        for name, people in group.counts.items()
        if people
    ]
    return "; ".join(said) or NOTHING
