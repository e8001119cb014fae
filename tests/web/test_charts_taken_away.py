"""A chart leaves as a picture and as a page to print, for those alone who may see it on the page."""

import io
from collections.abc import Callable
from datetime import date

import pytest
from pypdf import PdfReader
from sqlalchemy.orm import Session

from audit.lifecycle import Role
from audit.render import charts
from audit.service import audits, reporting, responding
from audit.service.actors import SYSTEM
from audit.service.bodies import BodyView
from tests import build
from tests.web.browsing import Visitor

KINDS = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}


@pytest.fixture
def closed(session: Session, body: BodyView, shelf: object) -> str:
    """The identifier of a closed audit whose institution's set alone is answered."""
    assert shelf is not None
    made = audits.open_audit(session, SYSTEM, build.an_audit(session, body.id).id)
    institution = made.enquiries[0].id
    responding.save_as(session, SYSTEM, made.id, enquiry_id=institution, answers={"posts": build.POSTS})
    responding.submit_as(session, SYSTEM, made.id, enquiry_id=institution, today=date.today())
    return audits.close_audit(session, SYSTEM, made.id).id


def test_every_chart_of_the_page_is_offered_as_picture_and_as_pdf(
    signed_in: Callable[[Role], Visitor], closed: str, session: Session
) -> None:
    reader = signed_in(Role.MANAGEMENT)
    reader.get(f"/results/{closed}")
    offered = set(reader.page.xpath("//section//a[@download]/@href"))
    report = reporting.report(session, SYSTEM, closed)
    names = [chart.name for chart in (*charts.charts(report, "en"), *charts.further(report, "en"))]
    assert offered == {f"/results/{closed}/{name}.{kind}" for name in names for kind in ("png", "pdf")}


def test_a_pdf_is_one_page_with_the_finding_as_its_title(signed_in: Callable[[Role], Visitor], closed: str) -> None:
    answer = signed_in(Role.MANAGEMENT).client.get(f"/results/{closed}/parity-by-level.pdf")
    read = PdfReader(io.BytesIO(answer.data))
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="parity-by-level-en.pdf"'
    assert len(read.pages) == 1
    assert read.metadata is not None
    assert str(read.metadata.title).startswith("Parity is reached at")


@pytest.mark.parametrize("kind", KINDS)
def test_a_reader_of_the_page_takes_a_chart_away(signed_in: Callable[[Role], Visitor], closed: str, kind: str) -> None:
    answer = signed_in(Role.MANAGEMENT).client.get(f"/results/{closed}/parity-by-level.{kind}")
    assert (answer.status_code, answer.mimetype) == (200, KINDS[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_who_may_not_read_the_page_takes_no_chart(signed_in: Callable[[Role], Visitor], closed: str, kind: str) -> None:
    answer = signed_in(Role.FOCAL_POINT).client.get(f"/results/{closed}/parity-by-level.{kind}")
    assert answer.status_code in (403, 404)
    assert b"Parity is reached" not in answer.data


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_that_a_report_lacks_is_not_there(signed_in: Callable[[Role], Visitor], closed: str, kind: str) -> None:
    assert signed_in(Role.MANAGEMENT).client.get(f"/results/{closed}/pies.{kind}").status_code == 404
