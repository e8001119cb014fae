"""An audit closed, reopened and closed again: what its second report may say after its first."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from audit.analysis.report import Part, Reason, Withheld
from audit.render import words
from audit.service import audits, bodies, invitations, reporting, responding
from audit.service.actors import SYSTEM
from audit.service.bodies import UnitDraft
from audit.service.invitations import Invitee
from tests import build
from tests.build import TODAY, FieldWork

EARLY = [("woman", "1"), ("woman", "2"), ("woman", "3"), ("man", "1"), ("man", "2"), ("man", "3")] * 3
FEW = [("woman", "3"), ("man", "1")]
MANY = EARLY[:12]


def _answer(session: Session, tokens: Sequence[str], said: Sequence[tuple[str, str]]) -> None:
    for token, (sex, heard) in zip(tokens, said, strict=True):
        responding.save(session, token, {"sex": sex, "heard": heard})
        responding.submit(session, token, today=TODAY)


def _twice(session: Session, early: Sequence[tuple[str, str]], late: Sequence[tuple[str, str]]) -> tuple[Part, Part]:
    work: FieldWork = build.field_work(session, people=len(early) + len(late))
    _answer(session, work.tokens[: len(early)], early)
    first = _closed(session, work)
    audits.reopen_audit(session, SYSTEM, work.audit.id, reason="some were ill", today=TODAY)
    _answer(session, work.tokens[len(early) :], late)
    return first, _closed(session, work)


def _closed(session: Session, work: FieldWork) -> Part:
    audits.close_audit(session, SYSTEM, work.audit.id, today=TODAY)
    return reporting.report(session, SYSTEM, work.audit.id).parts[1]


def test_two_late_answers_are_in_no_table(session: Session) -> None:
    first, second = _twice(session, EARLY, FEW)
    assert [table.groups for table in second.scorecard.tables] == [table.groups for table in first.scorecard.tables]


def test_that_late_answers_are_not_counted_is_said(session: Session) -> None:
    first, second = _twice(session, EARLY, FEW)
    assert words.response(first, "en") == "answered: 18 of 20"
    assert words.response(second, "en") == "answered: 20 of 20; 2 late answer sets are not counted in 3 of 3 tables"


def test_enough_late_answers_are_counted(session: Session) -> None:
    _, second = _twice(session, EARLY, MANY)
    assert [(table.groups[0].n, table.late) for table in second.scorecard.tables] == [(30, 0)] * 3


def test_a_first_report_that_said_nothing_binds_nobody(session: Session) -> None:
    first, second = _twice(session, FEW, EARLY)
    assert first.submitted == Withheld(withheld=Reason.SMALL)
    assert [table.groups[0].n for table in second.scorecard.tables] == [20, 20, 20]


def _units(session: Session, work: FieldWork) -> list[int]:
    return [len(one.by_unit) for one in audits.progress(session, SYSTEM, work.audit.id)]


def _work_of_a_unit(session: Session) -> FieldWork:
    work = build.field_work(session, people=0)
    invited = [Invitee(f"Person {number}", unit="north") for number in range(12)]
    invitations.invite(session, SYSTEM, work.audit.id, enquiry_id=work.staff, invitees=invited)
    return work


def test_units_are_not_followed_again_after_reopening(session: Session) -> None:
    work = _work_of_a_unit(session)
    before = _units(session, work)
    audits.close_audit(session, SYSTEM, work.audit.id, today=TODAY)
    closed = _units(session, work)
    audits.reopen_audit(session, SYSTEM, work.audit.id, reason="some were ill", today=TODAY)
    assert (before, closed, _units(session, work)) == ([0, 1], [0, 1], [0, 0])


def test_units_are_not_followed_where_answers_are_broken_down_by_them(session: Session) -> None:
    work = _work_of_a_unit(session)
    units = (UnitDraft("north", {"en": "North"}), UnitDraft("woman", {"en": "The women's unit"}))
    bodies.update_body(session, SYSTEM, work.body.id, build.a_body_draft(units=units))
    assert _units(session, work) == [0, 0]
