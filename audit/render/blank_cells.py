"""How the cells of an Excel form look, which may be written in, and how its sheets are printed."""

import re
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

TITLE_LENGTH = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
FACE = "Calibri"


def font(*, size: float = 11, bold: bool = False, italic: bool = False, color: str = "1F1F1F") -> Font:
    """Return the form's letters."""
    return Font(name=FACE, size=size, bold=bold, italic=italic, color=color)


EDGE = Side(style="thin", color="8A8A8A")
BOX = Border(left=EDGE, right=EDGE, top=EDGE, bottom=EDGE)
OPEN_CELL = PatternFill("solid", fgColor="FFFBE6")
SHADE = PatternFill("solid", fgColor="EFEFEF")
SOFT = font(color="555555", size=10)
SLANTED = font(color="333333", size=10, italic=True)
WRAPPED = Alignment(wrap_text=True, vertical="top")
CENTRED = Alignment(wrap_text=True, vertical="center", horizontal="center")


def title(text: str) -> str:
    """Return a name that a sheet may have."""
    return " ".join(FORBIDDEN.sub(" ", text).split())[:TITLE_LENGTH].strip()


def put(sheet: Worksheet, place: str, text: str, *, face: Font | None = None, shaded: bool = False) -> None:
    """Write words that stay words, whatever they begin with."""
    if not text:
        return
    cell = sheet[place]
    cell.value, cell.data_type = text, "s"
    cell.alignment, cell.font = WRAPPED, face or font()
    if shaded:
        cell.fill, cell.border, cell.alignment = SHADE, BOX, CENTRED


def total(sheet: Worksheet, place: str, cells: str) -> None:
    """Write the sum of some cells as a formula; nothing while they are empty."""
    cell = sheet[place]
    cell.value = f'=IF(COUNT({cells})=0,"",SUM({cells}))'
    cell.fill, cell.border, cell.font = SHADE, BOX, font(bold=True)


def unlock(sheet: Worksheet, place: str) -> None:
    """Let a cell be written in."""
    cell = sheet[place]
    cell.protection, cell.fill, cell.border, cell.alignment = Protection(locked=False), OPEN_CELL, BOX, WRAPPED


def check(sheet: Worksheet, cells: str, *, prompt: str, wrong: str, **rule: Any) -> None:  # noqa: ANN401 - as Excel has it
    """Let cells take only what a rule of Excel's data validation allows; `prompt` says what that is."""
    made = DataValidation(allow_blank=True, showErrorMessage=True, showInputMessage=bool(prompt), **rule)
    if prompt:
        made.prompt, made.error, made.errorTitle = prompt, prompt, wrong
    made.add(cells)
    sheet.add_data_validation(made)


def lock(sheet: Worksheet) -> None:
    """Lock a sheet but for its open cells, without a password, and print it on A4 across."""
    sheet.protection.enable()
    sheet.protection.formatRows = sheet.protection.formatColumns = False
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def hide(sheet: Worksheet) -> None:
    """Hide and lock a sheet that people need not see."""
    sheet.sheet_state = "hidden"
    sheet.protection.enable()
