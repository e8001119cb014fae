"""One POST to the address of a webhook: to the number that was checked, by its certificate, no further, in due time."""

import contextlib
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from datetime import timedelta

from audit.service.webhooks import whys
from audit.service.webhooks.addresses import PORTS, Target
from audit.service.webhooks.sending import LONGEST_WAIT, Outcome

#: How long the way to the receiver may take, and all of it: of whoever sends letter by letter nobody waits for the end.
TO_CONNECT, IN_ALL = 5.0, 15.0
#: More numbers of one name are not tried.
MOST_NUMBERS = 3

#: Why there is no answer, by what was raised; the first that fits.
CODES: Mapping[type[Exception], str] = {
    ssl.SSLCertVerificationError: "certificate",
    ssl.SSLError: "no-tls",
    TimeoutError: "timeout",
    ConnectionRefusedError: "refused",
    http.client.HTTPException: "not-http",
    ValueError: "not-http",
}


class _Pinned(http.client.HTTPConnection):
    """A connection to a number, spoken to by its name: in the request, to TLS and in the certificate."""

    def __init__(self, target: Target, *, ends: float) -> None:
        super().__init__(target.host, target.port, timeout=TO_CONNECT)
        self.default_port = PORTS[target.scheme]
        self.target, self.ends, self.is_cut = target, ends, False

    def connect(self) -> None:
        """Connect to the first number that answers."""
        self.sock = self._reached()
        left = self.ends - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self.sock.settimeout(left)
        if self.target.scheme == "https":
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.target.host, do_handshake_on_connect=False)
            self.sock.do_handshake()

    def _reached(self) -> socket.socket:
        failed: OSError = ConnectionRefusedError()
        for number in self.target.numbers[:MOST_NUMBERS]:
            try:
                return socket.create_connection((number, self.target.port), TO_CONNECT)
            except OSError as error:
                failed = error
        raise failed

    def cut(self) -> None:
        """End what is under way; called from beside."""
        self.is_cut = True
        if self.sock is not None:
            with contextlib.suppress(OSError):
                # TLS's own ending would wait for the receiver.
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)


def post(target: Target, body: bytes, headers: Mapping[str, str]) -> Outcome:
    """Send a message and return how it ended; of the answer only the status and when to come again are read."""
    began = time.monotonic()
    connection = _Pinned(target, ends=began + IN_ALL)
    late = threading.Timer(IN_ALL, connection.cut)
    late.daemon = True
    late.start()
    try:
        connection.request("POST", target.path, body=body, headers=dict(headers))
        answer = connection.getresponse()
        if connection.is_cut:
            # A line that was cut reads like headers that have ended.
            raise TimeoutError
        told = _told(answer.status), _wait(answer.getheader("Retry-After", ""))
        return Outcome(_since(began), answer.status, *told)
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Outcome(_since(began), why="timeout" if connection.is_cut else _why(error))
    finally:
        late.cancel()
        connection.close()


def _told(status: int) -> str:
    if 200 <= status < 300:
        return ""
    if 300 <= status < 400:
        return "redirected"
    return whys.GONE if status == http.client.GONE else whys.NOT_TAKEN


def _wait(given: str) -> timedelta:
    """Return how long the receiver asks us to wait; a date in place of seconds asks for nothing."""
    return min(timedelta(seconds=int(given)), LONGEST_WAIT) if given.isdecimal() and len(given) < 7 else timedelta()


def _why(error: Exception) -> str:
    return next((why for kind, why in CODES.items() if isinstance(error, kind)), "unreachable")


def _since(began: float) -> int:
    return round(1000 * (time.monotonic() - began))
