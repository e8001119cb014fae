"""What a workbook, a page or PostgreSQL cannot hold is refused where it is typed, before it is part of a report."""

import pytest
from sqlalchemy.orm import Session

from audit.errors import Mistaken
from audit.service import audits, bodies, people
from audit.service.actors import SYSTEM
from audit.service.bodies import LevelDraft, UnitDraft
from tests import build

CODE = ["control-character"]


def _codes(refused: pytest.ExceptionInfo[Mistaken]) -> list[str]:
    return [each.code for each in refused.value.mistakes]


@pytest.mark.parametrize(
    "changes",
    [
        {"name": {"en": "Cen\x00tre"}},
        {"levels": (LevelDraft("head", {"en": "He\x01ad"}),)},
        {"units": (UnitDraft("no\ufffferth", {"en": "North"}),)},
    ],
)
def test_a_body_has_no_control_character_in_its_names(session: Session, changes: dict[str, object]) -> None:
    with pytest.raises(Mistaken) as refused:
        build.a_body(session, **changes)
    assert _codes(refused) == CODE


@pytest.mark.parametrize("changes", [{"title": {"en": "Au\x0bdit"}}, {"cycle": "20\x0026"}])
def test_an_audit_has_none_in_its_title_or_cycle(session: Session, changes: dict[str, object]) -> None:
    body = build.a_body(session)
    with pytest.raises(Mistaken) as refused:
        build.an_audit(session, body.id, **changes)
    assert _codes(refused) == CODE


def test_a_reason_and_a_persons_name_have_none(session: Session) -> None:
    work = build.field_work(session)
    audits.close_audit(session, SYSTEM, work.audit.id)
    with pytest.raises(Mistaken) as refused:
        audits.reopen_audit(session, SYSTEM, work.audit.id, reason="late\x00")
    assert _codes(refused) == CODE
    with pytest.raises(Mistaken) as refused:
        people.create_user(session, SYSTEM, email="a@example.org", password_hash=None, name="A\x00")
    assert _codes(refused) == CODE


@pytest.mark.parametrize(
    "title",
    [
        "Au\u202edit",
        "\u202e\u202c",
        "Au\u2066dit\u2069",
        "Audit \u202b2026",
    ],
)
def test_a_title_has_no_sign_that_turns_the_direction_of_writing(session: Session, title: str) -> None:
    body = build.a_body(session)
    with pytest.raises(Mistaken) as refused:
        build.an_audit(session, body.id, title={"en": title})
    assert _codes(refused) == CODE


@pytest.mark.parametrize("name", ["\u200b", "\u2060\u200d \ufeff", "\u3164", "\u00ad\u200f", "\u0301", "– !"])
def test_a_name_in_which_nothing_can_be_read_is_refused(session: Session, name: str) -> None:
    with pytest.raises(Mistaken) as refused:
        build.a_body(session, name={"en": "Centre", "ru": name})
    assert _codes(refused) == ["nothing-to-read"]


@pytest.mark.parametrize("name", ["مرکز جنسیتی", "می\u200cخواهم", "Маркази № 1", "7", "中心"])
def test_a_name_in_any_writing_is_kept(session: Session, name: str) -> None:
    assert build.a_body(session, name={"en": name}).name == {"en": name}


def test_line_breaks_tabs_and_the_signs_within_emoji_stay(session: Session) -> None:
    name = {"en": "👩‍💻 of\tthe\ncentre"}
    assert bodies.body(session, SYSTEM, build.a_body(session, name=name).id).name == name
