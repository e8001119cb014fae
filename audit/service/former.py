"""What a report must know of the versions that an enquiry was asked in, and of the answers under earlier ones."""

import json
from collections.abc import Mapping, Sequence
from itertools import pairwise

from sqlalchemy.orm import Session

from audit.analysis.report import Report
from audit.analysis.versions import AskedVersion, FormerValue, Versions
from audit.questionnaire import changes
from audit.questionnaire.answers import Absence, Absent, Answers, read
from audit.questionnaire.changes import Change, Meaning
from audit.questionnaire.schema import Mode, Questionnaire
from audit.service import definitions
from audit.store import queries, versions
from audit.store.models import Enquiry, EnquiryVersion


def versions_of(
    session: Session, enquiry: Enquiry, *, response_ids: Sequence[str], last: Report | None = None
) -> Versions:
    """Return the versions of an enquiry with the answers that stand apart; `response_ids` in the order of the rows.

    `last` is the report of the cycle before, which says what was asked then.
    """
    kept = versions.versions(session, enquiry.id)
    asked = definitions.kept(session, {enquiry.digest, *(each.digest for each in kept)})
    steps = [_between(asked, before, after) for before, after in pairwise(kept)]
    renewed = _since(session, last, asked[kept[0].digest if kept else enquiry.digest], asked[enquiry.digest])
    for found in steps:
        renewed |= changes.measured(found, asked[enquiry.digest])
    if not kept:
        return Versions(renewed=renewed)
    places = {identity: place for place, identity in enumerate(response_ids)}
    with_ = versions.submitted_with(session, enquiry.id)
    return Versions(
        asked=tuple(
            AskedVersion(each.number, asked[each.digest], each.digest, each.since, changes.apart(found))
            for each, found in zip(kept, (*steps, ()), strict=True)
        ),
        former=_former(session, enquiry, {each.number: asked[each.digest] for each in kept}, places),
        submitted_with=tuple(with_.get(each, kept[-1].number) for each in response_ids),
        renewed=renewed,
    )


def not_asked(found: Versions, answers: Sequence[Answers], *, mode: Mode) -> tuple[Answers, ...]:
    """Return linked responses with the absence `not_asked` at what their version did not ask, or asked otherwise."""
    if mode is Mode.ANONYMOUS or not found.split:
        return tuple(answers)
    by_number = {each.number: each.questionnaire for each in found.asked}
    last = found.asked[-1]
    return tuple(
        _with_absences(given, by_number[number], last.questionnaire, found.split) if number != last.number else given
        for given, number in zip(answers, found.submitted_with, strict=True)
    )


def _with_absences(given: Answers, old: Questionnaire, new: Questionnaire, split: frozenset[str]) -> Answers:
    other = [name for name in new.questions if name not in given and (name in split or name not in old.questions)]
    return {**given, **dict.fromkeys(other, Absent(Absence.NOT_ASKED))}


def _between(asked: Mapping[str, Questionnaire], before: EnquiryVersion, after: EnquiryVersion) -> tuple[Change, ...]:
    found = changes.difference(asked[before.digest], asked[after.digest])
    return changes.declared(found, after.declared)


def _since(session: Session, last: Report | None, old: Questionnaire, new: Questionnaire) -> frozenset[str]:
    """Return the indicators of a questionnaire that measure something else than in the cycle before."""
    parts = last.parts if last else ()
    identity = next(
        (each.scorecard.questionnaire for each in parts if each.scorecard.questionnaire.name == old.name), None
    )
    if identity is None or queries.definition(session, identity.digest) is None:
        return frozenset()
    earlier = definitions.kept(session, {identity.digest})[identity.digest]
    found = changes.difference(earlier, old)
    return changes.measured((each for each in found if each.meaning is Meaning.CHANGED), new)


def _former(
    session: Session, enquiry: Enquiry, asked: Mapping[int, Questionnaire], places: Mapping[str, int]
) -> tuple[FormerValue, ...]:
    found = []
    for row in versions.former(session, enquiry.id):
        value = read(asked[row.version], {row.question: json.loads(row.value)}).get(row.question)
        if value is not None:
            found.append(FormerValue(row.version, row.question, value, places.get(row.response_id or "")))
    return tuple(found)
