"""What every answer carries: a strict policy, no referrer, nothing kept by strangers' caches, careful cookies."""

import gzip
from collections.abc import Callable
from dataclasses import replace

import pytest

from audit import config, wording
from audit.app import create_app
from audit.lifecycle import Role
from tests.web.browsing import Visitor


@pytest.mark.parametrize("path", ["/login", "/healthz", "/nothing", "/r/unknown/"])
def test_every_answer_carries_the_policy(path: str, browse: Visitor) -> None:
    headers = browse.client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert ("unsafe" not in policy, "default-src 'self'" in policy, "frame-ancestors 'none'" in policy) == (True,) * 3
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in headers["Cache-Control"]


def test_static_files_are_kept_for_long_under_an_address_of_their_content(browse: Visitor) -> None:
    browse.get("/login")
    address = browse.page.xpath("//link[@rel='stylesheet']/@href")[0]
    with browse.client.get(address) as answer:
        assert ("?v=" in address, answer.cache_control.max_age) == (True, 365 * 24 * 3600)
    with browse.client.get(address, headers={"If-None-Match": answer.headers["ETag"]}) as again:
        assert again.status_code == 304


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(signed_in: Callable[[Role], Visitor]) -> None:
    visitor = signed_in(Role.AUDITOR)
    visitor.get("/login", status=302)
    cookie = visitor.client.get_cookie("session")
    assert cookie is not None
    assert (cookie.http_only, cookie.same_site) == (True, "Lax")


@pytest.mark.parametrize("name", ["paritet.css", "paritet.js", "relevance.js", "paritet.svg"])
def test_style_and_scripts_are_sent_compressed_to_whoever_takes_them_so(name: str, browse: Visitor) -> None:
    plain = (wording.ROOT / "static" / name).read_bytes()
    with browse.client.get(f"/static/{name}", headers={"Accept-Encoding": "gzip, br"}) as answer:
        assert (gzip.decompress(answer.data), answer.content_length) == (plain, len(answer.data))
        assert (answer.content_encoding, "Accept-Encoding" in answer.vary) == ("gzip", True)
    with browse.client.get(f"/static/{name}", headers={"If-None-Match": answer.headers["ETag"]}) as again:
        assert again.status_code == 304
    for headers in ({}, {"Accept-Encoding": "gzip;q=0"}):
        with browse.client.get(f"/static/{name}", headers=headers) as answer:
            assert answer.data == plain
            assert answer.content_encoding is None


def test_a_page_is_never_compressed_for_it_holds_secrets_beside_what_strangers_send(browse: Visitor) -> None:
    assert browse.client.get("/login", headers={"Accept-Encoding": "gzip"}).content_encoding is None


def test_plain_http_on_this_machine_promises_no_https(browse: Visitor) -> None:
    assert "Strict-Transport-Security" not in browse.client.get("/login").headers


def test_https_is_promised_and_cookies_keep_to_it(settings: config.Settings) -> None:
    app = create_app(replace(settings, base_url="https://paritet.example"))
    answer = app.test_client().get("/login", base_url="https://paritet.example")
    app.extensions["paritet.engine"].dispose()
    assert "max-age" in answer.headers["Strict-Transport-Security"]
    assert "Secure" in answer.headers["Set-Cookie"]


def test_addresses_told_by_a_proxy_count_only_where_one_is_named(settings: config.Settings) -> None:
    told = {"X-Forwarded-Host": "localhost", "X-Forwarded-Proto": "https"}
    seen = []
    for proxies in (0, 1):
        app = create_app(replace(settings, trusted_proxies=proxies))
        with app.test_client() as client:
            answer = client.get("/language/en?next=/", headers=told)
            seen.append("Strict-Transport-Security" in answer.headers or app.wsgi_app.__class__.__name__ == "ProxyFix")
        app.extensions["paritet.engine"].dispose()
    assert seen == [False, True]


def test_a_request_under_a_strange_name_is_refused_so_that_no_link_is_made_with_it(settings: config.Settings) -> None:
    app = create_app(replace(settings, base_url="https://paritet.example"))
    found = {}
    for name in ("evil.example", "paritet.example.evil.example", "paritet.example", "127.0.0.1:8000"):
        found[name] = app.test_client().get("/login", headers={"Host": name}).status_code
    app.extensions["paritet.engine"].dispose()
    assert list(found.values()) == [400, 400, 200, 200]


def test_the_health_page_says_nothing_else(browse: Visitor) -> None:
    assert browse.client.get("/healthz").text == "ok\n"


def test_a_respondents_answer_sets_no_cookie(browse: Visitor) -> None:
    assert "Set-Cookie" not in browse.client.get("/r/unknown/").headers
