"""Questions come and go at once where the page can tell by itself, and as the server says everywhere else."""

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, expect
from sqlalchemy.orm import Session

from audit import config
from audit.app import create_app
from audit.questionnaire import loader
from audit.service import audits, definitions, responding
from audit.service.actors import SYSTEM
from audit.service.views import EnquiryDraft
from audit.web.authoring import preview
from audit.web.forms import Edition, section_form
from tests import build
from tests.browser import coming
from tests.browser.serving import served

pytestmark = pytest.mark.browser

COMING = Path(__file__).with_name("coming.yaml")
SECRET = "a long secret that only this test knows 0123456789"
SHIPPED = {card.name: definitions.shelved(card.name) for card in definitions.questionnaires()}
DRAWN = 40
SEED = 20261123
MORE = "появились новые вопросы"


@pytest.fixture
def app(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / "coming.yaml").write_text(COMING.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(definitions, "SHELF", shelf)
    secrets = config.Secrets(SECRET, SECRET, SECRET)
    made = create_app(config.Settings(instance=tmp_path, database_url=database_url, secrets=secrets))
    yield made
    made.extensions["paritet.engine"].dispose()


@pytest.fixture
def token(session: Session, app: Flask) -> str:
    body = build.a_body(session)
    draft = build.an_audit(session, body.id, enquiries=(EnquiryDraft("coming"),), languages=("ru", "en"))
    audit = audits.open_audit(session, SYSTEM, draft.id, today=date.today())
    (made,) = build.invited(session, audit, audit.enquiries[0].id, ["Аида"])
    session.commit()
    return made


@pytest.fixture
def page(app: Flask, token: str, chromium: Browser) -> Iterator[Page]:
    """The first section, open on a phone."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, locale="ru-RU")
    context.set_default_timeout(10_000)
    with served(app) as address:
        page = context.new_page()
        page.goto(f"{address}/r/{token}/plan")
        yield page
        context.close()


def _cut(page: Page) -> BrowserContext:
    page.context.set_offline(True)
    return page.context


def _asked(page: Page) -> list[str]:
    found: list[str] = page.locator("#section [data-question]").evaluate_all("all => all.map(b => b.dataset.question)")
    return found


def test_with_the_line_cut_questions_come_and_go_where_they_belong(page: Page) -> None:
    _cut(page)
    page.get_by_label("Да", exact=True).check()
    assert _asked(page) == ["plan", "who", "since", "steps", "team", "why"]
    page.get_by_label("Нет", exact=True).check()
    assert _asked(page) == ["plan", "reason", "steps", "team", "why"]
    expect(page.locator("#saved")).to_contain_text(MORE)
    assert page.get_by_role("status").filter(has_text=MORE).count() == 1


def test_what_she_typed_is_there_when_a_question_returns_and_her_place_is_kept(page: Page) -> None:
    _cut(page)
    page.get_by_label("Нет", exact=True).check()
    page.get_by_label("Почему его нет?").fill("Нет людей")
    page.get_by_label("Да", exact=True).check()
    expect(page.get_by_label("Да", exact=True)).to_be_focused()
    assert page.get_by_label("Почему его нет?").count() == 0
    page.get_by_label("Нет", exact=True).check()
    expect(page.get_by_label("Почему его нет?")).to_have_value("Нет людей")


def test_a_question_that_hangs_on_one_that_went_goes_with_it(page: Page) -> None:
    _cut(page)
    page.get_by_label("Да", exact=True).check()
    page.get_by_label("Один человек").check()
    assert "name" in _asked(page)
    page.get_by_label("Нет", exact=True).check()
    assert "name" not in _asked(page)


def test_a_tick_that_excludes_the_others_is_seen_as_it_stands(page: Page) -> None:
    _cut(page)
    page.get_by_label("Обучение").check()
    assert "trained" in _asked(page)
    page.get_by_label("Ничего из этого").check()
    assert "trained" not in _asked(page)


def test_an_answer_that_its_rule_refuses_moves_nothing(page: Page) -> None:
    _cut(page)
    page.get_by_label("Сколько вас в команде?").fill("12")
    assert "lead" in _asked(page)
    page.get_by_label("Сколько вас в команде?").fill("-3")
    assert "lead" in _asked(page)


def test_taking_an_answer_back_puts_away_what_hung_on_it(page: Page) -> None:
    _cut(page)
    page.get_by_label("Да", exact=True).check()
    page.locator("[data-question=plan] .clear").click()
    assert "who" not in _asked(page)


def test_what_is_away_is_neither_seen_without_a_script_nor_sent(page: Page, session: Session, token: str) -> None:
    page.get_by_label("Нет", exact=True).check()
    page.get_by_label("Почему его нет?").fill("Нет людей")
    page.get_by_label("Да", exact=True).check()
    page.locator(".actions button[value=next]").click()
    page.wait_for_url("**/-/review")
    kept = responding.arrive(session, token).answers
    assert {name: kept.get(name) for name in ("plan", "reason")} == {"plan": "yes", "reason": None}


def test_next_pressed_at_once_asks_for_what_only_the_server_brings_up(page: Page) -> None:
    page.get_by_label("Зачем нужен план?").fill("Равенство")
    page.locator(".actions button[value=next]").click()
    page.wait_for_url("**/plan?more=1#q-echo")
    expect(page.get_by_role("status").filter(has_text=MORE)).to_be_visible()
    expect(page.get_by_label("Почему именно «Равенство»?")).to_be_visible()


def test_a_page_fetched_before_a_newer_answer_undoes_nothing(page: Page) -> None:
    """The server's page for the first answer comes when the second is given already."""
    held: list[Route] = []
    page.route("**/plan", lambda route: _hold(route, held))
    page.evaluate(
        "new MutationObserver(() => { window.came = window.came || !!document.querySelector('[data-question=echo]'); })"
        ".observe(document.querySelector('#section'), {subtree: true, childList: true})"
    )
    with page.expect_request(lambda request: request.method == "GET"):
        page.get_by_label("Зачем нужен план?").fill("Равенство")
        page.get_by_label("Зачем нужен план?").blur()
    page.get_by_label("Зачем нужен план?").fill("")
    page.get_by_label("Зачем нужен план?").blur()
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        held.pop().continue_()
    expect(page.locator("#saved")).to_contain_text("Сохранено")
    assert page.evaluate("window.came") is False


def _hold(route: Route, held: list[Route]) -> None:
    if route.request.method == "GET" and not held:
        held.append(route)
    else:
        route.continue_()


def test_the_page_is_sent_after_what_was_being_saved(page: Page) -> None:
    held: list[Route] = []
    order: list[str] = []
    page.route("**/plan", lambda route: held.append(route) if not held else route.continue_())
    page.on("requestfinished", lambda request: order.append(f"finished {_action(request)}"))
    page.on("request", lambda request: order.append(f"sent {_action(request)}"))
    with page.expect_request(lambda request: request.method == "POST"):
        page.get_by_label("Нет", exact=True).check()
    page.get_by_label("Да", exact=True).check()
    page.locator(".actions button[value=next]").click()
    held[0].continue_()
    page.wait_for_url("**/-/review")
    posts = [each for each in order if each.endswith(("autosave", "next"))]
    assert posts[:3] == ["sent autosave", "finished autosave", "sent next"]


def _action(request: Request) -> str:
    body = request.post_data or ""
    return next((word for word in ("autosave", "next") if f"-action={word}" in body), request.method)


@pytest.mark.parametrize("name", SHIPPED)
def test_on_the_shipped_sets_the_page_shows_what_the_server_asks(name: str, app: Flask, chromium: Browser) -> None:
    asked = loader.loads(SHIPPED[name])
    page, dice = chromium.new_page(), random.Random(SEED)  # noqa: S311 - answers of a test
    differ = []
    for section in asked.sections:
        form = section_form(Edition(loader.digest(asked), asked), section.name, "ru")
        conditioned = {each.name for each in section.questions if each.relevant is not None}
        if not form.foreseen:
            continue
        with app.test_request_context("/?lang=ru"):
            coming.opened(page, preview.page(SHIPPED[name], section.name, own_id="draft"))
        for _ in range(DRAWN):
            coming.answer(page, dice.choice([each.name for each in section.questions]), dice)
            shown, wanted = coming.told(page, asked, section.name, language="ru")
            differ += [(section.name, shown ^ wanted)] if (shown ^ wanted) - (conditioned - form.foreseen) else []
    page.close()
    assert differ == []
