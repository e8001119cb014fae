"""Rows typed in a table of a form (choices, statements, levels): shown, read again, named where no name was given."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict

from audit.questionnaire.editing.moves import fresh
from audit.web.authoring.keys import COLUMNS, NAMED_BY, WORDLESS

Posted = MultiDict[str, str]
BLANK_ROWS = 3
MOST_ROWS = 500
SLUG = re.compile(r"[^a-z0-9]+")


def shown(key: str, rows: object, languages: Sequence[str]) -> list[dict[str, str]]:
    """Return what the cells of a table show of rows that are kept, and some blank rows below."""
    kept = [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
    found = [_cells(key, number, row, languages) for number, row in enumerate(kept)]
    return [*found, *({"kept": ""} for _ in range(BLANK_ROWS))]


def read(key: str, posted: Posted, rows: object, *, languages: Sequence[str]) -> list[dict[str, Any]]:
    """Return the rows that were typed, in the order asked for; what a row has beside its cells stays with it."""
    kept = rows if isinstance(rows, list) else []
    typed: list[tuple[float, int, dict[str, Any]]] = []
    for number in range(MOST_ROWS):
        prefix = f"{key}-{number}-"
        if f"{prefix}name" not in posted:
            break
        made = _row(key, prefix, posted, kept, languages)
        if made and not posted.get(f"{prefix}gone"):
            typed.append((_place(posted.get(f"{prefix}place"), number), number, made))
    ordered = [row for _, _, row in sorted(typed, key=lambda each: each[:2])]
    return ordered if key in WORDLESS else _named(key, ordered)


def _cells(key: str, number: int, row: Mapping[str, Any], languages: Sequence[str]) -> dict[str, str]:
    label = row.get("label")
    spoken = label if isinstance(label, Mapping) else {languages[0]: label or ""}
    cells = {f"label-{code}": str(spoken.get(code, "")) for code in languages}
    cells |= {column.key: str(row.get(column.key, "")) for column in COLUMNS[key]}
    return {"kept": str(number), "name": str(row.get(NAMED_BY.get(key, "name"), "")), **cells}


def _row(key: str, prefix: str, posted: Posted, kept: list[Any], languages: Sequence[str]) -> dict[str, Any]:
    number = posted.get(f"{prefix}kept", "")
    before = kept[int(number)] if number.isdecimal() and len(number) < 10 and int(number) < len(kept) else {}
    row: dict[str, Any] = dict(before) if isinstance(before, Mapping) else {}
    label = row.get("label")
    other = {code: said for code, said in label.items() if code not in languages} if isinstance(label, Mapping) else {}
    cells: dict[str, Any] = {
        NAMED_BY.get(key, "name"): posted.get(f"{prefix}name", "").strip(),
        "label": {code: said for code in languages if (said := posted.get(f"{prefix}label-{code}", "").strip())}
        | other,
    }
    for column in COLUMNS[key]:
        typed = posted.get(f"{prefix}{column.key}", "").strip()
        cells[column.key] = ("true" if typed else "") if column.tick else typed.replace(",", ".")
    row |= cells
    row = {name: value for name, value in row.items() if value not in ("", {}, [])}
    if key in WORDLESS:
        return row
    return row if row.get("label") or row.get(NAMED_BY.get(key, "name")) else {}


def _named(key: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    name_key = NAMED_BY.get(key, "name")
    taken = {str(row[name_key]) for row in rows if name_key in row}
    made = []
    for number, row in enumerate(rows, start=1):
        if name_key not in row:
            row = {name_key: fresh(_slug(row.get("label")) or f"{key.rstrip('s')}_{number}", taken), **row}
            taken.add(row[name_key])
        made.append(row)
    return made


def _slug(label: object) -> str:
    said = label.get("en", "") if isinstance(label, Mapping) else ""
    return SLUG.sub("_", str(said).lower()).strip("_")[:40].strip("_")


def _place(typed: str | None, number: int) -> float:
    try:
        return float((typed or "").replace(",", ".")) - 1.5
    except ValueError:
        return float(number)
