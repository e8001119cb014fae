"""One Report of every shipped questionnaire, answered as its worked answer sets say."""

from datetime import date
from functools import cache

from audit.analysis.assembly import AuditFacts, EnquiryFacts, build
from audit.analysis.report import Report
from audit.questionnaire.schema import Mode, Respondent
from tests.content.counting import TODAY, filed, questionnaire

#: Every shipped questionnaire with the name of its answer files.
FILES = {
    "regional-centre-institution": "regional-centre-institution",
    "foreign-ministry-institution": "ministry",
    "international-partners": "international-partners",
    "staff-survey": "staff-survey",
    "staff-survey-short": "staff-survey-short",
    "civil-society-voice": "civil-society-voice",
}


@cache
def all_worked(kind: str) -> Report:
    """Return the report of all of them, `fair` or `weak`, in one audit."""
    facts = AuditFacts(
        body={"en": "Body", "ru": "Организация"},
        title={"en": "Audit", "ru": "Аудит"},
        synthetic=True,
        languages=("ru", "en"),
        cycle="2026",
        period_start=date(2025, 7, 1),
        period_end=date(2026, 6, 30),
        reference_date=date(2026, 6, 30),
        closed_on=TODAY,
    )
    return build(facts, [_enquiry(name, f"{file}.{kind}") for name, file in FILES.items()])


def _enquiry(name: str, file: str) -> EnquiryFacts:
    asked = questionnaire(name)
    given = filed(asked, file)
    mode = Mode.NAMED if asked.respondent is Respondent.INSTITUTION else Mode.ANONYMOUS
    return EnquiryFacts(asked, "0" * 64, mode, 5, 10, len(given), given)
