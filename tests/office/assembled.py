"""A Report that the project itself assembles from the normative examples, for LibreOffice to agree with."""

import json
from datetime import date
from pathlib import Path

from audit.analysis.assembly import AuditFacts, EnquiryFacts, build
from audit.analysis.report import Report
from audit.questionnaire.answers import read
from audit.questionnaire.loader import digest, load
from audit.questionnaire.schema import Mode

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def assembled() -> Report:
    """The example institution and forty respondents of the example survey."""
    institution, staff = load(EXAMPLES / "institution.yaml"), load(EXAMPLES / "staff.yaml")
    answers = json.loads((EXAMPLES / "institution.answers.json").read_text(encoding="utf-8"))
    replies = [
        {
            "sex": "woman" if at % 2 else "man",
            "level": "senior" if at < 12 else "other_staff",
            "climate": {
                "voice": str(1 + (at * 7) % 5),
                "fair_promotion": str(1 + (at * 3 + at % 2) % 5),
                "excluded": "dk" if at % 9 == 0 else str(1 + (at * 11) % 5),
            },
        }
        for at in range(40)
    ]
    facts = AuditFacts(
        body={"en": "Body", "ru": "Организация"},
        title={"en": "Audit", "ru": "Аудит"},
        synthetic=True,
        languages=("en", "ru"),
        cycle="2026",
        period_start=date(2025, 7, 1),
        period_end=date(2026, 6, 30),
        reference_date=date(2026, 6, 30),
        closed_on=date(2026, 7, 20),
    )
    parts = (
        EnquiryFacts(institution, _digest("institution"), Mode.NAMED, 5, 10, 1, (read(institution, answers),)),
        EnquiryFacts(staff, _digest("staff"), Mode.ANONYMOUS, 5, 10, 50, [read(staff, reply) for reply in replies]),
    )
    return build(facts, parts)


def _digest(name: str) -> str:
    return digest((EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8"))
