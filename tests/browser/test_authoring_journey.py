"""An author's whole way in a real browser: from nothing to a published questionnaire, planned, opened and answered."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect
from sqlalchemy.orm import Session

from audit.lifecycle import Role
from audit.service import audits, people
from audit.service.actors import SYSTEM
from audit.service.authoring import publishing
from audit.service.bodies import BodyView
from audit.web import access
from tests.browser.looking import Reader
from tests.browser.serving import served
from tests.web.conftest import a_person, app, body, hashed, settings

__all__ = ["a_person", "app", "body", "hashed", "settings"]

pytestmark = pytest.mark.browser


@pytest.fixture
def address(app: Flask, session: Session, body: BodyView, a_person: Callable[..., people.UserView]) -> Iterator[str]:
    """The application with an auditor of the body."""
    a_person("auditor@example.org", Role.AUDITOR)
    a_person("focal@example.org", Role.FOCAL_POINT)
    with served(app) as found:
        yield found


@pytest.mark.parametrize(("language", "width"), [("ru", 390), ("en", 1280)])
def test_from_empty_to_a_published_questionnaire_that_is_planned_and_answered(
    language: str, width: int, address: str, chromium: Browser, session: Session, body: BodyView
) -> None:
    context = chromium.new_context(base_url=address, viewport={"width": width, "height": 900})
    context.add_cookies([{"name": access.LANGUAGE_COOKIE, "value": language, "url": address}])
    author = Reader(context.new_page(), language, "authoring")
    author.sign_in("auditor@example.org")
    _written(author)
    _measured(author)
    _walked_through(author)
    author.press("Publish this version")
    expect(author.page.locator(".said").first).to_be_visible()
    author.look("published")
    (made,) = publishing.own(session, SYSTEM)
    assert made.published[0].version == "1"
    _planned_and_answered(author, body, session)
    assert author.wrong == []
    context.close()


def _written(author: Reader) -> None:
    page = author.page
    page.goto("/questionnaires/")
    author.look("list")
    page.locator("select[name='respondent']").first.select_option("institution")
    author.press("Begin empty")
    _question(author, 0, "headcount", {"rows-0-label-ru": "Руководство", "rows-0-label-en": "Heads"}, "Состав")
    statements = {"items-0-label-ru": "Меня слышат", "items-0-label-en": "I am heard"}
    steps = {
        "choices-0-label-ru": "Нет",
        "choices-0-label-en": "No",
        "choices-1-label-ru": "Да",
        "choices-1-label-en": "Yes",
    }
    _question(author, 0, "matrix", statements | steps, "Утверждения")
    page.get_by_role("button", name=author.say("Add a section"), exact=True).click()
    page.locator("#f-label-ru").fill("Второй раздел")
    page.locator("#f-label-en").fill("Second section")
    page.get_by_role("button", name=author.say("Save and back"), exact=True).click()
    answers = {
        "choices-0-label-ru": "Есть",
        "choices-0-label-en": "Present",
        "choices-1-label-ru": "Нет",
        "choices-1-label-en": "Absent",
    }
    _question(author, 1, "select_one", answers, "План")
    _question(author, 1, "text", {}, "Почему плана нет?", asked_if=("q3", "absent"))
    author.look("outline")


def _question(
    author: Reader, section: int, kind: str, cells: dict[str, str], words: str, asked_if: tuple[str, str] | None = None
) -> None:
    page = author.page
    page.locator(f"#add-{section}").select_option(kind)
    page.locator("form", has=page.locator(f"#add-{section}")).locator("button").click()
    page.locator("#f-label-ru").fill(words)
    page.locator("#f-label-en").fill(f"{words} (en)")
    for name, typed in cells.items():
        page.locator(f"[name='{name}']").fill(typed)
    if asked_if:
        page.locator("input[name='relevant'][value='simple']").check()
        page.locator("[name='relevant-question']").select_option(asked_if[0])
        page.locator("[name='relevant-value']").fill(asked_if[1])
    author.press("Show in the preview")
    expect(page.frame_locator("iframe[name='preview']").get_by_text(words).first).to_be_visible()
    author.look(kind)
    author.press("Save and back")


def _measured(author: Reader) -> None:
    """Say what is measured: a dimension, an indicator over the head-count, a shared list; no line of YAML."""
    page = author.page
    author.follow("Dimensions and levels")
    for name, typed in {"label-ru": "Посты", "label-en": "Posts", "name": "posts"}.items():
        page.locator(f"[name='dimensions-0-{name}']").fill(typed)
    author.press("Save and back")
    author.follow("What is measured")
    page.locator("#measure").select_option("parity")
    page.locator("form", has=page.locator("#measure")).locator("button").click()
    page.locator("[name='label-ru']").fill("Паритет на постах")
    page.locator("[name='label-en']").fill("Parity of posts")
    page.locator("[name='weight']").fill("-1")
    author.press("Save")
    expect(page.locator("#f-weight-fault")).to_be_visible()
    page.locator("[name='weight']").fill("2")
    page.locator("[name='dimension']").select_option("posts")
    page.locator("[name='of']").select_option("q1")
    author.look("indicator")
    author.press("Save and back")
    page.locator("#name").fill("often")
    author.press("Add a list")
    for name, typed in {"label-ru": "Всегда", "label-en": "Always", "score": "100"}.items():
        page.locator(f"[name='choices-0-{name}']").fill(typed)
    author.look("shared-list")
    author.press("Save and back")
    author.press("Add a contradiction")
    author.look("contradiction")
    author.follow("Back to what is measured")
    author.look("measured")
    page.locator("#contradictions button[value='delete']").click()
    author.follow("Back to the questionnaire")


def _walked_through(author: Reader) -> None:
    """Walk through the preview on the phone beside: the sections follow one another with the answers kept."""
    page = author.page
    author.follow("Preview")
    phone = page.frame_locator("aside.phone iframe")
    phone.locator("[name='q1/heads/women']").fill("3")
    phone.locator("[name='q1/heads/men']").fill("4")
    phone.locator(".actions button[value='next']").click()
    phone.locator("input[name='q3'][value='absent']").check()
    expect(phone.locator("[name='q4']")).to_be_visible()
    phone.locator("[name='q4']").fill("Нет людей")
    author.look("walking")
    phone.locator(".actions button[value='back']").click()
    expect(phone.locator("[name='q1/heads/women']")).to_have_value("3")
    phone.locator(".actions button[value='next']").click()
    expect(phone.locator("[name='q4']")).to_have_value("Нет людей")
    phone.locator(".actions button[value='next']").click()
    expect(phone.get_by_role("heading", name=author.say("This is the end of the questionnaire"))).to_be_visible()
    author.follow("Back to the questionnaire")


def _planned_and_answered(author: Reader, body: BodyView, session: Session) -> None:
    page = author.page
    page.goto(f"/bodies/{body.id}/audits/new")
    for name, typed in {"title_ru": "Аудит", "title_en": "Audit", "cycle": "2026"}.items():
        page.locator(f"[name='{name}']").fill(typed)
    for name in ("reference_date", "period_start", "period_end"):
        page.locator(f"[name='{name}']").fill("2026-06-30")
    page.locator("[name='questionnaire-asked']").check()
    author.press("Keep the plan")
    page.wait_for_url("**/audits/*")
    (planned,) = audits.audits(session, SYSTEM)
    audits.open_audit(session, SYSTEM, planned.id)
    page.context.clear_cookies()
    author.sign_in("focal@example.org")
    page.goto(f"/fill/{planned.id}/{planned.enquiries[0].id}/section_2")
    page.locator("input[name='q3'][value='absent']").check()
    page.locator("[name='q4']").fill("Нет людей")
    page.locator(".actions button[value='next']").click()
    expect(page.get_by_text("Нет людей")).to_be_visible()
