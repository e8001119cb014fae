"""The sheet Responses: one row a response of a named set; for other sets the sentence that says why there are none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from audit.analysis.report import CodebookEntry, Part
from audit.errors import mark
from audit.render.excel.cells import Column, Format, Look, Value
from audit.render.excel.page import Page
from audit.render.words import label

MODES = {
    "anonymous": mark(
        "The answers of this questionnaire are anonymous: they are published as tables of groups only, and single "
        "responses are not exported, because a row of answers can tell who gave it."
    ),
    "confidential": mark(
        "The answers of this questionnaire are confidential: they are published as tables of groups only, and single "
        "responses are not exported."
    ),
}
EMPTY = mark("No response was submitted.")


class Multiple(StrEnum):
    """How the chosen of several choices are written: in one column, in a column a choice, or both."""

    BOTH = "both"
    SUMMARY = "summary"
    DETAILS = "details"


@dataclass(frozen=True, slots=True)
class Field:
    """A column of the export: its stable name, its label, where its value is read; `choice` makes it a 0 or 1."""

    name: str
    label: str
    entry: CodebookEntry
    choice: str = ""

    def value(self, row: Mapping[str, Any]) -> Value:
        """Read the field from a response."""
        raw = row.get(self.entry.column)
        if self.choice:
            return int(self.choice in raw) if isinstance(raw, list | tuple) else None
        return stored(raw, self.entry.type)


def stored(raw: object, kind: str) -> Value:
    """Turn an answer into what a cell holds: dates as dates, the chosen by their names, an absence by its own name."""
    if isinstance(raw, list | tuple):
        return " ".join(str(each) for each in raw)
    if isinstance(raw, Mapping):
        return str(raw.get("absent", "")) or "; ".join(f"{key}: {value}" for key, value in raw.items())
    if kind == "date" and isinstance(raw, str):
        return _day(raw)
    if raw is None or isinstance(raw, bool):
        return None if raw is None else int(raw)
    return raw if isinstance(raw, int | float | str | date) else str(raw)


def _day(raw: str) -> date | str:
    try:
        return date.fromisoformat(raw)
    except ValueError:
        return raw


def responses(page: Page, part: Part, *, multiple: Multiple = Multiple.BOTH) -> None:
    """Write the sheet of one questionnaire."""
    if part.mode in MODES:
        page.widths([Column("", 90)])
        identity = part.scorecard.questionnaire
        page.text(label(identity.title, page.language, identity.name), Look(bold=True, size=12))
        page.text(page.say(MODES[part.mode]), height=45)
        page.finish(head=0, filters=False, portrait=True)
        return
    fields = [field for entry in part.codebook for field in _fields(page, entry, multiple)]
    page.head([Column(field.name, 16, Format.PLAIN) for field in fields])
    page.add([field.label for field in fields], soft=True)
    for row in part.rows:
        page.add([field.value(row) for field in fields])
    if not part.rows:
        page.text(page.say(EMPTY))
    page.finish(head=2, across=0)


def _fields(page: Page, entry: CodebookEntry, multiple: Multiple) -> list[Field]:
    named = label(entry.label, page.language, entry.column)
    whole = Field(entry.column, named, entry)
    if entry.type != "select_multiple" or not entry.choices:
        return [whole]
    details = [
        Field(
            f"{entry.column}/{choice.name}",
            f"{named}: {label(choice.label, page.language, choice.name)}",
            entry,
            choice.name,
        )
        for choice in entry.choices
    ]
    return {Multiple.SUMMARY: [whole], Multiple.DETAILS: details, Multiple.BOTH: [whole, *details]}[multiple]
