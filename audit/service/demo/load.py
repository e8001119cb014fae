"""Loads the demo through the use cases that people use: bodies, accounts, audits, answers, closing, what follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from audit.lifecycle import Role
from audit.questionnaire import answers as answer_forms
from audit.questionnaire.schema import Mode, Questionnaire, Sex
from audit.service import audits, bodies, invitations, people, responding
from audit.service.actors import SYSTEM
from audit.service.demo import completing, following, respondents
from audit.service.demo.facts import BODIES, CENTRE, Cycle, DemoBody
from audit.service.views import AuditDraft, AuditView, EnquiryDraft, EnquiryView

STAFF_SURVEY = "staff-survey"
FIELD_WORK = timedelta(days=60)
DRAFTS = 3
MATURE = 0.7
ACCOUNTS = (
    ("administrator@example.org", "Асель Демонова", None),
    ("auditor@example.org", "Ирина Примерова", Role.AUDITOR),
    ("management@example.org", "Тимур Образцов", Role.MANAGEMENT),
    ("focal@example.org", "Зарина Учебнова", Role.FOCAL_POINT),
)


@dataclass(frozen=True, slots=True)
class DemoAccess:
    """The ways into the demo: (role, e-mail) of each account and tokens of personal links not yet used."""

    accounts: tuple[tuple[str, str], ...]
    tokens: tuple[str, ...]


def load(session: Session, *, password_hash: str, today: date) -> DemoAccess:
    """Load the demo into an empty instance; every account gets the same password."""
    body_ids = {body.key: _body(session, body) for body in BODIES}
    accounts = tuple(_account(session, email, name, role, password_hash, body_ids) for email, name, role in ACCOUNTS)
    tokens: tuple[str, ...] = ()
    for body in BODIES:
        for cycle in body.cycles:
            tokens += _audit(session, body, cycle, body_ids[body.key], today)
    return DemoAccess(accounts, tokens)


def _body(session: Session, body: DemoBody) -> str:
    draft = bodies.BodyDraft(
        name=body.name,
        levels=tuple(bodies.LevelDraft(*level) for level in body.levels),
        units=tuple(bodies.UnitDraft(*unit) for unit in body.units),
        synthetic=True,
    )
    return bodies.create_body(session, SYSTEM, draft).id


def _account(
    session: Session, email: str, name: str, role: Role | None, password_hash: str, body_ids: Mapping[str, str]
) -> tuple[str, str]:
    user = people.create_user(
        session, SYSTEM, email=email, password_hash=password_hash, name=name, administrator=role is None
    )
    for body_id in body_ids.values() if role else ():
        people.grant(session, SYSTEM, user.id, body_id=body_id, role=role or Role.MANAGEMENT)
    return (role or Role.ADMINISTRATOR).value, email


def _audit(session: Session, body: DemoBody, cycle: Cycle, body_id: str, today: date) -> tuple[str, ...]:
    """Run one cycle to where the demo wants it and return the links that nobody used.

    An audit opens on 1 September after its reference date and closes in the middle of October, or is open today.
    """
    opened, closed = date(cycle.year, 9, 1), date(cycle.year, 10, 15)
    now, deadline = (closed, closed) if cycle.finished else (today, today + FIELD_WORK)
    _headcount(session, body, cycle, body_id)
    audit = audits.create_audit(session, SYSTEM, _draft(body, cycle, body_id, deadline))
    audit = audits.open_audit(session, SYSTEM, audit.id, today=min(opened, now))
    institution = _enquiry(audit, body.institution).id
    given = _institution(session, cycle, audit.id, institution, now)
    responding.save_as(session, SYSTEM, audit.id, enquiry_id=institution, answers=given, language="ru", today=now)
    left = _answer(session, body, cycle, _invite(session, body, cycle, audit), now)
    if not cycle.finished:
        return left
    responding.submit_as(session, SYSTEM, audit.id, enquiry_id=institution, today=now)
    audits.close_audit(session, SYSTEM, audit.id, today=now)
    following.follow(session, audit.id, today=today)
    return ()


def _institution(session: Session, cycle: Cycle, audit_id: str, enquiry_id: str, today: date) -> Mapping[str, Any]:
    """Return the set's answers: a finished cycle is complete, the present one holds what has been found out so far."""
    if not cycle.finished:
        return cycle.institution
    asked = responding.arrive_as(session, SYSTEM, audit_id, enquiry_id=enquiry_id, today=today).questionnaire
    return completing.completed(asked, cycle.institution, maturity=MATURE + cycle.mood, year=cycle.year)


def _headcount(session: Session, body: DemoBody, cycle: Cycle, body_id: str) -> None:
    grid = cycle.institution["posts" if body is CENTRE else "staff"]
    counts = {level: {Sex(column): people_ for column, people_ in row.items()} for level, row in grid.items()}
    bodies.record_headcount(session, SYSTEM, body_id, on=date(cycle.year, 6, 30), counts=counts)


def _draft(body: DemoBody, cycle: Cycle, body_id: str, deadline: date) -> AuditDraft:
    return AuditDraft(
        body_id=body_id,
        title={"ru": f"Гендерный аудит {cycle.year} года", "en": f"Gender audit {cycle.year}"},
        cycle=str(cycle.year),
        period_start=date(cycle.year - 1, 7, 1),
        period_end=date(cycle.year, 6, 30),
        reference_date=date(cycle.year, 6, 30),
        languages=("ru", "en"),
        deadline=deadline,
        enquiries=(
            EnquiryDraft(questionnaire_name=body.institution, mode=Mode.NAMED),
            EnquiryDraft(questionnaire_name=STAFF_SURVEY, mode=Mode.ANONYMOUS, threshold=5, sensitive_threshold=10),
        ),
    )


def _enquiry(audit: AuditView, questionnaire: str) -> EnquiryView:
    return next(enquiry for enquiry in audit.enquiries if enquiry.questionnaire_name == questionnaire)


def _invite(session: Session, body: DemoBody, cycle: Cycle, audit: AuditView) -> Sequence[invitations.Invitation]:
    invitees = [
        invitations.Invitee(label=f"Сотрудник {place + 1:03d}", unit=body.units[place % len(body.units)][0])
        for place in range(cycle.invited)
    ]
    enquiry = _enquiry(audit, STAFF_SURVEY)
    return invitations.invite(session, SYSTEM, audit.id, enquiry_id=enquiry.id, invitees=invitees)


def _answer(
    session: Session, body: DemoBody, cycle: Cycle, links: Sequence[invitations.Invitation], today: date
) -> tuple[str, ...]:
    """Answer by the links in turn; in an audit that goes on, some have begun and nobody has used the last ones."""
    questionnaire = responding.arrive(session, links[0].token, today=today).questionnaire
    sets = list(respondents.answers(questionnaire, body, cycle))
    for link, given in zip(links, sets, strict=False):
        _save(session, questionnaire, link.token, given, today)
        responding.submit(session, link.token, today=today)
    drafts = 0 if cycle.finished else DRAFTS
    for link, given in zip(links[len(sets) : len(sets) + drafts], sets, strict=False):
        _save(session, questionnaire, link.token, respondents.begun(given), today)
    return tuple(link.token for link in links[len(sets) + drafts :])


def _save(session: Session, questionnaire: Questionnaire, token: str, given: Mapping[str, Any], today: date) -> None:
    values: dict[str, Any] = dict(answer_forms.read(questionnaire, given))
    responding.save(session, token, values, language="ru", today=today)
