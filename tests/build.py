"""Plain functions that make what tests need: small questionnaires, a body, an open audit, people with links."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from audit.lifecycle import Role
from audit.questionnaire.schema import Mode
from audit.service import audits, bodies, invitations, people
from audit.service.actors import SYSTEM, Actor
from audit.service.bodies import BodyDraft, BodyView, LevelDraft, UnitDraft
from audit.service.invitations import Invitee
from audit.service.views import AuditDraft, AuditView, EnquiryDraft

TODAY = date(2026, 3, 2)

STAFF = """\
name: small-staff
version: "1"
respondent: staff
languages: [en, ru]
title: {en: Small staff survey, ru: Малый опрос сотрудников}
confidentiality: {mode: MODE, threshold: 5, sensitive_threshold: 10}
disaggregate_by: [sex]
choices:
  sex:
    - {name: woman, counts_as: women, label: {en: Woman, ru: Женщина}}
    - {name: man, counts_as: men, label: {en: Man, ru: Мужчина}}
  agree:
    - {name: "1", label: {en: Disagree, ru: Не согласна/согласен}}
    - {name: "2", label: {en: Neither, ru: Ни да ни нет}}
    - {name: "3", label: {en: Agree, ru: Согласна/согласен}}
sections:
  - name: you
    label: {en: About you, ru: О вас}
    questions:
      - {name: sex, type: select_one, choices: sex, required: true, label: {en: Sex, ru: Пол}}
      - name: years
        type: integer
        constraint: . >= 0 and . <= 60
        constraint_message: {en: "Enter 0 to 60", ru: "Введите от 0 до 60"}
        label: {en: Years here, ru: Сколько лет здесь}
      - {name: share, type: decimal, label: {en: Share of time, ru: Доля времени}}
      - {name: mentor, type: text, relevant: "${sex} = 'woman'", label: {en: Mentor, ru: Наставница}}
  - name: work
    label: {en: Work, ru: Работа}
    questions:
      - {name: heard, type: select_one, choices: agree, label: {en: I am heard, ru: Меня слышат}}
      - {name: comment, type: text, label: {en: Anything else, ru: Что ещё}}
"""

INSTITUTION = """\
name: small-institution
version: "1"
respondent: institution
languages: [en, ru]
title: {en: Small institutional set, ru: Малая институциональная анкета}
scale:
  - {level: low, from: 0, label: {en: Low, ru: Низкий}}
  - {level: high, from: 50, label: {en: High, ru: Высокий}}
dimensions:
  - {name: people, label: {en: People, ru: Состав}}
sections:
  - name: people
    label: {en: People, ru: Состав}
    questions:
      - name: posts
        type: headcount
        required: true
        label: {en: Posts, ru: Должности}
        rows:
          - {name: head, decision_making: true, label: {en: Head, ru: Руководство}}
          - {name: staff, label: {en: Staff, ru: Сотрудники}}
      - {name: remark, type: text, label: {en: Remark, ru: Замечание}}
indicators:
  - {name: parity, dimension: people, measure: parity, of: posts}
"""

SHELF = {
    "small-staff": STAFF.replace("MODE", "anonymous"),
    "frank-staff": STAFF.replace("MODE", "named").replace("small-staff", "frank-staff"),
    "small-institution": INSTITUTION,
}
ANONYMOUS = (EnquiryDraft("small-institution"), EnquiryDraft("small-staff"))
CONFIDENTIAL = (EnquiryDraft("small-institution"), EnquiryDraft("frank-staff", mode=Mode.CONFIDENTIAL))
NAMED = (EnquiryDraft("small-institution"), EnquiryDraft("frank-staff"))
POSTS = {"head": {"women": 1, "men": 1, "other": 0}, "staff": {"women": 3, "men": 9, "other": 1}}


@dataclass(frozen=True, slots=True)
class FieldWork:
    """An open audit: its body, its two enquiries by identifier, and the links handed out."""

    body: BodyView
    audit: AuditView
    staff: str
    institution: str
    tokens: tuple[str, ...]


def a_body_draft(**changes: object) -> BodyDraft:
    """Return a body with two levels and two units."""
    given: dict[str, Any] = {
        "name": {"en": "Centre", "ru": "Центр"},
        "levels": (LevelDraft("head", {"en": "Head"}, True), LevelDraft("staff", {"en": "Staff"})),
        "units": (UnitDraft("north", {"en": "North"}), UnitDraft("south", {"en": "South"})),
    }
    return BodyDraft(**_with(given, changes))


def a_body(session: Session, **changes: object) -> BodyView:
    """Keep a body and return it."""
    return bodies.create_body(session, SYSTEM, a_body_draft(**changes))


def an_audit_draft(body_id: str, **changes: object) -> AuditDraft:
    """Return a draft that asks both small questionnaires as they declare."""
    given: dict[str, Any] = {
        "body_id": body_id,
        "title": {"en": "Audit", "ru": "Аудит"},
        "cycle": "2025",
        "period_start": date(2025, 1, 1),
        "period_end": date(2025, 12, 31),
        "reference_date": date(2025, 12, 31),
        "languages": ("en", "ru"),
        "enquiries": ANONYMOUS,
    }
    return AuditDraft(**_with(given, changes))


def an_audit(session: Session, body_id: str, **changes: object) -> AuditView:
    """Keep a draft audit and return it."""
    return audits.create_audit(session, SYSTEM, an_audit_draft(body_id, **changes))


def invited(session: Session, audit: AuditView, enquiry_id: str, labels: list[str]) -> tuple[str, ...]:
    """Invite people and return their tokens."""
    invitees = [Invitee(label) for label in labels]
    made = invitations.invite(session, SYSTEM, audit.id, enquiry_id=enquiry_id, invitees=invitees)
    return tuple(each.token for each in made)


def field_work(session: Session, *, people: int = 1, **changes: object) -> FieldWork:
    """Open an audit of a new body and invite people to its staff survey."""
    body = a_body(session)
    draft = an_audit(session, body.id, **changes)
    audit = audits.open_audit(session, SYSTEM, draft.id, today=TODAY)
    institution, staff = (enquiry.id for enquiry in audit.enquiries)
    tokens = invited(session, audit, staff, [f"Person {number}" for number in range(people)])
    return FieldWork(body, audit, staff, institution, tokens)


def an_actor(body_id: str, role: Role | None, name: str = "Somebody") -> Actor:
    """Return an actor of one role in one body and no account."""
    return Actor(user_id=None, roles={body_id: frozenset({role})} if role else {}, name=name)


def a_user(session: Session, email: str = "a@example.org", **changes: object) -> people.UserView:
    """Keep an account and return it."""
    given: dict[str, Any] = {"email": email, "password_hash": "x", "name": "Аида"}
    return people.create_user(session, SYSTEM, **_with(given, changes))


def _with(given: dict[str, Any], changes: Mapping[str, object]) -> dict[str, Any]:
    return {**given, **changes}
