"""The checks over an audit as its report tells it, beside the answers of its institution and the body's staff list."""

from collections.abc import Sequence

from audit.analysis.consistency import found
from audit.analysis.consistency.facts import Asked, Facts
from audit.analysis.report import Inconsistency, Report
from audit.analysis.staff_list import StaffList
from audit.questionnaire.answers import Answers
from audit.questionnaire.documents import days
from audit.questionnaire.schema import Questionnaire


def inconsistencies(
    report: Report, asked: Sequence[tuple[Questionnaire, Answers]], *, staff: StaffList | None, last: Report | None
) -> tuple[Inconsistency, ...]:
    """Return what does not agree; `asked` are the questionnaires of the report's parts in their order.

    Each stands with the answers of an institution's set, none for a survey.
    """
    sets = tuple(
        Asked(
            questionnaire,
            answers,
            part.scorecard,
            invited=part.invited,
            submitted=part.submitted,
            evidence=days(questionnaire, ((each.question, each.dated) for each in part.documents)),
        )
        for (questionnaire, answers), part in zip(asked, report.parts, strict=True)
    )
    facts = Facts(
        report.period_start,
        report.period_end,
        report.reference_date,
        report.closed_on,
        asked=sets,
        staff=staff,
        last=last,
    )
    return found(facts)
