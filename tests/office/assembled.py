"""A Report that the project itself assembles from the normative examples, for LibreOffice to agree with."""

import json
from datetime import date
from pathlib import Path

from audit.analysis.assembly import AuditFacts, EnquiryFacts, build
from audit.analysis.report import Report
from audit.questionnaire.answers import read
from audit.questionnaire.loader import digest, load, loads
from audit.questionnaire.schema import Mode

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
NAMED = """
name: named-scales
version: "1"
respondent: institution
languages: [en, ru]
title: {en: Named scales, ru: Именные шкалы}
dimensions:
  - {name: climate, label: {en: Climate, ru: Климат}}
choices:
  agree:
    - {name: "1", label: {en: No, ru: Нет}}
    - {name: "2", label: {en: Rather no, ru: Скорее нет}}
    - {name: "3", label: {en: Neither, ru: Ни да ни нет}}
    - {name: "4", label: {en: Rather yes, ru: Скорее да}}
    - {name: "5", label: {en: "Yes", ru: Да}}
    - {name: dk, absent: dont_know, label: {en: Not known, ru: Неизвестно}}
sections:
  - name: views
    label: {en: Views, ru: Мнения}
    questions:
      - name: climate
        type: matrix
        choices: agree
        label: {en: Climate, ru: Климат}
        items:
          - {name: voice, label: {en: Voice, ru: Голос}}
          - {name: excluded, reverse: true, label: {en: Excluded, ru: Без нас}}
          - {name: fair, label: {en: Fair, ru: Честно}}
          - {name: unheard, reverse: true, label: {en: Unheard, ru: Не слышат}}
      - {name: safe, type: select_one, choices: agree, label: {en: Safe, ru: Безопасно}}
indicators:
  - {name: climate, dimension: climate, measure: likert, of: climate}
  - {name: safe, dimension: climate, measure: likert, of: safe}
"""


def assembled() -> Report:
    """The example institution, a named set of scales with reversed statements, and forty respondents of a survey."""
    institution, staff, named = load(EXAMPLES / "institution.yaml"), load(EXAMPLES / "staff.yaml"), loads(NAMED)
    answers = json.loads((EXAMPLES / "institution.answers.json").read_text(encoding="utf-8"))
    views = {"climate": {"voice": "4", "excluded": "2", "fair": "dk", "unheard": "5"}, "safe": "3"}
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
        EnquiryFacts(named, digest(NAMED), Mode.NAMED, 5, 10, 1, (read(named, views),)),
        EnquiryFacts(staff, _digest("staff"), Mode.ANONYMOUS, 5, 10, 50, [read(staff, reply) for reply in replies]),
    )
    return build(facts, parts)


def _digest(name: str) -> str:
    return digest((EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8"))
