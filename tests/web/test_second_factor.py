"""A person who wants it is asked for a code besides her password, and has codes for the day her phone is lost."""

from collections.abc import Callable

import pytest
from flask import Flask
from passlib.totp import TOTP

from audit.lifecycle import Role
from tests.web.browsing import Visitor

ADDRESS = "auditor@example.org"
# The sign-in library still builds its list of methods in the manner that its forms' library is leaving behind.
pytestmark = pytest.mark.filterwarnings("ignore:Passing SelectField choices as tuples:DeprecationWarning")


@pytest.fixture
def phone(signed_in: Callable[[Role], Visitor]) -> tuple[Visitor, TOTP]:
    """An auditor's browser after she has set up a second factor, and the application on her phone."""
    visitor = signed_in(Role.AUDITOR)
    visitor.get("/tf-setup")
    visitor.post("/tf-setup", {"setup": "authenticator"}, status=200)
    application = TOTP(key=visitor.page.xpath("//code/text()")[0])
    form = next(each for each in visitor.page.forms if "code" in each.fields)
    visitor.post(form.get("action"), {"code": application.generate().token}, status=302)
    return visitor, application


def test_a_password_alone_opens_nothing_any_more(app: Flask, phone: tuple[Visitor, TOTP]) -> None:
    stranger = Visitor(app)
    stranger.sign_in(ADDRESS)
    stranger.get("/", status=302)


def test_the_code_of_the_phone_opens(app: Flask, phone: tuple[Visitor, TOTP]) -> None:
    visitor = Visitor(app)
    visitor.get(visitor.sign_in(ADDRESS).location or "")
    visitor.post("/tf-validate", {"code": "000000"}, status=200)
    assert "The code is wrong or too old" in visitor.text
    visitor.post("/tf-validate", {"code": phone[1].generate().token}, status=302)
    visitor.get("/")


def test_a_recovery_code_opens_once(app: Flask, phone: tuple[Visitor, TOTP]) -> None:
    phone[0].get("/mf-recovery-codes")
    phone[0].post("/mf-recovery-codes", {"generate_new_codes": "1"}, status=200)
    code = phone[0].page.xpath("//main//li/code/text()")[0]
    statuses = []
    for expected in (302, 200):
        visitor = Visitor(app)
        visitor.get(visitor.sign_in(ADDRESS).location or "")
        visitor.get("/mf-recovery")
        statuses.append(visitor.post("/mf-recovery", {"code": code}, status=expected).status_code)
    assert statuses == [302, 200]


def test_it_can_be_taken_off_again(app: Flask, phone: tuple[Visitor, TOTP]) -> None:
    phone[0].get("/tf-setup")
    phone[0].post("/tf-setup", {"setup": "disable"}, status=302)
    visitor = Visitor(app)
    visitor.sign_in(ADDRESS)
    visitor.get("/")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_its_pages_are_sound_in_both_languages(language: str, phone: tuple[Visitor, TOTP]) -> None:
    phone[0].get(f"/language/{language}", status=303)
    phone[0].get("/tf-setup")
    phone[0].get("/verify")
    assert phone[0].page.get("lang") == language
