"""An audit held in one language offers its questionnaires in no other, whatever they are written in."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from audit.service import audits
from audit.service.actors import SYSTEM
from audit.service.bodies import BodyView
from tests import build
from tests.web.browsing import Visitor

pytestmark = pytest.mark.usefixtures("shelf")


@pytest.fixture
def here(session: Session, body: BodyView) -> str:
    """The address of a personal link to a survey in English and Russian, in an audit held in English."""
    draft = build.an_audit(session, body.id, languages=("en",))
    audit = audits.open_audit(session, SYSTEM, draft.id, today=date.today())
    (token,) = build.invited(session, audit, audit.enquiries[1].id, ["Person"])
    session.commit()
    return f"/r/{token}/"


def test_a_language_that_the_audit_is_not_held_in_is_not_offered(browse: Visitor, here: str) -> None:
    browse.get(here)
    assert "Русский" not in browse.text
    assert "русский" not in browse.text


def test_it_cannot_be_asked_for_either(browse: Visitor, here: str) -> None:
    browse.get(f"{here}?lang=ru", headers={"Accept-Language": "ru"})
    assert browse.page.get("lang") == "en"
