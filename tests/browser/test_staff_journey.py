"""A member of staff answers on a phone: a real browser, the real application, a real database."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import which

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from audit import config
from audit.app import create_app
from audit.service import audits, definitions, responding
from audit.service.actors import SYSTEM
from audit.service.responding import Progress
from audit.service.views import EnquiryDraft
from tests import build
from tests.web.desk import EVERY_KIND

pytestmark = pytest.mark.browser

SECRET = "a long secret that only this test knows 0123456789"
PHONE: ViewportSize = {"width": 390, "height": 844}
LAPTOP: ViewportSize = {"width": 1280, "height": 860}


@dataclass(frozen=True, slots=True)
class Link:
    """A personal link to the questionnaire with every kind of question, on a server of this machine."""

    address: str
    token: str


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def link(database_url: str, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Link]:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / "every-kind.yaml").write_text(EVERY_KIND.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(definitions, "SHELF", shelf)
    body = build.a_body(session)
    draft = build.an_audit(session, body.id, enquiries=(EnquiryDraft("every-kind"),), languages=("ru", "en"))
    audit = audits.open_audit(session, SYSTEM, draft.id, today=date.today())
    (token,) = build.invited(session, audit, audit.enquiries[0].id, ["Аида"])
    session.commit()
    secrets = config.Secrets(SECRET, SECRET, SECRET)
    app = create_app(config.Settings(instance=tmp_path, database_url=database_url, secrets=secrets))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Link(f"http://127.0.0.1:{server.server_port}/r/{token}", token)
    server.shutdown()
    thread.join()
    server.server_close()
    app.extensions["paritet.engine"].dispose()


@pytest.fixture(params=[PHONE, LAPTOP], ids=["phone", "laptop"])
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport=request.param, locale="ru-RU")
    made.set_default_timeout(10_000)
    yield made
    made.close()


def _looked_over(page: Page) -> None:
    """Hold what every page of hers owes: no grave fault for assistive technology, nothing wider than the screen."""
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found if each["impact"] in ("serious", "critical")] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def _next(page: Page) -> None:
    page.get_by_role("button", name="Дальше", exact=True).click()


def test_she_answers_every_kind_of_question_and_submits(link: Link, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{link.address}/")
    _looked_over(page)
    page.get_by_role("button", name="Начать").click()
    _next(page)
    expect(page.locator("#faults")).to_be_focused()
    _looked_over(page)
    page.get_by_text("Женщина").click()
    _next(page)
    _looked_over(page)
    _decide(page)
    _next(page)
    _fill_the_grid(page)
    _looked_over(page)
    _next(page)
    page.get_by_label("Что изменить в первую очередь?").fill("Объявлять вакансии")
    _looked_over(page)
    _next(page)
    _next(page)
    expect(page.get_by_role("heading", name="Проверьте ответы")).to_be_visible()
    _looked_over(page)
    page.get_by_role("button", name="Отправить").click()
    expect(page.get_by_role("heading", name="Спасибо")).to_be_visible()
    _looked_over(page)


def _decide(page: Page) -> None:
    voice = page.get_by_role("radio", name="Моё мнение учитывается при принятии решений Скорее да")
    voice.check(force=True)
    page.get_by_role("checkbox", name="Командировки").check()
    page.get_by_role("checkbox", name="Ничего не мешает").check()
    expect(page.get_by_role("checkbox", name="Командировки")).not_to_be_checked()


def _fill_the_grid(page: Page) -> None:
    for level in ("Руководство", "Специалисты", "Вспомогательный персонал"):
        page.get_by_role("textbox", name=f"{level} Женщины").fill("2")
        page.get_by_role("textbox", name=f"{level} Мужчины").fill("3")
    expect(page.locator("[data-sum=all]")).to_have_text("15")


def test_what_she_typed_is_saved_as_she_goes(link: Link, context: BrowserContext, session: Session) -> None:
    page = context.new_page()
    page.goto(f"{link.address}/team")
    page.get_by_label("Поездок за год").fill("3")
    page.get_by_label("Часов учёбы").focus()
    expect(page.locator("#saved")).to_contain_text("Сохранено")
    assert responding.arrive(session, link.token).answers["trips"] == 3


def test_what_she_typed_last_is_saved_when_she_closes_the_page(
    link: Link, context: BrowserContext, session: Session
) -> None:
    page = context.new_page()
    page.goto(f"{link.address}/words")
    page.get_by_label("Что изменить в первую очередь?").fill("Объявлять вакансии")
    page.goto(f"{link.address}/")
    for _ in range(100):
        if "idea" in responding.arrive(session, link.token).answers:
            break
        page.wait_for_timeout(50)
    assert responding.arrive(session, link.token).answers["idea"] == "Объявлять вакансии"


def test_a_question_that_her_answer_brings_up_appears_where_it_belongs(link: Link, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{link.address}/team")
    page.get_by_label("Поездок за год").fill("без счёта")
    page.get_by_label("Средства команды").fill("12 000")
    page.get_by_label("Поездок за год").focus()
    expect(page.get_by_label("на участие женщин")).to_be_visible()
    expect(page.get_by_label("Поездок за год")).to_have_value("без счёта")


def test_everything_works_without_a_script_and_without_cookies(link: Link, browser: Browser, session: Session) -> None:
    context = browser.new_context(viewport=PHONE, locale="ru-RU", java_script_enabled=False)
    page = context.new_page()
    page.route("**/*", lambda route: route.continue_(headers={**route.request.headers, "cookie": ""}))
    page.goto(f"{link.address}/")
    page.get_by_role("button", name="Начать").click()
    page.get_by_text("Мужчина").click()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("radio", name="Man", exact=True)).to_be_checked()
    page.get_by_role("button", name="Next", exact=True).click()
    page.get_by_role("button", name="Save and leave").click()
    expect(page.get_by_role("heading", name="Saved")).to_be_visible()
    context.close()
    sitting = responding.arrive(session, link.token)
    assert (sitting.state, sitting.language, dict(sitting.answers)) == (Progress.DRAFT, "en", {"sex": "man"})


def test_enter_in_a_field_goes_on_and_does_not_change_the_language(link: Link, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{link.address}/words")
    page.get_by_label("Ваша должность").fill("Советник")
    page.get_by_label("Ваша должность").press("Enter")
    expect(page.get_by_role("heading", name="Проверьте ответы")).to_be_visible()
