"""`paritet parity`: an auditor holds one group, or a printed table of groups, against 50/50 without a server."""

from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from audit import wording
from audit.analysis import dated_vacancies, headcount_table, printed_headcounts
from audit.analysis import parity as arithmetic
from audit.analysis import vacancies as leaving
from audit.analysis.dated_vacancies import Timetable, Vacancy
from audit.analysis.headcount_table import Finding, Recomputed
from audit.analysis.report import ALL, Group
from audit.cli import ahead
from audit.cli.speech import complain, json_option, lang_option, print_json
from audit.errors import mark
from audit.questionnaire.scalars import WHOLE_DIGITS
from audit.render import words

HEADINGS = (
    mark("group"),
    mark("women"),
    mark("men"),
    mark("other"),
    mark("share of women"),
    mark("gap, points"),
    mark("score"),
    mark("posts to parity"),
    mark("verdict"),
)
NO_FIGURE = "–"
#: As many digits as a table may have.
PEOPLE = click.IntRange(min=0, max=10**WHOLE_DIGITS - 1)


@click.command()
@click.argument("table", metavar="[TABLE.csv]", required=False, type=click.Path())
@click.option("--women", type=PEOPLE, help="How many women.")
@click.option("--men", type=PEOPLE, help="How many men.")
@click.option("--other", type=PEOPLE, help="How many others or undisclosed; beside the base, not in it.")
@click.option("--vacancies", type=PEOPLE, help="How many posts fall vacant: says how many must go to women.")
@click.option(
    "--vacancy",
    "falling",
    metavar="DATE[:woman|:man]",
    multiple=True,
    callback=ahead.vacancies,
    help="A day on which a post falls vacant, many times over: says by which day parity can come.",
)
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day of a table's head-count: carries its levels, highest first, forward by their flows of a year.",
)
@json_option
@lang_option
def parity(
    table: str | None,
    women: int | None,
    men: int | None,
    other: int | None,
    vacancies: int | None,
    falling: tuple[Vacancy, ...],
    since: datetime | None,
    as_json: bool,
    language: str,
) -> None:
    """Judge counts of women and men against 50/50.

    One group is given by --women N --men N, many by a table. A table is CSV with the columns group, women, men,
    other, total, reported_pct_women; others are ignored. Printed totals and percentages that do not follow from the
    counts are warnings; nothing is corrected.
    """
    if table is not None and vacancies is not None:
        raise click.UsageError(mark("--vacancies goes with --women and --men, not with a table."))
    if table is not None and falling:
        raise click.UsageError(mark("--vacancy goes with --women and --men, not with a table."))
    if table is None and since is not None:
        raise click.UsageError(mark("--since goes with a table that has flows."))
    if (table is None) == (women is None and men is None and other is None):
        raise click.UsageError(mark("Give either a table, or --women and --men."))
    rows = printed_headcounts.read(Path(table).read_bytes(), file=table) if table is not None else ()
    recomputed = headcount_table.recompute(rows) if rows else _counted(women, men, other)
    coming = ahead.Ahead(
        _way(recomputed.groups[0], vacancies) if vacancies is not None else None,
        _days(recomputed.groups[0], falling) if falling else None,
        ahead.carried(rows, since.date()) if since else (),
    )
    if as_json:
        print_json(_as_data(recomputed, language) | coming.as_data())
    else:
        click.echo("\n".join([_as_text(recomputed.groups, language), *coming.lines(language)]))
    complain((finding.warning(table or "", language) for finding in recomputed.findings), language)


def _counted(women: int | None, men: int | None, other: int | None) -> Recomputed:
    if women is None or men is None:
        raise click.UsageError(mark("Give both --women and --men; 0 if there is nobody."))
    return Recomputed((arithmetic.judge(women, men, other=other or 0).group(ALL),), ())


def _days(group: Group, falling: tuple[Vacancy, ...]) -> Timetable:
    try:
        return dated_vacancies.timetable(group.women, group.men, falling, other=group.other)
    except ValueError:
        raise click.UsageError(mark("More women or men leave by these vacancies than the group has.")) from None


def _way(group: Group, posts: int) -> leaving.Path:
    return leaving.path(group.women, group.men, other=group.other, vacancies=posts)


def _as_data(recomputed: Recomputed, language: str) -> dict[str, Any]:
    return {
        "groups": [group.model_dump(mode="json") for group in recomputed.groups],
        "warnings": [_finding(finding, language) for finding in recomputed.findings],
    }


def _finding(finding: Finding, language: str) -> dict[str, Any]:
    return {
        "code": finding.code,
        "line": finding.line,
        "group": finding.group,
        "printed": _number(finding.printed),
        "computed": _number(finding.computed),
        "message": wording.tell(language, finding.said(language)),
    }


def _number(figure: headcount_table.Printed | headcount_table.Computed) -> float | int | None:
    return figure if figure is None or isinstance(figure, int) else float(figure)


def _as_text(groups: tuple[Group, ...], language: str) -> str:
    """Return the groups as a table of columns, one group a line."""
    heading = [wording.say(language, title) for title in HEADINGS]
    rows = [heading, *(_cells(group, language) for group in groups)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heading))]
    return "\n".join(_line(row, widths) for row in rows)


def _line(cells: list[str], widths: list[int]) -> str:
    """Return one line; words are set left, figures right."""
    name, *figures, verdict = cells
    between = [figure.rjust(width) for figure, width in zip(figures, widths[1:-1], strict=True)]
    return "  ".join([name.ljust(widths[0]), *between, verdict]).rstrip()


def _cells(group: Group, language: str) -> list[str]:
    return [
        words.group_label(group, language) if group.name == ALL else group.name,
        *(wording.number(language, count) for count in (group.women, group.men, group.other)),
        NO_FIGURE if group.share is None else wording.percent(language, Fraction(group.women, _base(group)), 1),
        NO_FIGURE if group.gap is None else wording.number(language, group.gap, 1),
        NO_FIGURE if group.score is None else wording.number(language, group.score, 1),
        NO_FIGURE if group.posts_to_parity is None else wording.number(language, group.posts_to_parity),
        words.verdict(language, group),
    ]


def _base(group: Group) -> int:
    return group.women + group.men
