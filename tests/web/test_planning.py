"""The auditor plans an audit: nothing typed is lost, each mistake leads to its field, promises are never loosened."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from audit.lifecycle import Role
from audit.service import audits
from audit.service.actors import SYSTEM
from audit.service.bodies import BodyView
from tests import build
from tests.web.browsing import Visitor

PLAN: dict[str, Any] = {
    "title_ru": "Аудит 2026 года",
    "title_en": "Audit 2026",
    "cycle": "2026",
    "reference_date": "2026-06-30",
    "period_start": "2026-01-01",
    "period_end": "2026-06-30",
    "deadline": "",
    "languages": ["ru", "en"],
    "small-staff-asked": "y",
    "small-staff-mode": "anonymous",
    "small-staff-threshold": "5",
    "small-staff-sensitive_threshold": "10",
    "small-institution-mode": "named",
}


@pytest.fixture
def auditor(shelf: Path, signed_in: Callable[[Role], Visitor]) -> Visitor:
    """An auditor at a shelf of two small questionnaires."""
    return signed_in(Role.AUDITOR)


def _planned(auditor: Visitor, body: BodyView, *, status: int = 303, **changes: object) -> str:
    auditor.get(f"/bodies/{body.id}/audits/new")
    return auditor.post(f"/bodies/{body.id}/audits/new", PLAN | changes, status=status).location or ""


def _faults(visitor: Visitor) -> list[str]:
    return [str(said) for said in visitor.page.xpath("//*[@class='faults']//li//text()")]


def test_a_plan_becomes_a_draft_audit(auditor: Visitor, body: BodyView, session: Session) -> None:
    auditor.get(_planned(auditor, body))
    (made,) = audits.audits(session, SYSTEM)
    assert (auditor.heading, made.state, made.languages) == ("Audit 2026", "draft", ("en", "ru"))


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("cycle", "", "Fill this in"),
        ("reference_date", "30 June", "Enter a date"),
        ("reference_date", "", "Enter a date"),
        ("period_end", "2025-01-01", "The last day is before the first one"),
        ("deadline", "soon", "Enter a date"),
        ("languages", [], "Choose at least one language"),
        ("languages", ["xx"], "Choose at least one language"),
        ("title_ru", "А" * 201, "200 characters"),
        ("small-staff-threshold", "2", "at least what the questionnaire promises"),
        ("small-staff-threshold", "many", "Enter a whole number"),
        ("small-staff-sensitive_threshold", "9", "at least what the questionnaire promises"),
        ("small-staff-mode", "named", "Choose one of these"),
        ("small-staff-mode", "confidential", "Choose one of these"),
        ("small-staff-asked", "", "Choose at least one questionnaire"),
    ],
)
def test_a_mistake_is_named_at_its_field_and_keeps_all_that_was_typed(
    field: str, typed: object, said: str, auditor: Visitor, body: BodyView, session: Session
) -> None:
    changes = {field: typed} if typed or field not in ("languages", "small-staff-asked") else {field: None}
    given = {name: value for name, value in (PLAN | changes).items() if value is not None}
    auditor.get(f"/bodies/{body.id}/audits/new")
    auditor.post(f"/bodies/{body.id}/audits/new", given, status=422)
    assert [line for line in _faults(auditor) if said in line]
    kept = auditor.page.xpath("//input[@name='title_en']/@value")
    assert (kept, audits.audits(session, SYSTEM)) == (["Audit 2026"], ())


def test_what_cannot_be_read_as_a_date_comes_back_as_typed(auditor: Visitor, body: BodyView) -> None:
    _planned(auditor, body, status=422, reference_date="30 June")
    assert auditor.page.xpath("//input[@name='reference_date']/@value") == ["30 June"]


def test_a_group_of_sensitive_questions_is_not_smaller_than_the_others(auditor: Visitor, body: BodyView) -> None:
    _planned(auditor, body, status=422, **{"small-staff-threshold": "20"})
    assert any("cannot be smaller" in line for line in _faults(auditor))


def test_all_mistakes_are_told_at_once(auditor: Visitor, body: BodyView) -> None:
    _planned(auditor, body, status=422, cycle="", reference_date="", title_ru="", title_en=" ")
    assert len(_faults(auditor)) == 3


def test_a_plan_is_changed_as_long_as_nobody_was_asked(auditor: Visitor, body: BodyView, session: Session) -> None:
    _planned(auditor, body)
    (made,) = audits.audits(session, SYSTEM)
    auditor.get(f"/audits/{made.id}/plan")
    auditor.post(f"/audits/{made.id}/plan", PLAN | {"cycle": "2026-2", "small-institution-asked": "y"})
    changed = audits.audit(session, SYSTEM, made.id)
    assert (changed.cycle, len(changed.enquiries)) == ("2026-2", 2)


def test_a_plan_of_an_open_audit_is_refused_in_words(auditor: Visitor, body: BodyView, session: Session) -> None:
    made = build.an_audit(session, body.id)
    audits.open_audit(session, SYSTEM, made.id)
    auditor.get(f"/audits/{made.id}/plan", status=403)
    assert "its plan cannot be changed any more" in auditor.text


def test_with_one_body_there_is_nothing_to_choose(auditor: Visitor, body: BodyView) -> None:
    assert auditor.get("/audits/new", status=302).location == f"/bodies/{body.id}/audits/new"


@pytest.mark.parametrize("role", [Role.MANAGEMENT, Role.FOCAL_POINT])
def test_nobody_but_auditors_plans(role: Role, body: BodyView, signed_in: Callable[[Role], Visitor]) -> None:
    visitor = signed_in(role)
    visitor.get(f"/bodies/{body.id}/audits/new", status=403)
    assert visitor.page.xpath("//form[@class='plan']") == []


def test_a_body_of_others_is_not_there(auditor: Visitor, session: Session) -> None:
    auditor.get(f"/bodies/{build.a_body(session).id}/audits/new", status=404)


def test_a_broken_file_is_named_on_the_page_and_in_the_log_without_its_content(
    auditor: Visitor, body: BodyView, shelf: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (shelf / "broken.yaml").write_text("name: broken\ntitle: Secret plan\n", encoding="utf-8")
    auditor.get(f"/bodies/{body.id}/audits/new")
    said = " ".join(auditor.page.text_content().split())
    assert "The file shelf/broken.yaml is not offered here" in said
    assert "paritet check shelf/broken.yaml" in said
    (told,) = [record for record in caplog.records if record.name == "audit.service"]
    assert (told.getMessage(), vars(told)["file"]) == ("left off the shelf", "shelf/broken.yaml")
    assert vars(told)["mistakes"] > 0
    assert "Secret plan" not in caplog.text
