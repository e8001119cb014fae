"""A body's own template is tried with a report in every language before it is kept.

What one report shows is not all: every branch of every condition is written once, too.
"""

from dataclasses import replace

from audit import wording
from audit.analysis.report import Action, Finding, FollowUp, Report
from audit.lifecycle import ActionState, FindingKind, Priority
from audit.render.document.telling import told
from audit.render.word.making import filled, whole
from audit.render.word.sandbox import Unfolded


def tried(template: bytes, report: Report) -> None:
    """Fill a template with a report in every language; raises Mistaken with what is wrong and what to do."""
    follow_up = _follow_up(report)
    for language in wording.languages():
        said = told(report, follow_up, language)
        filled(template, said, sandbox=Unfolded)
        filled(template, replace(said, synthetic=""))
        whole(report, follow_up, said, template=template)


def _follow_up(report: Report) -> FollowUp:
    found = Finding(number=1, kind=FindingKind.BARRIER, priority=Priority.HIGH, title={"en": "Finding"})
    promised = Action(
        number=1,
        cycle=report.cycle,
        what={"en": "Action"},
        responsible="Office",
        due=report.closed_on,
        state=ActionState.PLANNED,
        finding=1,
    )
    return FollowUp(as_of=report.closed_on, findings=(found,), actions=(promised,))
