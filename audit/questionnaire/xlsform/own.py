"""Our own columns `paritet::…`: what XLSForm has no word for, flat in a row of cells and deep in a questionnaire.

A step into a mapping is written `::`; a header that ends in `[]` holds a list, an item a line; one that ends in `{}`
holds anything else as JSON.
"""

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal

from audit.questionnaire.carrying import Ledger
from audit.questionnaire.plain import Plain
from audit.questionnaire.source import LocatedMap
from audit.questionnaire.workbook import Sheet
from audit.questionnaire.xlsform.cells import Cell

LIST, OTHER = "[]", "{}"
STEP = "::"


def flat(data: Mapping[str, Plain], prefix: str = "") -> dict[str, str]:
    """Return deep data as cells by their header."""
    cells: dict[str, str] = {}
    for key, value in data.items():
        header = prefix + key
        if isinstance(value, dict) and value and all(map(_is_step, value)):
            cells |= flat(value, header + STEP)
        elif isinstance(value, list) and value and all(_is_line(each) for each in value):
            cells[header + LIST] = "\n".join(scalar(each) for each in value)
        elif isinstance(value, dict | list) or not scalar(value).strip():
            cells[header + OTHER] = json.dumps(value, ensure_ascii=False, default=str)
        else:
            cells[header] = scalar(value)
    return cells


def _is_step(key: str) -> bool:
    return key.strip() != "" and STEP not in key and not key.endswith((LIST, OTHER, ":")) and not key.startswith(":")


def _is_line(value: Plain) -> bool:
    return not isinstance(value, dict | list) and scalar(value).strip() != "" and "\n" not in scalar(value)


def scalar(value: Plain) -> str:
    """Return a single value as the text of a cell."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def deep(cells: Mapping[str, str]) -> dict[str, object]:
    """Return cells by their header as deep data; JSON that is none stays a text."""
    data: dict[str, object] = {}
    for header, text in cells.items():
        *steps, last = header.removesuffix(LIST).removesuffix(OTHER).split(STEP)
        holder = data
        for step in steps:
            below = holder.setdefault(step, {})
            if not isinstance(below, dict):
                below = holder[step] = {}
            holder = below
        holder[last] = _read(header, text)
    return data


def _read(header: str, text: str) -> object:
    if header.endswith(LIST):
        return text.split("\n")
    if header.endswith(OTHER):
        try:
            return json.loads(text, parse_float=str, parse_int=str)
        except ValueError:
            return text
    return text


def put(holder: LocatedMap, cells: Mapping[str, Cell], ledger: Ledger, *, leave_out: Iterable[str] = ()) -> None:
    """Put a row's own columns into the data that its other columns have made; they count more."""
    gone = frozenset(leave_out)
    for header, cell in cells.items():
        first = header.split(STEP)[0].removesuffix(LIST).removesuffix(OTHER)
        if first in gone:
            continue
        value = deep({header: cell.text})[first]
        before = holder.get(first)
        if isinstance(before, LocatedMap) and isinstance(value, dict):
            for key, each in value.items():
                ledger.put(before, str(key), each, place=cell.place)
        else:
            ledger.put(holder, first, value, place=cell.place)


def rows(sheet: Sheet) -> list[dict[str, object]]:
    """Return the rows of a sheet of ours as deep data, by its header."""
    header = sheet.rows[0]
    return [
        deep({name: text for name, text in zip(header, row, strict=False) if name and text})
        for row in sheet.rows[1:]
        if row
    ]
