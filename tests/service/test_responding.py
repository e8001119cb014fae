"""The respondent's journey: arrive, save in parts, submit once; every refusal by its code."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from audit.errors import InvalidAnswers, NotFound, Refused
from audit.lifecycle import Role
from audit.questionnaire.answers import Absence, Absent
from audit.service import audits, responding
from audit.service.actors import SYSTEM
from audit.store.models import Answer, Event, Response
from tests import build
from tests.build import TODAY

FULL = {"sex": "woman", "years": 7, "share": "0.10", "heard": "3", "mentor": "Anna"}


def test_a_link_opens_the_frozen_questionnaire_new(any_session: Session) -> None:
    work = build.field_work(any_session)
    sitting = responding.arrive(any_session, work.tokens[0])
    assert (sitting.state, sitting.questionnaire.name, dict(sitting.answers)) == ("new", "small-staff", {})


def test_arriving_leaves_nothing_behind(any_session: Session) -> None:
    work = build.field_work(any_session)
    responding.arrive(any_session, work.tokens[0])
    assert any_session.scalar(select(func.count()).select_from(Response)) == 0


def test_what_is_saved_is_there_again_on_another_device(any_session: Session) -> None:
    work = build.field_work(any_session)
    responding.save(any_session, work.tokens[0], FULL, language="ru")
    sitting = responding.arrive(any_session, work.tokens[0])
    assert sitting.answers == {**FULL, "share": Decimal("0.10")}
    assert (sitting.state, sitting.language) == ("draft", "ru")


def test_typed_values_are_saved_as_well_as_raw_ones(session: Session) -> None:
    work = build.field_work(session)
    given = {"share": Decimal("0.333333333333333333"), "years": 3, "heard": Absent(Absence.PREFER_NOT_TO_SAY)}
    assert responding.save(session, work.tokens[0], given).sitting.answers == given


def test_saving_one_question_leaves_the_others_alone(any_session: Session) -> None:
    work = build.field_work(any_session)
    responding.save(any_session, work.tokens[0], {"sex": "man", "years": 1})
    saved = responding.save(any_session, work.tokens[0], {"years": 2})
    assert saved.sitting.answers == {"sex": "man", "years": 2}


def test_nothing_in_the_place_of_an_answer_clears_it(session: Session) -> None:
    work = build.field_work(session)
    responding.save(session, work.tokens[0], {"sex": "man", "years": 1})
    assert responding.save(session, work.tokens[0], {"years": None}).sitting.answers == {"sex": "man"}


@pytest.mark.parametrize(
    ("question", "wrong", "code"),
    [
        ("sex", "martian", "unknown-choice"),
        ("sex", ["woman"], "unknown-choice"),
        ("years", "many", "not-a-number"),
        ("years", 61, "constraint"),
        ("comment", "x" * 300_000, "text-too-long"),
        ("comment", {"a": 1}, "not-a-text"),
        ("nothing", 1, "unknown-question"),
    ],
)
def test_what_is_wrong_is_refused_by_question_and_what_is_right_is_kept(
    session: Session, question: str, wrong: object, code: str
) -> None:
    work = build.field_work(session)
    saved = responding.save(session, work.tokens[0], {"heard": "2", question: wrong})
    assert {name: [each.code for each in found] for name, found in saved.mistakes.items()} == {question: [code]}
    assert saved.sitting.answers == {"heard": "2"}


def test_what_was_right_stays_when_something_wrong_follows(session: Session) -> None:
    work = build.field_work(session)
    responding.save(session, work.tokens[0], {"years": 5})
    assert responding.save(session, work.tokens[0], {"years": 99}).sitting.answers == {"years": 5}


def test_an_authors_own_words_say_what_to_do(session: Session) -> None:
    work = build.field_work(session)
    saved = responding.save(session, work.tokens[0], {"years": 99}, language="ru")
    assert str(saved.mistakes["years"][0].remedy) == "Введите от 0 до 60"


def test_a_receipt_repeats_the_promise(any_session: Session) -> None:
    work = build.field_work(any_session)
    responding.save(any_session, work.tokens[0], FULL)
    receipt = responding.submit(any_session, work.tokens[0], today=TODAY)
    assert (receipt.notice_digest, receipt.submitted_on, receipt.repeated) == (
        work.audit.enquiries[1].notice_digest,
        TODAY,
        False,
    )


def test_submitting_again_takes_nothing_and_says_so_with_the_same_number(any_session: Session) -> None:
    work = build.field_work(any_session)
    responding.save(any_session, work.tokens[0], FULL)
    first = responding.submit(any_session, work.tokens[0], today=TODAY)
    second = responding.submit(any_session, work.tokens[0], today=TODAY)
    assert (second.repeated, second.number) == (True, first.number)
    assert any_session.scalar(select(func.count()).select_from(Response)) == 1


def test_a_required_answer_that_is_missing_is_named_with_its_section(session: Session) -> None:
    work = build.field_work(session)
    responding.save(session, work.tokens[0], {"heard": "1"})
    with pytest.raises(InvalidAnswers) as refused:
        responding.submit(session, work.tokens[0], today=TODAY)
    (mistake,) = refused.value.mistakes
    assert [str(part) for part in mistake.place] == ["section 'you'", "question 'sex'"]


def test_a_refused_submission_loses_nothing(session: Session) -> None:
    work = build.field_work(session)
    responding.save(session, work.tokens[0], {"heard": "1"})
    with pytest.raises(InvalidAnswers):
        responding.submit(session, work.tokens[0], today=TODAY)
    assert responding.arrive(session, work.tokens[0]).answers == {"heard": "1"}


def test_a_hidden_answer_is_kept_until_it_is_submitted_and_dropped_then(any_session: Session) -> None:
    work = build.field_work(any_session)
    responding.save(any_session, work.tokens[0], FULL)
    saved = responding.save(any_session, work.tokens[0], {"sex": "man"})
    assert saved.sitting.answers["mentor"] == "Anna"
    responding.submit(any_session, work.tokens[0], today=TODAY)
    assert set(any_session.scalars(select(Answer.question))) == {"sex", "years", "share", "heard"}


def test_saving_after_submitting_is_refused(any_session: Session) -> None:
    work = build.field_work(any_session)
    responding.save(any_session, work.tokens[0], FULL)
    responding.submit(any_session, work.tokens[0], today=TODAY)
    with pytest.raises(Refused) as refused:
        responding.save(any_session, work.tokens[0], {"years": 1})
    assert refused.value.code == "already-submitted"
    assert any_session.scalar(select(func.count()).select_from(Response)) == 1


def test_a_submitted_anonymous_link_opens_without_answers(session: Session) -> None:
    work = build.field_work(session)
    responding.save(session, work.tokens[0], FULL)
    responding.submit(session, work.tokens[0], today=TODAY)
    sitting = responding.arrive(session, work.tokens[0])
    assert (sitting.state, dict(sitting.answers)) == ("submitted", {})


@pytest.mark.parametrize("token", ["", "x", "\ud800", "a" * 10_000])
def test_an_unknown_link_is_not_found(session: Session, token: str) -> None:
    build.field_work(session)
    with pytest.raises(NotFound) as refused:
        responding.arrive(session, token)
    assert refused.value.code == "unknown-link"


def test_after_the_last_day_a_link_has_expired(session: Session) -> None:
    work = build.field_work(session, deadline=TODAY)
    assert responding.arrive(session, work.tokens[0], today=TODAY).state == "new"
    with pytest.raises(Refused) as refused:
        responding.save(session, work.tokens[0], FULL, today=TODAY + timedelta(days=1))
    assert refused.value.code == "link-expired"


def test_a_closed_audit_takes_no_answers(session: Session) -> None:
    work = build.field_work(session)
    audits.close_audit(session, SYSTEM, work.audit.id)
    with pytest.raises(Refused) as refused:
        responding.arrive(session, work.tokens[0])
    assert refused.value.code == "audit-not-open"


def test_answering_by_a_link_writes_no_event(any_session: Session) -> None:
    work = build.field_work(any_session)
    before = any_session.scalar(select(func.count()).select_from(Event))
    responding.save(any_session, work.tokens[0], FULL)
    responding.submit(any_session, work.tokens[0], today=TODAY)
    assert any_session.scalar(select(func.count()).select_from(Event)) == before


def test_a_focal_point_fills_the_institutions_one_set(any_session: Session) -> None:
    work = build.field_work(any_session)
    actor = build.an_actor(work.body.id, Role.FOCAL_POINT)
    where = (any_session, actor, work.audit.id)
    responding.save_as(*where, enquiry_id=work.institution, answers={"posts": build.POSTS})
    assert responding.arrive_as(*where, enquiry_id=work.institution).answers == {"posts": build.POSTS}
    receipt = responding.submit_as(*where, enquiry_id=work.institution, today=TODAY)
    assert (receipt.submitted_on, receipt.repeated) == (TODAY, False)
    assert responding.submit_as(*where, enquiry_id=work.institution, today=date(2030, 1, 1)).submitted_on == TODAY


def test_the_event_of_a_named_save_names_questions_and_no_answer(session: Session) -> None:
    work = build.field_work(session)
    answers = {"posts": build.POSTS, "remark": "7319"}
    responding.save_as(session, SYSTEM, work.audit.id, enquiry_id=work.institution, answers=answers)
    told = audits.events(session, SYSTEM, work.audit.id)[0]
    assert (told.what, told.details["questions"]) == ("answers-saved", ["posts", "remark"])
    assert "7319" not in repr(told)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.MANAGEMENT])
def test_only_focal_points_answer_for_the_institution(session: Session, role: Role) -> None:
    work = build.field_work(session)
    with pytest.raises(Refused):
        responding.arrive_as(session, build.an_actor(work.body.id, role), work.audit.id, enquiry_id=work.institution)


def test_staff_sets_are_answered_by_links_only(session: Session) -> None:
    work = build.field_work(session)
    with pytest.raises(Refused) as refused:
        responding.arrive_as(session, SYSTEM, work.audit.id, enquiry_id=work.staff)
    assert refused.value.code == "by-link-only"
