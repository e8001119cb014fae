"""Days that do not fit the audit: head-counts and evidence outside the period, periods that overlap or leave a gap."""

from collections.abc import Iterator
from datetime import date, timedelta

from audit.analysis.consistency.facts import Facts, noted
from audit.analysis.report import Inconsistency
from audit.questionnaire.schema import DateQuestion

DAY = timedelta(days=1)


def headcount_after_period(facts: Facts) -> Iterator[Inconsistency]:
    """Yield that the head-count nearest to the reference date is later than the period."""
    nearest = facts.staff.nearest(facts.reference_date) if facts.staff else None
    if nearest is not None and nearest.on > facts.period_end:
        yield noted("headcount-after-period", day=nearest.on, end=facts.period_end)


def headcount_before_period(facts: Facts) -> Iterator[Inconsistency]:
    """Yield that no head-count is as young as the period."""
    latest = max((each.on for each in facts.staff.headcounts), default=None) if facts.staff else None
    if latest is not None and latest < facts.period_start:
        yield noted("headcount-before-period", day=latest, start=facts.period_start)


def headcount_off_reference(facts: Facts) -> Iterator[Inconsistency]:
    """Yield that the head-count within the period is of another day than the audit speaks of."""
    nearest = facts.staff.nearest(facts.reference_date) if facts.staff else None
    if nearest is None or not facts.period_start <= nearest.on <= facts.period_end:
        return
    if nearest.on != facts.reference_date:
        yield noted("headcount-off-reference", day=nearest.on, reference=facts.reference_date)


def reference_outside_period(facts: Facts) -> Iterator[Inconsistency]:
    """Yield that the audit speaks of a day outside its period."""
    if not facts.period_start <= facts.reference_date <= facts.period_end:
        yield noted("reference-outside-period", reference=facts.reference_date)


def periods_overlap(facts: Facts) -> Iterator[Inconsistency]:
    """Yield that the period begins before that of the last cycle ended."""
    last = facts.last
    if last is not None and facts.period_start <= last.period_end:
        yield noted("periods-overlap", start=facts.period_start, end=last.period_end, cycle={"en": last.cycle})


def period_skipped(facts: Facts) -> Iterator[Inconsistency]:
    """Yield that time lies between the period and that of the last cycle."""
    last = facts.last
    if last is not None and facts.period_start > last.period_end + DAY:
        yield noted("period-skipped", start=facts.period_start, end=last.period_end, cycle={"en": last.cycle})


def evidence_before_period(facts: Facts) -> Iterator[Inconsistency]:
    """Yield documents that are older than the period."""
    for name, label, day in _documents(facts):
        if day is not None and day < facts.period_start:
            yield noted("evidence-before-period", name, question=label, day=day)


def evidence_after_period(facts: Facts) -> Iterator[Inconsistency]:
    """Yield documents that are younger than the period, and no younger than the day of looking."""
    for name, label, day in _documents(facts):
        if day is not None and facts.period_end < day <= facts.today:
            yield noted("evidence-after-period", name, question=label, day=day, end=facts.period_end)


def evidence_after_closing(facts: Facts) -> Iterator[Inconsistency]:
    """Yield documents that are dated after the day of looking."""
    for name, label, day in _documents(facts):
        if day is not None and day > facts.today:
            yield noted("evidence-after-closing", name, question=label, day=day)


def evidence_missing(facts: Facts) -> Iterator[Inconsistency]:
    """Yield answered questions that ask for evidence and have none, where their section takes documents."""
    for asked in facts.institutions:
        for question in asked.questionnaire.questions.values():
            if question.name in asked.answers and (asked.evidence or {}).get(question.name) == ():
                yield noted("evidence-missing", question.name, question=question.label)


def date_ahead(facts: Facts) -> Iterator[Inconsistency]:
    """Yield answers that name a day still to come."""
    for asked in facts.institutions:
        for question in asked.questionnaire.questions.values():
            value = asked.answers.get(question.name)
            if isinstance(question, DateQuestion) and isinstance(value, date) and value > facts.today:
                yield noted("date-ahead", question.name, question=question.label, day=value)


def _documents(facts: Facts) -> Iterator[tuple[str, dict[str, str], date | None]]:
    for asked in facts.institutions:
        for name, days in (asked.evidence or {}).items():
            yield from ((name, asked.label(name), day) for day in days)
