"""The sheet Provenance: what a reader needs to trace and to recompute every figure of the workbook."""

from collections.abc import Sequence

from audit.analysis.report import Part, Report, Withheld, digest
from audit.errors import mark
from audit.render.excel.cells import Column, Look, Value
from audit.render.excel.making import Making
from audit.render.excel.page import Page
from audit.render.words import label
from audit.render.words import withheld as reason
from audit.wording import say

MODES = {"anonymous": mark("anonymous"), "confidential": mark("confidential"), "named": mark("named")}
SYNTHETIC = mark("Synthetic data: made up for training, it describes no real body.")


def provenance(page: Page, report: Report, making: Making, earlier: Sequence[Report] = ()) -> None:
    """Write the sheet: the report, the earlier ones whose rows stand beside it, then each questionnaire."""
    page.widths([Column("", 38), Column("", 74, left=True)])
    page.text(page.say(mark("Provenance")), Look(bold=True, size=14))
    facts: list[tuple[str, Value]] = [
        (mark("Body"), label(report.body, page.language)),
        (mark("Audit"), label(report.title, page.language)),
        (mark("Cycle"), report.cycle),
        (mark("Period from"), report.period_start),
        (mark("Period to"), report.period_end),
        (mark("Reference date"), report.reference_date),
        (mark("Closed on"), report.closed_on),
        (mark("Rules of disclosure, version"), report.rule_version),
        (mark("Digest of the report (SHA-256 of its canonical JSON)"), digest(report)),
        (mark("Software"), report.software),
        (mark("This workbook was made by"), str(making)),
        *((say(page.language, "Rows of cycle %(cycle)s, digest", cycle=told.cycle), digest(told)) for told in earlier),
    ]
    if report.synthetic:
        facts.append((mark("Kind of data"), page.say(SYNTHETIC)))
    _facts(page, facts)
    for part in report.parts:
        page.row += 1
        identity = part.scorecard.questionnaire
        page.text(label(identity.title, page.language, identity.name), Look(bold=True, size=12), across=2)
        _facts(page, _about(page, part))
    page.finish(head=0, filters=False, portrait=True)


def _facts(page: Page, facts: list[tuple[str, Value]]) -> None:
    for name, value in facts:
        page.add([page.say(name), value])


def _about(page: Page, part: Part) -> list[tuple[str, Value]]:
    identity = part.scorecard.questionnaire
    mean = mark("geometric") if part.scorecard.mean == "geometric" else mark("arithmetic")
    return [
        (mark("Questionnaire, name"), identity.name),
        (mark("Questionnaire, version"), identity.version),
        (mark("Questionnaire, digest (SHA-256)"), identity.digest),
        (mark("Answers are"), page.say(MODES[part.mode]) if part.mode in MODES else part.mode),
        (mark("Invited"), _count(part.invited, page.language)),
        (mark("Answered (base)"), _count(part.submitted, page.language)),
        *([(mark("Of these, typed in from paper"), _count(part.paper, page.language))] if part.paper else []),
        (mark("Smallest group published"), part.threshold),
        (mark("Smallest group published, sensitive questions"), part.sensitive_threshold),
        (mark("Mean of the total"), page.say(mean)),
        (
            mark("Rounding"),
            say(page.language, "none in the figures; half up where they are shown"),
        ),
    ]


def _count(figure: int | Withheld, language: str) -> Value:
    return reason(language, figure) if isinstance(figure, Withheld) else figure
