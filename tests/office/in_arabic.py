"""A Report of a questionnaire in Arabic: right to left, with a few texts that have no Arabic yet."""

from datetime import date

from audit.analysis.assembly import AuditFacts, EnquiryFacts, build
from audit.analysis.report import Report
from audit.questionnaire.answers import read
from audit.questionnaire.loader import digest, loads
from audit.questionnaire.schema import Mode

ASKED = """
name: arabic-institution
version: "1"
respondent: institution
languages: [ar, en]
title: {ar: تدقيق المساواة بين الجنسين, en: Gender audit}
dimensions:
  - {name: posts, label: {ar: التمثيل, en: Representation}}
  - {name: means, label: {ar: الموارد, en: Resources}}
scale:
  - {level: low, from: 0, label: {ar: ضعيف, en: Low}}
  - {level: fair, from: 50, label: {ar: مقبول, en: Fair}}
sections:
  - name: people
    label: {ar: الموظفون, en: People}
    questions:
      - name: posts
        type: headcount
        label: {ar: النساء والرجال حسب المستوى, en: Women and men by level}
        rows:
          - {name: head, decision_making: true, label: {ar: الرئيس, en: Head}}
          - {name: director, decision_making: true, label: {ar: المديرون, en: Directors}}
          - {name: staff, label: {ar: الموظفون الآخرون, en: Other staff}}
      - name: policy
        type: select_one
        label: {ar: هل اعتُمدت سياسة للمساواة؟, en: Is a gender policy adopted?}
        choices:
          - {name: "yes", score: 100, label: {ar: نعم, en: "Yes"}}
          - {name: draft, score: 50, label: {ar: مسودة, en: Drafted}}
          - {name: "no", score: 0, label: {en: "No"}}
      - name: measures
        type: select_multiple
        label: {en: Which measures are in force?}
        choices:
          - {name: flexible, score: 50, label: {ar: ساعات مرنة, en: Flexible hours}}
          - {name: parental, score: 50, label: {ar: إجازة للوالدين, en: Leave for both parents}}
      - {name: remark, type: text, label: {ar: ملاحظة, en: Remark}}
indicators:
  - name: parity_by_level
    dimension: posts
    measure: parity
    of: posts
    label: {ar: التكافؤ حسب المستوى, en: Parity by level}
  - {name: policy, dimension: means, measure: choice, of: policy, label: {ar: السياسة, en: Policy}}
  - {name: measures, dimension: means, measure: choice, of: measures, label: {ar: التدابير, en: Measures}}
"""
POSTS = {
    "head": {"women": 0, "men": 1, "other": 0},
    "staff": {"women": 12, "men": 9, "other": 1},
}
ANSWERS = {"policy": "draft", "measures": ["flexible"], "remark": "=1+1"}


def in_arabic() -> Report:
    """Two cycles of one body, so that there is a trend."""
    asked = loads(ASKED)
    found: list[Report] = []
    for year in (2024, 2026):
        posts = {**POSTS, "director": {"women": year - 2024, "men": 2, "other": 0}}
        responses = (read(asked, {**ANSWERS, "posts": posts}),)
        found.append(build(_facts(year), (EnquiryFacts(asked, digest(ASKED), Mode.NAMED, 5, 10, 1, responses),), found))
    return found[-1]


def _facts(year: int) -> AuditFacts:
    return AuditFacts(
        body={"ar": "مركز الدبلوماسية الوقائية", "en": "Centre for preventive diplomacy"},
        title={"ar": f"تدقيق {year}", "en": f"Audit {year}"},
        synthetic=True,
        languages=("ar", "en"),
        cycle=str(year),
        period_start=date(year, 1, 1),
        period_end=date(year, 12, 31),
        reference_date=date(year, 12, 31),
        closed_on=date(year, 12, 31),
    )
