"""Auditors read what people wrote in their own words before any of it is published: after closing, in no order.

Only questions that say `publish: true` are read, and only where enough people wrote. A text is known by its words, so
nothing is kept of who wrote it; what was made of it outlives a reopening.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from random import SystemRandom

from sqlalchemy import select
from sqlalchemy.orm import Session

from audit.analysis import disclosure, free_text
from audit.analysis.disclosure import Rule
from audit.analysis.free_text import Written
from audit.analysis.report import Report, Texts, Withheld, canonical, digest
from audit.analysis.rules import rule_set
from audit.errors import Mistake, Mistaken, NotFound, Refused, message
from audit.lifecycle import Reading, Step
from audit.questionnaire.schema import Questionnaire, TextQuestion
from audit.service import definitions, reporting, showing, submitted, texts
from audit.service.actors import Actor, require_step
from audit.service.history import record_audit
from audit.store import queries, reading, writing
from audit.store.models import Audit, Enquiry, Snapshot, TextReading

LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class TextView:
    """One text to be read: the SHA-256 of its words, the words, and what was made of it."""

    digest: str
    text: str
    reading: Reading
    redacted: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question whose texts may be published: they are shown only where at least `least` people wrote."""

    enquiry_id: str
    question: str
    label: dict[str, str]
    least: int
    texts: tuple[TextView, ...]

    @property
    def unread(self) -> int:
        """How many texts wait to be read."""
        return sum(each.reading is Reading.UNREAD for each in self.texts)


def to_read(session: Session, actor: Actor, audit_id: str) -> tuple[QuestionView, ...]:
    """Return the publishable questions of a closed audit with their texts in the alphabet's order; auditors only."""
    with reading(session):
        row = _closed(session, actor, audit_id)
        return tuple(
            _question_view(session, enquiry, question, _written(session, enquiry, question, asked))
            for enquiry, asked in _enquiries(session, row)
            for question in _publishable(asked)
        )


def read(
    session: Session,
    actor: Actor,
    audit_id: str,
    *,
    enquiry_id: str,
    question: str,
    made: Mapping[str, tuple[Reading, str]],
) -> None:
    """Keep what an auditor made of texts, by their digests: a reading and, where rewritten, the words that are left."""
    mistakes = texts.check(redacted for _, redacted in made.values())
    for told, redacted in made.values():
        if told is Reading.REDACTED and not 0 < len(redacted.strip()) <= LONGEST:
            remedy = message("Type what is left of the text, or leave it out.")
            mistakes.append(Mistake("nothing-left", (), message("a rewritten text has no words"), remedy))
    if mistakes:
        raise Mistaken(tuple(mistakes))
    with writing(session):
        row = _closed(session, actor, audit_id)
        shown = next(iter(_views(session, row, enquiry_id, question)), None)
        if shown is None or set(made) - {each.digest for each in shown.texts}:
            raise NotFound("unknown-text", message("There is no such text, or too few people wrote"))
        _keep(session, shown, made)
        record_audit(session, actor, "texts-read", audit=row, question=question)


def note(session: Session, audit: Audit) -> None:
    """Note which texts an audit that is being closed lets be read, unread as they are; within the caller's transaction.

    What comes after a reopening is told from them, whether or not anybody has read any by then.
    """
    for enquiry, asked in _enquiries(session, audit):
        for question in _publishable(asked):
            told = _question_view(session, enquiry, question, _written(session, enquiry, question, asked))
            _keep(session, told, {})


def publish(session: Session, actor: Actor, audit_id: str, *, today: date | None = None) -> str:
    """Keep a report with the texts that may be published in the place of the one in force; return its digest.

    Refused where nothing would change, so that pressing twice makes no second report.
    """
    day = today or date.today()
    with writing(session):
        row = showing.locked_audit_for(session, actor, audit_id)
        require_step(actor, row.body_id, step=Step.FIND, state=row.state)
        before = reporting.in_force(session, row)
        after = _with_texts(session, row, before)
        if canonical(after) == canonical(before):
            said = message("Nothing new can be published: too few people wrote, or some texts are not read yet")
            raise Refused("nothing-to-publish", said)
        retired = next(each for each in queries.snapshots(session, row.id) if each.retired_on is None)
        retired.retired_on = day
        session.flush()
        made = digest(after)
        number, closed = retired.number + 1, retired.closed_on
        session.add(Snapshot(audit_id=row.id, number=number, digest=made, report=canonical(after), closed_on=closed))
        record_audit(session, actor, "texts-published", audit=row, report=made)
        return made


def _keep(session: Session, shown: QuestionView, made: Mapping[str, tuple[Reading, str]]) -> None:
    for each in shown.texts:
        told, redacted = made.get(each.digest, (each.reading, each.redacted))
        kept = TextReading(enquiry_id=shown.enquiry_id, question=shown.question, digest=each.digest, reading=told)
        kept.redacted = redacted.strip() if told is Reading.REDACTED else ""
        session.merge(kept)


def _with_texts(session: Session, row: Audit, report: Report) -> Report:
    before = _published(session, row)
    found = {asked.name: (enquiry, asked) for enquiry, asked in _enquiries(session, row)}
    parts = []
    for part in report.parts:
        enquiry, asked = found[part.scorecard.questionnaire.name]
        told = tuple(
            _protected(session, enquiry, asked, question, before.get((asked.name, question.name)))
            for question in _publishable(asked)
        )
        parts.append(part.model_copy(update={"texts": told}) if told else part)
    return report.model_copy(update={"parts": tuple(parts)})


def _protected(
    session: Session, enquiry: Enquiry, asked: Questionnaire, question: TextQuestion, before: Texts | None
) -> Texts:
    told = _written(session, enquiry, question, asked)
    now = disclosure.protect_texts(question, told, _rule(enquiry), lot=SystemRandom(), before=before)
    if before is not None and _alike(now, before):
        return before
    return now


def _alike(one: Texts, other: Texts) -> bool:
    """Tell whether two publications hold the same texts, in whatever order the lot drew them."""
    if not isinstance(one.texts, tuple) or not isinstance(other.texts, tuple):
        return one == other
    return sorted(one.texts) == sorted(other.texts) and one.late == other.late


def _published(session: Session, row: Audit) -> dict[tuple[str, str], Texts]:
    """Return what any report of the audit published last of each question: whoever kept it can subtract it."""
    told: dict[tuple[str, str], Texts] = {}
    for kept in queries.snapshots(session, row.id):
        for part in Report.model_validate_json(kept.report).parts:
            for each in part.texts:
                if not isinstance(each.texts, Withheld):
                    told[part.scorecard.questionnaire.name, each.question] = each
    return told


def _views(session: Session, row: Audit, enquiry_id: str, question: str) -> Iterable[QuestionView]:
    for enquiry, asked in _enquiries(session, row):
        for each in _publishable(asked):
            if (enquiry.id, each.name) == (enquiry_id, question):
                yield _question_view(session, enquiry, each, _written(session, enquiry, each, asked))


def _question_view(
    session: Session, enquiry: Enquiry, question: TextQuestion, told: tuple[Written, ...]
) -> QuestionView:
    least = free_text.least(question, _rule(enquiry))
    enough = sum(bool(each.text.strip()) for each in told) >= least
    shown = sorted({_digest(each.text): each for each in told if each.text.strip()}.items(), key=_by_words)
    views = tuple(TextView(name, each.text, each.reading, each.redacted) for name, each in shown) if enough else ()
    return QuestionView(enquiry.id, question.name, dict(question.label), least, views)


def _by_words(held: tuple[str, Written]) -> str:
    return held[1].text.casefold()


def _written(session: Session, enquiry: Enquiry, question: TextQuestion, asked: Questionnaire) -> tuple[Written, ...]:
    """Return the texts that an auditor may read, with what was made of each.

    Once some were read, later ones wait unread until they are as many as a first publication needs: who reopened the
    audit for one person would read her own words.
    """
    wanted = select(TextReading).where(TextReading.enquiry_id == enquiry.id, TextReading.question == question.name)
    made = {each.digest: each for each in session.scalars(wanted)}
    given = (answers.get(question.name) for answers in submitted.every(session, enquiry, asked))
    told = [each for each in given if isinstance(each, str) and each.strip()]
    new = [each for each in told if _digest(each) not in made]
    if made and len(new) < free_text.least(question, _rule(enquiry)):
        told = [each for each in told if _digest(each) in made]
    return tuple(_as_read(each, made.get(_digest(each))) for each in told)


def _as_read(text: str, made: TextReading | None) -> Written:
    return Written(text) if made is None else Written(text, made.reading, made.redacted)


def _publishable(asked: Questionnaire) -> tuple[TextQuestion, ...]:
    return tuple(each for each in asked.questions.values() if isinstance(each, TextQuestion) and each.publish)


def _enquiries(session: Session, row: Audit) -> tuple[tuple[Enquiry, Questionnaire], ...]:
    asked = definitions.kept(session, {each.digest for each in row.enquiries})
    return tuple((each, asked[each.digest]) for each in row.enquiries)


def _rule(enquiry: Enquiry) -> Rule:
    return Rule(enquiry.threshold, enquiry.sensitive_threshold, rule_set(enquiry.rules))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _closed(session: Session, actor: Actor, audit_id: str) -> Audit:
    row = showing.audit_for(session, actor, audit_id)
    require_step(actor, row.body_id, step=Step.FIND, state=row.state)
    return row
