"""How responses are laid out is chosen for documents that are made behind the pages too, and the worker keeps to it."""

import io
from collections.abc import Callable, Mapping
from itertools import product

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from audit.lifecycle import Role
from audit.render import columns
from audit.render.columns import Layout, Multiple, Told, Versions
from audit.render.documents import DOCUMENTS
from audit.service import audits, jobs
from audit.service.actors import SYSTEM
from audit.service.bodies import BodyView
from audit.service.views import AuditView
from audit.worker import making
from tests import build
from tests.web.browsing import Visitor

ASKED = {"multiple": "details", "told": "labels", "versions": "all"}


@pytest.fixture
def closed(session: Session, body: BodyView, shelf: object) -> AuditView:
    """A closed audit."""
    audit = audits.open_audit(session, SYSTEM, build.an_audit(session, body.id).id, today=build.TODAY)
    return audits.close_audit(session, SYSTEM, audit.id, today=build.TODAY)


@pytest.fixture
def auditor(signed_in: Callable[[Role], Visitor]) -> Visitor:
    """The auditor's browser."""
    return signed_in(Role.AUDITOR)


def _ask(auditor: Visitor, audit: AuditView, wanted: Mapping[str, str], *, status: int = 303) -> None:
    page = f"/audits/{audit.id}/documents"
    auditor.get(page)
    auditor.post(page, {"document": "workbook", "language": "en", **wanted}, status=status)


@pytest.mark.parametrize("layout", [Layout(*each) for each in product(Multiple, Told, Versions)], ids=str)
def test_a_layout_is_read_from_its_word(layout: Layout) -> None:
    assert columns.layout(layout.word) == layout


@pytest.mark.parametrize("word", ["both", "both.codes", "both.codes.two", "a.b.c.d"])
def test_what_is_no_layout_is_not_read(word: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        columns.layout(word)


def test_documents_with_responses_offer_their_layout(closed: AuditView, auditor: Visitor) -> None:
    auditor.get(f"/audits/{closed.id}/documents")
    offered = {
        form.xpath(".//input[@name='document']/@value")[0]: {each.get("name") for each in form.xpath(".//select")}
        for form in auditor.page.xpath("//main//section//form")
    }
    assert offered == {name: set(ASKED) if one.has_rows else set() for name, one in DOCUMENTS.items()}


def test_the_worker_lays_responses_out_as_asked(session: Session, closed: AuditView, auditor: Visitor) -> None:
    _ask(auditor, closed, ASKED)
    (job,) = jobs.jobs(session, SYSTEM, closed.id)
    jobs.begin(session, job.id)
    last = load_workbook(io.BytesIO(making._made(session, job))).worksheets[-1]
    told = [str(row[1]) for row in last.iter_rows(values_only=True)]
    assert [line.partition(" export ")[2] for line in told if " export " in line] == [
        "--lang en --multiple details --labels --versions all"
    ]


def test_another_layout_is_another_document(session: Session, closed: AuditView, auditor: Visitor) -> None:
    wishes: tuple[Mapping[str, str], ...] = ({}, ASKED, ASKED)
    for wanted in wishes:
        _ask(auditor, closed, wanted)
    assert sorted(job.layout for job in jobs.jobs(session, SYSTEM, closed.id)) == ["", "details.labels.all"]


@pytest.mark.parametrize("wrong", ["multiple", "told", "versions"])
def test_a_layout_that_there_is_not_is_refused_here_too(
    session: Session, wrong: str, closed: AuditView, auditor: Visitor
) -> None:
    _ask(auditor, closed, {wrong: "x"}, status=400)
    assert jobs.jobs(session, SYSTEM, closed.id) == ()
