"""Tables as CSV: one file a table, absences and withheld figures by their names, no text that a program would run."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time

from audit.analysis.report import Reason, Report, Why
from audit.render.data.variables import Cell, Dataset
from audit.render.words import label

BEGINS_A_FORMULA = "=+-@\t\r"
HEADS = (
    "questionnaire",
    "column",
    "question",
    "type",
    "section",
    "label",
    "hint",
    "choice",
    "choice_label",
    "points",
    "absent",
    "relevant",
    "required",
    "sensitive",
)


def table(dataset: Dataset, *, encoding: str) -> bytes:
    """Return a table; its first line holds the names of the variables.

    The columns of responses can be read again as answers. A text that begins like a formula gets an apostrophe in
    front, because a spreadsheet program would run it; a number never does.
    """
    lines = ((said(cell) for cell in row) for row in dataset.rows)
    return _written([[variable.name for variable in dataset.variables], *lines], encoding)


def codebook(report: Report, language: str, *, encoding: str) -> bytes:
    """Return every column of every questionnaire, a line a choice; anonymous ones too, as they hold no answer."""
    return _written([HEADS, *_codebook(report, language)], encoding)


def said(cell: Cell) -> str:
    """Return a cell as a text: an absence by its name, a withheld figure as `withheld:` and the reason."""
    match cell:
        case None:
            return ""
        case Reason():
            return f"withheld:{cell.value}"
        case Why():
            return cell.value
        case str():
            return f"'{cell}" if cell[:1] in BEGINS_A_FORMULA and cell else cell
        case date() | time():
            return cell.isoformat()
    return repr(cell)


def _written(lines: Iterable[Iterable[str]], encoding: str) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(lines)
    return out.getvalue().replace("\0", "\ufffd").encode(encoding, "replace")


def _codebook(report: Report, language: str) -> Iterator[Sequence[str]]:
    for part in report.parts:
        for entry in part.codebook:
            start = [
                part.scorecard.questionnaire.name,
                entry.column,
                entry.question,
                entry.type,
                label(entry.section, language),
                label(entry.label, language, entry.column),
                label(entry.hint or {}, language),
            ]
            end = [entry.relevant, entry.required, "yes" if entry.sensitive else ""]
            for choice in entry.choices:
                points = None if choice.score is None else choice.score
                told = [choice.name, label(choice.label, language, choice.name), said(points), choice.absent or ""]
                yield [said(text) for text in (*start, *told[:2])] + told[2:] + [said(text) for text in end]
            if not entry.choices:
                yield [said(text) for text in (*start, "", "", "", "", *end)]
