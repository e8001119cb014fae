"""A visitor of the pages who looks at each one she opens: what every page owes its reader is checked there and then."""

from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

PASSWORD = "correct horse battery"


def faults(page: html.HtmlElement) -> list[str]:
    """Return what is wrong with a page for somebody who hears it, types in it, or opens it under a strict policy."""
    ids = page.xpath("//@id")
    headings = [" ".join(heading.text_content().split()) for heading in page.xpath("//h1")]
    titles = page.xpath("//title/text()")
    wrong = [f"twice the id {name}" for name in sorted({each for each in ids if ids.count(each) > 1})]
    if len(headings) != 1:
        wrong.append(f"{len(headings)} headings of the first level")
    elif not titles or not " ".join(titles[0].split()).startswith(headings[0][:20]):
        wrong.append(f"the title {titles} does not begin as the heading {headings[0]!r}")
    if not page.xpath("/html/@lang"):
        wrong.append("no language")
    wrong += [f"script or style within the page: {each.tag}" for each in page.xpath("//script[not(@src)] | //style")]
    wrong += [f"inline {name}" for name in page.xpath("//@*[starts-with(name(), 'on') or name() = 'style']")]
    wrong += [f"no label: {each.get('name')}" for each in page.xpath(TYPED) if not _labelled(page, each)]
    wrong += [f"described by nothing: {name}" for name in _described(page) if name not in ids]
    wrong += [
        f"a mistake leads nowhere: {name}"
        for name in page.xpath("//*[@class='faults']//a/@href")
        if name[1:] not in ids
    ]
    wrong += [f"a picture without words: {each.get('src')}" for each in page.xpath("//img[not(@alt)]")]
    return wrong


TYPED = "//input[not(@type='hidden' or @type='submit')] | //select | //textarea"


def _labelled(page: html.HtmlElement, field: html.HtmlElement) -> bool:
    named = page.xpath("//label[@for=$name]", name=field.get("id"))
    return bool(named or field.xpath("ancestor::label") or field.get("aria-label") or field.get("aria-labelledby"))


def _described(page: html.HtmlElement) -> list[str]:
    return [name for names in page.xpath("//@aria-describedby") for name in names.split()]


@dataclass
class Visitor:
    """A browser without scripts; every page it opens is looked over, and forms are sent with the page's own key."""

    app: Flask
    client: FlaskClient = field(init=False)
    page: html.HtmlElement = field(init=False)
    text: str = ""

    def __post_init__(self) -> None:
        self.client = self.app.test_client()

    def get(self, path: str, *, status: int = 200, headers: dict[str, str] | None = None) -> TestResponse:
        """Open a page."""
        return self._seen(self.client.get(path, headers=headers), status)

    def post(self, path: str, data: dict[str, Any] | None = None, *, status: int = 303) -> TestResponse:
        """Send a form with the key of the page seen last."""
        keys = self.page.xpath("//input[@name='csrf_token']/@value")
        return self._seen(self.client.post(path, data={"csrf_token": keys[0] if keys else "", **(data or {})}), status)

    def sign_in(self, email: str, password: str = PASSWORD, *, status: int = 302) -> TestResponse:
        """Sign in by the page that is there for it."""
        self.get("/login")
        return self.post("/login", {"email": email, "password": password}, status=status)

    @property
    def heading(self) -> str:
        """Return the first heading of the page seen last."""
        return " ".join(self.page.xpath("//h1")[0].text_content().split())

    def _seen(self, response: TestResponse, status: int) -> TestResponse:
        assert response.status_code == status, (response.status_code, response.location, response.text[-2000:])
        self.text = response.text
        if response.mimetype == "text/html" and "Location" not in response.headers:
            self.page = html.fromstring(response.text.encode(), parser=html.HTMLParser(encoding="utf-8"))
            assert faults(self.page) == [], faults(self.page)
        return response
