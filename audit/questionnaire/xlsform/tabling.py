"""Sheets of an XLSForm while they are filled: cells by header, headers in the order that forms have them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from audit.questionnaire.plain import Plain
from audit.questionnaire.workbook import Page
from audit.questionnaire.xlsform import own
from audit.questionnaire.xlsform.headers import OWN
from audit.questionnaire.xlsform.languages import shown

ORDER = (
    "list_name",
    "type",
    "name",
    "label",
    "hint",
    "required",
    "required_message",
    "relevant",
    "constraint",
    "constraint_message",
    "appearance",
    "default",
    "read_only",
    "calculation",
    "trigger",
    "choice_filter",
    "parameters",
    "repeat_count",
)


@dataclass(slots=True)
class Table:
    """The rows of one sheet."""

    name: str
    languages: Sequence[str] = ()
    rows: list[dict[str, str]] = field(default_factory=list)

    def add(self, cells: Mapping[str, str]) -> None:
        """Add a row."""
        self.rows.append(dict(cells))

    def page(self) -> Page:
        """Return the sheet to write; headers that our readers alone know stand last."""
        found = dict.fromkeys(header for row in self.rows for header in row)
        headers = sorted(found, key=self._rank)
        return Page(self.name, [headers, *([row.get(header, "") for header in headers] for row in self.rows)])

    def _rank(self, header: str) -> tuple[int, int, str]:
        name, _, language = header.partition("::")
        if name == OWN:
            return (len(ORDER) + 1, 0, header)
        spoken = next((place for place, code in enumerate(self.languages) if shown(code) == language), 0)
        return (ORDER.index(name) if name in ORDER else len(ORDER), spoken, "")


def text_cells(key: str, texts: Plain) -> dict[str, str]:
    """Return a text by language as cells; blank ones, which a cell cannot say, as a column of ours."""
    if not isinstance(texts, dict):
        return {}
    said = {code: text for code, text in texts.items() if isinstance(text, str)}
    if any(not text.strip() for text in said.values()):
        return owned({key: {code: text for code, text in said.items() if not text.strip()}})  | {
            f"{key}::{shown(code)}": text for code, text in said.items() if text.strip()
        }  # fmt: skip
    return {f"{key}::{shown(code)}": text for code, text in said.items()}


def owned(data: Mapping[str, Plain]) -> dict[str, str]:
    """Return what XLSForm has no column for as columns of ours."""
    return {f"{OWN}::{header}": text for header, text in own.flat(data).items()}
