"""The sheet Documents: what an institution gave as evidence, with the day that each document bears."""

from audit.analysis.report import Report
from audit.errors import mark
from audit.render.excel.cells import Column, Format
from audit.render.excel.page import Page
from audit.render.words import label

DOCUMENTS = mark("Documents")
COLUMNS = (
    Column(mark("No."), 6),  # A
    Column(mark("Questionnaire"), 34),  # B
    Column(mark("Question"), 60),  # C
    Column(mark("Document"), 60),  # D
    Column(mark("Date of the document"), 16, Format.DAY),  # E
    Column(mark("Question, by name"), 26),  # F
)


def has_documents(report: Report) -> bool:
    """Tell whether any questionnaire was answered with documents."""
    return any(part.documents for part in report.parts)


def exhibits(page: Page, report: Report) -> None:
    """Write every document with its question and its date; the date is left open where none was given."""
    page.head(COLUMNS)
    given = [(part.scorecard.questionnaire, each) for part in report.parts for each in part.documents]
    for at, (asked, each) in enumerate(given, start=1):
        title, question = (
            label(words, page.language, name) for words, name in ((asked.title, asked.name), (each.label, each.where))
        )
        page.add([at, title, question, each.name, each.dated, each.where])
    page.finish()
