"""What clumsy, late and hostile visitors send to the served program: each gets its page, and nothing wrong stays."""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import quote_plus

import pytest
from flask_security.utils import hash_password

from audit import config
from audit.lifecycle import Role
from audit.service import people
from audit.service.actors import SYSTEM
from audit.store.models import Audit
from audit.web import account
from tests.server.conftest import Instance
from tests.server.tabs import FORM, Tab

pytestmark = pytest.mark.server

PASSWORD = "correct horse battery"
BAIT = "приманка"
KEPT = {"sex": "woman", "years": 7, "mentor": BAIT}


@pytest.fixture
def begun(instance: Instance) -> Iterator[Tab]:
    """Somebody who answered the first section; afterwards the log has told of nobody and of no failure."""
    tab, since = instance.tab(), len(instance.server.said())
    tab.get(f"{instance.link()}/")
    tab.post(_action="begin")
    tab.get(f"{instance.link()}/you")
    assert tab.post(sex="woman", years="7", mentor=BAIT, _action="next").status in (303, 422)
    tab.get(f"{instance.link()}/you")
    assert tab.post(sex="woman", years="7", mentor=BAIT, _action="next").status == 303
    assert instance.answers() == KEPT
    tab.get(f"{instance.link()}/you")
    yield tab
    _is_discreet(instance, since)


def _is_discreet(instance: Instance, since: int) -> None:
    """Assert that the log, from a place on, tells of no failure, no person, no answer, no link and no address."""
    said = instance.server.said()[since:]
    told = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    assert [each for each in told if each.get("status", 200) >= 500 or each["event"] == "failed"] == []
    secrets = (*instance.work.tokens, instance.work.audit.id, BAIT, quote_plus(BAIT), PASSWORD)
    assert [each for each in (*secrets, "example.org", "127.0.0.1", "Person", "Traceback") if each in said] == []


def _body(*pairs: tuple[str, str]) -> bytes:
    return "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in pairs).encode()


def test_sending_a_form_twice_changes_nothing_more(instance: Instance, begun: Tab) -> None:
    form = begun.form(years="8", _action="next")
    told = [begun.send_form(begun.path, form) for _ in range(2)]
    assert [(each.status, each.location) for each in told] == [(303, f"{instance.link()}/work")] * 2
    assert instance.answers() == KEPT | {"years": 8}


def test_an_old_form_sent_after_going_back_keeps_what_it_shows_and_touches_nothing_else(
    instance: Instance, begun: Tab
) -> None:
    old = begun.form(years="1", _action="next")
    newer = begun.another()
    newer.get(f"{instance.link()}/work")
    newer.post(heard="3", comment="newer")
    assert begun.send_form(f"{instance.link()}/you", old).status == 303
    assert instance.answers() == KEPT | {"years": 1, "heard": "3", "comment": "newer"}


def test_an_old_form_sent_after_submitting_is_told_so_and_changes_nothing(instance: Instance, begun: Tab) -> None:
    old = begun.form(years="1", _action="next")
    begun.get(f"{instance.link()}/-/review")
    assert begun.post(_action="submit").status == 303
    told = begun.send_form(f"{instance.link()}/you", old)
    assert told.location == f"{instance.link()}/-/receipt"
    assert (instance.answers(), instance.counted()) == (KEPT, (0, 1, 1))


def test_after_the_last_day_a_link_says_so_and_takes_nothing(instance: Instance, begun: Tab) -> None:
    with instance.looking() as session:
        session.get_one(Audit, instance.work.audit.id).deadline = date.today() - timedelta(days=1)
        session.commit()
    for told in (begun.get(f"{instance.link()}/you"), begun.post(years="9", _action="next")):
        assert (told.status, told.heading) == (410, "The time for answers is over")
    assert instance.answers() == KEPT


@pytest.mark.parametrize("token", ["unknown", "x" * 4000, "%00", "%ED%A0%80", "..%2F..%2Fetc%2Fpasswd", "%F0%9F%92%A3"])
def test_an_unknown_link_says_what_may_have_happened(instance: Instance, begun: Tab, token: str) -> None:
    told = begun.another().get(f"/r/{token}/")
    assert (told.status, "Paritet" in told.text) == (404, True)


@pytest.mark.parametrize(
    "pairs",
    [
        [("sex", "unknown"), ("-shown", "sex")],
        [("years", "61"), ("-shown", "years")],
        [("years", "-1"), ("-shown", "years")],
        [("years", "9" * 400), ("-shown", "years")],
        [("years", "１２"), ("years[]", "1"), ("-shown", "heard"), ("heard", "1")],
        [("share", "1e400"), ("-shown", "share")],
        [("sex[]", "x"), ("sex[0]", "x"), ("-shown[]", "sex"), ("id", "1"), ("response_id", "1")],
        [("heard", "3"), ("comment", "from another section"), ("-shown", "heard"), ("-shown", "comment")],
        [("-shown", "__class__"), ("-shown", "-stamp"), ("-clear", "../../x"), ("-language", "xx")],
        [("mentor", "я" * 300_000), ("-shown", "mentor")],
        [("-action", "submit")],
        [("-action", "\x00")],
    ],
    ids=lambda pairs: pairs[0][0] + "=" + pairs[0][1][:8],
)
def test_a_tampered_form_changes_no_answer(instance: Instance, begun: Tab, pairs: list[tuple[str, str]]) -> None:
    stamp = next(value for name, value in begun.form() if name == "-stamp")
    told = begun.send("POST", begun.path, _body(("-stamp", stamp), *pairs), {"Content-Type": FORM})
    assert told.status in (303, 422)
    assert instance.answers() == KEPT


@pytest.mark.parametrize("sent", ["a%00b", "%ED%A0%80", "%FF%FE", "%u0041", "%"])
def test_a_text_that_is_no_text_is_refused_or_kept_readable(instance: Instance, begun: Tab, sent: str) -> None:
    stamp = next(value for name, value in begun.form() if name == "-stamp")
    body = _body(("-stamp", stamp), ("-shown", "mentor"), ("-action", "next")) + f"&mentor={sent}".encode()
    assert begun.send("POST", begun.path, body, {"Content-Type": FORM}).status in (303, 422)
    kept = instance.answers()
    kept["mentor"].encode("utf-8")
    assert "\x00" not in kept["mentor"]
    assert (kept["sex"], kept["years"]) == ("woman", 7)


def test_a_form_without_its_stamp_comes_back_with_everything_typed(instance: Instance, begun: Tab) -> None:
    told = begun.send_form(begun.path, [each for each in begun.form(years="9") if each[0] != "-stamp"])
    assert (told.status, 'value="9"' in told.text) == (400, True)
    assert instance.answers() == KEPT
    assert begun.post(years="9", _action="next").status == 303
    assert instance.answers() == KEPT | {"years": 9}


def test_a_stamp_from_another_link_opens_nothing(instance: Instance, begun: Tab) -> None:
    other = instance.tab()
    other.get(f"{instance.link(1)}/")
    stamp = next(value for name, value in other.form() if name == "-stamp")
    assert begun.post(years="9", _stamp=stamp).status == 400
    assert instance.answers() == KEPT


def test_five_thousand_fields_are_answered_by_a_page(instance: Instance, begun: Tab) -> None:
    told = begun.send_form(begun.path, [(f"field{number}", "x") for number in range(5000)])
    assert (told.status, "<h1>" in told.text) in [(400, True), (413, True), (422, True)]
    assert instance.answers() == KEPT


def test_a_body_over_the_limit_is_refused_by_a_page_of_words(instance: Instance, begun: Tab) -> None:
    told = begun.send_form(begun.path, [*begun.form(), ("mentor", "x" * 2_500_000)])
    assert (told.status, told.heading) == (413, "This is too much text at once")
    assert instance.answers() == KEPT


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"sex=man&-shown=sex", {}),
        (b'{"sex": "man"}', {"Content-Type": "application/json"}),
        (b"<sex>man</sex>", {"Content-Type": "text/xml"}),
        (b"--x\r\nnonsense", {"Content-Type": "multipart/form-data; boundary=x"}),
        (b"--x\r\nnonsense", {"Content-Type": "multipart/form-data"}),
        (b"sex=man", {"Content-Type": "application/x-www-form-urlencoded; charset=utf-32"}),
        (b"", {"Content-Type": FORM}),
    ],
    ids=["no type", "json", "xml", "multipart nonsense", "multipart without boundary", "odd charset", "nothing"],
)
def test_what_is_no_form_is_answered_as_a_form_without_a_stamp(
    instance: Instance, begun: Tab, body: bytes, headers: dict[str, str]
) -> None:
    told = begun.send("POST", begun.path, body, headers)
    assert (told.status, "<h1>" in told.text) == (400, True)
    assert instance.answers() == KEPT


@pytest.mark.parametrize(
    ("method", "status"),
    [("HEAD", 200), ("OPTIONS", 200), ("PUT", 405), ("DELETE", 405), ("PATCH", 405), ("TRACE", 405)],
)
def test_other_methods_do_nothing(instance: Instance, begun: Tab, method: str, status: int) -> None:
    told = begun.send(method, begun.path, b"sex=man" if method in ("PUT", "PATCH") else None)
    assert told.status == status
    assert instance.answers() == KEPT


DOORS = {
    "/admin/people": {Role.ADMINISTRATOR},
    "/admin/people/new": {Role.ADMINISTRATOR},
    "/admin/bodies/": {Role.ADMINISTRATOR, Role.AUDITOR},
    "/admin/bodies/BODY": {Role.ADMINISTRATOR, Role.AUDITOR},
    "/bodies/BODY/audits/new": {Role.ADMINISTRATOR, Role.AUDITOR},
    "/audits/AUDIT": {Role.ADMINISTRATOR, Role.AUDITOR},
    "/audits/AUDIT/STAFF/links": {Role.ADMINISTRATOR, Role.AUDITOR},
    "/fill/AUDIT/INSTITUTION/": {Role.ADMINISTRATOR, Role.FOCAL_POINT},
}


def _signed_in(instance: Instance, role: Role) -> Tab:
    """Return the tab of somebody who has signed in: of a role in the body, or an administrator."""
    email = f"{role.value}.{instance.work.audit.id}@example.org"
    with account.bare(config.settings(instance.server.environ)).app_context():
        hashed = str(hash_password(PASSWORD))
    is_administrator = role is Role.ADMINISTRATOR
    with instance.looking() as session:
        user = people.create_user(
            session, SYSTEM, email=email, password_hash=hashed, name="Aigul", administrator=is_administrator
        )
        if not is_administrator:
            people.grant(session, SYSTEM, user.id, body_id=instance.work.body.id, role=role)
    tab = instance.tab()
    assert tab.sign_in(email, PASSWORD).status == 302
    return tab


def _opened(instance: Instance, tab: Tab) -> dict[str, int]:
    """Return the status of every page, as this tab gets it."""
    work = instance.work
    named = {"AUDIT": work.audit.id, "STAFF": work.staff, "INSTITUTION": work.institution, "BODY": work.body.id}
    words = re.compile("|".join(named))
    return {path: tab.get(words.sub(lambda found: named[found[0]], path)).status for path in DOORS}


@pytest.mark.parametrize("role", Role)
def test_each_role_opens_its_own_pages_and_no_others(instance: Instance, role: Role) -> None:
    since = len(instance.server.said())
    opened = _opened(instance, _signed_in(instance, role))
    assert opened == {path: 200 if role in allowed else 403 for path, allowed in DOORS.items()}
    _is_discreet(instance, since)


def test_a_stranger_is_asked_to_sign_in_wherever_an_account_is_needed(instance: Instance) -> None:
    assert set(_opened(instance, instance.tab()).values()) == {302}


@pytest.mark.parametrize("key", [[], [("csrf_token", "forged")]], ids=["missing", "forged"])
def test_a_signed_in_form_without_its_key_does_nothing(instance: Instance, key: list[tuple[str, str]]) -> None:
    tab, since = _signed_in(instance, Role.AUDITOR), len(instance.server.said())
    told = tab.send_form(f"/audits/{instance.work.audit.id}/close", [("sure", "y"), *key])
    assert (told.status, told.heading) == (400, "The page was open for too long")
    with instance.looking() as session:
        assert session.get_one(Audit, instance.work.audit.id).closed_on is None
    _is_discreet(instance, since)
