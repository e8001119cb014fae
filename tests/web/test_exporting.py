"""An auditor chooses how the rows of a workbook are laid out."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from audit.lifecycle import Role
from audit.service import audits
from audit.service.actors import SYSTEM
from audit.service.bodies import BodyView
from tests import build
from tests.web.browsing import Visitor


@pytest.fixture
def auditor(signed_in: Callable[[Role], Visitor]) -> Visitor:
    """The auditor's browser."""
    return signed_in(Role.AUDITOR)


@pytest.fixture
def page(session: Session, body: BodyView, shelf: Path) -> str:
    """The page of a closed audit."""
    audit = audits.open_audit(session, SYSTEM, build.an_audit(session, body.id).id, today=build.TODAY)
    return f"/audits/{audits.close_audit(session, SYSTEM, audit.id, today=build.TODAY).id}"


def test_the_rows_of_the_workbook_are_laid_out_as_asked(page: str, auditor: Visitor) -> None:
    asked = "language=en&multiple=details&told=labels&versions=all"
    sent = auditor.client.get(f"{page}/workbook.xlsx?{asked}")
    told = [str(row[1]) for row in load_workbook(io.BytesIO(sent.data)).worksheets[-1].iter_rows(values_only=True)]
    assert [line.partition(" export ")[2] for line in told if " export " in line] == [
        "--lang en --multiple details --labels --versions all"
    ]


@pytest.mark.parametrize("asked", ["multiple=all", "told=x", "versions=2"])
def test_a_layout_that_there_is_not_is_refused(asked: str, page: str, auditor: Visitor) -> None:
    assert auditor.client.get(f"{page}/workbook.xlsx?{asked}").status_code == 400


def test_the_page_offers_every_layout(page: str, auditor: Visitor) -> None:
    auditor.get(page)
    assert {field.get("name") for field in auditor.page.xpath("//details//select")} == {"multiple", "told", "versions"}
