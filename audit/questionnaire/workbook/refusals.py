"""Why a spreadsheet is refused: each reason with a sentence and what to do."""

from collections.abc import Mapping

from audit.errors import Message, Mistake, Mistaken, mark

MEGABYTE = 1024 * 1024
FILE_LIMIT = 20 * MEGABYTE
INFLATED_LIMIT = 100 * MEGABYTE
PART_LIMIT = 10 * MEGABYTE
RATIO_LIMIT = 200
ENTRY_LIMIT = 2_000
SHEET_LIMIT = 100
ROW_LIMIT = 100_000
COLUMN_LIMIT = 2_000
CELL_LIMIT = 1_000_000
WORK_LIMIT = 20 * CELL_LIMIT

SAVE_PLAIN = mark("Open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx).")
SPLIT = mark("Keep only the sheets, rows and columns that are needed, and save it again.")

REASONS: Mapping[str, tuple[str, str]] = {
    "workbook-unreadable": (
        mark("the file cannot be read"),
        mark("Check its name and whether you may open it."),
    ),
    "workbook-empty-file": (mark("the file is empty"), mark("Choose the file that was meant.")),
    "workbook-too-large": (mark("the file is larger than %(limit)d MB"), SPLIT),
    "workbook-other-format": (mark("this is not an Excel workbook, whatever its name says"), SAVE_PLAIN),
    "workbook-other-office": (mark("this is a spreadsheet of another format"), SAVE_PLAIN),
    "workbook-damaged": (mark("the workbook is damaged"), SAVE_PLAIN),
    "workbook-encrypted": (
        mark("the workbook is protected with a password"),
        mark("Save it without a password."),
    ),
    "workbook-macros": (
        mark("the workbook holds macros"),
        mark("Save it as an Excel workbook without macros (.xlsx)."),
    ),
    "workbook-bomb": (
        mark("unpacked, the workbook would be larger than %(limit)d MB, or it is packed implausibly tightly"),
        SPLIT,
    ),
    "workbook-entities": (
        mark("the workbook declares XML entities, which no spreadsheet program writes"),
        SAVE_PLAIN,
    ),
    "workbook-rows": (mark("the sheet '%(sheet)s' has more than %(limit)d rows"), SPLIT),
    "workbook-columns": (mark("the sheet '%(sheet)s' has more than %(limit)d columns"), SPLIT),
    "workbook-cells": (mark("the workbook has more than %(limit)d cells"), SPLIT),
    "workbook-sheets": (mark("the workbook has more than %(limit)d sheets"), SPLIT),
    "workbook-blank": (mark("no cell of the workbook is filled in"), mark("Choose the file that was meant.")),
}


class BadWorkbook(Mistaken):
    """A file is no workbook that can be read; whoever gave it must act."""


def refused(code: str, *, file: str, **values: object) -> BadWorkbook:
    """Return the refusal of a whole workbook for one of the reasons."""
    wrong, remedy = REASONS[code]
    return BadWorkbook((Mistake(code, (), Message(wrong, values), Message(remedy), file=file),))
