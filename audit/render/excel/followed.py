"""The sheets Findings and Actions: what auditors found and what the body promised, as it stood on the export's day."""

from audit.analysis.report import Action, Finding, FollowUp
from audit.errors import mark
from audit.lifecycle import ACTION_STATES, FINDING_KINDS, PRIORITIES
from audit.render.excel.cells import Column, Look, Value
from audit.render.excel.page import Page
from audit.render.words import day, label
from audit.wording import number, say

FINDINGS = (
    Column(mark("No."), 6),
    Column(mark("Finding"), 40),
    Column(mark("Explanation"), 60),
    Column(mark("Kind"), 16),
    Column(mark("Priority"), 18),
    Column(mark("Rests on"), 44),
)
ACTIONS = (
    Column(mark("Cycle"), 10),
    Column(mark("No."), 6),
    Column(mark("Action"), 56),
    Column(mark("Responsible"), 30),
    Column(mark("Last day"), 12, left=True),
    Column(mark("State"), 18),
    Column(mark("Late"), 10),
    Column(mark("What was done"), 44),
    Column(mark("Reported on"), 12, left=True),
    Column(mark("Answers finding"), 10, left=True),
)


def findings(page: Page, follow_up: FollowUp) -> None:
    """Write the agreed findings, one a row; an auditor's text is a text whatever it begins with."""
    page.head(FINDINGS)
    for each in follow_up.findings:
        page.add(_found(each, page.language))
    _close(page, follow_up)


def actions(page: Page, follow_up: FollowUp) -> None:
    """Write the promises of this cycle and of earlier ones, the nearest last day first."""
    page.head(ACTIONS)
    for each in follow_up.actions:
        page.add(_promised(each, follow_up, page.language), bold=each.late(follow_up.as_of))
    _close(page, follow_up)


def _found(one: Finding, language: str) -> tuple[Value, ...]:
    grounds = "; ".join(
        f"{label(each.label, language, each.indicator)}"
        + (f" ({number(language, each.score, 1)})" if each.score is not None else "")
        for each in one.grounds
    )
    kind, priority = say(language, FINDING_KINDS[one.kind]), say(language, PRIORITIES[one.priority])
    return (one.number, label(one.title, language), label(one.text, language), kind, priority, grounds)


def _promised(one: Action, follow_up: FollowUp, language: str) -> tuple[Value, ...]:
    return (
        one.cycle,
        one.number,
        label(one.what, language),
        one.responsible,
        one.due,
        say(language, ACTION_STATES[one.state]),
        say(language, "late") if one.late(follow_up.as_of) else "",
        one.note,
        one.reported_on,
        one.finding,
    )


def _close(page: Page, follow_up: FollowUp) -> None:
    page.finish()
    page.text("")
    page.text(
        say(page.language, "As it stood on %(day)s.", day=day(follow_up.as_of, page.language)),
        Look(soft=True, flat=True),
    )
