"""The sheet Codebook: every exported column with its question, choices, points and absences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from audit.analysis.report import CodebookChoice, CodebookEntry, Part, Report, Why
from audit.errors import mark
from audit.render import columns
from audit.render.columns import ABSENCES
from audit.render.excel.cells import Column, Format, Value
from audit.render.excel.page import Page
from audit.render.words import absence, label

COLUMNS = (
    Column(mark("Questionnaire"), 22),  # A
    Column(mark("Column"), 26),  # B
    Column(mark("Question"), 20),  # C
    Column(mark("Type"), 14),  # D
    Column(mark("Section"), 20),  # E
    Column(mark("Text of the question"), 46),  # F
    Column(mark("Hint"), 26),  # G
    Column(mark("Choice"), 14),  # H
    Column(mark("Text of the choice"), 28),  # I
    Column(mark("Points, 0–100"), 9, Format.PLAIN),  # J
    Column(mark("Counts as absent"), 16),  # K
    Column(mark("Asked if"), 22),  # L
    Column(mark("Required"), 10),  # M
    Column(mark("Sensitive"), 10),  # N
    Column(mark("Language of the text"), 14),  # O
)
LEGEND = mark("In any column of responses: why there is no answer")


@dataclass(frozen=True, slots=True)
class Points:
    """The points of choices: which are known, and the formula that looks them up."""

    sheet: str
    known: Mapping[tuple[str, str, str], float]

    def has(self, questionnaire: str, column: str, choice: object) -> bool:
        """Whether the codebook holds points for a choice of a column."""
        return isinstance(choice, str) and (questionnaire, column, choice) in self.known

    def formula(self, questionnaire: str, column: str, cell: str) -> str:
        """Look up the points of the choice that a cell names."""
        sheet = self.sheet
        where = f'{sheet}!$A:$A,"{questionnaire}",{sheet}!$B:$B,"{column}",{sheet}!$H:$H,{cell}'
        return f"SUMIFS({sheet}!$J:$J,{where})"


def points(report: Report, sheet: str) -> Points:
    """Collect the points of every choice of a report."""
    known = {
        (part.scorecard.questionnaire.name, entry.column, choice.name): choice.score
        for part in report.parts
        for entry in part.codebook
        for choice in entry.choices
        if choice.score is not None
    }
    return Points(sheet, known)


def codebook(page: Page, report: Report, earlier: Sequence[Report] = ()) -> None:
    """Write the sheet, one row a column, or a row a choice where it has choices; the names of absences close it."""
    page.head(COLUMNS)
    for part in report.parts:
        for entry in columns.asked(columns.releases(report, part, earlier)):
            for choice in entry.choices or (None,):
                page.add(_row(page, part, entry, choice))
    for why in ABSENCES:
        said = absence(page.language, why)
        page.add([None] * 5 + [page.say(LEGEND), None, why.value, said, None, said, None, None, None, None], soft=True)
    page.finish()
    page.sheet.freeze_panes = "C2"


def _row(page: Page, part: Part, entry: CodebookEntry, choice: CodebookChoice | None) -> list[Value]:
    language = page.language
    return [
        part.scorecard.questionnaire.name,
        entry.column,
        entry.question,
        entry.type,
        label(entry.section, language),
        label(entry.label, language, entry.column),
        label(entry.hint or {}, language),
        choice.name if choice else None,
        label(choice.label, language, choice.name) if choice else None,
        choice.score if choice else None,
        absence(language, Why(choice.absent)) if choice and choice.absent else None,
        entry.relevant,
        page.say(mark("yes")) if entry.required == "yes" else entry.required,
        page.say(mark("yes")) if entry.sensitive else None,
        page.lacking(entry.label, *([choice.label] if choice else [])),
    ]
