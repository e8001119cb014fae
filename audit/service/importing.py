"""Filled-in forms and answer files brought into an institution's set: read, put together, taken where none disagree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from audit.errors import InvalidAnswers, Mistake, Mistaken, Refused, Severity, message
from audit.questionnaire import answer_files, changes, filled_form
from audit.questionnaire.answers import Answers, plain
from audit.questionnaire.merging import Conflict, Filed, merged
from audit.questionnaire.schema import Questionnaire
from audit.service import definitions, responding
from audit.service.actors import Actor
from audit.store import queries, reading

#: The source that stands for what the set holds already; no file is called so.
KEPT = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it was sent: its name and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Brought:
    """What bringing files in came to: conflicts to decide (then nothing was taken), questions taken, what was refused.

    `warnings` say of forms of another version what has changed since they were made.
    """

    questionnaire: Questionnaire
    conflicts: tuple[Conflict, ...]
    taken: tuple[str, ...]
    mistakes: tuple[Mistake, ...]
    warnings: tuple[Mistake, ...]


def read(
    session: Session, actor: Actor, audit_id: str, *, enquiry_id: str, files: Sequence[Sent]
) -> tuple[tuple[Filed, ...], tuple[Mistake, ...]]:
    """Read files against the set that they are meant for, and warn of forms of another version.

    Raises Mistaken with what is wrong in all of them, each by its file, sheet and cell; refused as `arrive_as`.
    """
    questionnaire = responding.arrive_as(session, actor, audit_id, enquiry_id=enquiry_id).questionnaire
    filed: list[Filed] = []
    mistakes: list[Mistake] = []
    warnings: list[Mistake] = []
    for number, each in enumerate(files):
        name = each.name if all(other.name != each.name for other in files[:number]) else f"{each.name} ({number + 1})"
        try:
            filed.append(Filed(name, _one(questionnaire, each)))
            warnings += _changed(session, questionnaire, each)
        except Mistaken as refusal:
            mistakes += refusal.mistakes
    if mistakes:
        raise InvalidAnswers(tuple(mistakes))
    return tuple(filed), tuple(warnings)


def bring(
    session: Session,
    actor: Actor,
    audit_id: str,
    *,
    enquiry_id: str,
    filed: Sequence[Filed],
    chosen: Mapping[str, str],
    today: date | None = None,
) -> Brought:
    """Take answers into the set, in one transaction: all that agree with it and one another, or nothing.

    `chosen` names the source that holds where they do not agree, KEPT for what the set holds. What breaks a constraint
    is not kept and said. Refused as `sit_as`, and once the set was submitted.
    """
    with responding.sit_as(session, actor, audit_id, enquiry_id=enquiry_id, today=today) as desk:
        held = desk.sitting.answers
        if desk.sitting.state is responding.Progress.SUBMITTED:
            said = message("These answers have been submitted and cannot be changed any more")
            raise Refused("already-submitted", said)
        found = merged((Filed(KEPT, held), *filed), chosen=chosen)
        fresh = {name: value for name, value in found.answers.items() if held.get(name) != value}
        if found.conflicts or not fresh:
            return Brought(desk.sitting.questionnaire, found.conflicts, (), (), ())
        saved = desk.keep(plain(fresh), desk.sitting.language)
        wrong = tuple(each for several in saved.mistakes.values() for each in several)
        taken = tuple(name for name in fresh if name not in saved.mistakes)
        return Brought(desk.sitting.questionnaire, (), taken, wrong, ())


def _one(questionnaire: Questionnaire, sent: Sent) -> Answers:
    found = answer_files.read_bytes(questionnaire, sent.content, file=sent.name)
    if len(found) == 1:
        return found[0]
    wrong = message("an institution has one answer set, and %(count)d were given", count=len(found))
    remedy = message("Give the file of one institution and one period.")
    raise InvalidAnswers((Mistake("several-answer-sets", (), wrong, remedy, file=sent.name),))


def _changed(session: Session, questionnaire: Questionnaire, sent: Sent) -> list[Mistake]:
    """Return warnings for a form of another version: that it is one, and every question that has changed since."""
    if not sent.name.lower().endswith(answer_files.FORMS):
        return []
    form = filled_form.opened(sent.content, file=sent.name)
    warned = list(filled_form.fitting(form, questionnaire))
    with reading(session):
        known = queries.definition(session, form.digest) if warned else None
    if known is None:
        return warned
    before = definitions.parsed(known.text)
    touched = dict.fromkeys(name for each in changes.difference(before, questionnaire) for name in each.questions)
    return warned + [
        replace(
            warned[0],
            code="changed-question",
            place=(message("question '%(name)s'", name=name),),
            wrong=message("this question has changed since the form was made"),
            remedy=message("Compare the answer with the question as it is now."),
            severity=Severity.WARNING,
        )
        for name in touched
    ]
