"""People who sign in, in a real browser: on a phone and on a laptop, in both languages, for readers with any tool."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page

from audit.lifecycle import Role
from audit.service import people
from audit.service.bodies import BodyView
from tests.browser.serving import served
from tests.web.browsing import PASSWORD
from tests.web.conftest import a_person, app, body, hashed, settings

__all__ = ["a_person", "app", "body", "hashed", "settings"]
pytestmark = pytest.mark.browser
WIDTHS = (390, 1280)
PAGES = (
    "/",
    "/account",
    "/change",
    "/admin/people",
    "/admin/people/new",
    "/admin/bodies/",
    "/admin/bodies/new",
    "/nothing",
)


@pytest.fixture(params=["ru", "en"])
def visit(request: pytest.FixtureRequest, app: Flask, chromium: Browser) -> Iterator[Page]:
    """A page on a phone, in a language; a message of the policy or a script's failure fails the test."""
    with served(app) as address:
        context = chromium.new_context(base_url=address, locale=request.param, viewport={"width": 390, "height": 844})
        page = context.new_page()
        complaints: list[str] = []
        page.on(
            "console", lambda said: complaints.append(said.text) if "Content Security Policy" in said.text else None
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield page
        context.close()
        assert complaints == []


def _signed_in(page: Page) -> None:
    page.goto("/login")
    page.locator("#email").fill("aigul@example.org")
    page.locator("#password").fill(PASSWORD)
    page.locator("main .button").click()
    page.wait_for_url("**/")


def _barriers(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{page.url} {each['id']}: {each['nodes'][0]['html']}" for each in found]


def _too_wide(page: Page) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return [f"{page.url} scrolls sideways at {page.viewport_size}"] if wide else []


def test_strangers_pages_are_open_to_everybody(visit: Page) -> None:
    wrong = []
    for path in ("/login", "/reset", "/nothing"):
        for width in WIDTHS:
            visit.set_viewport_size({"width": width, "height": 844})
            visit.goto(path)
            wrong += _barriers(visit) + _too_wide(visit)
    assert wrong == []


def test_an_administrators_pages_are_open_to_everybody(
    visit: Page, a_person: Callable[..., people.UserView], body: BodyView
) -> None:
    somebody = a_person("aigul@example.org", Role.AUDITOR, administrator=True)
    _signed_in(visit)
    wrong = []
    own = (f"/admin/people/{somebody.id}", f"/admin/bodies/{body.id}", f"/admin/bodies/{body.id}/headcounts")
    for path in (*PAGES, *own):
        visit.set_viewport_size({"width": 390, "height": 844})
        visit.goto(path)
        wrong += _barriers(visit) + _too_wide(visit)
        visit.set_viewport_size({"width": 1280, "height": 844})
        wrong += _too_wide(visit)
    assert wrong == []


def test_signing_in_goes_by_keyboard_alone(visit: Page, a_person: Callable[..., people.UserView]) -> None:
    a_person("aigul@example.org", Role.AUDITOR)
    visit.goto("/login")
    visit.locator("#email").focus()
    visit.keyboard.type("aigul@example.org")
    visit.keyboard.press("Tab")
    visit.keyboard.type(PASSWORD)
    visit.keyboard.press("Enter")
    visit.wait_for_url("**/")
    assert visit.locator(".places a[aria-current]").count() == 1


def test_the_language_switch_stays_on_the_page(visit: Page) -> None:
    visit.goto("/reset")
    other = visit.locator(".languages a:not([aria-current])")
    language = other.get_attribute("lang")
    other.click()
    assert (visit.url.endswith("/reset"), visit.locator("html").get_attribute("lang")) == (True, language)


def test_signing_out_closes_the_door(visit: Page, a_person: Callable[..., people.UserView]) -> None:
    a_person("aigul@example.org", Role.AUDITOR)
    _signed_in(visit)
    visit.locator(".leave button").click()
    visit.goto("/account")
    assert "/login" in visit.url
