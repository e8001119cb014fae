"""An administrator lets people in, gives and takes roles, and keeps bodies with their levels, units and head-counts."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.orm import Session

from audit.lifecycle import Role
from audit.questionnaire.schema import Sex
from audit.service import bodies, people
from audit.service.actors import SYSTEM
from audit.service.bodies import BodyView, LevelDraft
from tests import build
from tests.web.browsing import PASSWORD, Visitor


@pytest.fixture
def desk(signed_in: Callable[[Role], Visitor]) -> Visitor:
    """An administrator's browser."""
    return signed_in(Role.ADMINISTRATOR)


def _link(visitor: Visitor) -> str:
    return str(visitor.page.xpath("//code[@class='link']/text()")[0])


def _named(session: Session, email: str) -> people.UserView:
    return next(each for each in people.users(session, SYSTEM) if each.email == email)


def test_a_new_person_sets_her_own_password_by_the_link_and_signs_in(desk: Visitor, browse: Visitor) -> None:
    desk.get("/admin/people/new")
    desk.post("/admin/people/new", {"name": "Zarina", "email": "zarina@example.org"}, status=200)
    browse.get(_link(desk).removeprefix("http://localhost"))
    words = {"password": "four plain honest words", "password_confirm": "four plain honest words"}
    browse.post(_link(desk).removeprefix("http://localhost"), words, status=302)
    browse.sign_in("zarina@example.org", "four plain honest words")
    browse.get("/")
    assert "You have no role in any body yet" in browse.text


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(
    ("name", "email"), [("", "zarina@example.org"), ("Zarina", "zarina"), ("Zarina", "administrator@example.org")]
)
def test_a_mistake_about_a_person_loses_nothing_typed(name: str, email: str, language: str, desk: Visitor) -> None:
    desk.get(f"/language/{language}", status=303)
    desk.get("/admin/people/new")
    desk.post("/admin/people/new", {"name": name, "email": email}, status=422)
    kept = desk.page.xpath("//input[@name='name' or @name='email']/@value")
    assert (kept, bool(desk.page.xpath("//*[@class='faults']"))) == ([each for each in (name, email) if each], True)


def test_a_role_is_given_and_taken(desk: Visitor, session: Session, body: BodyView) -> None:
    somebody = build.a_user(session)
    desk.get(f"/admin/people/{somebody.id}")
    desk.post(f"/admin/people/{somebody.id}/roles", {"body": body.id, "role": "management"})
    desk.get(f"/admin/people/{somebody.id}")
    given = _named(session, somebody.email).roles
    desk.post(f"/admin/people/{somebody.id}/roles/taken", {"body": body.id, "role": "management"})
    assert (given, _named(session, somebody.email).roles.get(body.id)) == (
        {body.id: frozenset({Role.MANAGEMENT})},
        None,
    )


@pytest.mark.parametrize("role", ["administrator", "queen", ""])
def test_no_other_role_can_be_given_here(role: str, desk: Visitor, session: Session, body: BodyView) -> None:
    somebody = build.a_user(session)
    desk.get(f"/admin/people/{somebody.id}")
    desk.post(f"/admin/people/{somebody.id}/roles", {"body": body.id, "role": role}, status=400)


def test_somebody_who_is_not_there_is_not_found(desk: Visitor) -> None:
    desk.get("/admin/people/unknown", status=404)


def test_a_body_is_made_of_what_is_filled_in_and_codes_come_from_names(desk: Visitor, session: Session) -> None:
    desk.get("/admin/bodies/new")
    filled = {
        "ru": "Миссия",
        "levels-0-en": "Heads of unit",
        "levels-0-decision_making": "y",
        "levels-1-ru": "Специалисты",
        "levels-2-ru": "",
        "units-0-ru": "Отдел",
        "units-0-name": "desk",
    }
    desk.post("/admin/bodies/new", filled)
    made = next(each for each in bodies.list_bodies(session, SYSTEM) if each.name == {"ru": "Миссия"})
    assert [(each.name, each.decision_making) for each in made.levels] == [("heads_of_unit", True), ("level_2", False)]
    assert [each.name for each in made.units] == ["desk"]


def test_a_body_shows_what_is_kept(desk: Visitor, body: BodyView) -> None:
    desk.get(f"/admin/bodies/{body.id}")
    ticked = desk.page.xpath("//input[@type='checkbox'][@checked]/@name")
    assert (ticked, desk.page.xpath("//input[@id='en']/@value")) == (["levels-0-decision_making"], ["Centre"])


def test_a_body_without_a_name_is_refused_and_nothing_typed_is_lost(desk: Visitor) -> None:
    desk.get("/admin/bodies/new")
    desk.post("/admin/bodies/new", {"levels-0-ru": "Директора"}, status=422)
    assert desk.page.xpath("//input[@name='levels-0-ru']/@value") == ["Директора"]


def test_what_the_service_refuses_is_said_on_the_form(desk: Visitor) -> None:
    desk.get("/admin/bodies/new")
    twice = {"ru": "Миссия", "levels-0-ru": "А", "levels-0-name": "a", "levels-1-ru": "Б", "levels-1-name": "a"}
    desk.post("/admin/bodies/new", twice, status=422)
    assert "'a' stands twice" in desk.text.replace("&#39;", "'")


def test_names_in_languages_that_the_form_does_not_show_stay(desk: Visitor, session: Session) -> None:
    kept = build.a_body(
        session, name={"en": "Mission", "kk": "Миссия"}, levels=(LevelDraft("head", {"tg": "Роҳбар", "en": "Head"}),)
    )
    desk.get(f"/admin/bodies/{kept.id}")
    desk.post(f"/admin/bodies/{kept.id}", {"en": "Legation", "levels-0-en": "Chief", "levels-0-name": "head"})
    changed = bodies.body(session, SYSTEM, kept.id)
    assert (changed.name, changed.levels[0].label) == (
        {"en": "Legation", "kk": "Миссия"},
        {"en": "Chief", "tg": "Роҳбар"},
    )


def _counted(women: str) -> dict[str, str]:
    return {"on": "2026-06-30", "rows-0-women": women, "rows-0-men": "3", "rows-1-women": "6", "rows-1-other": "1"}


def test_an_auditor_keeps_a_head_count(signed_in: Callable[[Role], Visitor], session: Session, body: BodyView) -> None:
    auditor = signed_in(Role.AUDITOR)
    auditor.get(f"/admin/bodies/{body.id}/headcounts")
    auditor.post(f"/admin/bodies/{body.id}/headcounts", _counted("1"))
    auditor.get(f"/admin/bodies/{body.id}/headcounts?on=2026-06-30")
    kept = bodies.headcounts(session, SYSTEM, body.id)
    assert (kept[0].on, kept[0].counts["head"]) == (date(2026, 6, 30), {Sex.WOMEN: 1, Sex.MEN: 3, Sex.OTHER: 0})
    assert auditor.page.xpath("//input[@name='rows-0-men']/@value") == ["3"]


@pytest.mark.parametrize("women", ["-1", "many", "1.5"])
def test_a_head_count_that_is_no_number_is_refused_and_kept_on_the_page(
    women: str, desk: Visitor, session: Session, body: BodyView
) -> None:
    desk.get(f"/admin/bodies/{body.id}/headcounts")
    desk.post(f"/admin/bodies/{body.id}/headcounts", _counted(women), status=422)
    assert desk.page.xpath("//input[@name='rows-0-women']/@value") == [women]
    assert bodies.headcounts(session, SYSTEM, body.id) == ()


def test_rows_that_the_page_never_had_change_nothing(desk: Visitor, body: BodyView) -> None:
    desk.get(f"/admin/bodies/{body.id}/headcounts")
    desk.post(f"/admin/bodies/{body.id}/headcounts", {"on": "2026-06-30", "rows-7-women": "1"}, status=409)


def test_a_person_changes_her_password(signed_in: Callable[[Role], Visitor], browse: Visitor) -> None:
    visitor = signed_in(Role.MANAGEMENT)
    visitor.get("/change")
    changed = {
        "password": PASSWORD,
        "new_password": "four plain honest words",
        "new_password_confirm": "four plain honest words",
    }
    visitor.post("/change", changed, status=302)
    browse.sign_in("management@example.org", status=200)
    browse.sign_in("management@example.org", "four plain honest words")


def test_a_short_password_is_refused_in_words(signed_in: Callable[[Role], Visitor]) -> None:
    visitor = signed_in(Role.MANAGEMENT)
    visitor.get("/change")
    visitor.post(
        "/change", {"password": PASSWORD, "new_password": "short", "new_password_confirm": "short"}, status=200
    )
    assert "Use at least 12 characters." in visitor.text


def test_each_role_finds_its_work_on_the_first_page(signed_in: Callable[[Role], Visitor]) -> None:
    titles = {}
    for role in Role:
        visitor = signed_in(role)
        visitor.get("/")
        titles[role] = [" ".join(each.text_content().split()) for each in visitor.page.xpath("//h2")]
    assert titles == {
        Role.ADMINISTRATOR: ["Audits to run", "Administration"],
        Role.AUDITOR: ["Audits to run"],
        Role.MANAGEMENT: ["Results to read"],
        Role.FOCAL_POINT: ["Question sets to fill"],
    }
