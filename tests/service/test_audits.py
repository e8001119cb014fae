"""The auditor's journey: draft, open, invite, follow, close, reopen; every mistake named."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from audit.analysis.report import Reason, Withheld, digest
from audit.errors import Mistaken, NotFound, Refused
from audit.lifecycle import Role, State
from audit.questionnaire.schema import Mode
from audit.service import audits, bodies, invitations, people, progress, reporting, responding
from audit.service.actors import SYSTEM
from audit.service.invitations import Invitee
from audit.service.views import EnquiryDraft
from audit.store.models import Definition
from tests import build
from tests.build import TODAY


def _codes(refused: pytest.ExceptionInfo[Mistaken]) -> list[str]:
    return [each.code for each in refused.value.mistakes]


def test_a_questionnaires_own_terms_are_the_default(any_session: Session) -> None:
    view = build.an_audit(any_session, build.a_body(any_session).id)
    assert [(each.mode, each.threshold, each.sensitive_threshold) for each in view.enquiries] == [
        (Mode.NAMED, 5, 10),
        (Mode.ANONYMOUS, 5, 10),
    ]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"enquiries": (EnquiryDraft("small-staff", mode=Mode.NAMED),)}, "looser-mode"),
        ({"enquiries": (EnquiryDraft("small-staff", threshold=4),)}, "threshold-too-small"),
        ({"enquiries": (EnquiryDraft("small-staff", sensitive_threshold=6),)}, "threshold-too-small"),
        ({"enquiries": (EnquiryDraft("small-institution", threshold=2),)}, "threshold-too-small"),
        ({"enquiries": (EnquiryDraft("small-institution", mode=Mode.ANONYMOUS),)}, "institution-is-named"),
        ({"enquiries": (EnquiryDraft("small-staff"), EnquiryDraft("small-staff"))}, "asked-twice"),
        ({"title": {"en": " "}}, "no-title"),
        ({"languages": ()}, "no-language"),
        ({"languages": ("tg",), "enquiries": (EnquiryDraft("small-staff"),)}, "no-common-language"),
        ({"period_end": date(2024, 1, 1)}, "period-runs-back"),
    ],
)
def test_a_draft_that_is_wrong_is_refused_by_name(session: Session, changes: dict[str, object], code: str) -> None:
    body = build.a_body(session)
    with pytest.raises(Mistaken) as refused:
        build.an_audit(session, body.id, **changes)
    assert _codes(refused) == [code]
    assert audits.audits(session, SYSTEM) == ()


def test_an_audit_that_nobody_could_answer_is_not_opened(session: Session) -> None:
    draft = build.an_audit(session, build.a_body(session).id, deadline=TODAY)
    with pytest.raises(Refused) as refused:
        audits.open_audit(session, SYSTEM, draft.id, today=TODAY + timedelta(days=1))
    assert refused.value.code == "deadline-has-passed"
    assert audits.open_audit(session, SYSTEM, draft.id, today=TODAY).state is State.OPEN


def test_an_unknown_questionnaire_is_not_found(session: Session) -> None:
    body = build.a_body(session)
    with pytest.raises(NotFound):
        build.an_audit(session, body.id, enquiries=(EnquiryDraft("nothing"),))


def test_stricter_terms_than_promised_are_taken(session: Session) -> None:
    wanted = EnquiryDraft("small-staff", threshold=12)
    (kept,) = build.an_audit(session, build.a_body(session).id, enquiries=(wanted,)).enquiries
    assert (kept.threshold, kept.sensitive_threshold) == (12, 12)


def test_a_draft_changes_and_an_open_audit_does_not(session: Session) -> None:
    body = build.a_body(session)
    view = build.an_audit(session, body.id)
    changed = audits.update_audit(session, SYSTEM, view.id, build.an_audit_draft(body.id, cycle="2026"))
    assert changed.cycle == "2026"
    audits.open_audit(session, SYSTEM, view.id)
    with pytest.raises(Refused) as refused:
        audits.update_audit(session, SYSTEM, view.id, build.an_audit_draft(body.id))
    assert refused.value.code == "wrong-state"


def test_an_audit_that_asks_nothing_does_not_open(session: Session) -> None:
    view = build.an_audit(session, build.a_body(session).id, enquiries=())
    with pytest.raises(Refused) as refused:
        audits.open_audit(session, SYSTEM, view.id)
    assert refused.value.code == "nothing-to-ask"


def test_an_open_audit_keeps_its_text_when_the_file_changes(session: Session, shelf: Path) -> None:
    work = build.field_work(session)
    file = shelf / "small-staff.yaml"
    file.write_text(file.read_text().replace("I am heard", "Changed later"), encoding="utf-8")
    asked = responding.arrive(session, work.tokens[0]).questionnaire
    assert asked.questions["heard"].label["en"] == "I am heard"


def test_a_draft_takes_the_newest_text_when_it_opens(session: Session, shelf: Path) -> None:
    draft = build.an_audit(session, build.a_body(session).id)
    file = shelf / "small-staff.yaml"
    file.write_text(file.read_text().replace('version: "1"', 'version: "2"'), encoding="utf-8")
    assert audits.open_audit(session, SYSTEM, draft.id).enquiries[1].version == "2"


def test_a_draft_opens_no_looser_than_the_newest_text_promises(session: Session, shelf: Path) -> None:
    draft = build.an_audit(session, build.a_body(session).id)
    file = shelf / "small-staff.yaml"
    file.write_text(file.read_text().replace("threshold: 5", "threshold: 8"), encoding="utf-8")
    with pytest.raises(Mistaken) as refused:
        audits.open_audit(session, SYSTEM, draft.id)
    assert _codes(refused) == ["threshold-too-small"]


def test_a_draft_opens_with_its_own_text_when_the_file_is_gone(session: Session, shelf: Path) -> None:
    draft = build.an_audit(session, build.a_body(session).id)
    (shelf / "small-staff.yaml").unlink()
    assert audits.open_audit(session, SYSTEM, draft.id).enquiries[1].title["en"] == "Small staff survey"


def test_a_text_is_kept_once_for_every_digest(any_session: Session) -> None:
    build.field_work(any_session)
    build.field_work(any_session)
    assert any_session.scalar(select(func.count()).select_from(Definition)) == 2


def test_closing_keeps_the_report_under_its_digest(any_session: Session) -> None:
    work = build.field_work(any_session)
    answers = {"posts": build.POSTS}
    responding.save_as(any_session, SYSTEM, work.audit.id, enquiry_id=work.institution, answers=answers)
    responding.submit_as(any_session, SYSTEM, work.audit.id, enquiry_id=work.institution, today=TODAY)
    assert audits.close_audit(any_session, SYSTEM, work.audit.id, today=TODAY).state is State.CLOSED
    report = reporting.report(any_session, SYSTEM, work.audit.id)
    (kept,) = reporting.snapshots(any_session, SYSTEM, work.audit.id)
    assert (digest(report), report.closed_on) == (kept.digest, TODAY)
    assert report.parts[0].scorecard.score is not None


@pytest.mark.parametrize(("enquiries", "rows"), [(build.CONFIDENTIAL, 0), (build.NAMED, 3), (build.ANONYMOUS, 0)])
def test_rows_leave_only_named_sets(session: Session, enquiries: object, rows: int) -> None:
    work = build.field_work(session, people=3, enquiries=enquiries)
    for token in work.tokens:
        responding.save(session, token, {"sex": "man", "comment": "7319"})
        responding.submit(session, token, today=TODAY)
    audits.close_audit(session, SYSTEM, work.audit.id)
    report = reporting.report(session, SYSTEM, work.audit.id)
    assert len(report.parts[1].rows) == rows
    assert ("7319" in report.model_dump_json()) is bool(rows)


def test_reopening_needs_a_reason_and_retires_the_report(any_session: Session) -> None:
    work = build.field_work(any_session)
    audits.close_audit(any_session, SYSTEM, work.audit.id)
    with pytest.raises(Mistaken):
        audits.reopen_audit(any_session, SYSTEM, work.audit.id, reason=" ")
    audits.reopen_audit(any_session, SYSTEM, work.audit.id, reason="Two were ill", today=TODAY)
    (kept,) = reporting.snapshots(any_session, SYSTEM, work.audit.id)
    assert kept.retired_on == TODAY
    assert audits.events(any_session, SYSTEM, work.audit.id)[0].details == {"reason": "Two were ill"}
    with pytest.raises(Refused):
        reporting.report(any_session, SYSTEM, work.audit.id)


@pytest.mark.parametrize("new", [None, TODAY + timedelta(days=7)])
def test_a_reopened_audit_has_a_new_last_day_or_none(session: Session, new: date | None) -> None:
    work = build.field_work(session, deadline=TODAY)
    audits.close_audit(session, SYSTEM, work.audit.id)
    later = TODAY + timedelta(days=7)
    audit = audits.reopen_audit(session, SYSTEM, work.audit.id, reason="Two were ill", deadline=new, today=later)
    assert audit.deadline == new
    assert responding.arrive(session, work.tokens[0], today=later).notice.deadline == new


def test_an_audit_is_not_reopened_until_a_day_that_has_passed(session: Session) -> None:
    work = build.field_work(session)
    audits.close_audit(session, SYSTEM, work.audit.id)
    yesterday = TODAY - timedelta(days=1)
    with pytest.raises(Mistaken) as refused:
        audits.reopen_audit(session, SYSTEM, work.audit.id, reason="Ill", deadline=yesterday, today=TODAY)
    assert [each.code for each in refused.value.mistakes] == ["deadline-has-passed"]


def test_every_step_leaves_an_event_with_its_actor(session: Session) -> None:
    work = build.field_work(session)
    auditor = build.an_actor(work.body.id, Role.AUDITOR, name="Дана")
    audits.close_audit(session, auditor, work.audit.id)
    told = [(each.actor, each.what) for each in audits.events(session, SYSTEM, work.audit.id)]
    assert told == [
        ("Дана", "audit-closed"),
        ("system", "people-invited"),
        ("system", "audit-opened"),
        ("system", "audit-created"),
    ]


TURNED = [(Invitee(label), "control-character") for label in ("A\x00", "\u202eA")]


@pytest.mark.parametrize(
    ("invitee", "code"), [(Invitee("A", unit="x"), "unknown-unit"), (Invitee(" "), "no-label"), *TURNED]
)
def test_an_invitation_that_is_wrong_makes_no_link(session: Session, invitee: Invitee, code: str) -> None:
    work = build.field_work(session, people=0)
    with pytest.raises(Mistaken) as refused:
        invitations.invite(session, SYSTEM, work.audit.id, enquiry_id=work.staff, invitees=[Invitee("B"), invitee])
    assert _codes(refused) == [code]
    assert invitations.participations(session, SYSTEM, work.audit.id, enquiry_id=work.staff) == ()


def test_nobody_is_invited_to_an_institutions_set(session: Session) -> None:
    work = build.field_work(session)
    with pytest.raises(Refused) as refused:
        invitations.invite(session, SYSTEM, work.audit.id, enquiry_id=work.institution, invitees=[Invitee("A")])
    assert refused.value.code == "institution-is-not-invited"


@pytest.mark.parametrize(
    ("enquiries", "seen"), [(build.ANONYMOUS, None), (build.CONFIDENTIAL, True), (build.NAMED, True)]
)
def test_who_submitted_is_shown_only_where_answers_are_linked(
    session: Session, enquiries: object, seen: bool | None
) -> None:
    work = build.field_work(session, enquiries=enquiries)
    responding.save(session, work.tokens[0], {"sex": "man"})
    responding.submit(session, work.tokens[0], today=TODAY)
    (shown,) = invitations.participations(session, SYSTEM, work.audit.id, enquiry_id=work.staff)
    assert (shown.label, shown.submitted) == ("Person 0", seen)


def test_a_replaced_link_dies_and_the_new_one_opens(any_session: Session) -> None:
    work = build.field_work(any_session)
    (person,) = invitations.participations(any_session, SYSTEM, work.audit.id, enquiry_id=work.staff)
    made = invitations.replace_link(any_session, SYSTEM, person.id)
    assert responding.arrive(any_session, made.token).state == "new"
    with pytest.raises(NotFound):
        responding.arrive(any_session, work.tokens[0])


def test_no_anonymous_link_is_replaced_while_a_draft_could_be_lost(session: Session) -> None:
    work = build.field_work(session, people=2)
    responding.save(session, work.tokens[0], {"sex": "man"})
    for person in invitations.participations(session, SYSTEM, work.audit.id, enquiry_id=work.staff):
        with pytest.raises(Refused) as refused:
            invitations.replace_link(session, SYSTEM, person.id)
        assert refused.value.code == "draft-could-be-lost"


def test_a_named_draft_stays_when_its_link_is_replaced(session: Session) -> None:
    work = build.field_work(session, enquiries=build.NAMED)
    responding.save(session, work.tokens[0], {"sex": "man"})
    (person,) = invitations.participations(session, SYSTEM, work.audit.id, enquiry_id=work.staff)
    made = invitations.replace_link(session, SYSTEM, person.id)
    assert responding.arrive(session, made.token).answers == {"sex": "man"}


@pytest.mark.parametrize(("submitted", "shown"), [(4, None), (5, 5), (9, 5), (10, 10)])
def test_during_field_work_a_count_is_rounded_down_and_withheld_below_the_threshold(
    session: Session, submitted: int, shown: int | None
) -> None:
    work = build.field_work(session, people=12)
    for token in work.tokens[:submitted]:
        responding.save(session, token, {"sex": "man"})
        responding.submit(session, token, today=TODAY)
    _, staff = audits.progress(session, SYSTEM, work.audit.id)
    assert staff.submitted == (Withheld(withheld=Reason.OPEN) if shown is None else shown)


@pytest.mark.parametrize(
    ("invited", "shown"),
    [
        ({"a": 10, "b": 10}, {"a", "b"}),
        ({"a": 30, "b": 9}, set()),
        ({"a": 30, "b": 12, "c": 9}, {"a"}),
        ({"a": 30, "b": 6, "c": 6}, {"a"}),
        ({"a": 9}, set()),
    ],
)
def test_a_unit_is_shown_when_it_and_the_withheld_rest_are_twice_the_threshold(
    invited: dict[str | None, int], shown: set[str]
) -> None:
    assert progress.publishable(invited, threshold=5) == shown


def test_the_shelf_is_shown_by_name() -> None:
    assert [card.name for card in audits.questionnaires()] == ["frank-staff", "small-institution", "small-staff"]


def test_an_auditor_who_makes_a_body_is_its_auditor(session: Session) -> None:
    user, body = build.a_user(session), build.a_body(session)
    people.grant(session, SYSTEM, user.id, body_id=body.id, role=Role.AUDITOR)
    made = bodies.create_body(session, people.actor_for(session, user.id), build.a_body_draft())
    assert people.actor_for(session, user.id).roles_for(made.id) == {Role.AUDITOR}
