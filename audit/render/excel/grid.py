"""The grid of the sheet Summary: small tables over five columns, whose last two hold a sentence or a chart."""

from collections.abc import Sequence

from audit.render.excel.cells import HEAD, Column, Format, Look, Value, write
from audit.render.excel.page import Page

WIDTHS = (Column("", 40), Column("", 16), Column("", 17), Column("", 28), Column("", 52))
ACROSS = len(WIDTHS)
#: Sentences go over the last two columns; beside tables of dimensions the last one is their chart's.
SENTENCE = WIDTHS[3].width + WIDTHS[4].width
#: A hidden column holds the names of dimensions as their chart writes them.
NAMED = ACROSS + 1
ATTENTION = "FFF4DC"


def begin(page: Page, names: Sequence[str], kinds: Sequence[Format]) -> int:
    """Begin a small table: its headings, and the formats of its columns of figures; return the row."""
    page.row += 1
    for at, name in enumerate(names, start=1):
        write(page.cell(at), page.say(name), Look(bold=True, fill=HEAD, right=1 < at <= len(kinds) + 1))
    widths = [*(each.width for each in WIDTHS[:3]), SENTENCE]
    formats = (Format.PLAIN, *kinds, *[Format.PLAIN] * 3)
    page.columns = tuple(Column("", width, kind) for width, kind in zip(widths, formats, strict=False))
    page.sheet.row_dimensions[page.row].height = page.height([page.say(name) for name in names])
    return page.row


def begin_told(page: Page, names: Sequence[str], kinds: Sequence[Format]) -> int:
    """Begin a small table whose last column is a sentence."""
    row = begin(page, names, kinds)
    _join(page)
    return row


def add_told(page: Page, values: Sequence[Value]) -> None:
    """Write a row whose last value is a sentence over the last two columns."""
    page.add(values)
    _join(page)


def add_note(page: Page, said: Value) -> None:
    """Write a soft line below a table."""
    page.text(said, Look(soft=True, flat=True, left=True), across=ACROSS, height=16)


def _join(page: Page) -> None:
    page.sheet.merge_cells(start_row=page.row, end_row=page.row, start_column=ACROSS - 1, end_column=ACROSS)
