"""A focal point fills the institution's one set by her own account, over the real service and database."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from audit.lifecycle import Role
from audit.service import audits, responding
from audit.service.actors import SYSTEM
from audit.service.bodies import BodyView
from tests import build
from tests.web.browsing import Visitor

pytestmark = pytest.mark.usefixtures("shelf")
COUNTS = {"posts/head/women": "1", "posts/head/men": "1", "posts/staff/women": "3", "posts/staff/men": "9"}


@pytest.fixture
def here(session: Session, body: BodyView) -> str:
    """The address of an open audit's institutional set."""
    draft = build.an_audit(session, body.id)
    audit = audits.open_audit(session, SYSTEM, draft.id, today=date.today())
    session.commit()
    return f"/fill/{audit.id}/{audit.enquiries[0].id}"


def _post(visitor: Visitor, page: str, given: dict[str, str], *, status: int = 303) -> str:
    (stamp,) = visitor.page.xpath("//input[@name='-stamp']/@value")[:1]
    shown = sorted({name.partition("/")[0] for name in given if not name.startswith("-")})
    data = {"-stamp": stamp, "-action": "next", "-shown": shown, **given}
    return visitor.post(page, data, status=status).location or ""


def test_she_fills_and_submits_the_set(signed_in: Callable[[Role], Visitor], here: str) -> None:
    visitor = signed_in(Role.FOCAL_POINT)
    visitor.get(f"{here}/")
    assert _post(visitor, f"{here}/", {"-language": "en"}) == f"{here}/people"
    visitor.get(f"{here}/people")
    assert _post(visitor, f"{here}/people", {**COUNTS, "remark": "Counted twice"}) == f"{here}/-/review"
    visitor.get(f"{here}/-/review")
    assert "Counted twice" in visitor.text
    visitor.get(_post(visitor, f"{here}/-/review", {"-action": "submit"}))
    assert visitor.heading == "Thank you. Your answers are in"


def test_the_set_leads_back_to_her_work_and_saves_first(signed_in: Callable[[Role], Visitor], here: str) -> None:
    visitor = signed_in(Role.FOCAL_POINT)
    visitor.get(f"{here}/")
    assert visitor.page.xpath("//header//a[@href='/']")
    _post(visitor, f"{here}/", {"-language": "en"})
    visitor.get(f"{here}/people")
    assert _post(visitor, f"{here}/people", {**COUNTS, "-action": "work"}) == "/"
    visitor.get(f"{here}/-/review")
    assert _post(visitor, f"{here}/-/review", {"-action": "work"}) == "/"
    visitor.get(_post(visitor, f"{here}/-/review", {"-action": "submit"}))
    assert visitor.page.xpath("//main//a[@href='/']")


def test_the_set_promises_no_time_below_what_is_true(signed_in: Callable[[Role], Visitor], here: str) -> None:
    visitor = signed_in(Role.FOCAL_POINT)
    visitor.get(f"{here}/?lang=en")
    assert "once the figures are at hand" in visitor.text
    visitor.get(f"{here}/people?lang=en")
    assert "minute" not in visitor.text
    assert "0 of 2 answered" in visitor.text


def _spoken(visitor: Visitor, page: str) -> str:
    visitor.get(page)
    return str(visitor.page.get("lang"))


def test_the_set_speaks_her_language_and_not_that_of_whoever_wrote_before(
    signed_in: Callable[[Role], Visitor], a_person: Callable[..., object], app: Flask, here: str
) -> None:
    first = signed_in(Role.FOCAL_POINT)
    first.get(f"{here}/?lang=ru")
    _post(first, f"{here}/", {"-language": "ru"})
    assert _spoken(first, f"{here}/people") == "ru"
    a_person("second@example.org", Role.FOCAL_POINT)
    second = Visitor(app)
    second.sign_in("second@example.org")
    second.get("/language/en", status=303)
    assert _spoken(second, f"{here}/people") == "en"
    assert _spoken(first, f"{here}/people") == "ru"


def test_a_language_chosen_in_the_set_holds_until_another_is_chosen_at_the_desk(
    signed_in: Callable[[Role], Visitor], here: str
) -> None:
    visitor = signed_in(Role.FOCAL_POINT)
    visitor.get("/language/en", status=303)
    visitor.get(f"{here}/people")
    _post(visitor, f"{here}/people", {"-language": "ru"})
    assert _spoken(visitor, f"{here}/people") == "ru"
    visitor.get("/language/en", status=303)
    assert _spoken(visitor, f"{here}/people") == "en"


def test_her_work_says_how_far_the_set_is(signed_in: Callable[[Role], Visitor], here: str) -> None:
    visitor = signed_in(Role.FOCAL_POINT)
    visitor.get("/")
    assert "0 of 2 answered" in visitor.text
    visitor.get(f"{here}/people")
    _post(visitor, f"{here}/people", COUNTS)
    visitor.get("/")
    assert "1 of 2 answered" in visitor.text
    visitor.get(f"{here}/-/review")
    _post(visitor, f"{here}/-/review", {"-action": "submit"})
    visitor.get("/")
    assert "submitted on" in visitor.text
    assert "of 2 answered" not in visitor.text


def test_the_set_is_not_open_to_others(signed_in: Callable[[Role], Visitor], here: str) -> None:
    signed_in(Role.MANAGEMENT).get(f"{here}/", status=403)


def test_the_set_asks_a_stranger_to_sign_in(browse: Visitor, here: str) -> None:
    assert "/login" in (browse.get(f"{here}/", status=302).location or "")


def test_a_draft_audit_says_that_it_has_not_begun(
    signed_in: Callable[[Role], Visitor], session: Session, body: BodyView
) -> None:
    audit = build.an_audit(session, body.id)
    session.commit()
    visitor = signed_in(Role.FOCAL_POINT)
    visitor.get(f"/fill/{audit.id}/{audit.enquiries[0].id}/?lang=en", status=409)
    assert visitor.heading == "This audit has not begun"


def test_a_personal_link_answers_in_the_real_application(browse: Visitor, session: Session, body: BodyView) -> None:
    draft = build.an_audit(session, body.id)
    audit = audits.open_audit(session, SYSTEM, draft.id, today=date.today())
    (token,) = build.invited(session, audit, audit.enquiries[1].id, ["Аида"])
    session.commit()
    browse.get(f"/r/{token}/")
    assert _post(browse, f"/r/{token}/", {"-language": "en"}) == f"/r/{token}/you"
    browse.get(f"/r/{token}/you")
    _post(browse, f"/r/{token}/you", {"sex": "woman"})
    assert dict(responding.arrive(session, token).answers) == {"sex": "woman"}


def test_an_unknown_link_is_told_in_words(browse: Visitor) -> None:
    browse.get("/r/nobody-has-this/?lang=ru", status=404)
    assert browse.heading == "По этой ссылке ничего не открывается"
    assert not re.search("nobody-has-this", browse.text)
