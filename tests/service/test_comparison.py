"""What a body is compared with: its own cycles, bodies by name only by leave or by right, all others never by name."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from audit.analysis.report import Reason, Withheld
from audit.errors import Mistaken, NotFound, Refused
from audit.lifecycle import Role, Sharing
from audit.service import audits, comparison, responding
from audit.service.actors import SYSTEM, Actor
from audit.service.bodies import BodyView
from audit.service.views import EnquiryDraft
from tests import build

ALONE = (EnquiryDraft("small-institution"),)


def closed(session: Session, body: BodyView, *, year: int = 2025, women: int = 3) -> None:
    """Close a cycle of a body with so many women among its staff."""
    day = date(year, 12, 31)
    draft = build.an_audit(
        session,
        body.id,
        cycle=str(year),
        period_start=date(year, 1, 1),
        period_end=day,
        reference_date=day,
        enquiries=ALONE,
    )
    audit = audits.open_audit(session, SYSTEM, draft.id, today=build.TODAY)
    posts = {"head": {"women": 1, "men": 1}, "staff": {"women": women, "men": 20 - women}}
    enquiry = audit.enquiries[0].id
    responding.save_as(session, SYSTEM, audit.id, enquiry_id=enquiry, answers={"posts": posts})
    responding.submit_as(session, SYSTEM, audit.id, enquiry_id=enquiry, today=build.TODAY)
    audits.close_audit(session, SYSTEM, audit.id, today=build.TODAY)


def a_region(session: Session, peers: int) -> tuple[BodyView, list[BodyView]]:
    """A body with a closed cycle, and so many others that have one."""
    own = build.a_body(session)
    closed(session, own)
    others = [build.a_body(session, name={"en": f"Peer {number}"}) for number in range(peers)]
    for number, other in enumerate(others):
        closed(session, other, women=1 + number)
    return own, others


def manager(body: BodyView) -> Actor:
    return build.an_actor(body.id, Role.MANAGEMENT)


def test_cycles_stand_in_their_order_with_the_change(session: Session) -> None:
    body = build.a_body(session)
    closed(session, body, year=2025, women=6)
    closed(session, body, year=2024, women=3)
    found = comparison.compared(session, manager(body), body.id).cycles[0]
    assert [each.cycle for each in found.cycles] == ["2024", "2025"]
    assert found.rows[0].change is not None
    assert found.rows[0].change > 0


def test_five_unknown_peers_give_quartiles_and_no_name(session: Session) -> None:
    own, _ = a_region(session, 5)
    found = comparison.compared(session, manager(own), own.id).benchmarks[0]
    assert (found.rows[0].peers, found.named) == (5, ())


def test_a_peer_that_the_reader_reads_anyway_is_named_and_leaves_too_few(session: Session) -> None:
    own, others = a_region(session, 5)
    reader = Actor(
        user_id=None, roles={each.id: frozenset({Role.MANAGEMENT}) for each in (own, others[0])}, name="Reader"
    )
    found = comparison.compared(session, reader, own.id).benchmarks[0]
    assert found.rows[0].peers == Withheld(withheld=Reason.SMALL)
    assert [each.body for each in found.named] == [{"en": "Peer 0"}]


@pytest.mark.parametrize(("sharing", "names"), [(Sharing.NAMED, [{"en": "Peer 0"}]), (Sharing.NONE, [])])
def test_a_body_decides_how_it_appears(session: Session, sharing: Sharing, names: list[dict[str, str]]) -> None:
    own, others = a_region(session, 5)
    comparison.share(session, SYSTEM, others[0].id, sharing)
    found = comparison.compared(session, manager(own), own.id).benchmarks[0]
    assert found.rows[0].peers == Withheld(withheld=Reason.SMALL)
    assert [each.body for each in found.named] == names


def test_what_a_body_agrees_to_is_kept_and_can_be_taken_back(session: Session) -> None:
    own, _ = a_region(session, 0)
    for sharing in (Sharing.NAMED, Sharing.UNNAMED):
        comparison.share(session, SYSTEM, own.id, sharing)
        assert comparison.compared(session, manager(own), own.id).sharing is sharing


def test_a_word_that_is_no_way_to_take_part_is_refused(session: Session) -> None:
    own, _ = a_region(session, 0)
    with pytest.raises(Mistaken):
        comparison.share(session, SYSTEM, own.id, "everything")


def test_management_compares_and_only_auditors_agree(session: Session) -> None:
    own, _ = a_region(session, 0)
    assert not comparison.compared(session, manager(own), own.id).may_change
    with pytest.raises(Refused):
        comparison.share(session, manager(own), own.id, Sharing.NAMED)


def test_focal_points_and_strangers_compare_nothing(session: Session) -> None:
    own, _ = a_region(session, 0)
    with pytest.raises(Refused):
        comparison.compared(session, build.an_actor(own.id, Role.FOCAL_POINT), own.id)
    with pytest.raises(NotFound):
        comparison.compared(session, build.an_actor("other", Role.AUDITOR), own.id)


def test_a_body_without_a_closed_audit_has_nothing_to_compare(session: Session) -> None:
    body = build.a_body(session)
    found = comparison.compared(session, manager(body), body.id)
    assert (found.cycles, found.benchmarks, found.maps) == ((), (), ())
