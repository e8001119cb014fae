"""A member of staff answers on a phone: a real browser, the real application, a real database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect
from sqlalchemy.orm import Session

from audit import config
from audit.app import create_app
from audit.service import audits, definitions, responding
from audit.service.actors import SYSTEM
from audit.service.responding import Progress
from audit.service.views import EnquiryDraft
from tests import build
from tests.browser.looking import Reader
from tests.browser.serving import served
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
    with served(app) as address:
        yield Link(f"{address}/r/{token}", token)
    app.extensions["paritet.engine"].dispose()


@pytest.fixture(params=[PHONE, LAPTOP], ids=["phone", "laptop"])
def context(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[BrowserContext]:
    made = chromium.new_context(viewport=request.param, locale="ru-RU")
    made.set_default_timeout(10_000)
    yield made
    made.close()


#: What the questionnaire of the journey calls its parts, and what she types, in each language of the test.
ASKED = {
    "ru": {
        "woman": "Женщина",
        "voice": "Моё мнение учитывается при принятии решений Скорее да",
        "travel": "Командировки",
        "nothing": "Ничего не мешает",
        "levels": ("Руководство", "Специалисты", "Вспомогательный персонал"),
        "idea": "Что изменить в первую очередь?",
        "typed": "Объявлять вакансии",
    },
    "en": {
        "woman": "Woman",
        "voice": "My view counts when decisions are taken Rather agree",
        "travel": "Travel",
        "nothing": "Nothing holds me back",
        "levels": ("Leadership", "Professionals", "Support staff"),
        "idea": "What should change first?",
        "typed": "Announce vacancies",
    },
}


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("screen", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_she_answers_every_kind_of_question_and_submits(
    link: Link, chromium: Browser, language: str, screen: ViewportSize
) -> None:
    context = chromium.new_context(viewport=screen, locale=language)
    context.set_default_timeout(10_000)
    she = Reader(context.new_page(), language, f"staff-{screen['width']}")
    _answer_everything(she, link.address)
    context.close()
    assert she.wrong == []


def _answer_everything(she: Reader, address: str) -> None:
    page, asked = she.page, ASKED[she.language]
    page.goto(f"{address}/")
    she.look("start")
    she.press("Begin")
    she.press("Next")
    expect(page.locator("#faults")).to_be_focused()
    she.look("faults")
    page.get_by_text(str(asked["woman"]), exact=True).click()
    she.press("Next")
    she.look("matrix")
    _decide(page, asked)
    she.press("Next")
    _fill_the_grid(she, asked)
    she.look("head-count")
    she.press("Next")
    page.get_by_label(str(asked["idea"])).fill(str(asked["typed"]))
    she.look("words")
    she.press("Next")
    she.press("Next")
    expect(page.get_by_role("heading", name=she.say("Check your answers"))).to_be_visible()
    she.look("review")
    she.press("Submit")
    expect(page.get_by_role("heading", name=she.say("Thank you. Your answers are in"))).to_be_visible()
    she.look("receipt")


def _decide(page: Page, asked: Mapping[str, object]) -> None:
    page.get_by_role("radio", name=str(asked["voice"])).check(force=True)
    page.get_by_role("checkbox", name=str(asked["travel"])).check()
    page.get_by_role("checkbox", name=str(asked["nothing"])).check()
    expect(page.get_by_role("checkbox", name=str(asked["travel"]))).not_to_be_checked()


def _fill_the_grid(she: Reader, asked: Mapping[str, object]) -> None:
    levels = asked["levels"]
    assert isinstance(levels, tuple)
    for level in levels:
        she.page.get_by_role("textbox", name=f"{level} {she.say('Women')}").fill("2")
        she.page.get_by_role("textbox", name=f"{level} {she.say('Men')}").fill("3")
    expect(she.page.locator("[data-sum=all]")).to_have_text("15")


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


def test_everything_works_without_a_script_and_without_cookies(link: Link, chromium: Browser, session: Session) -> None:
    context = chromium.new_context(viewport=PHONE, locale="ru-RU", java_script_enabled=False)
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
