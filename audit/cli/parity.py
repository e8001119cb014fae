"""`paritet parity`: an auditor holds one group, or a printed table of groups, against 50/50 without a server."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from audit import wording
from audit.analysis import headcount_csv, headcount_table
from audit.analysis import parity as arithmetic
from audit.analysis import vacancies as coming
from audit.analysis.headcount_table import Finding, Recomputed
from audit.analysis.report import ALL, Group
from audit.cli import path
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
@json_option
@lang_option
def parity(
    table: str | None,
    women: int | None,
    men: int | None,
    other: int | None,
    vacancies: int | None,
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
    recomputed = _read(table, women, men, other)
    way = _way(recomputed.groups[0], vacancies) if vacancies is not None else None
    if as_json:
        print_json(_as_data(recomputed, language) | ({"path": path.as_data(way)} if way else {}))
    else:
        click.echo(_as_text(recomputed.groups, language))
        if way:
            click.echo(path.as_text(way, language))
    complain((finding.warning(table or "", language) for finding in recomputed.findings), language)


def _read(table: str | None, women: int | None, men: int | None, other: int | None) -> Recomputed:
    counted = [count for count in (women, men, other) if count is not None]
    if (table is None) == (not counted):
        raise click.UsageError(mark("Give either a table, or --women and --men."))
    if table is not None:
        return headcount_table.recompute(headcount_csv.read(Path(table).read_bytes(), file=table))
    if women is None or men is None:
        raise click.UsageError(mark("Give both --women and --men; 0 if there is nobody."))
    return Recomputed((arithmetic.judge(women, men, other=other or 0).group(ALL),), ())


def _way(group: Group, posts: int) -> coming.Path:
    return coming.path(group.women, group.men, other=group.other, vacancies=posts)


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
