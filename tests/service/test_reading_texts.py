"""What people wrote leaves only after an auditor has read all of it, and only where enough of them wrote."""

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from audit.analysis.report import Withheld
from audit.errors import Mistaken, NotFound, Refused
from audit.lifecycle import Reading, Role
from audit.service import audits, reading_texts, reporting, responding
from audit.service.actors import SYSTEM
from tests import build
from tests.build import TODAY, FieldWork

MANY = 10


@pytest.fixture(autouse=True)
def _published_words(shelf: Path) -> None:
    """Let the small survey's comments be published."""
    file = shelf / "small-staff.yaml"
    told = file.read_text(encoding="utf-8").replace(
        "name: comment, type: text,", "name: comment, type: text, publish: true,"
    )
    file.write_text(told, encoding="utf-8")


def _closed(session: Session, people: int) -> FieldWork:
    work = build.field_work(session, people=people)
    for number, token in enumerate(work.tokens):
        given = {"sex": "woman" if number % 2 else "man", "heard": "1", "comment": f"Words of {number:02d}"}
        responding.save(session, token, given, language="en", today=TODAY)
        responding.submit(session, token, today=TODAY)
    audits.close_audit(session, SYSTEM, work.audit.id, today=TODAY)
    return work


def _read(session: Session, work: FieldWork, **changes: tuple[Reading, str]) -> None:
    (shown,) = reading_texts.to_read(session, SYSTEM, work.audit.id)
    made = {each.digest: changes.get(each.text[-2:], (Reading.LEFT_STANDING, "")) for each in shown.texts}
    made = {digest: told for digest, told in made.items() if told[0] is not Reading.UNREAD}
    reading_texts.read(session, SYSTEM, work.audit.id, enquiry_id=work.staff, question="comment", made=made)


def _words(session: Session, work: FieldWork) -> list[str]:
    told = _published(session, work)
    assert not isinstance(told, Withheld)
    return sorted(told)


def _published(session: Session, work: FieldWork) -> tuple[str, ...] | Withheld:
    report = reporting.report(session, SYSTEM, work.audit.id)
    return next(each.texts for part in report.parts for each in part.texts)


def test_texts_of_too_few_people_are_not_even_read(session: Session) -> None:
    work = _closed(session, MANY - 1)
    (shown,) = reading_texts.to_read(session, SYSTEM, work.audit.id)
    assert (shown.least, shown.texts) == (MANY, ())


def test_no_text_leaves_before_all_are_read(session: Session) -> None:
    work = _closed(session, MANY)
    _read(session, work, **{"07": (Reading.UNREAD, "")})
    reading_texts.publish(session, SYSTEM, work.audit.id, today=TODAY)
    assert isinstance(_published(session, work), Withheld)
    _read(session, work)
    reading_texts.publish(session, SYSTEM, work.audit.id, today=TODAY)
    assert _words(session, work) == [f"Words of {number:02d}" for number in range(MANY)]


def test_a_text_that_is_rewritten_leaves_only_in_the_auditors_words(session: Session) -> None:
    work = _closed(session, MANY)
    _read(session, work, **{"07": (Reading.REDACTED, "Somebody shouts")})
    reading_texts.publish(session, SYSTEM, work.audit.id, today=TODAY)
    assert "Somebody shouts" in _words(session, work)
    assert "Words of 07" not in reporting.report(session, SYSTEM, work.audit.id).model_dump_json()


def test_where_too_few_texts_are_left_none_is_published(session: Session) -> None:
    work = _closed(session, MANY)
    _read(session, work, **{"07": (Reading.LEFT_OUT, "")})
    reading_texts.publish(session, SYSTEM, work.audit.id, today=TODAY)
    assert isinstance(_published(session, work), Withheld)


def test_publishing_twice_makes_no_second_report(session: Session) -> None:
    work = _closed(session, MANY)
    _read(session, work)
    first = reading_texts.publish(session, SYSTEM, work.audit.id, today=TODAY)
    with pytest.raises(Refused) as refused:
        reading_texts.publish(session, SYSTEM, work.audit.id, today=TODAY)
    assert refused.value.code == "nothing-to-publish"
    assert [each.digest for each in reporting.snapshots(session, SYSTEM, work.audit.id)][-1] == first


def test_what_one_more_person_wrote_after_a_reopening_waits(session: Session) -> None:
    work = build.field_work(session, people=MANY + 1)
    late = work.tokens[-1]
    for number, token in enumerate(work.tokens[:-1]):
        responding.save(session, token, {"sex": "man", "comment": f"Words of {number:02d}"}, language="en", today=TODAY)
        responding.submit(session, token, today=TODAY)
    audits.close_audit(session, SYSTEM, work.audit.id, today=TODAY)
    _read(session, work)
    reading_texts.publish(session, SYSTEM, work.audit.id, today=TODAY)
    before = _words(session, work)
    audits.reopen_audit(session, SYSTEM, work.audit.id, reason="Somebody was ill")
    responding.save(session, late, {"sex": "man", "comment": "I was ill"}, language="en", today=TODAY)
    responding.submit(session, late, today=TODAY)
    audits.close_audit(session, SYSTEM, work.audit.id, today=TODAY)
    _read(session, work)
    reading_texts.publish(session, SYSTEM, work.audit.id, today=TODAY)
    (shown,) = reading_texts.to_read(session, SYSTEM, work.audit.id)
    assert "I was ill" not in [each.text for each in shown.texts]
    assert _words(session, work) == before


def test_what_one_person_wrote_after_a_reopening_is_not_shown_even_where_nothing_was_read_before(
    session: Session,
) -> None:
    work = build.field_work(session, people=MANY + 1)
    for number, token in enumerate(work.tokens):
        if number == MANY:
            audits.close_audit(session, SYSTEM, work.audit.id, today=TODAY)
            audits.reopen_audit(session, SYSTEM, work.audit.id, reason="Somebody was ill")
        responding.save(session, token, {"sex": "man", "comment": f"Words of {number:02d}"}, language="en", today=TODAY)
        responding.submit(session, token, today=TODAY)
    audits.close_audit(session, SYSTEM, work.audit.id, today=TODAY)
    (shown,) = reading_texts.to_read(session, SYSTEM, work.audit.id)
    assert [each.text for each in shown.texts] == [f"Words of {number:02d}" for number in range(MANY)]


def test_a_rewritten_text_needs_words_and_a_text_must_be_there(session: Session) -> None:
    work = _closed(session, MANY)
    (shown,) = reading_texts.to_read(session, SYSTEM, work.audit.id)
    given = {"enquiry_id": work.staff, "question": "comment"}
    with pytest.raises(Mistaken):
        reading_texts.read(
            session, SYSTEM, work.audit.id, made={shown.texts[0].digest: (Reading.REDACTED, " ")}, **given
        )
    with pytest.raises(NotFound):
        reading_texts.read(session, SYSTEM, work.audit.id, made={"0" * 64: (Reading.LEFT_OUT, "")}, **given)


@pytest.mark.parametrize("role", [Role.MANAGEMENT, Role.FOCAL_POINT, None])
def test_only_auditors_read(session: Session, role: Role | None) -> None:
    work = _closed(session, MANY)
    actor = build.an_actor(work.body.id, role)
    with pytest.raises((Refused, NotFound)):
        reading_texts.to_read(session, actor, work.audit.id)
    with pytest.raises((Refused, NotFound)):
        reading_texts.publish(session, actor, work.audit.id)
