"""A message goes to the very computer that was checked, by its certificate, and nobody keeps the sender waiting."""

import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from audit.service.webhooks import addresses
from audit.service.webhooks.sending import Outcome
from audit.worker import posting
from tests.worker.conftest import THIS_MACHINE
from tests.worker.receiving import Receiver, certificate, receiving

HEADERS = {"webhook-id": "msg_1"}


@pytest.fixture
def secure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    """A receiver over https whose certificate is trusted."""
    made = certificate(tmp_path, "localhost", "127.0.0.1")
    monkeypatch.setenv("SSL_CERT_FILE", str(made))
    with receiving(made) as told:
        yield told


def _post(address: str) -> Outcome:
    return posting.post(addresses.target(address, THIS_MACHINE), b"{}", HEADERS)


def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting, "IN_ALL", 0.4)


def test_a_message_arrives_over_https_under_its_name(secure: Receiver) -> None:
    outcome = _post(secure.address("/hook?of=us"))
    assert (outcome.status, outcome.why, outcome.taken) == (204, "", True)
    (received,) = secure.requests
    assert (received.path, received.body) == ("/hook?of=us", b"{}")
    assert received.headers["host"] == f"localhost:{secure.port}"


def test_the_number_that_was_checked_is_the_one_that_is_called(
    secure: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = addresses.target(secure.address(), THIS_MACHINE)
    monkeypatch.setattr(addresses, "looked_up", lambda *_: ("198.51.100.7",))
    assert posting.post(target, b"{}", HEADERS).status == 204


def test_a_certificate_for_another_name_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = certificate(tmp_path, "other.example.org")
    monkeypatch.setenv("SSL_CERT_FILE", str(made))
    with receiving(made) as told:
        assert _post(told.address()).why == "certificate"
        assert told.requests == []


def test_a_certificate_of_nobody_is_not_believed(tmp_path: Path) -> None:
    with receiving(certificate(tmp_path, "localhost")) as told:
        assert _post(told.address()).why == "certificate"


def test_https_is_not_spoken_by_everybody(receiver: Receiver) -> None:
    assert _post(receiver.address().replace("http:", "https:")).why == "no-tls"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_nobody_sends_us_on(status: int, receiver: Receiver) -> None:
    with receiving() as elsewhere:
        receiver.answers, receiver.headers = [status], {"Location": elsewhere.address()}
        outcome = _post(receiver.address())
        assert (outcome.status, outcome.why, outcome.taken) == (status, "redirected", False)
        assert elsewhere.requests == []


@pytest.mark.parametrize(("status", "why"), [(200, ""), (404, "status"), (410, "gone"), (500, "status")])
def test_what_is_answered_is_told_by_its_number(status: int, why: str, receiver: Receiver) -> None:
    receiver.answers = [status]
    outcome = _post(receiver.address())
    assert (outcome.status, outcome.why) == (status, why)


def test_where_nothing_listens_is_said() -> None:
    with receiving() as told:
        address = told.address()
    assert _post(address).why == "refused"


def test_what_is_no_http_is_said(receiver: Receiver) -> None:
    receiver.instead = lambda handler: _say(handler, b"SSH-2.0-x\r\n\r\n")
    assert _post(receiver.address()).why == "not-http"


def test_a_receiver_that_breaks_off_is_told_apart(receiver: Receiver) -> None:
    receiver.instead = lambda handler: handler.connection.shutdown(socket.SHUT_RDWR)
    assert _post(receiver.address()).why in {"unreachable", "not-http"}


@pytest.mark.parametrize("said", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"])
def test_a_receiver_that_never_ends_is_not_waited_for(
    said: bytes, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    _hurried(monkeypatch)
    receiver.instead = lambda handler: _go_on(handler, said)
    assert _post(receiver.address()).why == "timeout"


def test_a_receiver_that_never_ends_its_greeting_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    _hurried(monkeypatch)
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        assert _post(f"https://localhost:{deaf.getsockname()[1]}/").why == "timeout"


def test_a_long_answer_is_not_read(receiver: Receiver) -> None:
    receiver.instead = lambda handler: _say(handler, b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 10_000_000)
    assert _post(receiver.address()).status == 200


@pytest.mark.parametrize(("given", "seconds"), [("120", 120), ("9999999", 0), ("soon", 0), ("999999", 43200), ("", 0)])
def test_how_long_to_wait_is_read_within_reason(given: str, seconds: int, receiver: Receiver) -> None:
    receiver.answers, receiver.headers = [503], {"Retry-After": given}
    assert _post(receiver.address()).wait.total_seconds() == seconds


def _say(handler: BaseHTTPRequestHandler, said: bytes) -> None:
    handler.wfile.write(said)
    handler.connection.shutdown(socket.SHUT_RDWR)


def _go_on(handler: BaseHTTPRequestHandler, said: bytes) -> None:
    """Say something and then keep the line, letter by letter, until the other side hangs up."""
    handler.wfile.write(said)
    handler.connection.settimeout(0.05)
    while True:
        try:
            if not handler.connection.recv(1):
                return
        except TimeoutError:
            handler.wfile.write(b"x" if said else b"")
