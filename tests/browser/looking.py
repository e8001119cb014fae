"""What every page owes its reader in a real browser, and where its picture is kept for somebody to look at."""

from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from audit.wording import ROOT, say
from tests.web.browsing import PASSWORD

SCREENSHOTS = ROOT / "screenshots"
GRAVE = ("serious", "critical")


@dataclass
class Reader:
    """Somebody at a page in a language; `wrong` collects what the pages owed her and did not give."""

    page: Page
    language: str
    name: str
    wrong: list[str] = field(default_factory=list)

    def say(self, template: str, **values: object) -> str:
        """Return a sentence of the interface in the reader's language."""
        return say(self.language, template, **values)

    def look(self, step: str) -> None:
        """Keep a picture of the page; note each grave fault and a page that is wider than the screen."""
        SCREENSHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{self.name}-{self.language}-{step}.png", full_page=True)
        found = Axe().run(self.page).response["violations"]
        self.wrong += [f"{step}: {each['id']} {each['nodes'][0]['html']}" for each in found if each["impact"] in GRAVE]
        if not self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
            self.wrong.append(f"{step}: scrolls sideways")

    def sign_in(self, email: str, password: str = PASSWORD) -> None:
        """Sign in by the page that is there for it."""
        self.page.goto("/login")
        self.page.locator("#email").fill(email)
        self.page.locator("#password").fill(password)
        self.page.locator("main .button").click()
        self.page.wait_for_url("**/")

    def press(self, template: str) -> None:
        """Press the button with these words."""
        self.page.get_by_role("button", name=self.say(template), exact=True).click()

    def follow(self, template: str) -> None:
        """Follow the link with these words."""
        self.page.locator("main").get_by_role("link", name=self.say(template), exact=True).click()

    def fill(self, template: str, typed: str) -> None:
        """Type into the field with this label."""
        self.page.get_by_label(self.say(template), exact=True).fill(typed)
