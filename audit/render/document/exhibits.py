"""What an institution gave as evidence, question by question, with the day that each document bears."""

from collections.abc import Iterator

from audit.analysis.report import Document, Report
from audit.errors import mark
from audit.render.document.blocks import Block, Table
from audit.render.words import day, label
from audit.wording import say

HEAD = (mark("Question"), mark("Document"), mark("Date of the document"))
UNDATED = mark("no date given")


def given(report: Report, language: str) -> tuple[Block, ...]:
    """List the documents of every questionnaire that was answered with any."""
    return tuple(_told(report, language))


def _told(report: Report, language: str) -> Iterator[Table]:
    head = tuple(say(language, word) for word in HEAD)
    for part in report.parts:
        if part.documents:
            asked = part.scorecard.questionnaire
            rows = tuple(_row(each, language) for each in part.documents)
            yield Table(label(asked.title, language, asked.name), head, rows, (44, 36, 20))


def _row(document: Document, language: str) -> tuple[str, ...]:
    dated = day(document.dated, language) if document.dated else say(language, UNDATED)
    return label(document.label, language, document.where), document.name, dated
