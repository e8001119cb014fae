"""An auditor types in what came back on paper: recorded as such, tied to nobody where answers are anonymous."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from audit.analysis.report import Withheld
from audit.errors import AuditError, InvalidAnswers, Mistaken, NotFound, Refused
from audit.lifecycle import Role
from audit.questionnaire.filled import Cell
from audit.service import audits, invitations, paper, reporting, responding
from audit.service.actors import SYSTEM, Actor
from audit.store import responses
from audit.store.models import Event, Participation, Response
from tests import build

pytestmark = pytest.mark.usefixtures("shelf")
WOMAN = {"sex": "woman", "years": "7", "heard": "Agree"}


def _type(session: Session, work: build.FieldWork, written: dict[str, str], **more: object) -> paper.PaperCount:
    cells = [Cell(key, text) for key, text in written.items()]
    return paper.type_in(session, SYSTEM, work.audit.id, enquiry_id=work.staff, cells=cells, **more)  # type: ignore[arg-type]  # a test's own keywords


def _hand_out(session: Session, work: build.FieldWork, forms: int) -> paper.PaperCount:
    return paper.hand_out(session, SYSTEM, work.audit.id, enquiry_id=work.staff, forms=forms)


def test_a_paper_answer_is_taken_in_and_counted(session: Session) -> None:
    work = build.field_work(session)
    assert _hand_out(session, work, 2) == paper.PaperCount(2, 0)
    assert _type(session, work, WOMAN) == paper.PaperCount(2, 1)
    kept = responses.of_enquiry(session, work.staff, submitted=True)
    assert list(kept.values()) == [{"sex": '"woman"', "years": "7", "heard": '"3"'}]


def test_an_anonymous_paper_answer_is_tied_to_nobody_and_no_event_tells_of_it(session: Session) -> None:
    work = build.field_work(session)
    _hand_out(session, work, 1)
    _type(session, work, WOMAN)
    response = session.scalars(select(Response)).one()
    assert (response.participation_id, response.submitted_on, response.key, response.language) == (None,) * 4
    events = session.scalars(select(Event).where(Event.what == "paper-answer-typed-in")).all()
    assert [each.details for each in events] == [{"enquiry": work.staff}]


def test_nobody_is_chosen_for_an_anonymous_paper_form(session: Session) -> None:
    work = build.field_work(session)
    invited = invitations.participations(session, SYSTEM, work.audit.id, enquiry_id=work.staff)[0]
    with pytest.raises(Refused, match="nobody is chosen"):
        _type(session, work, WOMAN, invited=invited.id)


def test_more_forms_than_were_handed_out_are_refused(session: Session) -> None:
    work = build.field_work(session)
    _hand_out(session, work, 1)
    _type(session, work, WOMAN)
    with pytest.raises(Refused, match="Every paper form"):
        _type(session, work, WOMAN)


def test_an_invited_person_is_chosen_where_answers_are_linked_and_her_link_then_says_so(session: Session) -> None:
    work = build.field_work(session, enquiries=build.CONFIDENTIAL)
    invited = invitations.participations(session, SYSTEM, work.audit.id, enquiry_id=work.staff)[0]
    assert _type(session, work, WOMAN, invited=invited.id, today=build.TODAY) == paper.PaperCount(1, 1)
    state = responding.arrive(session, work.tokens[0], today=build.TODAY).state
    assert state is responding.Progress.SUBMITTED
    with pytest.raises(Refused, match="has begun or submitted"):
        _type(session, work, WOMAN, invited=invited.id)


def test_a_required_answer_that_the_paper_lacks_is_left_out_and_a_wrong_one_is_refused(session: Session) -> None:
    work = build.field_work(session)
    _hand_out(session, work, 1)
    with pytest.raises(InvalidAnswers):
        _type(session, work, {"years": "61"})
    with pytest.raises(InvalidAnswers, match="nothing is filled in"):
        _type(session, work, {"years": " "})
    assert _type(session, work, {"years": "6"}).typed_in == 1


def test_an_answer_that_is_not_asked_for_is_left_out(session: Session) -> None:
    work = build.field_work(session)
    _hand_out(session, work, 1)
    _type(session, work, {"sex": "man", "mentor": "somebody"})
    assert list(responses.of_enquiry(session, work.staff, submitted=True).values()) == [{"sex": '"man"'}]


@pytest.mark.parametrize("forms", [0, -1, 2001])
def test_a_number_of_forms_that_is_none_is_refused(session: Session, forms: int) -> None:
    with pytest.raises(Mistaken):
        _hand_out(session, build.field_work(session), forms)


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.MANAGEMENT])
def test_only_auditors_type_in(session: Session, role: Role) -> None:
    work = build.field_work(session)
    actor = Actor(user_id=None, roles={work.body.id: frozenset({role})})
    with pytest.raises(AuditError):
        paper.hand_out(session, actor, work.audit.id, enquiry_id=work.staff, forms=1)
    with pytest.raises(AuditError):
        paper.type_in(session, actor, work.audit.id, enquiry_id=work.staff, cells=[Cell("years", "1")])


def test_the_institution_set_is_not_typed_in(session: Session) -> None:
    work = build.field_work(session)
    with pytest.raises(Refused, match="answers as one"):
        paper.hand_out(session, SYSTEM, work.audit.id, enquiry_id=work.institution, forms=1)


@pytest.mark.parametrize(
    ("on_paper", "online", "said"), [(5, 0, 5), (5, 5, 5), (4, 6, "small"), (6, 4, "small"), (0, 6, None)]
)
def test_the_report_says_how_many_came_from_paper_unless_few_did_or_few_did_not(
    session: Session, on_paper: int, online: int, said: int | str | None
) -> None:
    work = build.field_work(session, people=max(online, 1))
    if on_paper:
        _hand_out(session, work, on_paper)
    for _ in range(on_paper):
        _type(session, work, WOMAN)
    for token in work.tokens[:online]:
        responding.save(session, token, {"sex": "woman"}, today=build.TODAY)
        responding.submit(session, token, today=build.TODAY)
    audits.close_audit(session, SYSTEM, work.audit.id, today=date(2026, 3, 3))
    parts = reporting.report(session, SYSTEM, work.audit.id).parts
    told = next(part.paper for part in parts if part.scorecard.questionnaire.name == "small-staff")
    assert (told.withheld if isinstance(told, Withheld) else told) == said
    assert session.scalars(select(Participation.submitted)).all().count(True) == on_paper + online


def test_the_same_sheet_sent_twice_is_taken_in_once(session: Session) -> None:
    work = build.field_work(session)
    _hand_out(session, work, 2)
    sheet = paper.new_sheet()
    assert _type(session, work, WOMAN, sheet=sheet) == paper.PaperCount(2, 1)
    assert _type(session, work, WOMAN, sheet=sheet) == paper.PaperCount(2, 1)
    assert len(responses.of_enquiry(session, work.staff, submitted=True)) == 1
    assert _type(session, work, WOMAN, sheet=paper.new_sheet()) == paper.PaperCount(2, 2)


def test_what_is_no_sheet_is_never_an_identifier(session: Session) -> None:
    work = build.field_work(session)
    _hand_out(session, work, 1)
    _type(session, work, WOMAN, sheet="../../etc")
    assert "/" not in session.scalars(select(Response)).one().id


def test_forms_on_paper_stand_among_no_personal_links(session: Session) -> None:
    work = build.field_work(session)
    before = invitations.participations(session, SYSTEM, work.audit.id, enquiry_id=work.staff)
    _hand_out(session, work, 3)
    assert invitations.participations(session, SYSTEM, work.audit.id, enquiry_id=work.staff) == before


def test_a_form_on_paper_gets_no_link(session: Session) -> None:
    work = build.field_work(session)
    _hand_out(session, work, 1)
    form = session.scalars(select(Participation).where(Participation.label == "№ 1")).one()
    with pytest.raises(NotFound, match="Nobody was invited"):
        invitations.replace_link(session, SYSTEM, form.id)
