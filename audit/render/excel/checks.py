"""The sheets Checks and Contradictions: what does not agree in the data, and what two sides see differently."""

from audit.analysis.report import Contradiction, Inconsistency, Report
from audit.errors import mark
from audit.render.consistency import said as said_inconsistencies
from audit.render.contradictions import SaidContradiction
from audit.render.contradictions import contradictions as said_contradictions
from audit.render.excel.cells import Column, Format, Value
from audit.render.excel.page import Page
from audit.wording import say

CHECKS, CONTRADICTIONS = mark("Checks"), mark("Contradicting answers")
CHECK_COLUMNS = (
    Column(mark("No."), 6),  # A
    Column(mark("How grave"), 16),  # B
    Column(mark("What does not agree"), 76),  # C
    Column(mark("What to do"), 56),  # D
    Column(mark("Question"), 22),  # E
    Column(mark("Check, by name"), 26),  # F
)
CONTRADICTION_COLUMNS = (
    Column(mark("What the institution says and its staff do not see"), 44),  # A
    Column(mark("The institution’s answers"), 44),  # B
    Column(mark("Score, 0–100"), 9, Format.POINTS),  # C
    Column(mark("Contradicted from"), 11, Format.POINTS),  # D
    Column(mark("The staff’s answers"), 44),  # E
    Column(mark("Favourable"), 12, Format.SHARE),  # F
    Column(mark("Contradicted below"), 12, Format.SHARE),  # G
    Column(mark("Number"), 9, Format.COUNT),  # H
    Column(mark("Check"), 10),  # I
)
NOTHING = mark("nothing was found that does not agree")


def checks(page: Page, report: Report) -> None:
    """Write what does not agree, the gravest first, each with what to do."""
    page.head(CHECK_COLUMNS)
    found = report.inconsistencies or ()
    for at, (one, told) in enumerate(zip(found, said_inconsistencies(found, page.language), strict=True), start=1):
        page.add([at, told.weight, told.sentence, told.remedy, _about(one, page.language), one.check])
    if not found:
        page.add([None, None, page.say(NOTHING)])
    page.finish()


def _about(one: Inconsistency, language: str) -> str:
    return one.question or say(language, "the audit itself")


def has_contradictions(report: Report) -> bool:
    """Tell whether any two sides contradict each other."""
    return any(part.scorecard.contradictions for part in report.parts)


def contradictions(page: Page, report: Report) -> None:
    """Write both sides of every contradiction with the limits that make it one."""
    page.head(CONTRADICTION_COLUMNS)
    found = [one for part in report.parts for one in part.scorecard.contradictions]
    for one, told in zip(found, said_contradictions(report, page.language), strict=True):
        page.add(_row(page, one, told))
    page.finish()


def _row(page: Page, one: Contradiction, told: SaidContradiction) -> list[Value]:
    r = page.row + 1
    return [
        told.name,
        told.institution,
        one.score,
        one.at_least,
        told.staff,
        one.favourable,
        one.favourable_below,
        one.n,
        page.check(also=[f"C{r}>=D{r}", f"F{r}<G{r}"]),
    ]
