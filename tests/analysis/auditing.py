"""An audit in which everything agrees, to be spoilt in one place by the tests of the checks."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from audit.analysis import scorecard
from audit.analysis.consistency import Asked, Facts
from audit.analysis.report import Part, Report, Table, TableGroup
from audit.analysis.staff_list import Headcount, StaffLevel, StaffList
from audit.questionnaire import answers, loader
from audit.questionnaire.values import Sex

INSTITUTION = """\
name: centre
version: "2"
respondent: institution
languages: [en, ru]
title: {en: Institution, ru: Учреждение}
dimensions:
  - {name: people, label: {en: People, ru: Состав}}
sections:
  - name: people
    label: {en: People, ru: Состав}
    questions:
      - name: posts
        type: headcount
        evidence: expected
        label: {en: Posts, ru: Должности}
        rows:
          - {name: head, decision_making: true, label: {en: Head, ru: Руководство}}
          - {name: staff, label: {en: Staff, ru: Сотрудники}}
      - name: selection
        type: headcount
        sum_rows: false
        label: {en: Selection, ru: Отбор}
        rows:
          - {name: applied, label: {en: Applied, ru: Подали}}
          - {name: listed, label: {en: Short-listed, ru: В коротком списке}}
          - {name: appointed, label: {en: Appointed, ru: Назначены}}
      - {name: budget, type: money, currency: USD, label: {en: Budget, ru: Бюджет}}
      - {name: women_budget, type: money, currency: USD, label: {en: For women, ru: Для женщин}}
      - {name: share, type: percent, label: {en: Share of women, ru: Доля женщин}}
      - {name: everybody, type: integer, label: {en: All staff, ru: Всего сотрудников}}
      - {name: adopted, type: date, label: {en: Adopted on, ru: Принято}}
      - name: policy
        type: select_one
        label: {en: Policy, ru: Политика}
        choices:
          - {name: "yes", score: 100, label: {en: "Yes", ru: Да}}
          - {name: "no", score: 0, label: {en: "No", ru: Нет}}
indicators:
  - {name: parity, dimension: people, measure: parity, of: posts}
  - {name: rate, dimension: people, measure: rate_ratio, of: selection, passed: appointed, entered: applied}
  - {name: funds, dimension: people, measure: share, of: women_budget, out_of: budget, at_least: 0.15}
  - {name: policy, dimension: people, measure: choice, of: policy}
agreements:
  - {name: staff, figures: [everybody, posts/*/*]}
printed_shares:
  - {percent: share, counts: posts}
"""
SURVEY = """\
name: survey
version: "1"
respondent: staff
languages: [en]
title: {en: Staff survey}
disaggregate_by: [sex]
sections:
  - name: all
    label: {en: All}
    questions:
      - name: sex
        type: select_one
        label: {en: Sex}
        choices:
          - {name: woman, counts_as: women, label: {en: Woman}}
          - {name: man, counts_as: men, label: {en: Man}}
"""
ASKED = loader.loads(INSTITUTION)
POLLED = loader.loads(SURVEY)
GIVEN: Mapping[str, Any] = {
    "posts": {"head": {"women": 1, "men": 3}, "staff": {"women": 9, "men": 17}},
    "selection": {
        "applied": {"women": 30, "men": 40},
        "listed": {"women": 10, "men": 10},
        "appointed": {"women": 2, "men": 2},
    },
    "budget": 1000,
    "women_budget": 200,
    "share": 33.3,
    "everybody": 30,
    "adopted": "2026-05-01",
    "policy": "yes",
}
START, END, TODAY = date(2026, 1, 1), date(2026, 12, 31), date(2027, 2, 1)
LEVELS = (StaffLevel("head", {"en": "Head"}, True), StaffLevel("staff", {"en": "Staff"}))
COUNTS = {"head": {Sex.WOMEN: 1, Sex.MEN: 3}, "staff": {Sex.WOMEN: 9, Sex.MEN: 17}}


def institution(**changes: Any) -> Asked:  # noqa: ANN401 - answers as JSON holds them
    """The institution's set as it was answered, with some answers changed; None takes one away."""
    raw = {name: value for name, value in {**GIVEN, **changes}.items() if value is not None}
    given = answers.read(ASKED, raw)
    card = scorecard.judge(ASKED, digest="0" * 64, today=TODAY, answers=given)
    return Asked(ASKED, given, card, invited=1, submitted=1, evidence={"posts": (date(2026, 6, 30),)})


def survey(*, women: int = 8, men: int = 16, invited: int = 30, submitted: int = 24) -> Asked:
    """A staff survey with one published table by sex."""
    groups = tuple(
        TableGroup(name=name, counts_as=sex, n=n, counts={}, favourable=None, mean=None)
        for name, sex, n in (("woman", "women", women), ("man", "men", men))
    )
    card = scorecard.judge(POLLED, digest="1" * 64, today=TODAY)
    tables = (Table(question="heard", by="sex", groups=groups),)
    return Asked(POLLED, card=card.model_copy(update={"tables": tables}), invited=invited, submitted=submitted)


def staff(*, on: date = END, counts: Mapping[str, Mapping[Sex, int]] = COUNTS) -> StaffList:
    """The body's own levels and one head-count of them."""
    return StaffList(LEVELS, (Headcount(on, counts),))


def last(asked: Asked, *, end: date = date(2025, 12, 31)) -> Report:
    """The report of the cycle before, in which the institution had answered so."""
    assert asked.card is not None
    part = Part(
        respondent="institution",
        mode="named",
        threshold=5,
        sensitive_threshold=10,
        invited=1,
        submitted=1,
        scorecard=asked.card,
        codebook=(),
    )
    return Report(
        body={"en": "Centre"},
        title={"en": "Audit"},
        synthetic=True,
        languages=("en",),
        cycle="2025",
        period_start=date(2025, 1, 1),
        period_end=end,
        reference_date=end,
        closed_on=date(2026, 2, 1),
        rule_version="1",
        software="paritet",
        parts=(part,),
    )


#: What the last cycle counted: near enough to agree, and not the same.
BEFORE = institution(posts={"head": {"women": 1, "men": 3}, "staff": {"women": 8, "men": 18}}, share=30)
CLEAN = Facts(START, END, END, TODAY, (institution(), survey()), staff(), last(BEFORE))


def spoilt(**changes: Any) -> Facts:  # noqa: ANN401 - whatever a field holds
    """The audit in which everything agrees, but for this."""
    return replace(CLEAN, **changes)
