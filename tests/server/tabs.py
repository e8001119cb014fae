"""A browser's tab over real HTTP: it keeps cookies, and fills in and sends the forms of the pages it opens."""

import http.client
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from lxml import html

FORM = "application/x-www-form-urlencoded"
Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Answered:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def location(self) -> str:
        """Return where it leads on, or nothing."""
        return self.headers.get("Location", "")

    @property
    def heading(self) -> str:
        """Return the page's first heading."""
        return " ".join(html.fromstring(self.text).xpath("string(//h1)").split())


@dataclass
class Tab:
    """One tab; tabs of one browser share their cookies."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    language: str = "en"
    page: str = ""
    path: str = ""

    def another(self) -> "Tab":
        """Open another tab of the same browser."""
        return Tab(self.port, self.cookies, self.language)

    def get(self, path: str) -> Answered:
        """Open a page."""
        return self.send("GET", path)

    def form(self, **changes: str | list[str] | None) -> Pairs:
        """Return what the form of the open page would send with these changes; None leaves a field out."""
        form = next(each for each in html.fromstring(self.page).forms if each.method == "POST")
        own = [(name, value) for name, value in form.form_values() if _field(name) not in changes]
        told = {name: [value] if isinstance(value, str) else value or [] for name, value in changes.items()}
        return [*own, *((_named(name), value) for name, values in told.items() for value in values)]

    def post(self, path: str = "", **changes: str | list[str] | None) -> Answered:
        """Fill in the form of the open page and send it."""
        return self.send_form(path or self.path, self.form(**changes))

    def send_form(self, path: str, pairs: Iterable[tuple[str, str]]) -> Answered:
        """Send these fields as a form."""
        return self.send("POST", path, urlencode(list(pairs)).encode(), {"Content-Type": FORM})

    def send(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answered:
        """Send anything and return the answer; a page that was shown is the one whose form is filled in next."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        jar = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        own = {"Accept-Language": self.language} | ({"Cookie": jar} if jar else {})
        try:
            connection.request(method, path, body, own | dict(headers or {}))
            response = connection.getresponse()
            text = response.read().decode("utf-8", "replace")
        finally:
            connection.close()
        for line in response.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: crumb.value for name, crumb in SimpleCookie(line).items()}
        if "<form" in text:
            self.page, self.path = text, path
        return Answered(response.status, dict(response.headers.items()), text)

    def sign_in(self, email: str, password: str) -> Answered:
        """Sign in by the page that is there for it."""
        self.get("/login")
        return self.post(email=email, password=password)


def _named(field: str) -> str:
    """Return a field's name as pages write it: `climate__voice` is climate/voice, `_action` is -action."""
    name = field.replace("__", "/")
    return f"-{name[1:]}" if name.startswith("_") else name


def _field(name: str) -> str:
    own = f"_{name[1:]}" if name.startswith("-") else name
    return own.replace("/", "__")
