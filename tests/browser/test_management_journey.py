"""Management opens one page of the demo in a real browser: on a laptop and on a phone, in both languages."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_security.utils import hash_password
from playwright.sync_api import Browser, ViewportSize, expect

from audit import config, store
from audit.app import create_app
from audit.lifecycle import State
from audit.service import audits
from audit.service.actors import SYSTEM
from tests import demo
from tests.browser.looking import Reader
from tests.browser.serving import served
from tests.web.browsing import PASSWORD
from tests.web.conftest import SECRET

pytestmark = pytest.mark.browser
SCREENS: dict[str, ViewportSize] = {
    "laptop": {"width": 1280, "height": 900},
    "phone": {"width": 390, "height": 844},
}


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application over the demo."""
    folder = tmp_path_factory.mktemp("demo")
    secrets = config.Secrets(SECRET, SECRET, SECRET)
    url = f"sqlite:///{folder / 'paritet.sqlite'}"
    made = create_app(config.Settings(instance=folder, database_url=url, secrets=secrets))
    with made.app_context():
        hashed = hash_password(PASSWORD)
    demo.loaded(folder / "paritet.sqlite", password_hash=hashed)
    yield made
    made.extensions["paritet.engine"].dispose()


@pytest.fixture(scope="module")
def address(application: Flask) -> Iterator[str]:
    """Where it is served."""
    with served(application) as found:
        yield found


@pytest.fixture(scope="module")
def results(application: Flask) -> str:
    """The page of the centre's closed audit of 2025."""
    with store.sessions(application.extensions["paritet.engine"])() as session:
        closed = [
            each for each in audits.audits(session, SYSTEM) if each.state is State.CLOSED and each.cycle == "2025"
        ]
    return next(f"/results/{each.id}" for each in closed if "centre" in each.body_name["en"])


@pytest.fixture(scope="module", params=["ru", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """The reader's language."""
    return str(request.param)


@pytest.fixture(scope="module", params=list(SCREENS))
def manager(request: pytest.FixtureRequest, language: str, address: str, chromium: Browser) -> Iterator[Reader]:
    """Somebody of the management; what a page owed her and did not give fails the test."""
    context = chromium.new_context(base_url=address, locale=language, viewport=SCREENS[request.param])
    context.set_default_timeout(15_000)
    reader = Reader(context.new_page(), language, f"management-{request.param}")
    reader.sign_in("management@example.org")
    yield reader
    context.close()
    assert reader.wrong == []


def _size(reader: Reader) -> ViewportSize:
    size = reader.page.viewport_size
    assert size is not None
    return size


def test_she_finds_the_results_from_the_first_page(manager: Reader, results: str) -> None:
    manager.look("home")
    manager.page.locator(f"a[href='{results}']").click()
    told = {"ru": "женщина занимает 1 из 4 постов", "en": "a woman holds 1 of 4 posts"}
    expect(manager.page.get_by_role("heading", level=1)).to_contain_text(told[manager.language])
    manager.look("results")


def test_where_we_stand_is_on_the_first_screen(manager: Reader, results: str) -> None:
    manager.page.goto(results)
    seen = manager.page.locator(".key-figures > div").all()
    height = _size(manager)["height"]
    boxes = [each.bounding_box() for each in seen]
    assert len(boxes) == 4
    assert all(box and box["y"] + box["height"] < height for box in boxes)


def test_on_a_laptop_level_and_trend_are_on_the_first_screen(manager: Reader, results: str) -> None:
    manager.page.goto(results)
    size = _size(manager)
    charts = ("parity-by-level", "trend") if size["width"] > SCREENS["phone"]["width"] else ()
    boxes = [manager.page.locator(f"[aria-labelledby='{name}'] img").bounding_box() for name in charts]
    assert all(box and box["y"] + box["height"] <= size["height"] for box in boxes)


def test_the_words_in_pictures_stand_at_their_natural_size(manager: Reader, results: str) -> None:
    manager.page.goto(results)
    for image in manager.page.locator("img.picture").all():
        image.scroll_into_view_if_needed()
        shown, drawn = image.evaluate("img => [img.getBoundingClientRect().width, img.naturalWidth]")
        assert shown == pytest.approx(drawn, rel=0.05)


def test_each_picture_is_there_as_a_table(manager: Reader, results: str) -> None:
    manager.page.goto(results)
    manager.page.locator("details.further > summary").click()
    for summary in manager.page.locator(".chart summary").all():
        summary.click()
    expect(manager.page.locator(".chart table:visible").first).to_be_visible()
    manager.look("tables")


def test_she_compares_with_another_cycle(manager: Reader, results: str) -> None:
    manager.page.goto(results)
    manager.page.locator("nav[aria-labelledby='others'] a").first.click()
    expect(manager.page.locator(".standing")).to_contain_text("2024")


def test_every_score_opens_down_to_the_answers(manager: Reader, results: str) -> None:
    manager.page.goto(results.replace("/results/", "/audits/") + "/scorecard")
    told = {"ru": "Физическая защита", "en": "Physical protection"}
    expect(manager.page.locator("details details li", has_text=told[manager.language]).first).to_be_attached()
    manager.page.locator("details details > summary").first.click()
    manager.look("scorecard")


def test_an_auditor_s_page_is_refused_in_plain_words(manager: Reader, results: str) -> None:
    manager.page.goto(results.replace("/results/", "/audits/"))
    expect(manager.page.get_by_role("heading", level=1)).to_be_visible()
    assert manager.page.locator("form[action*='/close']").count() == 0
    manager.look("refused")
