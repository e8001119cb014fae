"""Where a message may go: https, to a computer of the open internet or of networks that the instance names.

The name is resolved here, when an address is kept and again before every message, and the message goes to the very
number that was checked: a name that changes its number in between leads nowhere else.
"""

import ipaddress
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

LONGEST = 2000
PORTS = {"https": 443, "http": 80}
#: All of IPv6 that is given out to the open internet; tunnels in it lead to numbers of IPv4 that nobody checks.
OPEN_INTERNET = ipaddress.ip_network("2000::/3")
TUNNELS = tuple(map(ipaddress.ip_network, ("2001::/23", "2002::/16", "2001:db8::/32", "3fff::/20")))
RELAYS = ipaddress.ip_network("192.88.99.0/24")

Number = ipaddress.IPv4Address | ipaddress.IPv6Address


class Unreachable(Exception):
    """No message goes to an address; `why` is one of the codes of `whys.WHYS`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Target:
    """An address that was read and resolved: by which scheme, under which name, at which numbers, for which path."""

    scheme: str
    host: str
    port: int
    path: str
    numbers: tuple[str, ...]


def target(address: str, networks: Sequence[str]) -> Target:
    """Read and resolve an address; Unreachable where it is none or leads where nothing is sent."""
    parts = _parts(address)
    host = _host(parts.hostname or "")
    port = parts.port if parts.port is not None else PORTS[parts.scheme]
    numbers = looked_up(host, port)
    if not numbers:
        raise Unreachable("unknown-host")
    own = tuple(map(ipaddress.ip_network, networks))
    read = tuple(ipaddress.ip_address(each.partition("%")[0]) for each in numbers)
    if not all(_is_allowed(each, own) for each in read):
        raise Unreachable("forbidden-network")
    if parts.scheme != "https" and not all(each.is_loopback for each in read):
        raise Unreachable("not-https")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port, path, tuple(map(str, read)))


def _parts(address: str) -> SplitResult:
    """Return the parts of an address that is written as one can be."""
    if len(address) > LONGEST or not address.isascii() or not address.isprintable() or " " in address:
        raise Unreachable("no-address")
    try:
        parts = urlsplit(address)
        wrong = not parts.hostname or parts.port == 0 or "#" in address or "\\" in address
    except ValueError:
        raise Unreachable("no-address") from None
    if parts.scheme not in PORTS:
        raise Unreachable("not-https")
    if wrong:
        raise Unreachable("no-address")
    if "@" in parts.netloc:
        raise Unreachable("with-password")
    return parts


def _host(given: str) -> str:
    try:
        return given.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise Unreachable("no-address") from None


def looked_up(host: str, port: int) -> tuple[str, ...]:
    """Return the numbers that a name stands for, none where it stands for nothing."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return ()
    return tuple(dict.fromkeys(str(each[4][0]) for each in found))


def _is_allowed(number: Number, own: Sequence[ipaddress.IPv4Network | ipaddress.IPv6Network]) -> bool:
    if any(number in each for each in own):
        return True
    if isinstance(number, ipaddress.IPv4Address):
        return number.is_global and not number.is_multicast and number not in RELAYS
    return number in OPEN_INTERNET and number.is_global and not any(number in each for each in TUNNELS)
