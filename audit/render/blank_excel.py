"""A questionnaire as an Excel form: locked but for the answers, lists to choose from, totals that add up by themselves.

The hidden column A names the place of every answer, the hidden sheet `_paritet` the questionnaire, its digest and the
language, so that what comes back is read by what it is and not by how it looks.
"""

import io
from collections.abc import Mapping, Sequence
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from audit.analysis.report import BlankForm
from audit.errors import mark
from audit.render.blank import Said
from audit.render.blank_cells import SOFT, font, hide, lock, put, title, unlock
from audit.render.blank_sheet import LINE, LISTS, Questions
from audit.render.excel.saving import save
from audit.wording import interface, say

IDENTITY: Final = "_paritet"
FORMAT: Final = "1"

START = mark("How to fill in")
HOW = (
    mark("Write in the yellow cells only; everything else is locked. Save the file and send it back as it is."),
    mark("Where a cell has a list, choose from it. Where a cell stands before an answer, write x to choose it."),
    mark("Leave a cell empty where you have no answer. Blocks that repeat may stay empty."),
    mark("Totals are worked out by the sheet. Compare them with your records."),
)


def excel(form: BlankForm, language: str) -> bytes:
    """Return the form in a language as .xlsx, the same bytes for the same form."""
    page = interface(language, form.languages)
    said = Said(language, page).form(form)
    book = Workbook()
    _start(book.worksheets[0], said, page)
    lists: list[Sequence[str]] = []
    for section in said["sections"]:
        sheet = book.create_sheet(title(f"{section['number']}. {section['label']['text']}"))
        Questions(sheet, page, said["words"], lists).section(section)
    _lists(book.create_sheet(LISTS), lists)
    _identity(book.create_sheet(IDENTITY), form, language)
    out = io.BytesIO()
    save(book, out)
    return out.getvalue()


def _start(sheet: Worksheet, said: Mapping[str, Any], page: str) -> None:
    sheet.title = say(page, START)
    sheet.column_dimensions["A"].width = 34
    sheet.column_dimensions["B"].width = 66
    rows: list[tuple[str, Font]] = [(said["title"]["text"], font(bold=True, size=16))]
    rows += [(text, font()) for text in (said["introduction"]["text"], said["length"]) if text]
    if said["notice"]["sentences"]:
        rows += [(said["notice"]["title"], font(bold=True))]
        rows += [(text, font()) for text in said["notice"]["sentences"]]
    rows += [(say(page, START), font(bold=True))]
    rows += [(text, font()) for text in (*(say(page, each) for each in HOW), *said["guide"])]
    for number, (text, face) in enumerate(rows, start=1):
        sheet.merge_cells(f"A{number}:B{number}")
        put(sheet, f"A{number}", text, face=face)
        sheet.row_dimensions[number].height = LINE * max(1, -(-len(text) // 100)) * (1.6 if number == 1 else 1.1)
    after = len(rows) + 2
    for number, field in enumerate(said["fields"], start=after):
        put(sheet, f"A{number}", field)
        unlock(sheet, f"B{number}")
    told = f"{said['version']} · {said['words']['digest']} {said['digest'][:12]}"
    put(sheet, f"A{after + len(said['fields']) + 1}", told, face=SOFT)
    lock(sheet)


def _lists(sheet: Worksheet, lists: Sequence[Sequence[str]]) -> None:
    for column, texts in enumerate(lists):
        for row, text in enumerate(texts, start=1):
            put(sheet, f"{get_column_letter(1 + column)}{row}", text)
    hide(sheet)


def _identity(sheet: Worksheet, form: BlankForm, language: str) -> None:
    rows = {
        "format": FORMAT,
        "name": form.identity.name,
        "version": form.identity.version,
        "digest": form.identity.digest,
        "language": language,
    }
    for number, (key, value) in enumerate(rows.items(), start=1):
        put(sheet, f"A{number}", key)
        put(sheet, f"B{number}", value)
    hide(sheet)
