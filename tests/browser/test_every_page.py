"""Every page that links lead to, in each role: no grave fault by axe, nothing wider than the screen, none broken."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask_security.utils import hash_password
from playwright.sync_api import Browser, Page
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

from audit import config
from audit.app import create_app
from tests import demo
from tests.browser.looking import Reader
from tests.browser.serving import served
from tests.web.browsing import PASSWORD
from tests.web.conftest import SECRET

pytestmark = [
    pytest.mark.browser,
    # Flask-Security's form of the second factor still gives its choices as WTForms will not take them any more.
    pytest.mark.filterwarnings("ignore:Passing SelectField choices as tuples:DeprecationWarning"),
]
PHONE, LAPTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
BROKEN = 500
#: What is no page: the way out, the other language, and files that are made for the asking.
NO_PAGES = frozenset({"security.logout", "front.language", "static"})
#: Where the page depends on how far an audit is: each one is looked at.
BY_AUDIT = frozenset({"review.audit", "dashboard.audit"})
#: What a walk must have come by, or it has not been one.
LEAST = {
    "administrator": {"admin.everybody", "admin.person", "bodies.edit", "review.audit"},
    "auditor": {
        "actions.plan", "authoring.outline", "authoring_pieces.section", "comparison.body", "dashboard.audit",
        "documents.listed", "findings.listed", "free_texts.listed", "papers.typing", "rescoring.preview",
        "review.links", "review.scorecard", "tokens.listed", "translations.questionnaire", "versions.version",
    },
    "focal": {"actions.plan", "institution.start", "institution.section", "papers.files"},
    "management": {"actions.plan", "actions.promise", "comparison.body", "dashboard.audit", "review.scorecard"},
}  # fmt: skip


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application over the demo."""
    folder = tmp_path_factory.mktemp("every")
    url = f"sqlite:///{folder / 'paritet.sqlite'}"
    secrets = config.Secrets(SECRET, SECRET, SECRET)
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


def _kind(routes: MapAdapter, path: str) -> str:
    """What page an address is of; nothing where it is none."""
    try:
        endpoint, _ = routes.match(urlsplit(path).path, method="GET")
    except HTTPException:
        return ""
    if endpoint in NO_PAGES:
        return ""
    return f"{endpoint} {urlsplit(path).path}" if endpoint in BY_AUDIT else str(endpoint)


def _links(page: Page) -> list[str]:
    found = page.evaluate("[...document.querySelectorAll('a[href^=\"/\"]')].map(each => each.getAttribute('href'))")
    return [str(each) for each in found]


def _walk(reader: Reader, routes: MapAdapter) -> set[str]:
    """Follow links from the first page, one address of each kind; look at every page on both screens."""
    page, seen, waiting = reader.page, set[str](), ["/"]
    while waiting:
        path = waiting.pop(0)
        kind = _kind(routes, path)
        if not kind or kind in seen:
            continue
        seen.add(kind)
        answer = page.request.get(path)
        if answer.status >= BROKEN:
            reader.wrong.append(f"{path}: {answer.status}")
        if not answer.ok or not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        page.goto(path)
        page.set_viewport_size({"width": LAPTOP["width"], "height": LAPTOP["height"]})
        if not page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
            reader.wrong.append(f"{path}: scrolls sideways on a laptop")
        page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
        reader.look(kind.partition(" ")[0])
        waiting += _links(page)
    return {each.partition(" ")[0] for each in seen}


@pytest.mark.parametrize(
    ("role", "language"), [("administrator", "en"), ("auditor", "ru"), ("focal", "ru"), ("management", "en")]
)
def test_every_page_of_a_role_can_be_read(
    application: Flask, address: str, chromium: Browser, role: str, language: str
) -> None:
    context = chromium.new_context(base_url=address, locale=language, reduced_motion="reduce")
    context.set_default_timeout(30_000)
    reader = Reader(context.new_page(), language, f"every-{role}")
    reader.sign_in(f"{role}@example.org")
    if role == "auditor":
        reader.page.goto("/questionnaires/")
        reader.page.locator("form button[value='copy'], main form button").first.click()
        reader.page.wait_for_url("**/questionnaires/own/**")
    walked = _walk(reader, application.url_map.bind("localhost"))
    context.close()
    assert reader.wrong == []
    assert LEAST[role] - walked == set()
