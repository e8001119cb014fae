"""A live questionnaire changes by a compared version with a reason; no answer is lost, and nobody is told by it."""

from collections.abc import Mapping

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from audit.errors import DefinitionError, Mistaken, NotFound, Refused
from audit.lifecycle import Role
from audit.questionnaire import loader
from audit.questionnaire.changes import Meaning
from audit.service import audits, reporting, responding, versions
from audit.service.actors import SYSTEM
from audit.store import reading
from audit.store.models import FormerAnswer
from tests import build

STAFF = build.SHELF["small-staff"]
FRANK = build.SHELF["frank-staff"]
SECOND = ('version: "1"', 'version: "2"')
#: Another scale: whoever answered before answered something else.
SCALE = ('    - {name: "2", label: {en: Neither, ru: Ни да ни нет}}\n', "")


def changed(text: str, *replaced: tuple[str, str]) -> str:
    for before, after in (SECOND, *replaced):
        assert before in text
        text = text.replace(before, after)
    return text


def revise(session: Session, work: build.FieldWork, text: str, enquiry_id: str = "", **given: object) -> int:
    where = enquiry_id or work.staff
    asked = versions.compare(session, SYSTEM, work.audit.id, enquiry_id=where, text=text).asked
    told: dict[str, object] = {"asked": asked, "reason": "A choice was missing", **given}
    told |= {"enquiry_id": where, "text": text}
    return versions.apply(session, SYSTEM, work.audit.id, **told)  # type: ignore[arg-type]  # each test gives its own


def answer(session: Session, token: str, given: Mapping[str, object], *, submitted: bool = True) -> None:
    responding.save(session, token, given, today=build.TODAY)
    if submitted:
        responding.submit(session, token, today=build.TODAY)


def test_the_comparison_changes_nothing_and_says_every_class(session: Session) -> None:
    work = build.field_work(session)
    text = changed(STAFF, SCALE, ("en: Years here", "en: Years in this body"))
    found = versions.compare(session, SYSTEM, work.audit.id, enquiry_id=work.staff, text=text)
    assert [(each.key, each.meaning) for each in found.changes] == [
        ("questions/years/label/en", Meaning.TYPING),
        ("choices/agree/choices/2", Meaning.CHANGED),
    ]
    assert (found.before, found.after, found.meaning, found.mistakes) == ("1", "2", Meaning.CHANGED, ())
    assert audits.audit(session, SYSTEM, work.audit.id).enquiries[1].version == "1"


def test_a_correction_of_spelling_applies_at_once_and_keeps_every_answer(session: Session) -> None:
    work = build.field_work(session, people=2)
    answer(session, work.tokens[0], {"sex": "woman", "heard": "2"})
    answer(session, work.tokens[1], {"sex": "man", "heard": "3"}, submitted=False)
    assert revise(session, work, STAFF.replace("I am heard", "They hear me")) == 2
    sitting = responding.arrive(session, work.tokens[1], today=build.TODAY)
    assert sitting.questionnaire.questions["heard"].label["en"] == "They hear me"
    assert sitting.answers == {"sex": "man", "heard": "3"}


def test_a_draft_moves_on_and_what_was_changed_in_it_is_asked_anew_and_kept(session: Session) -> None:
    work = build.field_work(session)
    answer(session, work.tokens[0], {"sex": "man", "heard": "2", "share": "0.5"}, submitted=False)
    revise(session, work, changed(STAFF, SCALE, ("share, type: decimal", "share, type: integer")))
    sitting = responding.arrive(session, work.tokens[0], today=build.TODAY)
    assert sitting.answers == {"sex": "man"}
    kept = session.scalars(select(FormerAnswer).order_by(FormerAnswer.question)).all()
    assert [(each.question, each.value, each.version, each.submitted) for each in kept] == [
        ("heard", '"2"', 1, False),
        ("share", "0.5", 1, False),
    ]
    session.rollback()
    answer(session, work.tokens[0], {"heard": "3"})


def test_an_anonymous_answer_stands_apart_without_its_response(session: Session) -> None:
    work = build.field_work(session)
    answer(session, work.tokens[0], {"sex": "man", "heard": "2"})
    revise(session, work, changed(STAFF, SCALE))
    with reading(session):
        kept = session.scalars(select(FormerAnswer)).one()
        assert (kept.question, kept.value, kept.submitted, kept.response_id) == ("heard", '"2"', True, None)


def test_old_answers_stand_apart_in_the_report_above_the_threshold_and_never_broken_down(session: Session) -> None:
    work = build.field_work(session, people=20)
    for number, token in enumerate(work.tokens[:10]):
        answer(session, token, {"sex": "woman" if number % 2 else "man", "heard": str(1 + number % 3)})
    revise(session, work, changed(STAFF, SCALE))
    for number, token in enumerate(work.tokens[10:]):
        answer(session, token, {"sex": "woman" if number % 2 else "man", "heard": "3" if number % 3 else "1"})
    audits.close_audit(session, SYSTEM, work.audit.id, today=build.TODAY)
    part = reporting.report(session, SYSTEM, work.audit.id).parts[1]
    (former,) = part.former
    assert (former.version, former.table.question, former.table.by) == ("1", "heard", "all")
    assert [(each.n, each.counts) for each in former.table.groups] == [(10, {"1": 4, "2": 3, "3": 3})]
    present = {table.by: table for table in part.scorecard.tables if table.question == "heard"}
    assert present["all"].groups[0].n == 10
    assert {each.name: each.n for each in present["sex"].groups} == {"all": 10, "woman": 5, "man": 5}
    assert [each.version for each in part.versions] == ["1", "2"]


@pytest.mark.parametrize("early", [0, 1, 2, 4])
def test_few_who_answered_before_are_told_by_nothing(session: Session, early: int) -> None:
    work = build.field_work(session, people=early + 20)
    for token in work.tokens[:early]:
        answer(session, token, {"sex": "woman", "heard": "1"})
    revise(session, work, changed(STAFF, SCALE))
    for number, token in enumerate(work.tokens[early:]):
        answer(session, token, {"sex": "woman" if number % 2 else "man", "heard": "3" if number % 3 else "1"})
    audits.close_audit(session, SYSTEM, work.audit.id, today=build.TODAY)
    part = reporting.report(session, SYSTEM, work.audit.id).parts[1]
    (former,) = part.former
    assert [getattr(each.counts, "withheld", None) for each in former.table.groups] == ["small"]
    by_sex = next(table for table in part.scorecard.tables if (table.question, table.by) == ("heard", "sex"))
    shown = {each.name for each in by_sex.groups if isinstance(each.n, int)}
    assert shown == ({"all", "woman", "man"} if early == 0 else {"all"})


def test_a_meaning_that_is_kept_pools_all_answers_in_one_table(session: Session) -> None:
    work = build.field_work(session, people=10)
    for number, token in enumerate(work.tokens):
        if number == 5:
            text = changed(STAFF, ("en: I am heard", "en: I am listened to"))
            revise(session, work, text, declared={"questions/heard/label/en": "kept"})
        answer(session, token, {"sex": "woman" if number % 2 else "man", "heard": "3" if number % 3 else "1"})
    audits.close_audit(session, SYSTEM, work.audit.id, today=build.TODAY)
    part = reporting.report(session, SYSTEM, work.audit.id).parts[1]
    assert part.former == ()
    assert next(table for table in part.scorecard.tables if table.question == "heard").groups[0].n == 10


def test_the_set_of_an_institution_is_asked_for_again_with_all_that_still_holds(session: Session) -> None:
    work = build.field_work(session)
    focal = build.an_actor(work.body.id, Role.FOCAL_POINT)
    where = (session, focal, work.audit.id)
    responding.save_as(*where, enquiry_id=work.institution, answers={"posts": build.POSTS, "remark": "Fine"})
    responding.submit_as(*where, enquiry_id=work.institution, today=build.TODAY)
    row = "          - {name: staff, label: {en: Staff, ru: Сотрудники}}\n"
    new = changed(build.INSTITUTION, (row, row.replace("staff,", "experts,")))
    revise(session, work, new, work.institution)
    sitting = responding.arrive_as(*where, enquiry_id=work.institution, today=build.TODAY)
    assert sitting.state is responding.Progress.DRAFT
    assert sitting.answers == {"posts": {"head": build.POSTS["head"]}, "remark": "Fine"}
    counts = {"head": build.POSTS["head"], "experts": {"women": 2, "men": 2, "other": 0}}
    responding.save_as(*where, enquiry_id=work.institution, answers={"posts": counts})
    responding.submit_as(*where, enquiry_id=work.institution, today=build.TODAY)
    audits.close_audit(session, SYSTEM, work.audit.id, today=build.TODAY)
    part = reporting.report(session, SYSTEM, work.audit.id).parts[0]
    assert [entry.column for entry in part.codebook][:3] == ["version", "posts/head/women", "posts/head/men"]
    assert "posts/staff/women@1" in {entry.column for entry in part.codebook}
    assert (part.rows[0]["version"], part.rows[0]["posts/staff/men@1"], part.rows[0]["posts/experts/men"]) == (
        "2",
        9,
        2,
    )
    assert set(part.rows[0]) <= {entry.column for entry in part.codebook}
    assert part.renewed == ("parity",)


def test_a_named_response_keeps_its_version_and_says_that_it_was_not_asked(session: Session) -> None:
    work = build.field_work(session, people=2, enquiries=build.NAMED)
    answer(session, work.tokens[0], {"sex": "man", "heard": "2"})
    text = changed(FRANK, ("name: comment, type: text", "name: remark, type: text"), SCALE)
    revise(session, work, text)
    answer(session, work.tokens[1], {"sex": "man", "heard": "3", "remark": "New"})
    audits.close_audit(session, SYSTEM, work.audit.id, today=build.TODAY)
    rows = {row["version"]: row for row in reporting.report(session, SYSTEM, work.audit.id).parts[1].rows}
    assert (rows["1"]["heard"], rows["1"]["heard@1"], rows["1"]["remark"]) == (
        {"absent": "not_asked"},
        "2",
        {"absent": "not_asked"},
    )
    assert (rows["2"]["heard"], rows["2"].get("heard@1"), rows["2"]["remark"]) == ("3", None, "New")


def test_the_next_cycle_says_at_its_trend_that_something_else_was_asked(session: Session) -> None:
    work = build.field_work(session)
    audits.close_audit(session, SYSTEM, work.audit.id, today=build.TODAY)
    later = {"cycle": "2026", "reference_date": build.TODAY, "period_end": build.TODAY}
    draft = build.an_audit(session, work.body.id, **later)
    again = audits.open_audit(session, SYSTEM, draft.id, today=build.TODAY)
    rule = changed(build.INSTITUTION, ("measure: parity", "measure: parity, curve: linear"))
    revise(session, build.FieldWork(work.body, again, "", again.enquiries[0].id, ()), rule, again.enquiries[0].id)
    audits.close_audit(session, SYSTEM, again.id, today=build.TODAY)
    points = reporting.report(session, SYSTEM, again.id).score_trend
    told = {(point.cycle, point.questionnaire): [str(each) for each in point.cautions] for point in points}
    assert told == {
        ("2025", "small-institution"): [],
        ("2025", "small-staff"): [],
        ("2026", "small-institution"): ["other_meaning"],
        ("2026", "small-staff"): [],
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (STAFF, "no-change"),
        (STAFF.replace(*SCALE), "no-new-version"),
        (changed(STAFF, ("threshold: 5,", "threshold: 3,")), "looser-promise"),
        (changed(STAFF, ("threshold: 5,", "threshold: 8,")), "threshold-too-small"),
    ],
)
def test_what_may_not_be_asked_now_is_said_before_and_refused(session: Session, text: str, code: str) -> None:
    work = build.field_work(session)
    found = versions.compare(session, SYSTEM, work.audit.id, enquiry_id=work.staff, text=text)
    assert code in {each.code for each in found.mistakes}
    with pytest.raises(Mistaken):
        revise(session, work, text)


def test_another_questionnaire_and_a_text_that_is_none_are_refused(session: Session) -> None:
    work = build.field_work(session)
    where = (session, SYSTEM, work.audit.id)
    with pytest.raises(Mistaken, match="another questionnaire"):
        versions.compare(*where, enquiry_id=work.staff, text=FRANK)
    with pytest.raises(DefinitionError):
        versions.compare(*where, enquiry_id=work.staff, text="name: small-staff")
    with pytest.raises(NotFound):
        versions.compare(*where, enquiry_id="none", text=STAFF)


def test_a_reason_is_needed_and_a_comparison_with_another_version_does_not_count(session: Session) -> None:
    work = build.field_work(session)
    text = changed(STAFF, SCALE)
    with pytest.raises(Mistaken, match="no reason is given"):
        revise(session, work, text, reason=" ")
    revise(session, work, text)
    with pytest.raises(Refused, match="Another version is asked by now"):
        revise(session, work, text.replace("I am heard", "Heard"), asked=loader.digest(STAFF))


def test_once_results_of_a_survey_were_published_its_meaning_stays(session: Session) -> None:
    work = build.field_work(session)
    audits.close_audit(session, SYSTEM, work.audit.id, today=build.TODAY)
    audits.reopen_audit(session, SYSTEM, work.audit.id, reason="One more", today=build.TODAY)
    with pytest.raises(Mistaken, match="Change it in the next cycle"):
        revise(session, work, changed(STAFF, SCALE))
    revise(session, work, STAFF.replace("I am heard", "They hear me"))


def test_what_was_published_is_remembered_across_versions(session: Session) -> None:
    work = build.field_work(session, people=11)
    for number, token in enumerate(work.tokens[:10]):
        answer(session, token, {"sex": "woman" if number % 2 else "man", "heard": str(1 + number % 3)})
    audits.close_audit(session, SYSTEM, work.audit.id, today=build.TODAY)
    audits.reopen_audit(session, SYSTEM, work.audit.id, reason="One more", today=build.TODAY)
    revise(session, work, STAFF.replace("I am heard", "They hear me"))
    answer(session, work.tokens[10], {"sex": "woman", "heard": "1"})
    audits.close_audit(session, SYSTEM, work.audit.id, today=build.TODAY)
    tables = reporting.report(session, SYSTEM, work.audit.id).parts[1].scorecard.tables
    assert {(table.groups[0].n, table.late) for table in tables if table.question == "heard"} == {(10, 1)}


def test_auditors_alone_and_only_while_it_is_open(session: Session) -> None:
    work = build.field_work(session)
    reader = build.an_actor(work.body.id, Role.MANAGEMENT)
    with pytest.raises(Refused, match="Your role does not allow this"):
        versions.compare(session, reader, work.audit.id, enquiry_id=work.staff, text=STAFF)
    audits.close_audit(session, SYSTEM, work.audit.id, today=build.TODAY)
    with pytest.raises(Refused, match="cannot be changed any more"):
        versions.history(session, SYSTEM, work.audit.id, enquiry_id=work.staff)


def test_the_history_tells_the_versions_with_their_reasons(session: Session) -> None:
    work = build.field_work(session)
    assert [each.number for each in versions.history(session, SYSTEM, work.audit.id, enquiry_id=work.staff)] == [1]
    revise(session, work, changed(STAFF, SCALE))
    found = versions.history(session, SYSTEM, work.audit.id, enquiry_id=work.staff)
    assert [(each.number, each.version, each.meaning.value, each.reason) for each in found] == [
        (1, "1", "typing", ""),
        (2, "2", "changed", "A choice was missing"),
    ]
    event = audits.events(session, SYSTEM, work.audit.id)[0]
    assert (event.what, event.details["versions"], event.details["class"]) == (
        "questionnaire-changed",
        ["1", "2"],
        "changed",
    )
