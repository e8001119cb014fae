"""The one door through which anything is written into a workbook: text stays text, numbers numbers, dates dates."""

import re
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal
from weakref import WeakKeyDictionary

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.worksheet import Worksheet

INK, SOFT, RULE, HEAD = "1F2933", "52606D", "D9DEE4", "EEF1F5"
LONGEST_TEXT = 32_767
LONGEST_NAME = 31
UNPRINTABLE = "\ufffd"
BEGINS_A_FORMULA = "=+-@\t\r\n'"
SURROGATE = re.compile("[\ud800-\udfff]")
ESCAPE_LOOKALIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


class Format(StrEnum):
    """How a number is shown; the stored figure keeps its full precision."""

    COUNT = "0"
    SHARE = "0.0%"
    POINTS = "0.0"
    SIGNED = "+0.0;-0.0;0.0"
    EFFECT = "+0.00;-0.00;0.00"
    P = '[<0.001]"<\u00a00.001";0.000'
    P_COMMA = '[<0.001]"<\u00a00,001";0.000'
    DAY = "yyyy-mm-dd"
    MOMENT = "yyyy-mm-dd hh:mm"
    CLOCK = "hh:mm"
    FIGURE = "General;-General;0"
    FRACTION = "0.0##"
    RATIO = "0.00"
    PLAIN = "General"


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula, written in English function names without the leading `=`."""

    text: str

    def __str__(self) -> str:
        return f"={self.text}"


Value = str | int | float | Decimal | date | Formula | None


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks; what is `flat` stays on one line however long it is."""

    format: Format = Format.PLAIN
    bold: bool = False
    soft: bool = False
    size: int = 10
    indent: int = 0
    right: bool = False
    left: bool = False
    flat: bool = False
    fill: str = ""
    line: Literal["thin", "hair"] | None = None


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: its heading, its width in characters, the format of its numbers.

    `left` sets numbers to the left as texts are, where a column holds both.
    """

    head: str
    width: float
    format: Format = Format.PLAIN
    hidden: bool = False
    left: bool = False


def write(cell: Cell, value: Value, look: Look = PLAIN) -> None:
    """Write a value into a cell.

    A text is stored as a text and marked as typed with an apostrophe, so that no `=`, `+`, `-`, `@`, tab or return at
    its beginning is ever read as a formula; characters that no workbook can hold become a visible sign.
    """
    if isinstance(value, str):
        cell.value = clean(value)
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in BEGINS_A_FORMULA
    elif isinstance(value, Formula):
        cell.value = str(value)
    elif value is not None:
        cell.value = value
    _dress(cell, value, look)


def clean(text: str) -> str:
    """Return a text as a workbook can hold it: no control characters, no half letters, at most 32,767 signs."""
    held = SURROGATE.sub(UNPRINTABLE, ILLEGAL_CHARACTERS_RE.sub(UNPRINTABLE, text))
    held = ESCAPE_LOOKALIKE.sub("_x005F_", held)
    return held if len(held) <= LONGEST_TEXT else held[: LONGEST_TEXT - 1] + "…"


#: The styles worn so far, by workbook: openpyxl compares a new style with every one there is, a copied one with none.
_WORN: WeakKeyDictionary[Workbook, dict[tuple[object, ...], StyleArray]] = WeakKeyDictionary()


def _dress(cell: Cell, value: Value, look: Look) -> None:
    book = cell.parent.parent
    if book is None:
        raise TypeError("a cell of no workbook cannot be dressed")
    worn = _WORN.setdefault(book, {})
    mirrored = isinstance(cell.parent, Worksheet) and bool(cell.parent.sheet_view.rightToLeft)
    how = (type(value), _is_broken(value), look, cell.column > 1, cell.quotePrefix, mirrored)
    if how not in worn:
        _tailor(cell, value, look)
        if mirrored:
            cell.alignment = _mirrored(copy(cell.alignment))  # type: ignore[arg-type]  # a proxy copies what it stands for
        worn[how] = copy(cell._style)  # type: ignore[attr-defined]  # how openpyxl copies a style; its types omit it
    cell._style = copy(worn[how])  # type: ignore[attr-defined]  # as above


def _mirrored(alignment: Alignment) -> Alignment:
    """Return an alignment as a right-to-left sheet has it: left and right are sides of the screen, not of the line."""
    alignment.horizontal = "left" if alignment.horizontal == "right" else "right"
    return alignment


def _is_broken(value: Value) -> bool:
    return isinstance(value, float) and not value.is_integer()


def _tailor(cell: Cell, value: Value, look: Look) -> None:
    number = isinstance(value, int | float | Decimal | Formula)
    right = not look.left and (
        look.right or (number and (look.format is not Format.PLAIN or not isinstance(value, Formula)))
    )
    cell.font = Font(name="Calibri", size=look.size, bold=look.bold, color=SOFT if look.soft else INK)
    cell.alignment = Alignment(
        vertical="top",
        horizontal="right" if right else "left",
        wrap_text=not number and not look.flat,
        shrink_to_fit=isinstance(value, Formula),
        indent=look.indent or int(not right and cell.column > 1),
    )
    if isinstance(value, date):
        cell.number_format = Format.DAY.value
    elif _is_broken(value) and look.format is Format.FIGURE:
        cell.number_format = Format.FRACTION.value
    elif number and look.format is not Format.PLAIN:
        cell.number_format = look.format.value
    if look.fill:
        cell.fill = PatternFill("solid", start_color=look.fill)
    if look.line:
        cell.border = Border(bottom=Side(style=look.line, color=SOFT if look.line == "thin" else RULE))


def free_name(name: str, taken: Sequence[str]) -> str:
    """Return a sheet's name that Excel allows: at most 31 signs, none of []:*?/\\, unlike the others."""
    kept = FORBIDDEN_IN_NAMES.sub(" ", clean(name)).strip("' ")[:LONGEST_NAME] or "Sheet"
    used = {each.casefold() for each in taken}
    tries = (kept, *(f"{kept[: LONGEST_NAME - len(f' {n}')]} {n}" for n in range(2, len(used) + 3)))
    return next(each for each in tries if each.casefold() not in used)


def quoted(text: str) -> str:
    """Return a text as a formula writes it; longer than 255 signs it is cut, which Excel demands."""
    return '"' + clean(text)[:255].replace('"', '""') + '"'


def same(one: str, other: str) -> str:
    """Return the condition that two cells hold the same figure (to 1e-9), or none of them a figure."""
    return f"IF(COUNT({one},{other})=2,ABS({one}-{other})<=0.000000001,COUNT({one},{other})=0)"
