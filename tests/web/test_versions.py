"""An auditor sees what a new version of a live questionnaire changes, by class, before she applies it with a reason."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from audit.lifecycle import Role
from audit.questionnaire import loader
from audit.service import audits
from audit.service.actors import SYSTEM
from audit.service.bodies import BodyView
from tests import build
from tests.web.browsing import Visitor

STAFF = build.SHELF["small-staff"]
NEW = STAFF.replace('version: "1"', 'version: "2"').replace("I am heard", "They hear me").replace(". <= 60", ". <= 50")


class Desk:
    """An auditor's browser at the staff survey of an open audit."""

    def __init__(self, visitor: Visitor, session: Session, body: BodyView) -> None:
        self.visitor, self.session = visitor, session
        draft = build.an_audit(session, body.id)
        self.audit = audits.open_audit(session, SYSTEM, draft.id, today=build.TODAY)
        self.page = f"/audits/{self.audit.id}/{self.audit.enquiries[1].id}/version"
        visitor.get(self.page)

    def send(self, *, status: int = 200, **given: object) -> None:
        """Send the form."""
        self.visitor.post(self.page, dict(given), status=status)

    @property
    def version(self) -> str:
        """The version that is asked."""
        return audits.audit(self.session, SYSTEM, self.audit.id).enquiries[1].version


@pytest.fixture
def desk(shelf: Path, session: Session, body: BodyView, signed_in: Callable[[Role], Visitor]) -> Desk:
    """An auditor at the page of a survey's versions."""
    return Desk(signed_in(Role.AUDITOR), session, body)


def test_the_audits_page_leads_to_it(desk: Desk) -> None:
    desk.visitor.get(f"/audits/{desk.audit.id}")
    assert desk.page in desk.visitor.page.xpath("//a/@href")


def test_what_differs_is_shown_by_class_the_strictest_first_and_nothing_changes(desk: Desk) -> None:
    desk.send(text=NEW)
    assert [each.text_content() for each in desk.visitor.page.xpath("//h3")] == ["Meaning changed", "Typing"]
    assert desk.visitor.page.xpath("//td[@lang='en']/ins/text()") == ["They hear me"]
    assert desk.visitor.page.xpath("//select/@name") == ["meaning:questions/heard/label/en"]
    assert desk.version == "1"


def test_a_file_can_be_given_instead_of_a_text(desk: Desk) -> None:
    desk.send(file=(io.BytesIO(NEW.encode()), "new.yaml"))
    assert "They hear me" in desk.visitor.text


def test_it_is_applied_with_a_reason_and_stands_in_the_history(desk: Desk) -> None:
    given = {"text": NEW, "asked": loader.digest(STAFF), "reason": "Too wide a range", "apply": "y"}
    desk.send(status=303, **given, **{"meaning:questions/heard/label/en": "kept"})
    assert desk.version == "2"
    desk.visitor.get(desk.page)
    assert "Too wide a range" in desk.visitor.text
    desk.visitor.get(f"/audits/{desk.audit.id}")
    assert "changed a questionnaire: Too wide a range" in desk.visitor.text


def test_without_a_reason_it_is_not_applied_and_what_was_declared_stays_chosen(desk: Desk) -> None:
    given = {"text": NEW, "asked": loader.digest(STAFF), "reason": "", "apply": "y"}
    desk.send(status=422, **given, **{"meaning:questions/heard/label/en": "changed"})
    assert "no reason is given" in desk.visitor.text
    assert desk.visitor.page.xpath("//select/option[@selected]/@value") == ["changed"]
    assert desk.version == "1"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "or paste its text"),
        ("name: [", "this is not valid YAML"),
        (STAFF.replace("name: small-staff", "name: other-staff"), "this is another questionnaire"),
    ],
)
def test_what_is_no_version_of_it_is_refused_in_words_and_kept_typed(desk: Desk, text: str, said: str) -> None:
    desk.send(status=422, text=text)
    assert said in desk.visitor.text
    assert "".join(desk.visitor.page.xpath("//textarea[@id='text']/text()")).strip() == text.strip()


def test_what_may_not_be_asked_now_is_said_and_offers_no_button(desk: Desk) -> None:
    desk.send(text=NEW.replace('version: "2"', 'version: "1"'))
    assert "the version is still “1”" in desk.visitor.text
    assert not desk.visitor.page.xpath("//button[@name='apply']")
    desk.send(
        status=422, text=NEW.replace('version: "2"', 'version: "1"'), asked=loader.digest(STAFF), reason="y", apply="y"
    )
    desk.send(status=422, text=NEW, apply="y", **{"meaning:questions/years/constraint": "typing"})


def test_another_version_meanwhile_asks_to_compare_again(desk: Desk) -> None:
    desk.send(status=409, text=NEW, asked="0" * 64, reason="y", apply="y")
    assert "Another version is asked by now" in desk.visitor.text


def test_a_closed_audit_has_no_such_page(desk: Desk) -> None:
    audits.close_audit(desk.session, SYSTEM, desk.audit.id, today=build.TODAY)
    desk.visitor.get(desk.page, status=403)
    desk.visitor.get(f"/audits/{desk.audit.id}")
    assert desk.page not in desk.visitor.page.xpath("//a/@href")


def test_there_is_no_such_survey(desk: Desk) -> None:
    desk.visitor.get(f"/audits/{desk.audit.id}/none/version", status=404)


def test_the_scorecard_shows_what_was_answered_under_the_earlier_version(desk: Desk) -> None:
    text = NEW.replace('    - {name: "2", label: {en: Neither, ru: Ни да ни нет}}\n', "")
    desk.send(status=303, text=text, asked=loader.digest(STAFF), reason="Too wide a range", apply="y")
    audits.close_audit(desk.session, SYSTEM, desk.audit.id, today=build.TODAY)
    desk.visitor.get(f"/audits/{desk.audit.id}/scorecard")
    captions = [" ".join(each.text_content().split()) for each in desk.visitor.page.xpath("//caption")]
    assert any(each.startswith("I am heard (answers under version 1") for each in captions)
