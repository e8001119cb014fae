"""A forgotten password: the letter arrives over real SMTP in the reader's language, and its link works once."""

import email
import re
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from email.message import EmailMessage
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from audit import config
from audit.service import people
from tests.web.browsing import Visitor
from tests.web.conftest import a_person, app, body, browse, hashed
from tests.web.conftest import settings as plain_settings

__all__ = ["a_person", "app", "body", "browse", "hashed", "plain_settings"]
pytestmark = pytest.mark.smtp
NEW = "four plain honest words"


class Peer:
    """Takes letters in."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        letter = email.message_from_bytes(envelope.content, policy=default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        return "250 OK"


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


@pytest.fixture
def peer() -> Iterator[tuple[Peer, int]]:
    """A mail server that listens."""
    handler = Peer()
    controller = Controller(handler, hostname="127.0.0.1", port=_free_port())
    controller.start()
    yield handler, controller.port
    controller.stop()


@pytest.fixture
def settings(plain_settings: config.Settings, peer: tuple[Peer, int]) -> config.Settings:
    """Settings that hand mail to the peer."""
    mail = config.Mail(server="127.0.0.1", port=peer[1], sender="paritet@example.org")
    return replace(plain_settings, mail=mail)


def _asked(visitor: Visitor, address: str) -> None:
    visitor.get("/reset")
    visitor.post("/reset", {"email": address}, status=200)


def _path(letter: EmailMessage) -> str:
    found = re.search(r"http://localhost(/reset/\S+)", letter.get_content())
    assert found
    return found.group(1)


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [("ru", "Новый пароль для Паритета", "Откройте ссылку"), ("en", "A new password for Paritet", "Open this link")],
)
def test_the_letter_comes_in_the_language_of_the_page(
    language: str,
    subject: str,
    words: str,
    browse: Visitor,
    peer: tuple[Peer, int],
    a_person: Callable[..., people.UserView],
) -> None:
    a_person("zarina@example.org")
    browse.get(f"/language/{language}", status=303)
    _asked(browse, "zarina@example.org")
    letter = peer[0].letters[0]
    assert (str(letter["Subject"]).strip(), letter["To"], letter["From"]) == (
        subject,
        "zarina@example.org",
        "paritet@example.org",
    )
    assert words in letter.get_content()


def test_the_link_sets_a_password_once(
    browse: Visitor, peer: tuple[Peer, int], a_person: Callable[..., people.UserView]
) -> None:
    a_person("zarina@example.org")
    _asked(browse, "zarina@example.org")
    path = _path(peer[0].letters[0])
    browse.get(path)
    browse.post(path, {"password": NEW, "password_confirm": NEW}, status=302)
    browse.sign_in("zarina@example.org", NEW)
    stranger = Visitor(browse.app)
    stranger.get(path, status=302)
    stranger.get("/reset")
    assert "This link no longer works" in stranger.text


def test_whoever_has_no_account_reads_the_same_and_gets_no_letter(
    browse: Visitor, peer: tuple[Peer, int], a_person: Callable[..., people.UserView]
) -> None:
    a_person("zarina@example.org")
    pages = []
    for address in ("zarina@example.org", "nobody@example.org"):
        _asked(browse, address)
        pages.append(browse.page.xpath("//*[@role='status']/text()"))
    assert (pages[0] == pages[1] != [], [letter["To"] for letter in peer[0].letters]) == (True, ["zarina@example.org"])
