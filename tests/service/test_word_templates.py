"""A body's own Word template is kept after it was tried, used by every document, and taken back; auditors only."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from audit.errors import Mistake, Mistaken, NotFound, Refused, message
from audit.lifecycle import Role
from audit.service import word_templates
from audit.service.actors import SYSTEM, Actor
from audit.store.models import Event
from tests import build

DAY = date(2026, 11, 23)


def _fine(_template: bytes) -> None:
    """Find nothing wrong."""


def _broken(_template: bytes) -> None:
    raise Mistaken((Mistake("template", (), message("wrong"), message("Mend it.")),))


def _give(session: Session, actor: Actor, body_id: str, *, name: str = "own.docx", given: bytes = b"PK own") -> None:
    word_templates.replace(session, actor, body_id, name=name, given=given, on=DAY, tried=_fine)


def test_a_body_has_its_own_template_until_it_goes_back_to_ours(session: Session) -> None:
    body = build.a_body(session)
    assert word_templates.content(session, SYSTEM, body.id) is None
    _give(session, SYSTEM, body.id)
    _give(session, SYSTEM, body.id, given=b"PK newer")
    assert word_templates.template(session, SYSTEM, body.id) == word_templates.TemplateView(
        "own.docx", b"PK newer", DAY
    )
    word_templates.restore(session, SYSTEM, body.id)
    word_templates.restore(session, SYSTEM, body.id)
    assert word_templates.content(session, SYSTEM, body.id) is None
    told = session.scalars(select(Event.what).where(Event.body_id == body.id)).all()
    assert [each for each in told if each.startswith("template")] == [
        "template-replaced",
        "template-replaced",
        "template-restored",
    ]


def test_a_template_that_cannot_be_filled_leaves_the_former_one(session: Session) -> None:
    body = build.a_body(session)
    _give(session, SYSTEM, body.id)
    with pytest.raises(Mistaken):
        word_templates.replace(session, SYSTEM, body.id, name="x.docx", given=b"x", on=DAY, tried=_broken)
    assert word_templates.content(session, SYSTEM, body.id) == b"PK own"


@pytest.mark.parametrize("role", [Role.MANAGEMENT, Role.FOCAL_POINT])
def test_nobody_but_auditors_touches_a_template(session: Session, role: Role) -> None:
    body = build.a_body(session)
    actor = build.an_actor(body.id, role)
    with pytest.raises(Refused):
        word_templates.template(session, actor, body.id)
    with pytest.raises(Refused):
        _give(session, actor, body.id)
    with pytest.raises(Refused):
        word_templates.restore(session, actor, body.id)
    assert word_templates.content(session, SYSTEM, body.id) is None


def test_for_the_auditor_of_another_body_there_is_none(session: Session) -> None:
    body, other = build.a_body(session), build.a_body(session)
    actor = build.an_actor(other.id, Role.AUDITOR)
    with pytest.raises(NotFound):
        word_templates.template(session, actor, body.id)
    with pytest.raises(NotFound):
        _give(session, actor, body.id)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\files\\our report.docx", "our report.docx"),
        ("../../etc/x.DOCX", "x.docx"),
        ("\u202ereport", "report.docx"),
        ("..", "template.docx"),
        ("я" * 400 + ".docx", "я" * 150 + ".docx"),
    ],
)
def test_the_name_of_a_file_is_kept_without_its_folders(session: Session, given: str, kept: str) -> None:
    body = build.a_body(session)
    _give(session, SYSTEM, body.id, name=given)
    found = word_templates.template(session, SYSTEM, body.id)
    assert found is not None
    assert found.name == kept
