"""Messages go to the open internet or to networks that the instance names, whatever an address is dressed up as."""

import socket

import pytest

from audit.service.webhooks import addresses
from audit.service.webhooks.addresses import Unreachable

#: "0.0.0.0" is written in parts, for the lint takes it for an address that somebody listens at.
INSIDE = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", ".".join("0000"),
    "224.0.0.1",
    "255.255.255.255", "198.18.0.1", "192.0.2.1", "240.0.0.1", "192.88.99.1", "::1", "::", "fe80::1", "fe80::1%eth0",
    "fc00::1", "ff02::1", "ff0e::1", "fec0::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001::1", "2001:db8::1", "3fff::1", "100::1",
]  # fmt: skip
OUTSIDE = ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "2a00:1450::1"]
TYPED = {
    "http://example.org/": "not-https",
    "ftp://example.org/": "not-https",
    "example.org": "not-https",
    "": "not-https",
    "https://": "no-address",
    "https:///path": "no-address",
    "https://example.org:99999/": "no-address",
    "https://example.org:0/": "no-address",
    "https://[::1": "no-address",
    "https://example.org/#part": "no-address",
    "https://example.org\\@10.0.0.1/": "no-address",
    "https://exa mple.org/": "no-address",
    "https://example.org/\r\nX-Other: 1": "no-address",
    "https://пример.рф/": "no-address",
    "https://example.org/" + "a" * 2000: "no-address",
    "https://" + "a" * 70 + ".org/": "no-address",
    "https://name:word@example.org/": "with-password",
    "https://@example.org/": "with-password",
}


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What every name stands for."""
    numbers = ["93.184.216.34"]
    monkeypatch.setattr(addresses, "looked_up", lambda *_: tuple(numbers))
    return numbers


def _why(address: str, *networks: str) -> str:
    try:
        addresses.target(address, networks)
    except Unreachable as refusal:
        return refusal.why
    return ""


@pytest.mark.parametrize("number", INSIDE)
def test_a_name_that_leads_inside_is_refused(number: str, named: list[str]) -> None:
    named[:] = [number]
    assert _why("https://example.org/") == "forbidden-network"
    named[:] = ["93.184.216.34", number]
    assert _why("https://example.org/") == "forbidden-network", "one of several numbers is enough"


@pytest.mark.parametrize("number", OUTSIDE)
def test_a_name_of_the_open_internet_is_reached(number: str, named: list[str]) -> None:
    named[:] = [number]
    found = addresses.target("https://Example.org:8443/a/b?c=d", ())
    assert (found.host, found.port, found.path, found.numbers) == ("example.org", 8443, "/a/b?c=d", (number,))


@pytest.mark.parametrize("address", TYPED)
def test_what_is_no_safe_address_is_told_apart(address: str, named: list[str]) -> None:
    assert _why(address) == TYPED[address]


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]"])
def test_other_spellings_of_this_machine_lead_inside_too(host: str) -> None:
    assert _why(f"https://{host}/") == "forbidden-network"


def test_a_network_of_ones_own_is_named_by_the_instance(named: list[str]) -> None:
    named[:] = ["10.20.1.1"]
    assert _why("https://archive.intra/", "10.20.0.0/16") == ""
    assert _why("https://archive.intra/", "10.21.0.0/16") == "forbidden-network"
    assert _why("http://archive.intra/", "10.20.0.0/16") == "not-https"


def test_plain_http_goes_to_this_machine_alone_where_the_instance_names_it(named: list[str]) -> None:
    named[:] = ["127.0.0.1"]
    assert _why("http://localhost/", "127.0.0.0/8") == ""
    assert _why("http://localhost/") == "forbidden-network"


def test_a_name_that_nobody_knows_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*_: object, **__: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", nothing)
    assert _why("https://nowhere.example/") == "unknown-host"
