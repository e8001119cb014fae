"""A control character in an address or a form leads nowhere and breaks nothing, on PostgreSQL, which keeps none."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from audit.lifecycle import Role
from audit.service import audits
from audit.service.actors import SYSTEM
from audit.service.bodies import BodyView
from tests import build
from tests.web.browsing import Visitor

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("shelf")]
PLACES = {
    Role.FOCAL_POINT: ("/fill/{sign}/{sign}/",),
    Role.AUDITOR: (
        "/audits/{sign}",
        "/audits/{sign}/plan",
        "/audits/{sign}/{sign}/links",
        "/audits/{sign}/{sign}/blank.pdf",
        "/audits/{sign}/scorecard",
        "/audits/{sign}/workbook.xlsx",
        "/bodies/{sign}/audits/new",
        "/questionnaires/{sign}/blank.pdf",
        "/results/{sign}",
        "/results/{sign}/gaps.svg",
        "/admin/bodies/{sign}",
        "/admin/bodies/{sign}/headcounts",
    ),
    Role.ADMINISTRATOR: ("/admin/people/{sign}", "/r/{sign}/", "/language/{sign}"),
}


@pytest.fixture
def database_url(postgresql_url: str) -> str:
    """The address of a fresh PostgreSQL database, in the place of SQLite's."""
    return postgresql_url


@pytest.mark.parametrize("role", PLACES)
def test_an_address_with_a_control_character_leads_nowhere(role: Role, signed_in: Callable[[Role], Visitor]) -> None:
    visitor = signed_in(role)
    for place in PLACES[role]:
        for sign in ("%00", "a%00b", "%01", "%EF%BF%BE"):
            visitor.get(place.format(sign=sign), status=404)


def test_a_form_with_one_in_a_hidden_field_leads_nowhere(
    signed_in: Callable[[Role], Visitor], session: Session, body: BodyView
) -> None:
    audit = audits.open_audit(session, SYSTEM, build.an_audit(session, body.id).id)
    session.commit()
    here = f"/audits/{audit.id}/{audit.enquiries[1].id}/links"
    auditor = signed_in(Role.AUDITOR)
    auditor.get(here)
    auditor.post(here, {"replace": "\x00"}, status=404)


def test_an_address_to_sign_in_with_one_is_nobodys(browse: Visitor) -> None:
    browse.get("/login")
    browse.post("/login", {"email": "a\x00@example.org", "password": "x\x00"}, status=200)
