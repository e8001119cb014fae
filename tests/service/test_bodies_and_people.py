"""Bodies with their levels and head-counts; accounts with their roles."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from audit.errors import Mistaken, NotFound
from audit.lifecycle import Role
from audit.questionnaire.schema import Sex
from audit.service import bodies, people
from audit.service.actors import SYSTEM
from audit.service.bodies import LevelDraft
from tests import build

DAY = date(2025, 12, 31)
COUNTS = {"head": {Sex.WOMEN: 1, Sex.MEN: 2, Sex.OTHER: 0}, "staff": {Sex.WOMEN: 9, Sex.MEN: 8, Sex.OTHER: 1}}


def test_a_body_is_kept_as_it_was_given(any_session: Session) -> None:
    made = build.a_body(any_session)
    given = build.a_body_draft()
    kept = bodies.body(any_session, SYSTEM, made.id)
    assert (kept.name, kept.levels, kept.units) == (given.name, given.levels, given.units)


def test_levels_are_renamed_moved_and_removed(any_session: Session) -> None:
    made = build.a_body(any_session)
    levels = (LevelDraft("staff", {"en": "Everybody"}), LevelDraft("new", {"en": "New"}, True))
    bodies.update_body(any_session, SYSTEM, made.id, build.a_body_draft(levels=levels))
    assert bodies.body(any_session, SYSTEM, made.id).levels == levels


def test_a_level_with_head_counts_stays(session: Session) -> None:
    made = build.a_body(session)
    bodies.record_headcount(session, SYSTEM, made.id, on=DAY, counts=COUNTS)
    with pytest.raises(Mistaken, match="'head' has head-counts"):
        bodies.update_body(session, SYSTEM, made.id, build.a_body_draft(levels=(LevelDraft("staff", {"en": "S"}),)))


def test_a_synthetic_body_stays_marked_so(session: Session) -> None:
    made = build.a_body(session, synthetic=True)
    assert bodies.update_body(session, SYSTEM, made.id, build.a_body_draft()).synthetic


def test_a_head_count_replaces_that_of_its_day(any_session: Session) -> None:
    made = build.a_body(any_session)
    bodies.record_headcount(any_session, SYSTEM, made.id, on=DAY, counts={"head": {Sex.WOMEN: 5}})
    bodies.record_headcount(any_session, SYSTEM, made.id, on=DAY, counts=COUNTS)
    (kept,) = bodies.headcounts(any_session, SYSTEM, made.id)
    assert (kept.on, kept.counts) == (DAY, COUNTS)


@pytest.mark.parametrize(
    ("counts", "code"),
    [({"nobody": {Sex.WOMEN: 1}}, "unknown-level"), ({"head": {Sex.MEN: -1}}, "negative-headcount")],
)
def test_a_head_count_that_is_wrong_is_refused(session: Session, counts: dict[str, dict[Sex, int]], code: str) -> None:
    made = build.a_body(session)
    with pytest.raises(Mistaken) as refused:
        bodies.record_headcount(session, SYSTEM, made.id, on=DAY, counts=counts)
    assert [each.code for each in refused.value.mistakes] == [code]


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"name": {"en": ""}}, "no-name"), ({"levels": (LevelDraft("a", {}), LevelDraft("a", {}))}, "named-twice")],
)
def test_a_body_that_is_wrong_is_refused(session: Session, changes: dict[str, object], code: str) -> None:
    with pytest.raises(Mistaken) as refused:
        build.a_body(session, **changes)
    assert [each.code for each in refused.value.mistakes] == [code]


def test_roles_are_given_once_and_taken_away(any_session: Session) -> None:
    user, body = build.a_user(any_session), build.a_body(any_session)
    for _ in range(2):
        people.grant(any_session, SYSTEM, user.id, body_id=body.id, role=Role.MANAGEMENT)
    assert people.actor_for(any_session, user.id).roles == {body.id: {Role.MANAGEMENT}}
    people.revoke(any_session, SYSTEM, user.id, body_id=body.id, role=Role.MANAGEMENT)
    assert people.actor_for(any_session, user.id).roles == {}


@pytest.mark.parametrize(("address", "code"), [("A@Example.org ", "address-taken"), ("nobody", "not-an-address")])
def test_an_address_is_one_account_however_it_is_written(session: Session, address: str, code: str) -> None:
    build.a_user(session)
    with pytest.raises(Mistaken) as refused:
        build.a_user(session, address)
    assert [each.code for each in refused.value.mistakes] == [code]


def test_an_unknown_account_is_no_actor(session: Session) -> None:
    with pytest.raises(NotFound):
        people.actor_for(session, "nobody")


def test_accounts_are_listed_by_name(session: Session) -> None:
    build.a_user(session, "b@example.org", name="Б")
    build.a_user(session, "a@example.org", name="А")
    assert [each.name for each in people.users(session, SYSTEM)] == ["А", "Б"]
