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
    "laptop": {"width": 1280, "height": 800},
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
    context = chromium.new_context(
        base_url=address, locale=language, viewport=SCREENS[request.param], reduced_motion="reduce"
    )
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


@pytest.fixture(scope="module")
def every_result(application: Flask) -> list[str]:
    """The pages of all closed audits of the demo: of both bodies, with little and much withheld."""
    with store.sessions(application.extensions["paritet.engine"])() as session:
        closed = [each for each in audits.audits(session, SYSTEM) if each.state is State.CLOSED]
    return [f"/results/{each.id}" for each in closed]


#: What stands first on a laptop: four figures, parity by level, and the lines beside it.
FIRST = (".key-figures > div", "[aria-labelledby='parity-by-level'] img", ".glance > div")


def _bottoms(reader: Reader, selector: str) -> list[float]:
    boxes = [each.bounding_box() for each in reader.page.locator(selector).all()]
    return [box["y"] + box["height"] for box in boxes if box]


def test_on_a_laptop_all_that_matters_is_on_the_first_screen(manager: Reader, every_result: list[str]) -> None:
    size = _size(manager)
    assert len(every_result) == 3
    for address in every_result if size["width"] > SCREENS["phone"]["width"] else ():
        manager.page.goto(address)
        found = [_bottoms(manager, selector) for selector in FIRST]
        assert [len(bottoms) for bottoms in found] == [4, 1, 5]
        assert max(bottom for bottoms in found for bottom in bottoms) <= size["height"], address


def test_on_a_phone_the_headline_and_the_figures_come_first(manager: Reader, every_result: list[str]) -> None:
    size = _size(manager)
    for address in every_result if size["width"] == SCREENS["phone"]["width"] else ():
        manager.page.goto(address)
        first = [*_bottoms(manager, "h1"), *_bottoms(manager, ".standing"), _bottoms(manager, FIRST[0])[0]]
        assert max(first) <= size["height"], address
        assert manager.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        places = [_bottoms(manager, selector)[0] for selector in FIRST]
        assert places == sorted(places)


def test_each_figure_opens_its_branch_of_the_tree_by_the_keyboard_and_back_returns(
    manager: Reader, results: str
) -> None:
    manager.page.goto(results)
    links = manager.page.locator(".key-figures a, .glance a")
    found = {links.nth(place).get_attribute("href"): place for place in range(links.count())}
    assert len(found) == 7
    for address, place in found.items():
        links.nth(place).focus()
        manager.page.keyboard.press("Enter")
        node = (address or "").partition("#")[2]
        manager.page.wait_for_url(f"**{address}")
        if node:
            expect(manager.page.locator(f"[id='{node}']")).to_be_in_viewport()
        manager.page.go_back()
        expect(manager.page.locator(".glance")).to_be_visible()


def test_both_sides_of_each_contradiction_stand_on_the_page_of_scores(manager: Reader, results: str) -> None:
    manager.page.goto(results)
    links = manager.page.locator("[aria-labelledby='contradictions'] a").all()
    wanted = [(each.get_attribute("href") or "").partition("#")[2] for each in links]
    manager.page.goto(results.replace("/results/", "/audits/") + "/scorecard")
    there = manager.page.evaluate("[...document.querySelectorAll('[id]')].map(each => each.id)")
    assert (len(wanted), set(wanted) - set(there)) == (12, set())


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
